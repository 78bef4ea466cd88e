"""The loop's inbox: threads and signal handlers put wakes in, the loop takes them out."""

from __future__ import annotations

from queue import Empty, SimpleQueue

from feedbot.scheduler.occasion import Wake


class Inbox:
    """A queue of wakes.

    ``SimpleQueue`` because its ``put`` is reentrant: a signal handler may interrupt any other call
    (https://docs.python.org/3/library/queue.html#queue.SimpleQueue.put).
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[Wake] = SimpleQueue()

    def put(self, wake: Wake) -> None:
        """Add a wake; never blocks."""
        self._queue.put(wake)

    def take(self, patience: float) -> tuple[Wake, ...]:
        """Wait up to ``patience`` seconds for a wake, and return it with all that lie behind it."""
        wakes: list[Wake] = []
        try:
            wakes.append(self._queue.get(timeout=patience))
            while True:
                wakes.append(self._queue.get_nowait())
        except Empty:
            return tuple(wakes)
