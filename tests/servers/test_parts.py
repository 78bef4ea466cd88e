"""An absent part skips its tests and says how to get it; where parts are required it fails them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.servers.parts import PARTS, need

SCRIPT = Path(__file__).with_name("install.sh")
BY_SCRIPT = [name for name, part in PARTS.items() if "install.sh" in part.install]


@pytest.fixture(autouse=True)
def without_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FEEDBOT_TEST_PARTS", str(tmp_path))
    monkeypatch.delenv("FEEDBOT_TEST_PDS", raising=False)
    monkeypatch.delenv("FEEDBOT_REQUIRE_PARTS", raising=False)


@pytest.mark.parametrize("part", BY_SCRIPT)
def test_an_absent_part_skips_and_names_the_command_that_installs_it(part: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=f"{part} is not installed.*install.sh {part}"):
        need(part)


def test_where_parts_are_required_an_absent_one_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDBOT_REQUIRE_PARTS", "1")
    with pytest.raises(pytest.fail.Exception, match=r"install\.sh snac"):
        need("snac")


def test_a_part_that_is_there_is_found_where_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "elsewhere/node_modules/@atproto/pds/package.json"
    package.parent.mkdir(parents=True)
    package.touch()
    monkeypatch.setenv("FEEDBOT_TEST_PDS", str(tmp_path / "elsewhere"))
    assert need("pds") == tmp_path / "elsewhere"


def test_the_script_leaves_alone_what_is_there_and_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    program = tmp_path / "snac/root/usr/bin/snac"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    there = subprocess.run([SCRIPT, "snac"], capture_output=True, text=True, check=False)
    assert (there.returncode, there.stdout) == (0, "snac is there\n")
    unknown = subprocess.run([SCRIPT, "pixelfed"], capture_output=True, text=True, check=False)
    assert unknown.returncode == 2
    assert "pds, mastodon_mock, snac" in unknown.stderr
