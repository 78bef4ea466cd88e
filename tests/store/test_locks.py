"""Locks between real processes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedbot.errors import LockedError, StateError
from feedbot.store.locks import daemon_lock, pass_lock

HOLDER = """
import sys
from pathlib import Path
from feedbot.store.locks import daemon_lock, pass_lock
with daemon_lock(Path(sys.argv[1])), pass_lock(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold both locks."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_daemon_is_told_who_is_the_first(tmp_path: Path) -> None:
    with another_process(tmp_path) as first:
        with pytest.raises(LockedError, match=rf"PID {first.pid}\b"), daemon_lock(tmp_path):
            pass
        with pytest.raises(LockedError, match=rf"PID {first.pid}\b"), pass_lock(tmp_path, 0.1):
            pass


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    with another_process(tmp_path) as first:
        first.kill()
        first.wait()
        with daemon_lock(tmp_path), pass_lock(tmp_path, 0):
            assert (tmp_path / "daemon.lock").read_text() == f"{os.getpid()}\n"


def test_a_pass_waits_for_its_turn(tmp_path: Path) -> None:
    with another_process(tmp_path) as first:
        assert first.stdin is not None
        first.stdin.write("go\n")
        first.stdin.flush()
        with pass_lock(tmp_path, 30):
            assert (tmp_path / "pass.lock").read_text() == f"{os.getpid()}\n"


def test_daemon_and_pass_do_not_lock_each_other(tmp_path: Path) -> None:
    with daemon_lock(tmp_path), pass_lock(tmp_path, 0):
        pass
    with daemon_lock(tmp_path):
        pass


def test_locks_are_private_and_the_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "state"
    with daemon_lock(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "daemon.lock").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="file"), daemon_lock(tmp_path / "file"):
        pass


def test_a_link_in_place_of_a_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "daemon.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StateError, match=r"daemon\.lock"), daemon_lock(tmp_path):
        pass
    assert not (tmp_path / "elsewhere").exists()
