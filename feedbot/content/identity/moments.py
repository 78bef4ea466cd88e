"""No two articles that are out were updated in one second: readers sort by it, and validators warn; pure.

Bare dates put many articles on one midnight. Who comes later takes the next second that is free:
a new or edited article, never one that was there before, and an adopted moment stays to the letter.
Rows that share a second from earlier times are parted once, the first seen keeps it.

No moment lies in the future. An edit that finds no free second up to now takes one a little earlier;
only where all since its publication are taken does it come a few seconds too late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from feedbot.content.article import Article
from feedbot.content.identity.known import Known

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One article that is out: its row until now, the row to come, and what its file says."""

    before: Known | None
    after: Known
    article: Article

    @property
    def is_old(self) -> bool:
        """Say whether the article was out until now, and nothing moves its moment."""
        was = self.before
        return was is not None and was.gone is None and was.updated == self.after.updated


def apart(changes: Iterable[Change], others: Iterable[Known], now: datetime) -> Mapping[str, Known]:
    """Return the rows, by uid, whose moment must be another one; ``others`` are those that are not out."""
    fixed: set[int] = set()
    old: list[Known] = []
    changed: list[Change] = []
    for change in changes:
        if change.after.updated_as:
            fixed.add(_second(change.after.updated))
        elif change.is_old:
            old.append(change.after)
        else:
            changed.append(change)
    late = _later_ones(old, fixed)
    if not late and not changed:
        return {}
    taken = fixed | {_second(row.updated) for row in old} | {_second(row.updated) for row in others}
    seconds = _Seconds(taken=taken)
    moved = {row.uid: _at(row, seconds.take(_second(row.updated), now=_second(now))) for row in late}
    for change in sorted(changed, key=_turn):
        wanted = _second(change.after.updated)
        second = seconds.take(wanted, now=_second(now), least=_least(change, now))
        if second != wanted:
            moved[change.after.uid] = _at(change.after, second)
    return moved


def _later_ones(rows: Iterable[Known], fixed: Collection[int]) -> Sequence[Known]:
    """Return the rows that share their second with one that was seen before them, or that is fixed."""
    at: defaultdict[int, list[Known]] = defaultdict(list)
    for row in rows:
        at[_second(row.updated)].append(row)
    late: list[Known] = []
    for second, sharing in at.items():
        if len(sharing) > 1 or second in fixed:
            late += sorted(sharing, key=_seen)[0 if second in fixed else 1 :]
    return sorted(late, key=_seen)


def _seen(row: Known) -> tuple[datetime, str]:
    return row.first_seen, row.uid


def _turn(change: Change) -> tuple[bool, datetime, str]:
    """Order changes however files are read: known articles as they were seen, then new ones by date."""
    if change.before is not None:
        return False, *_seen(change.before)
    return True, change.after.published, change.article.path


def _least(change: Change, now: datetime) -> int:
    """Return the first second that an article may have: a moment that its file states is never undercut."""
    stated, published = change.article.updated, change.after.published
    moments = [published]
    if stated is not None and stated <= now:
        moments.append(stated)
    if change.before is not None:
        moments.append(change.before.updated + SECOND)
    return -((EPOCH - max(moments)) // SECOND)


@dataclass(slots=True, kw_only=True)
class _Seconds:
    """The seconds that are taken, and short cuts past rows of them, so that many of one day cost no more."""

    taken: set[int]
    _later: dict[int, int] = field(default_factory=dict)
    _earlier: dict[int, int] = field(default_factory=dict)

    def take(self, wanted: int, *, now: int, least: int | None = None) -> int:
        """Take the next free second up to ``now``, else the last one from ``least`` on, else the next."""
        found = self._free(wanted, 1, self._later)
        if found > max(now, wanted) and least is not None:
            earlier = self._free(wanted, -1, self._earlier)
            found = earlier if earlier >= least else found
        self.taken.add(found)
        return found

    def _free(self, second: int, step: int, ways: dict[int, int]) -> int:
        passed = []
        while second in self.taken:
            passed.append(second)
            second = ways.get(second, second + step)
        ways.update(dict.fromkeys(passed, second))
        return second


def _second(moment: datetime) -> int:
    return (moment - EPOCH) // SECOND


def _at(row: Known, second: int) -> Known:
    return replace(row, updated=EPOCH + second * SECOND)
