"""Who may read a replaced file; ``tests/feeds/test_files.py`` holds what happens when writing fails."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedbot.whole_files import replace_whole


@pytest.mark.parametrize(
    ("umask", "mode", "wanted"),
    [(0o077, None, 0o600), (0o022, None, 0o644), (0o077, 0o644, 0o644), (0o000, 0o600, 0o600)],
)
def test_a_given_mode_holds_and_without_one_the_umask_decides(
    umask: int, mode: int | None, wanted: int, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    before = os.umask(umask)
    try:
        replace_whole(path, b"new", mode=mode)
    finally:
        os.umask(before)

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == wanted
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
