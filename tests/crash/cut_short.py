"""A pass in a process of its own that dies just before a file takes its place.

``python -m tests.crash.cut_short CONFIG COUNT``: dies by SIGKILL before the COUNT-th rename.
The product knows nothing of it: Python itself tells of every rename.
"""

from __future__ import annotations

import os
import signal
import sys

from feedbot.cli.main import run


def main(config: str, count: int) -> int:
    """Make one pass; return its exit code where it came to its end."""
    left = count

    def watch(event: str, _arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "os.rename":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    return run(["-q", "--config", config, "publish"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
