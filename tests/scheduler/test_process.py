"""A real process: real threads, real notices from the kernel, real signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PROGRAM = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from feedbot.errors import ConfigError
from feedbot.scheduler.daemon import Clocks, Daemon, Surroundings
from feedbot.scheduler.inbox import Inbox
from feedbot.scheduler.logs import set_up
from feedbot.scheduler.metronome import ApMetronome
from feedbot.scheduler.occasion import PassResult, Work
from feedbot.scheduler.systemd import Systemd
from feedbot.scheduler.watch import FolderWatch

content, slow = Path(sys.argv[1]), len(sys.argv) > 2
set_up(sys.stderr, journal=True)

def make_pass(occasion):
    print(occasion.reason, *sorted(p.name for p in content.iterdir()), flush=True)
    while slow:
        time.sleep(0.01)
        if occasion.stopping() and slow != "for ever":
            print("handed back", flush=True)
            break
    return PassResult(next_due=None, status="fine")

def reload():
    raise ConfigError(("feedbot.toml:1: broken",))

if slow:
    slow = sys.argv[2]
inbox = Inbox()
clock = lambda which: lambda: time.clock_gettime(which)
sys.exit(Daemon(
    Work(make_pass=make_pass, folders=(content,)),
    reload=reload,
    surroundings=Surroundings(
        inbox=inbox,
        metronome=ApMetronome(inbox.put),
        watch=FolderWatch(inbox.put, quiet=0.1, look=0.1),
        clocks=Clocks(
            now=lambda: datetime.now(UTC),
            uptime=clock(time.CLOCK_BOOTTIME),
            monotonic=clock(time.CLOCK_MONOTONIC),
        ),
        systemd=Systemd(),
    ),
).run())
"""


@contextmanager
def daemon(content: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], Callable[[], str]]]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(content), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process, lambda: process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.kill()
        process.communicate()


def test_a_daemon_hears_of_files_and_signals_and_stops_in_order(tmp_path: Path) -> None:
    with daemon(tmp_path) as (process, line):
        assert line() == "start"
        (tmp_path / "a.md").write_text("a")
        assert line() == "content a.md"
        process.send_signal(signal.SIGUSR1)
        assert line() == "poke a.md"
        process.send_signal(signal.SIGHUP)
        (tmp_path / "b.md").write_text("b")
        assert line() == "content a.md b.md"
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    assert log.splitlines() == [
        "<6>pass done reason=start: fine",
        "<6>pass done reason=content: fine",
        "<6>pass done reason=poke: fine",
        "<3>configuration not reloaded, the old one stays: feedbot.toml:1: broken",
        "<6>pass done reason=content: fine",
        "<6>stopped",
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_pass_under_way_hands_back_and_the_exit_is_clean(number: signal.Signals, tmp_path: Path) -> None:
    with daemon(tmp_path, "until stopped") as (process, line):
        assert line() == "start"
        process.send_signal(number)
        assert line() == "handed back"
        assert process.wait(20) == 0


def test_a_second_signal_ends_the_process_at_once(tmp_path: Path) -> None:
    with daemon(tmp_path, "for ever") as (process, line):
        assert line() == "start"
        os.kill(process.pid, signal.SIGINT)
        while process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        assert process.returncode == -signal.SIGTERM
