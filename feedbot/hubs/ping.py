"""A ping: one hub is to be told that one feed has new bytes; what to plan and when to try again. Pure.

A hub fetches the feed as soon as it is told, so it is told only when the public copy equals the local file.
The row of a ping stays when it is done and remembers the bytes that were told: the same are not told twice.
Only a crash between a hub's answer and the row makes a second telling, which hubs take as nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LOOKS = (10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0)  # seconds until the next look; the last repeats
FIRST_RETRY = 30.0  # seconds; doubles
SLOWEST_RETRY = 3600.0
AFTER_REFUSAL = 3600.0  # seconds; four times as long after each more
SLOWEST_AFTER_REFUSAL = 24 * 3600.0
GIVE_UP_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One feed file that hubs are told of; its public address is what WebSub calls the topic."""

    address: str
    file: str  # below the output folder
    sha256: str  # of the local bytes
    hubs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """What one hub is to be told, or was told, of one topic."""

    site: str
    hub: str
    topic: str
    file: str
    sha256: str  # of the bytes to be told
    told: str = ""  # of the bytes that were told last
    since: datetime
    due_at: datetime | None  # None: told, or given up
    looks: int = 0  # at a public copy that was not these bytes
    attempts: int = 0  # at a hub that did not take it
    reason: str = ""

    @property
    def is_told(self) -> bool:
        """Say whether the hub knows."""
        return self.told == self.sha256

    @property
    def is_given_up(self) -> bool:
        """Say whether the hub will not be told before the feed changes again."""
        return self.due_at is None and not self.is_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The hub took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The hub took it for a mistake, and will again."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """The hub could not take it now."""

    why: str
    retry_after: float | None = None  # seconds that the hub asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of a site's rows when its feeds are as they are now."""

    put: tuple[Ping, ...]
    drop: tuple[Ping, ...]  # of hubs and feeds that are no longer there


def plan(site: str, known: Sequence[Ping], topics: Iterable[Topic], now: datetime) -> Plan:
    """Compare what hubs were told, or are to be told, with the feeds as they are."""
    rows = {(row.hub, row.topic): row for row in known}
    wanted = {(row.hub, row.topic): row for row in _wanted(site, topics, now)}
    put = [_planned(rows.get(key), row) for key, row in wanted.items()]
    return Plan(
        put=tuple(row for row in put if row != rows.get((row.hub, row.topic))),
        drop=tuple(row for key, row in rows.items() if key not in wanted),
    )


def not_yet(ping: Ping, why: str, *, now: datetime, dice: float) -> Ping:
    """Decide when to look again at a public copy that is not the local file."""
    if now - ping.since >= GIVE_UP_AFTER:
        return _given_up(ping, why)
    seconds = LOOKS[min(ping.looks, len(LOOKS) - 1)]
    return replace(ping, looks=ping.looks + 1, due_at=now + _spread(seconds, dice), reason=why)


def answered(ping: Ping, answer: Told | Refused | NotTold, *, now: datetime, dice: float) -> Ping:
    """Decide what a hub's answer makes of a ping."""
    if isinstance(answer, Told):
        return replace(ping, told=ping.sha256, due_at=None, attempts=0, looks=0, reason="the hub took it")
    if now - ping.since >= GIVE_UP_AFTER:
        return _given_up(ping, answer.why)
    if isinstance(answer, Refused):
        wait = _spread(_grown(AFTER_REFUSAL, 4, ping.attempts, SLOWEST_AFTER_REFUSAL), dice)
        why = f"the hub refused it: {answer.why}"
    else:
        asked = timedelta(seconds=(answer.retry_after or 0.0) * (1 + dice / 10))
        wait = max(asked, _spread(_grown(FIRST_RETRY, 2, ping.attempts, SLOWEST_RETRY), dice))
        why = answer.why
    return replace(ping, attempts=ping.attempts + 1, due_at=now + wait, reason=why)


def _wanted(site: str, topics: Iterable[Topic], now: datetime) -> Iterator[Ping]:
    for topic in topics:
        for hub in topic.hubs:
            yield Ping(
                site=site,
                hub=hub,
                topic=topic.address,
                file=topic.file,
                sha256=topic.sha256,
                since=now,
                due_at=now,
            )


def _planned(before: Ping | None, wanted: Ping) -> Ping:
    """Keep what is known of the same bytes; begin anew with others, unless the hub knows just these."""
    if before is None:
        return wanted
    if before.sha256 == wanted.sha256:
        return replace(before, file=wanted.file)
    if before.told == wanted.sha256:
        return replace(wanted, told=before.told, due_at=None, reason="as the hub was told before")
    return replace(wanted, told=before.told)


def _given_up(ping: Ping, why: str) -> Ping:
    return replace(ping, due_at=None, reason=f"given up after {GIVE_UP_AFTER.days} days: {why}")


def _grown(first: float, factor: float, times: int, most: float) -> float:
    return min(most, first * factor ** min(times, 16))


def _spread(seconds: float, dice: float) -> timedelta:
    """Take up to a quarter away or give it, so that what failed together does not come back together."""
    return timedelta(seconds=seconds * (0.75 + dice / 2))
