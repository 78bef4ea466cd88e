"""Which entries a feed shows, and which its archives hold (RFC 5005, section 4); pure, renders nothing.

Together they hold every article, each as it stands now: what the feed does not show is in an archive.
An archive is made once and never changed. So an article that is edited after it was archived comes back
into the feed, and is archived again later; where two copies meet, readers take the newer one.
The one exception: an article that is withdrawn leaves its archive as well.

A feed never shows more than its limit.
Of this, a quarter is kept for old articles that were edited; what finds no room goes into a new archive,
and some more with it, so that archives do not become many and small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

OLD_SHARE = 4  # one place in so many is for old articles that were edited


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article as it stands now; ``print`` differs from that of every other version of it."""

    uid: str
    print: str
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One archive, numbered from 1, the oldest; its entries are pairs of uid and print, newest first."""

    number: int
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """Where each article is found from now on."""

    shown: tuple[str, ...]  # uids, newest first
    archives: tuple[Archive, ...]  # all, the oldest first
    changed: tuple[Archive, ...] = ()  # those of them that are new, or have lost a withdrawn entry


def arrange(copies: Sequence[Copy], archives: Sequence[Archive], *, limit: int, size: int) -> Arrangement:
    """Arrange articles, newest first, beside the archives that there are; new ones hold ``size`` at most."""
    here = {copy.uid for copy in copies}
    kept = tuple(_without_withdrawn(archive, here) for archive in archives)
    shown, homeless = _divide(copies, kept, limit)
    new = tuple(_new_archives(copies, kept, shown, homeless, limit=limit, size=size))
    if new:
        shown, _ = _divide(copies, (*kept, *new), limit)
    changed = tuple(archive for archive, before in zip(kept, archives, strict=True) if archive != before)
    return Arrangement(
        shown=tuple(copy.uid for copy in copies if copy.uid in shown),
        archives=(*kept, *new),
        changed=(*changed, *new),
    )


def newest_only(copies: Sequence[Copy], *, limit: int) -> Arrangement:
    """Arrange articles of a feed that keeps no archives."""
    return Arrangement(shown=tuple(copy.uid for copy in copies[:limit]), archives=())


def _without_withdrawn(archive: Archive, here: set[str]) -> Archive:
    if all(uid in here for uid, _ in archive.entries):
        return archive
    return replace(archive, entries=tuple(entry for entry in archive.entries if entry[0] in here))


def _divide(
    copies: Sequence[Copy], archives: Sequence[Archive], limit: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the uids that are shown, and those that are neither shown nor in an archive as they stand."""
    archived = {uid: print_ for archive in archives for uid, print_ in archive.entries}
    loose = [copy for copy in copies if archived.get(copy.uid) != copy.print]
    newest = [copy.uid for copy in copies[:limit]]
    among_newest = frozenset(newest)
    old = [copy for copy in loose if copy.uid not in among_newest]
    returning = [copy.uid for copy in _latest_change_first(old)[: _room_for_old(limit)]] if archives else []
    shown = frozenset((*newest[: limit - len(returning)], *returning))
    return shown, frozenset(copy.uid for copy in loose) - shown


def _new_archives(
    copies: Sequence[Copy],
    archives: Sequence[Archive],
    shown: frozenset[str],
    homeless: frozenset[str],
    *,
    limit: int,
    size: int,
) -> Iterator[Archive]:
    """Archive what has no place, and of what is shown all that need not stay: the next will find room."""
    if not homeless:
        return
    leaving = homeless
    if archives:
        archived = {uid: print_ for archive in archives for uid, print_ in archive.entries}
        old_shown = shown - frozenset(copy.uid for copy in copies[:limit])
        old = _latest_change_first([copy for copy in copies if copy.uid in old_shown])
        staying = frozenset(
            (
                *(copy.uid for copy in copies[: limit // 2]),
                *(copy.uid for copy in old[: max(1, _room_for_old(limit) // 2)]),
            )
        )
        movable = shown - staying
        leaving |= {
            copy.uid for copy in copies if copy.uid in movable and archived.get(copy.uid) != copy.print
        }
    entries = [(copy.uid, copy.print) for copy in copies if copy.uid in leaving]
    first = max((archive.number for archive in archives), default=0) + 1
    for place, end in enumerate(range(len(entries), 0, -size)):
        yield Archive(number=first + place, entries=tuple(entries[max(0, end - size) : end]))


def _room_for_old(limit: int) -> int:
    return max(1, limit // OLD_SHARE) if limit > 1 else 0


def _latest_change_first(copies: Sequence[Copy]) -> list[Copy]:
    return sorted(copies, key=lambda copy: (copy.changed, copy.uid), reverse=True)
