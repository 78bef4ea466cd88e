"""When a pass is due, as values and one pure decision; holds no clock, no thread and no queue.

A *wake* only nudges the loop.
Whether a pass is made is decided from the clock and from what has come in since the last one,
so a wake that is lost, doubled or late changes nothing but the moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Reason(StrEnum):
    """Why a pass is made, the widest first: of several that come together the first one counts."""

    START = "start"
    RELOAD = "reload"  # a new configuration was taken
    POKE = "poke"  # a person or another command asks for a pass now
    TICK = "tick"  # nothing is known to have changed, but look at everything again
    CONTENT = "content"  # files below a watched folder changed
    DUE = "due"  # a moment has come: a future article, a retry, an expiry


@dataclass(frozen=True, slots=True, kw_only=True)
class Wake:
    """A nudge for the loop; ``reason`` is None where a signal only wants the loop to look around."""

    reason: Reason | None
    folders: tuple[Path, ...] = ()  # the watched folders in which something changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a pass is told.

    ``stopping`` is asked before each new delivery: after a yes, finish what is being sent,
    hand back the rest and return.
    ``alive`` is called between steps (an article read, a feed written, a delivery done):
    a pass that neither returns nor calls it is frozen, and the service manager will end it.
    """

    reason: Reason
    folders: tuple[Path, ...]  # for CONTENT: where; a wider reason means everywhere
    stopping: Callable[[], bool]
    alive: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassResult:
    """What a pass tells the loop."""

    next_due: datetime | None  # the next moment at which something is to be done; None: no such moment
    status: str  # one line for a person, for example "3 sites, 5 accounts, 1 needs you"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the loop works on until the next reload; made from one valid configuration."""

    make_pass: Callable[[Occasion], PassResult]
    folders: tuple[Path, ...]  # watched with everything below them
    ignores: Callable[[Path], bool] = lambda _: False  # changes of no account, as of the feeds themselves
    every: float = 300.0  # seconds between two looks at everything
    is_stale: Callable[[], bool] = lambda: False  # whether what it was made from has changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What the loop knows it has to do; ``uptime`` values are seconds that count suspend."""

    pending: frozenset[Reason] = frozenset()  # asked for and not yet done
    next_due: datetime | None = None
    next_look: float = 0.0  # uptime of the next look at everything
    not_before: float = 0.0  # uptime until which a failing pass is left alone


# A person's word and a new configuration may mend what fails, so they do not wait for the back-off.
_IMPATIENT = frozenset({Reason.POKE, Reason.RELOAD})


def reason_for_pass(agenda: Agenda, now: datetime, uptime: float) -> Reason | None:
    """Decide whether a pass is made at this instant, and why; None means wait on."""
    reasons = set(agenda.pending)
    if uptime >= agenda.next_look:
        reasons.add(Reason.TICK)
    if agenda.next_due is not None and agenda.next_due <= now:
        reasons.add(Reason.DUE)
    if uptime < agenda.not_before and not reasons & _IMPATIENT:
        return None
    return widest(reasons)


def widest(reasons: Collection[Reason]) -> Reason | None:
    """Return the reason that covers all the others."""
    return next((reason for reason in Reason if reason in reasons), None)


def back_off(failures: int) -> float:
    """Return the seconds to wait after so many failed passes in a row: 5, 10, 20 ... at most 300."""
    return float(min(300, 5 * 2 ** min(failures - 1, 6)))
