"""Several processes on one state: passes take turns, a person's word counts, and there is one daemon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedbot.deliveries.delivery import State
from feedbot.store.locks import daemon_pid, pass_lock
from tests.crash.conftest import Prepared
from tests.crash.services import posts_on_page
from tests.crash.stage import Stage, copy_of

pytestmark = pytest.mark.slow

PATIENCE = 60.0  # seconds


@pytest.fixture
def stage(prepare: Callable[[str], Prepared], tmp_path: Path) -> Stage:
    return copy_of(prepare("local").stage, tmp_path / "site")


@contextmanager
def started(stage: Stage, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command, which the end of the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "feedbot", "--config", str(stage.config), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def eventually(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def has_open(process: subprocess.Popen[str], file: Path) -> bool:
    """Say whether a process has come so far as to open a file."""
    try:
        return any(found.resolve() == file for found in Path(f"/proc/{process.pid}/fd").iterdir())
    except FileNotFoundError:
        return False


def test_two_passes_at_once_take_turns_and_post_once(stage: Stage) -> None:
    link = stage.write("news")
    lock = stage.state / "pass.lock"
    with started(stage, "publish") as one, started(stage, "publish") as other:
        with pass_lock(stage.state, 0):
            eventually(lambda: has_open(one, lock) and has_open(other, lock))
        told = [process.communicate(timeout=PATIENCE) for process in (one, other)]
        assert (one.returncode, other.returncode) == (0, 0), told
    assert sorted("posted" in out for out, _ in told) == [False, True]
    assert posts_on_page(stage, "news", link) == 1


def test_what_a_person_skips_while_it_is_prepared_is_not_sent(stage: Stage) -> None:
    link = stage.write("news")
    codes = []

    def skip(point: str) -> None:
        if point == "after_prepare":
            codes.append(stage.command("queue", "skip", "news").returncode)

    stage.publish(failpoint=skip)
    ((row, _),) = stage.rows()
    assert (codes, row.state) == ([0], State.SKIPPED)
    stage.recover()
    assert posts_on_page(stage, "news", link) == 0


def test_what_is_on_its_way_is_not_skipped(stage: Stage) -> None:
    link = stage.write("news")
    declined = []

    def skip(point: str) -> None:
        if point == "after_sending_commit":
            declined.append(stage.command("queue", "skip", "news"))

    stage.publish(failpoint=skip)
    ((row, _),) = stage.rows()
    assert row.state is State.POSTED
    assert [(one.returncode, "not done: it is sending" in one.stderr) for one in declined] == [(1, True)]
    assert posts_on_page(stage, "news", link) == 1


def test_a_second_daemon_is_refused_and_a_pass_beside_the_first_is_not(stage: Stage) -> None:
    with started(stage, "run") as daemon:
        eventually(lambda: daemon_pid(stage.state) == daemon.pid)
        second = stage.command("run")
        assert second.returncode == 75
        assert f"PID {daemon.pid}" in second.stderr
        assert stage.command("publish").returncode == 0
        link = stage.write("news")
        eventually(lambda: posts_on_page(stage, "news", link) == 1)
        os.kill(daemon.pid, signal.SIGTERM)
        assert daemon.wait(PATIENCE) == 0
    stage.recover()
    assert posts_on_page(stage, "news", link) == 1
