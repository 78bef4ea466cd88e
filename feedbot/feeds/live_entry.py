"""A feed as it is live, whoever wrote it: what its readers know each entry by, to the letter; values only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from feedbot.content.dates import Dated, read_date
from feedbot.feeds.characters import one_line
from feedbot.feeds.feed import FeedFormat

LONGEST_ID = 2000  # characters
LONGEST_DATE = 100
MOST_ENTRIES = 20_000
SMALL_YEAR = re.compile(r"^0\d{3}-|[A-Za-z] 0\d{3} ")  # Hugo writes 0001 where there is no date


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveMoment:
    """An instant, and how the feed writes it."""

    at: datetime
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveEntry:
    """One entry; ``addresses`` are absolute where the feed says enough for that, the likeliest first."""

    id: str  # what readers know it by: its own id, else its first address
    has_id: bool
    addresses: tuple[str, ...]
    title: str
    published: LiveMoment | None = None
    updated: LiveMoment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFeed:
    """A feed that could be read; ``unusable`` says of its other entries why nobody could know them again."""

    format: FeedFormat
    entries: tuple[LiveEntry, ...]
    unusable: tuple[str, ...] = ()
    well_formed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFeed:
    """Why it cannot be read as a feed; ``feeds`` are the addresses of those that it names."""

    why: str
    feeds: tuple[str, ...] = ()


def live_entry(
    own_id: str,
    addresses: tuple[str, ...],
    title: str,
    *,
    published: str,
    updated: str,
) -> LiveEntry | str:
    """Make an entry, or say why readers could not know it again by what feedbot would write."""
    known_by = own_id.strip() or next(iter(addresses), "")
    if not known_by:
        return f"an entry has neither an id nor an address: {one_line(title)[:80]}"
    if len(known_by) > LONGEST_ID:
        return f"an id has more than {LONGEST_ID:,} characters: {one_line(known_by)[:80]}…"
    if one_line(known_by) != known_by:
        return f"an id holds what no feed can carry: {one_line(known_by)[:80]}"
    return LiveEntry(
        id=known_by,
        has_id=bool(own_id.strip()),
        addresses=tuple(dict.fromkeys(addresses)),
        title=one_line(title),
        published=moment(published),
        updated=moment(updated),
    )


def moment(text: str) -> LiveMoment | None:
    """Read a date as feeds write them (RFC 822 or RFC 3339, more or less); None where it is none."""
    said = text.strip()
    if not said or len(said) > LONGEST_DATE or SMALL_YEAR.search(said):
        return None
    at = _iso(said) or _rfc822(said)
    return LiveMoment(at=at, said=said) if at is not None and 1000 < at.year < 9999 else None


def _iso(text: str) -> datetime | None:
    if not text[:1].isdigit():
        return None
    found = read_date(text, UTC)
    return found.at if isinstance(found, Dated) and not found.rest.strip() else None


def _rfc822(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)  # -0000 says UTC, and no more than that
