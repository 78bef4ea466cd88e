"""Write an instant as the formats want it: to the second, in English whatever the locale, and in UTC.

An article that was adopted from a feed keeps the spelling that its readers have while that is its instant:
letter for letter where the format allows it, else at least its offset from UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from email.utils import format_datetime, parsedate_to_datetime

from feedbot.feeds.live_entry import moment as read_moment

RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
# What the W3C Feed Validator takes without a warning: whole and half hours, and RFC 822's own names.
RFC822 = re.compile(
    r"((Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?[0-9]{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" [1-9][0-9]{3} [0-9]{2}:[0-9]{2}(:[0-9]{2})? ([+-][0-9]{2}[03]0|GMT|UT|[ECMP][SD]T)"
)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def rfc3339(moment: datetime, said: str = "") -> str:
    """Write ``2026-03-01T08:00:00Z`` (RFC 3339), for Atom and JSON Feed; ``said`` is how readers have it."""
    zone = _zone(moment, said)
    if zone is not None and RFC3339.fullmatch(said):
        return said
    local = moment.astimezone(zone or UTC).isoformat(timespec="seconds")
    return local.replace("+00:00", "Z")


def rfc822(moment: datetime, said: str = "") -> str:
    """Write ``Sun, 01 Mar 2026 08:00:00 GMT`` (RFC 822 with a year of four digits), for RSS."""
    zone = _zone(moment, said)
    if zone is not None and is_rfc822(said):
        return said
    local = format_datetime(moment.astimezone(zone or UTC)).replace("+0000", "GMT")
    return local if is_rfc822(local) else format_datetime(moment.astimezone(UTC), usegmt=True)


def is_rfc822(text: str) -> bool:
    """Say whether a date is one that every reader of RSS understands, on the weekday that it names."""
    if RFC822.fullmatch(text) is None:
        return False
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return False
    return not text[0].isalpha() or text[:3] == WEEKDAYS[at.weekday()]


def _zone(moment: datetime, said: str) -> tzinfo | None:
    """Return the offset in which ``said`` names this very instant; None where it does not."""
    found = read_moment(said) if said else None
    if found is None or found.at.replace(microsecond=0) != moment.replace(microsecond=0):
        return None
    return found.at.tzinfo
