"""What is said to systemd: ready, status, reloading, stopping, still alive; outside systemd it says nothing.

The protocol is one datagram of ``NAME=value`` lines to a socket that the environment names (sd_notify(3)).
Nothing is read back, and a manager that does not listen is not an error.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from feedbot.scheduler.logs import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Systemd:
    """The service manager as this process sees it."""

    address: str = ""  # path or "@abstract" name of its socket; "" outside systemd
    watchdog: float | None = None  # seconds of silence after which it ends this process

    def ready(self, status: str) -> None:
        """Say that the work can begin, or goes on after a reload."""
        self._say("READY=1", f"STATUS={one_line(status)}")

    def status(self, status: str) -> None:
        """Say in one line how things stand; ``systemctl status`` shows it."""
        self._say(f"STATUS={one_line(status)}")

    def reloading(self, monotonic: float) -> None:
        """Say that the configuration is being read again; ``monotonic`` is CLOCK_MONOTONIC in seconds."""
        self._say("RELOADING=1", f"MONOTONIC_USEC={int(monotonic * 1_000_000)}")

    def stopping(self) -> None:
        """Say that this process is on its way out."""
        self._say("STOPPING=1", "STATUS=stopping")

    def alive(self) -> None:
        """Answer the watchdog; only the loop that does the work may call this."""
        self._say("WATCHDOG=1")

    def extend(self, seconds: float) -> None:
        """Ask for so much time, from now, to finish what is being sent."""
        self._say(f"EXTEND_TIMEOUT_USEC={int(seconds * 1_000_000)}")

    def _say(self, *lines: str) -> None:
        if not self.address:
            return
        # A leading "@" stands for the zero byte of an abstract socket's name (sd_notify(3)).
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.connect(address)
            manager.sendall("\n".join(lines).encode())


def from_environment(environ: Mapping[str, str], pid: int) -> Systemd:
    """Read NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID as sd_notify(3) and sd_watchdog_enabled(3) tell."""
    address = environ.get("NOTIFY_SOCKET", "")
    usec = environ.get("WATCHDOG_USEC", "")
    ours = environ.get("WATCHDOG_PID", str(pid)) == str(pid)
    return Systemd(
        address=address if address[:1] in {"/", "@"} else "",
        watchdog=int(usec) / 1_000_000 if ours and usec.isdecimal() and int(usec) > 0 else None,
    )
