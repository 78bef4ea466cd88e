"""The units as files: what systemd itself says of them, and that the variants do not drift apart."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.servers.parts import need
from tests.systemd.machine import PROJECT

UNITS = PROJECT / "systemd"
SERVICES = ("feedbot.service", "feedbot@.service", "feedbot-publish.service")


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    need("systemd-analyze")
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.real
@pytest.mark.parametrize("service", SERVICES)
def test_the_sandbox_leaves_hardly_anything_open(service: str) -> None:
    """Exposure in tenths: a bare unit has 96, a network daemon that keeps its network about 11."""
    done = analyze("security", "--offline=true", "--no-pager", "--threshold=15", str(UNITS / service))
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


@pytest.mark.real
def test_systemd_finds_nothing_to_say_against_the_units(tmp_path: Path) -> None:
    """It returns 0 even for unknown keys, so what counts is that it says nothing."""
    for unit in UNITS.glob("feedbot*.*"):
        text = unit.read_text()
        # The program is not installed on the machine that runs the tests.
        (tmp_path / unit.name).write_text(text.replace("/opt/feedbot/bin/feedbot", "/bin/true"))
    shutil.copy(tmp_path / "feedbot@.service", tmp_path / "feedbot@one.service")
    names = ("feedbot.service", "feedbot@one.service", "feedbot-publish.service", "feedbot-publish.timer")
    done = analyze("verify", *(str(tmp_path / name) for name in names))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def directives(unit: str) -> list[str]:
    lines = (UNITS / unit).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("service", SERVICES[1:])
def test_every_variant_has_the_same_sandbox(service: str) -> None:
    def sandbox(unit: str) -> list[str]:
        lines = directives(unit)
        return lines[lines.index("UMask=0077") : lines.index("LimitCORE=0") + 1]

    assert sandbox(service) == sandbox("feedbot.service")
    assert len(sandbox(service)) > 30


def test_a_post_in_flight_is_finished_before_the_time_to_stop_runs_out() -> None:
    """A create call has a total time of 30 seconds, and the watchdog must not bark within it."""
    lines = directives("feedbot.service")
    assert "TimeoutStopSec=60s" in lines
    assert "WatchdogSec=90s" in lines
