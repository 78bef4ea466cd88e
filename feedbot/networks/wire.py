"""The witness of one HTTP call: did a byte of the request leave, and is its time over? Sends nothing itself.

Every client library tells a ``Wire`` of its socket, and asks it once right before the first byte.
``deadline`` cuts the socket when the total time is over:
the libraries' own time-outs are per read and never end on a server that drips.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator


class HeldBackError(Exception):
    """The connection stood, and not a byte was let out: the sender's time was over."""

    def __init__(self) -> None:
        super().__init__("held back right before the first byte: the time for it was over")


class Wire:
    """What happens on the wire of one call; ``may_write`` may forbid its first byte."""

    def __init__(self, may_write: Callable[[], bool] | None = None) -> None:
        self.began = False  # the first byte may have left
        self.expired = False
        self._may_write = may_write or (lambda: True)
        self._socket: socket.socket | None = None

    def connected(self, connection: socket.socket) -> None:
        """Take note of the socket that the call uses from now on."""
        self._socket = connection

    def before_first_byte(self) -> None:
        """Let the request out, or raise ``HeldBackError``; asks ``may_write`` once."""
        if self.began:
            return
        if self.expired or not self._may_write():
            raise HeldBackError
        self.began = True

    def cut(self) -> None:
        """End the call from outside: whoever waits for the socket wakes up."""
        self.expired = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@contextlib.contextmanager
def deadline(total: float, wire: Wire) -> Iterator[None]:
    """Cut the wire after ``total`` seconds, unless the block has ended before."""
    timer = threading.Timer(total, wire.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
