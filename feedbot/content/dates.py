"""Dates as people write them: text becomes an aware datetime, or a reason to hold the article.

Reads no clock. An impossible date is never replaced by another one, least of all by the file's time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

PLACEHOLDERS = frozenset({2099, 9999})
FIRST_YEAR = 1000  # below it, somebody left digits out
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# RFC 5322, section 4.3; other abbreviations mean one thing here and another there.
ZONES = {"z": 0, "utc": 0, "gmt": 0, "ut": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5}
ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7}

MONTH_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
ISO = re.compile(r"(-?\d{1,5})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
MONTH_FIRST = re.compile(
    DAY_NAME + MONTH_NAME + r"\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?![\d:])", re.IGNORECASE
)
DAY_FIRST = re.compile(
    DAY_NAME + r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+" + MONTH_NAME + r",?[\s-]+(\d{4})(?![\d:])", re.IGNORECASE
)
YEAR_LAST = re.compile(  # as the C library and Ruby write it
    DAY_NAME + MONTH_NAME + r"\s+(\d{1,2})\s+(\d{1,2}:\d{2}:\d{2})\s+(?:([a-z]{3,4}|[+-]\d{4})\s+)?(\d{4})\Z",
    re.IGNORECASE,
)
TIME = re.compile(
    r"(?:T|,?[ \t]+(?:at[ \t]+)?|-)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?!\d)"
    r"(?:[ \t]*([ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
ZONE_NAME = r"(?:[ \t]+(?-i:[A-Z]{2,5}|[+-]\d\d(?:\d\d)?)(?:[ \t]+m=[+-][\d.]+)?\Z)?"  # as Go adds it
ZONE = re.compile(
    r"[ \t]*(?:(?:(?:UTC|GMT)[ \t]*)?([+\-−])(\d{1,2})(?::?(\d{2}))?(?![\w:])"
    + ZONE_NAME
    + r"|([a-z]{1,3})(?![\w:]))"
    r"(?:[ \t]*\([^()]*\)\Z)?",
    re.IGNORECASE,
)
IN_NAME = re.compile(r"(\d{4}|\d{2})-(\d{1,2})-(\d{1,2})(?=[-_ .]|$)[-_ ]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An instant, in the offset that it was written in; ``rest`` is what could not be read behind it."""

    at: datetime
    rest: str = ""
    has_time: bool = False  # a time of day, not only a day
    has_offset: bool = False

    @property
    def naive_time(self) -> bool:
        """Say whether it is a time of day without an offset."""
        return self.has_time and not self.has_offset and not self.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFault:
    """Why a date holds its article."""

    code: str
    what: str
    repair: str = "write it as 2026-01-31 or 2026-01-31T09:00:00+01:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    year: int
    month: int
    day: int
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    hour: int
    minute: int
    second: int
    micro: int


def read_date(text: str, zone: tzinfo) -> Dated | DateFault:
    """Read a date; one that names no offset is in ``zone``.

    As in ISO 8601, 24:00 is the midnight that ends the day; a leap second counts as the second behind it.
    """
    text = text.strip()
    shown = f'"{text[:60]}"'
    day = _day(text)
    if day is None:
        return DateFault(code="date-unreadable", what=f"the date {shown} is not understood")
    if day.year <= 1 or day.year in PLACEHOLDERS:
        return DateFault(code="date-placeholder", what=f"the year of {shown} is a placeholder")
    if day.year < FIRST_YEAR:
        repair = "write the year with four digits"
        return DateFault(code="date-unreadable", what=f"the year of {shown} is not whole", repair=repair)
    if not 1 <= day.month <= 12:
        return _no_month(day, shown)
    time, rest = _time(day.rest)
    offset, rest = _offset(rest)
    rest = rest.strip()
    try:
        at = _moment(day, time or _Time(hour=0, minute=0, second=0, micro=0))
        at = at.replace(tzinfo=zone if rest or offset is None else offset)
        at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        return DateFault(code="date-impossible", what=f"there is no {shown}: {error}")
    return Dated(at=at, rest=rest, has_time=time is not None, has_offset=offset is not None and not rest)


def date_in_name(stem: str, zone: tzinfo) -> tuple[Dated | DateFault, str] | None:
    """Return the date that a file's name begins with, and the rest of the name; None where it has none."""
    found = IN_NAME.match(stem)
    if not found:
        return None
    year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
    return read_date(f"{year:04}-{found[2]}-{found[3]}", zone), stem[found.end() :]


def _day(text: str) -> _Day | None:
    """Return the day and what follows."""
    if found := ISO.match(text):
        return _Day(year=int(found[1]), month=int(found[3]), day=int(found[4]), rest=text[found.end() :])
    if found := MONTH_FIRST.match(text):
        return _named(found[3], found[1], found[2], text[found.end() :])
    if found := DAY_FIRST.match(text):
        return _named(found[3], found[2], found[1], text[found.end() :])
    if found := YEAR_LAST.match(text):
        return _named(found[5], found[1], found[2], f" {found[3]} {found[4] or ''}")
    return None


def _named(year: str, month: str, day: str, rest: str) -> _Day:
    return _Day(year=int(year), month=MONTHS.index(month[:3].lower()) + 1, day=int(day), rest=rest)


def _no_month(day: _Day, shown: str) -> DateFault:
    what = f"there is no month {day.month}: {shown}"
    if 1 <= day.day <= 12 < day.month <= 31:
        return DateFault(
            code="date-impossible", what=what, repair=f"write {day.year}-{day.day:02}-{day.month:02}"
        )
    return DateFault(code="date-impossible", what=what)


def _time(text: str) -> tuple[_Time | None, str]:
    found = TIME.match(text)
    if not found:
        return None, text
    hour = int(found[1])
    if found[5] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[5].lower() == "p" else 0)
    micro = int((found[4] or "0").ljust(6, "0")[:6])
    time = _Time(hour=hour, minute=int(found[2]), second=int(found[3] or 0), micro=micro)
    return time, text[found.end() :]


def _moment(day: _Day, time: _Time) -> datetime:
    """Put day and time together; raises ValueError or OverflowError where there is no such moment."""
    hour, second, later = time.hour, time.second, timedelta(0)
    if (hour, time.minute, second, time.micro) == (24, 0, 0, 0):
        hour, later = 0, timedelta(days=1)
    elif second == 60:
        second, later = 59, timedelta(seconds=1)
    naive = datetime(day.year, day.month, day.day, hour, time.minute, second, time.micro)  # noqa: DTZ001  # zone follows
    return naive + later


def _offset(text: str) -> tuple[tzinfo | None, str]:
    found = ZONE.match(text)
    if not found:
        return None, text
    rest = text[found.end() :]
    if found[4]:
        hours = ZONES.get(found[4].lower())
        return (
            (None, text) if hours is None else (UTC if hours == 0 else timezone(timedelta(hours=hours)), rest)
        )
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if ahead >= timedelta(hours=24):
        return None, text
    return timezone(ahead if found[1] == "+" else -ahead), rest
