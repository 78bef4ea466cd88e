"""What systemd hears."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedbot.scheduler.systemd import Systemd, from_environment
from tests.scheduler.listening import Listening


@pytest.mark.parametrize("name", ["", "feedbot-test-listening"])
def test_each_word_of_the_protocol_is_one_datagram(name: str, tmp_path: Path) -> None:
    with Listening(tmp_path, name=name) as manager:
        systemd = Systemd(address=manager.address)
        systemd.ready("3 sites")
        systemd.reloading(12.5)
        systemd.alive()
        systemd.extend(2.5)
        systemd.stopping()
    assert manager.heard == [
        "READY=1\nSTATUS=3 sites",
        "RELOADING=1\nMONOTONIC_USEC=12500000",
        "WATCHDOG=1",
        "EXTEND_TIMEOUT_USEC=2500000",
        "STOPPING=1\nSTATUS=stopping",
    ]


def test_a_status_cannot_smuggle_in_another_word(tmp_path: Path) -> None:
    with Listening(tmp_path) as manager:
        Systemd(address=manager.address).status("title\nMAINPID=1")
    assert manager.heard == ["STATUS=title\\nMAINPID=1"]


def test_a_manager_that_does_not_listen_is_no_error(tmp_path: Path) -> None:
    Systemd(address=str(tmp_path / "nobody")).alive()
    Systemd().alive()


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Systemd()),
        ({"NOTIFY_SOCKET": "/run/notify"}, Systemd(address="/run/notify")),
        ({"NOTIFY_SOCKET": "@notify", "WATCHDOG_USEC": "2000000"}, Systemd(address="@notify", watchdog=2.0)),
        ({"NOTIFY_SOCKET": "vsock:2:1234"}, Systemd()),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "17"}, Systemd(watchdog=2.0)),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "18"}, Systemd()),
        ({"WATCHDOG_USEC": "0"}, Systemd()),
        ({"WATCHDOG_USEC": "soon"}, Systemd()),
    ],
)
def test_the_environment_says_whether_systemd_listens(environ: dict[str, str], expected: Systemd) -> None:
    assert from_environment(environ, pid=17) == expected
