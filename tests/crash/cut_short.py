"""A pass in a process of its own that dies just before the COUNT-th step that its files take.

A step is a file that takes its place or is removed, or a failpoint between the pass's parts.
The product knows nothing of it: Python itself tells of what happens to files.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.sites import TestSite

STEPS = frozenset({"os.rename", "os.remove"})


def main(arguments: Sequence[str]) -> int:
    """Make one pass over a test site, FOLDER, that dies at its step COUNT; return 0 if it ends before."""
    folder, count = arguments
    left = int(count)

    def step(_name: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, told: tuple[object, ...]) -> None:
        if event in STEPS and not (event == "os.remove" and str(told[0]).endswith(".new")):
            step(event)

    site = TestSite(Path(folder), config=(Path(folder) / "feedbot.toml").read_text(encoding="utf-8"))
    site.failpoint = step
    sys.addaudithook(watch)
    site.publish()
    return 0
