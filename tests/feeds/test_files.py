"""Files written whole or not at all, on a real disk, with real failures."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from feedbot.feeds.files import CouldNotWrite, Unchanged, Written, write_whole

ROOT = Path(__file__).resolve().parents[2]
LIMITED_WRITER = """
import resource, signal, sys
from pathlib import Path
from feedbot.feeds.files import write_whole
signal.signal(signal.SIGXFSZ, getattr(signal, sys.argv[2]))
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
path = Path(sys.argv[1])
print(write_whole(path, b"n" * 1_000_000, output=path.parent))
"""


def test_a_new_file_is_written_and_readable_by_all(tmp_path: Path) -> None:
    path = tmp_path / "tags" / "art" / "rss.xml"
    before = os.umask(0o077)
    try:
        result = write_whole(path, b"new", output=tmp_path)
    finally:
        os.umask(before)

    assert result == Written(path=path)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o644
    assert path.parent.stat().st_mode & 0o777 == 0o755
    assert [each.name for each in path.parent.iterdir()] == ["rss.xml"]


def test_an_equal_file_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "rss.xml"
    path.write_bytes(b"same")
    path.chmod(0o640)
    os.utime(path, ns=(1, 1))
    before = path.stat()

    assert write_whole(path, b"same", output=tmp_path) == Unchanged(path=path)
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino, after.st_mode) == (
        before.st_mtime_ns,
        before.st_ino,
        before.st_mode,
    )


@pytest.mark.parametrize("present", [b"", b"sam", b"samE", b"same "])
def test_any_difference_is_written(tmp_path: Path, present: bytes) -> None:
    path = tmp_path / "rss.xml"
    path.write_bytes(present)

    assert write_whole(path, b"same", output=tmp_path) == Written(path=path)
    assert path.read_bytes() == b"same"


def test_a_reader_with_the_old_file_open_reads_the_old_file_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "rss.xml"
    path.write_bytes(b"old" * 1000)
    with path.open("rb") as reader:
        reader.read(10)
        write_whole(path, b"new", output=tmp_path)
        assert reader.read() == (b"old" * 1000)[10:]


def limited(path: Path, handling: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LIMITED_WRITER, str(path), handling]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_failed_write_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "rss.xml"
    path.write_bytes(b"old")
    done = limited(path, "SIG_IGN")

    assert "CouldNotWrite" in done.stdout
    assert "size limit" in done.stdout
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["rss.xml"]


def test_a_writer_killed_while_it_writes_leaves_the_old_file_whole_and_the_next_one_tidies_up(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rss.xml"
    path.write_bytes(b"old")
    done = limited(path, "SIG_DFL")

    assert done.returncode == -signal.SIGXFSZ
    assert path.read_bytes() == b"old"
    assert write_whole(path, b"new", output=tmp_path) == Written(path=path)
    assert [each.name for each in tmp_path.iterdir()] == ["rss.xml"]


@pytest.mark.parametrize("name", ["../rss.xml", "a/../../rss.xml", "/etc/rss.xml", "out/rss.xml", ".."])
def test_a_path_that_leaves_the_output_folder_is_refused(tmp_path: Path, name: str) -> None:
    output, outside = tmp_path / "public", tmp_path / "outside"
    output.mkdir()
    outside.mkdir()
    (output / "out").symlink_to(outside)
    result = write_whole(output / name, b"x", output=output)

    assert isinstance(result, CouldNotWrite)
    assert "outside the output folder" in result.why
    assert [each.name for each in tmp_path.rglob("*")] == ["public", "outside", "out"] or not list(
        outside.iterdir()
    )


def test_a_link_in_the_file_s_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    output, secret = tmp_path / "public", tmp_path / "secret"
    output.mkdir()
    secret.write_bytes(b"secret")
    (output / "rss.xml").symlink_to(secret)

    assert write_whole(output / "rss.xml", b"new", output=output) == Written(path=output / "rss.xml")
    assert secret.read_bytes() == b"secret"
    assert not (output / "rss.xml").is_symlink()


def test_a_pipe_in_the_file_s_place_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rss.xml")

    assert write_whole(tmp_path / "rss.xml", b"new", output=tmp_path) == Written(path=tmp_path / "rss.xml")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing/rss.xml", "build the site first"),
        ("public/file/rss.xml", "a file stands where a folder is needed"),
        ("public/folder", "a folder of that name is in the way"),
        (f"public/{'n' * 300}", "too long"),
        ("public/a\0b", "null"),
    ],
)
def test_what_cannot_be_written_is_said_with_its_repair(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "public" / "folder").mkdir(parents=True)
    (tmp_path / "public" / "file").write_bytes(b"")
    path = tmp_path / name
    result = write_whole(path, b"x", output=tmp_path / name.partition("/")[0])

    assert isinstance(result, CouldNotWrite)
    assert why in result.why
    assert sorted(each.name for each in (tmp_path / "public").iterdir()) == ["file", "folder"]
