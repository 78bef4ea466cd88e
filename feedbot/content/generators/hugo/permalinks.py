"""Hugo's permalinks: which pattern is a page's, and what its tokens stand for; pure.

A pattern's key is a folder (``posts``, since 0.153 also ``posts/tech``), ``/`` for pages of no section,
``""`` for all others, or begins with ``/`` and is a glob of pages' paths, as the list form has them.
Of several folders the nearest one counts here, any of them for Hugo; globs come after, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedbot.content import globs
from feedbot.content.generators.hugo.names import Spelling, in_pattern, lowered, of_file_name
from feedbot.content.generators.hugo.tree import Spot
from feedbot.content.site import Pairs

NO_SECTION = "/"
STAR = re.compile(r"[*?{]")
BY_CHANCE = "several permalinks of the configuration fit, and Hugo takes one of them by chance"
TOKEN = re.compile(r":(\w+)(\[[^\[\]]+\])?", re.ASCII)
KNOWN = (
    ":year :month :monthname :day :weekday :weekdayname :yearday :section :sections :sectionslug"
    " :sectionslugs :title :slug :filename :slugorfilename :contentbasename :slugorcontentbasename"
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Go writes a format as it would write one certain moment; the longer ones of a beginning come first.
LAYOUT = re.compile("January|Jan|Monday|Mon|2006|002|01|02|03|04|05|06|15|PM|pm|1|2|3|4|5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page has to put into a pattern."""

    date: datetime
    title: str
    slug: str
    name: str  # of the file, or of the folder that the page has to itself
    sections: Sequence[str]  # folders, from the first one to the nearest that is a section
    slugs: Sequence[str]  # of those sections
    spelling: Spelling

    def written(self, text: str) -> str:
        """Write a title, slug or name for a token."""
        return self.spelling.of(in_pattern(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A token that no version of Hugo knows."""

    token: str


def patterns_for(spot: Spot, patterns: Pairs) -> tuple[str, ...]:
    """Return the pattern of a page, or several of which Hugo takes any, the likeliest first."""
    by_key: dict[str, str] = {}
    for key, pattern in patterns:
        by_key.setdefault(key.lower() if key.startswith("/") else key.strip("/").lower(), pattern)
    folders = spot.path.strip("/").split("/")
    near = [by_key.get("/".join(folders[:depth]), "") for depth in range(len(folders), 0, -1)]
    starred = [by_key[key] for key in by_key if STAR.search(key) and _fits(spot, key)]
    if found := tuple(dict.fromkeys(filter(None, (*near, *starred)))):
        return found
    if not spot.folders and (own := by_key.get(NO_SECTION)):
        return (own,)
    wild = (key for key in by_key if len(key) > 1 and key[0] == "/" and globs.matches(spot.path, key))
    other = by_key.get(next(wild, ""))
    return (other,) if other else ()


def _fits(spot: Spot, key: str) -> bool:
    """Say whether a glob of folders, such as ``posts/**``, holds a page or a folder above it."""
    return key[0] != "/" and globs.matches(spot.path, f"/{{{key},{key}/**}}")


def filled(pattern: str, facts: Facts) -> str | Unknown:
    """Put a page's facts into a pattern."""
    unknown: list[str] = []

    def fill(found: re.Match[str]) -> str:
        value = _value(found[1], found[2] or "", facts)
        if value is None:
            unknown.append(found[0])
        return value or ""

    path = TOKEN.sub(fill, pattern.replace("\\:", "\0")).replace("\0", ":")
    return Unknown(token=unknown[0]) if unknown else path


def doubted(pattern: str, path: str, facts: Facts) -> str:
    """Say why a version of Hugo might make another path of a pattern; "" where all agree."""
    by_title = ":title" in pattern or (":slug" in pattern and not facts.slug)
    if by_title and "/" in facts.title:
        return "the address depends on the version of Hugo: the title has a slash"
    if path.rstrip("/").endswith(" "):
        return "the address depends on the version of Hugo: older ones end it with a hyphen"
    return ""


def _value(token: str, part: str, facts: Facts) -> str | None:
    if part:
        lists = {"sections": _folders(facts), "sectionslugs": tuple(facts.slugs)}
        return "/".join(sliced(lists[token], part)) if token in lists else None
    make = TOKENS.get(token)
    return make(facts) if make else _of_layout(token, facts.date)


def sliced(items: Sequence[str], part: str) -> Sequence[str]:
    """Take a part of a list, ``[1:]``, ``[:last]``, ``[0]``; what lies outside is nothing."""
    low, colon, high = part.strip("[] ").partition(":")
    first = _index(low, items, 0)
    if not colon:
        return items[first : first + 1]
    return items[first : _index(high, items, len(items))]


def _index(written: str, items: Sequence[str], default: int) -> int:
    word = written.strip().lower()
    if word == "last":
        return max(len(items) - 1, 0)
    if not word:
        return default
    return int(word) if word.isdecimal() and len(word) < 4 else 0


def _folders(facts: Facts) -> tuple[str, ...]:
    return tuple(lowered(of_file_name(folder)) for folder in facts.sections)


def _of_layout(layout: str, date: datetime) -> str | None:
    """Write a date in Go's way, ``2006``, ``Jan``, ``01``; None for what holds nothing of a date."""
    text, found = LAYOUT.subn(lambda part: PARTS[part[0]](date), layout)
    return text if found else None


PARTS: Mapping[str, Callable[[datetime], str]] = {
    "January": lambda date: MONTHS[date.month - 1],
    "Jan": lambda date: MONTHS[date.month - 1][:3],
    "Monday": lambda date: DAYS[date.weekday()],
    "Mon": lambda date: DAYS[date.weekday()][:3],
    "2006": lambda date: f"{date.year:04}",
    "06": lambda date: f"{date.year % 100:02}",
    "002": lambda date: f"{date.timetuple().tm_yday:03}",
    "01": lambda date: f"{date.month:02}",
    "1": lambda date: str(date.month),
    "02": lambda date: f"{date.day:02}",
    "2": lambda date: str(date.day),
    "15": lambda date: f"{date.hour:02}",
    "03": lambda date: f"{date.hour % 12 or 12:02}",
    "3": lambda date: str(date.hour % 12 or 12),
    "04": lambda date: f"{date.minute:02}",
    "4": lambda date: str(date.minute),
    "05": lambda date: f"{date.second:02}",
    "5": lambda date: str(date.second),
    "PM": lambda date: "PM" if date.hour >= 12 else "AM",
    "pm": lambda date: "pm" if date.hour >= 12 else "am",
}
TOKENS: Mapping[str, Callable[[Facts], str]] = {
    "year": lambda facts: str(facts.date.year),
    "month": lambda facts: f"{facts.date.month:02}",
    "monthname": lambda facts: MONTHS[facts.date.month - 1],
    "day": lambda facts: f"{facts.date.day:02}",
    "weekday": lambda facts: str(facts.date.isoweekday() % 7),
    "weekdayname": lambda facts: DAYS[facts.date.weekday()],
    "yearday": lambda facts: str(facts.date.timetuple().tm_yday),
    "section": lambda facts: "".join(_folders(facts)[:1]),
    "sections": lambda facts: "/".join(_folders(facts)),
    "sectionslug": lambda facts: "".join(tuple(facts.slugs)[:1]),
    "sectionslugs": lambda facts: "/".join(facts.slugs),
    "title": lambda facts: facts.written(facts.title.replace("/", "-")),
    "slug": lambda facts: facts.written(facts.slug or facts.title.replace("/", "-")),
    "filename": lambda facts: facts.written(facts.name),
    "contentbasename": lambda facts: facts.written(facts.name),
    "slugorfilename": lambda facts: facts.written(facts.slug or facts.name),
    "slugorcontentbasename": lambda facts: facts.written(facts.slug or facts.name),
}
