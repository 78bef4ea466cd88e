"""Dates as people write them: text becomes an aware datetime, or a reason to hold the article.

Reads no clock. An impossible date is never replaced by another one, least of all by the file's time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

PLACEHOLDERS = frozenset({2099, 9999})
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
ISO = re.compile(r"(-?\d{1,5})([-/])(\d{1,2})\2(\d{1,2})(?!\d)")
MONTH_FIRST = re.compile(MONTH_NAME + r"\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)", re.IGNORECASE)
DAY_FIRST = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+" + MONTH_NAME + r",?\s+(\d{4})(?!\d)", re.IGNORECASE
)
TIME = re.compile(r"(?:[Tt]|[ \t]+|-)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?!\d)")
ZONE = re.compile(r"[ \t]*(?:([Zz]|UTC|GMT)|([+-])(\d{2})(?::?(\d{2}))?)(?![\w:])")
IN_NAME = re.compile(r"(\d{4}|\d{2})-(\d{1,2})-(\d{1,2})(?=[-_ .]|$)[-_ ]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An instant, in the offset that it was written in; ``rest`` is what could not be read behind it."""

    at: datetime
    rest: str = ""
    naive_time: bool = False  # a time of day without an offset


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFault:
    """Why a date holds its article."""

    code: str
    what: str
    repair: str = "write it as 2026-01-31 or 2026-01-31T09:00:00+01:00"


def read_date(text: str, zone: tzinfo) -> Dated | DateFault:
    """Read a date; one that names no offset is in ``zone``."""
    text = text.strip()
    day = _day(text)
    if day is None:
        return DateFault(code="date-unreadable", what=f'the date "{text[:60]}" is not understood')
    year, month, number, rest = day
    if year <= 1 or year in PLACEHOLDERS:
        return DateFault(code="date-placeholder", what=f'the year of "{text[:60]}" is a placeholder')
    if not 1 <= month <= 12:
        return DateFault(code="date-impossible", what=f'there is no month {month}: "{text[:60]}"')
    found_time = TIME.match(rest) is not None
    (hour, minute, second, micro), rest = _time(rest)
    offset, rest = _offset(rest)
    try:
        at = datetime(  # noqa: DTZ001  # the next line gives it its zone
            year, month, number, hour, minute, second, micro
        ).replace(tzinfo=zone if rest.strip() or offset is None else offset)
        at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        return DateFault(code="date-impossible", what=f'there is no "{text[:60]}": {error}')
    naive_time = found_time and offset is None and not rest.strip()
    return Dated(at=at, rest=rest.strip(), naive_time=naive_time)


def date_in_name(stem: str, zone: tzinfo) -> tuple[Dated | DateFault, str] | None:
    """Return the date that a file's name begins with, and the rest of the name; None where it has none."""
    found = IN_NAME.match(stem)
    if not found:
        return None
    year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
    return read_date(f"{year:04}-{found[2]}-{found[3]}", zone), stem[found.end() :]


def _day(text: str) -> tuple[int, int, int, str] | None:
    """Return year, month, day and what follows."""
    if found := ISO.match(text):
        return int(found[1]), int(found[3]), int(found[4]), text[found.end() :]
    if found := MONTH_FIRST.match(text):
        return int(found[3]), _month(found[1]), int(found[2]), text[found.end() :]
    if found := DAY_FIRST.match(text):
        return int(found[3]), _month(found[2]), int(found[1]), text[found.end() :]
    return None


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _time(text: str) -> tuple[tuple[int, int, int, int], str]:
    found = TIME.match(text)
    if not found:
        return (0, 0, 0, 0), text
    micro = int((found[4] or "0").ljust(6, "0")[:6])
    return (int(found[1]), int(found[2]), int(found[3] or 0), micro), text[found.end() :]


def _offset(text: str) -> tuple[tzinfo | None, str]:
    found = ZONE.match(text)
    if not found:
        return None, text
    rest = text[found.end() :]
    if found[1]:
        return UTC, rest
    ahead = timedelta(hours=int(found[3]), minutes=int(found[4] or 0))
    if ahead >= timedelta(hours=24):
        return None, text
    return timezone(-ahead if found[2] == "-" else ahead), rest
