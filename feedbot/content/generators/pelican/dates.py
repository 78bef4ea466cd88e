"""Dates in all the spellings that Pelican understands: ``3/5/2024`` is the fifth of March. Reads no clock."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedbot.content.dates import Dated, DateFault, read_date

LONGEST = 100  # characters
# What a text does not say is taken from here: where the two results differ, it says too little.
INSTEAD = (datetime(2001, 1, 1), datetime(2004, 12, 28))  # noqa: DTZ001  # the text has the zone, if any


def spelled(text: str, zone: str = "") -> str:
    """Return a date as ISO 8601 spells it, if that is another spelling and there is such a date.

    One that names no offset gets that of the ``zone``, if there is such a zone.
    """
    text = " ".join(text.split("\n", 1)[0].replace("_", " ").split())
    found = read_date(text, UTC)
    unknown = found.code == "date-unreadable" if isinstance(found, DateFault) else found.rest
    text = (unknown and _parsed(text)) or text
    return _in_zone(text, zone) if zone else text


def _in_zone(text: str, name: str) -> str:
    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return text
    found = read_date(text, zone)
    return found.at.isoformat() if isinstance(found, Dated) and found.at.tzinfo is zone else text


def _parsed(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    from dateutil import parser  # noqa: PLC0415  # imported late: 20 ms, and few sites need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names of zones, which say nothing then
        try:
            one, other = (parser.parse(text, default=default) for default in INSTEAD)
        except (ValueError, OverflowError):
            return ""
    return one.isoformat() if one == other else ""
