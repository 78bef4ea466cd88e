"""How long and how large a file is, out of the short texts that people write for it; pure."""

from __future__ import annotations

import re

LONGEST = 1_000_000  # seconds, some eleven days: what is longer is no duration
LARGEST = 10**15  # bytes
MOST_CHARACTERS = 40  # of a text that measures anything

CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):([0-5]?\d)(?:[.,]\d{1,9})?")
SECONDS = re.compile(r"(\d{1,7})(?:[.,]\d{1,9})?")
ISO = re.compile(r"pt(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,7})(?:[.,]\d{1,9})?s)?")
WORDS = re.compile(r"(?:\d{1,7}(?:[.,]\d{1,3})? ?[a-z]+\.?(?:,| and| et| und|) ?)+(?:\d{1,2})?")
WORD = re.compile(r"(\d{1,7}(?:[.,]\d{1,3})?) ?([a-z]*)")
UNITS = {
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "heure": 3600, "heures": 3600,
    "std": 3600, "stunde": 3600, "stunden": 3600,
    "m": 60, "mn": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "minuten": 60, "minutos": 60,
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "seconde": 1, "secondes": 1, "sek": 1,
    "sekunden": 1, "segundos": 1,
}  # fmt: skip

GROUPED = re.compile(r"\d{1,3}(?:[,._' \u00a0\u202f]\d{3}){1,4}")
SIZE = re.compile(r"(\d{1,15}(?:[.,]\d{1,6})?) ?([A-Za-z]*)\.?")
BYTES = frozenset({"", "b", "byte", "bytes", "o", "octet", "octets"})
PREFIXES = {"k": 1, "m": 2, "g": 3, "t": 4}


def seconds(text: str) -> int | None:
    """Read a duration: ``1:02:03``, ``62:03``, ``3723``, ``22 min``, ``1h02``, ``PT1H2M3S``; else None."""
    plain = " ".join(text.lower().split())
    if len(plain) > MOST_CHARACTERS:
        return None
    found = _by_clock(plain)
    if found is None:
        found = _by_words(plain)
    return found if found is not None and 0 < found <= LONGEST else None


def size_in_bytes(text: str) -> int | None:
    """Read a size: ``12345``, ``12,345,678``, ``12.3 MB``, ``11 MiB``; None where it is none."""
    plain = " ".join(text.split())
    if len(plain) > MOST_CHARACTERS:
        return None
    if GROUPED.fullmatch(plain):
        return _within(float(re.sub(r"\D", "", plain)))
    found = SIZE.fullmatch(plain)
    factor = _factor(found[2]) if found else None
    return None if found is None or factor is None else _within(float(found[1].replace(",", ".")) * factor)


def _by_clock(text: str) -> int | None:
    if found := CLOCK.fullmatch(text):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + rest if minutes < 60 or not hours else None
    if found := SECONDS.fullmatch(text):
        return int(found[1])
    if found := ISO.fullmatch(text):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + rest
    return None


def _by_words(text: str) -> int | None:
    """Add up amounts with their units; one without, behind another, has the next smaller unit: ``1h02``."""
    if not WORDS.fullmatch(text):
        return None
    total, unit = 0.0, 0
    for amount, name in WORD.findall(text):
        unit = UNITS.get(name, 0) if name else unit // 60
        if not unit:
            return None
        total += float(amount.replace(",", ".")) * unit
    return round(total)


def _factor(unit: str) -> int | None:
    """Return how many bytes a unit is; a small ``m`` alone is minutes to most, and no size."""
    lower = unit.lower()
    if lower in BYTES:
        return 1
    power = PREFIXES.get(lower[0], 0)
    if not power or unit == "m" or lower[1:] not in {"", "b", "o", "ib", "io"}:
        return None
    return int((1024 if lower[1:2] == "i" else 1000) ** power)


def _within(size: float) -> int | None:
    return round(size) if 0 < size <= LARGEST else None
