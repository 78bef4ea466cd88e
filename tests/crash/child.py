"""A pass in a process of its own that dies at a named point.

``python -m tests.crash.child CONFIG --now INSTANT --kill POINT``.
The product knows nothing of it: the point enters by the hands, as the clock does.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tests.crash.stage import VirtualTime, hands, opened, publish
from tests.networks.conformance import real_time


def main(arguments: Sequence[str]) -> int:
    """Make one pass over every site; the point, where it is reached, ends the process by SIGKILL."""
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    parser.add_argument("--now", type=datetime.fromisoformat, default=real_time())
    parser.add_argument("--kill", default="", metavar="POINT")
    given = parser.parse_args(arguments)
    clock = VirtualTime(start=given.now)
    with opened(given.config, hands(clock, failpoint=_killing_at(given.kill))) as app:
        publish(app)
    return 0


def _killing_at(point: str) -> Callable[[str], None]:
    def failpoint(name: str) -> None:
        if name == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return failpoint


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
