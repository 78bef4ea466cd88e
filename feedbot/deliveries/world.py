"""What delivering takes from the world, as one value: clocks, dice, and a voice that may say stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the courier takes from outside; ``failpoint`` hears the name of every dangerous step."""

    clock: Callable[[], datetime]
    boottime: Callable[[], float]  # seconds; counts suspend, unlike a monotonic clock
    dice: Callable[[], float]  # in [0, 1)
    failpoint: Callable[[str], None]
    stopping: Callable[[], bool]
    alive: Callable[[], None]  # tells the watchdog that work goes on
    owner: str  # names this process on its leases
    strike: Callable[[str], str] = str  # takes secrets out of words, should a server repeat what it was told
