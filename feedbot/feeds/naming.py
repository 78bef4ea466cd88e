"""Feeds of a whole family: which values there are, and what the file of each is called; pure.

A name such as ``tags/{tag}/feed.xml`` stands for a file of each tag. Values become names that every file
system and every web server takes, in any script: ``Été à Lyon`` is ``été-à-lyon``, ``C++`` stays ``c++``.
Two spellings that give one name are one value.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import product
from typing import TypeAlias

from feedbot.content.article import Article
from feedbot.feeds.rule import Quality, values

About: TypeAlias = tuple[tuple[Quality, str], ...]  # what a feed of a family is about, in the pattern's order

PLACE = re.compile(r"\{(" + "|".join(Quality) + r")\}")
KEPT = frozenset(".+#~@_")  # beside letters, digits and marks, as in C++, C#, .NET
LONGEST = 120  # bytes of one name; file systems take 255


def qualities(*patterns: str) -> tuple[Quality, ...]:
    """Return the qualities that the patterns name, each once."""
    found = (Quality(name) for pattern in patterns for name in PLACE.findall(pattern))
    return tuple(dict.fromkeys(found))


def same_file(name: str) -> str:
    """Return what file names have in common that some file systems hold to be one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def file_of(pattern: str, about: About) -> str:
    """Return the file of one member of a family."""
    names = {quality: _path(quality, value) for quality, value in about}
    return PLACE.sub(lambda place: names[Quality(place[1])], pattern)


def text_of(pattern: str, about: About) -> str:
    """Return a text, such as a title, of one member of a family; the name of what it is not about stays."""
    words = dict(about)
    return PLACE.sub(lambda place: words.get(Quality(place[1]), place[0]), pattern)


def members(
    articles: Sequence[Article], wanted: Sequence[Quality], site_language: str
) -> dict[About, tuple[int, ...]]:
    """Return what the members of a family are about, in order, each with the places of its articles."""
    places: dict[tuple[str, ...], list[int]] = {}
    spellings: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    for place, article in enumerate(articles):
        for spelled in product(*(values(article, quality, site_language) for quality in wanted)):
            key = tuple(_path(quality, value) for quality, value in zip(wanted, spelled, strict=True))
            if place not in places.setdefault(key, [])[-1:]:
                places[key].append(place)
            spellings.setdefault(key, Counter())[spelled] += 1
    found = {
        tuple(zip(wanted, _usual(spellings[key]), strict=True)): tuple(places[key]) for key in sorted(places)
    }
    return dict(found)


def name_of(value: str) -> str:
    """Return the name of a value, for a file or a folder."""
    composed = same_file(value)
    name = "".join(char if _stays(char) else "-" for char in composed)
    name = re.sub("-{2,}", "-", name).lstrip("-.").rstrip("-")
    if not name or len(name.encode()) > LONGEST:
        digest = sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        return f"{_cut(name)}-{digest}".lstrip("-")
    return name


def _path(quality: Quality, value: str) -> str:
    """Return the name of a value; a section is a path, and stays one."""
    if quality is not Quality.SECTION:
        return name_of(value)
    return "/".join(name_of(step) for step in value.split("/") if step)


def _stays(char: str) -> bool:
    return char in KEPT or unicodedata.category(char)[0] in "LNM"


def _cut(name: str) -> str:
    return name.encode()[: LONGEST - 12].decode("utf-8", "ignore")


def _usual(spellings: Counter[tuple[str, ...]]) -> Iterable[str]:
    return min(spellings, key=lambda spelled: (-spellings[spelled], spelled))
