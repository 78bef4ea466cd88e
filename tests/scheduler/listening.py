"""A service manager's end of the notification socket: a real datagram socket that remembers what it heard."""

from __future__ import annotations

import socket
from pathlib import Path
from types import TracebackType
from typing import Self


class Listening:
    """Listens on a path below ``folder``, or on the abstract ``name``."""

    def __init__(self, folder: Path, *, name: str = "") -> None:
        self.address = f"@{name}" if name else str(folder / "notify")
        self.heard: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(f"\0{name}" if name else self.address)
        self._socket.setblocking(False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while True:
            try:
                self.heard.append(self._socket.recv(4096).decode())
            except BlockingIOError:
                break
        self._socket.close()
