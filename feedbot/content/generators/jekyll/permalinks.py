"""Jekyll's permalinks: styles, tokens, slugs, and what it takes out of the result; pure.

Measured against Jekyll 4.3.1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
WITH_ENDING = frozenset({"date", "ordinal", "none"})  # styles that end a collection's addresses in .html
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

TOKEN = re.compile(r":([a-z_]+)")
DOTS = "the address depends on the version of Jekyll: it has two dots in a row"

KEPT_IN_TITLE = frozenset("._~!$&'()+,;=@")
KEPT_IN_ADDRESS = "/-._~!$&'()*+,;=:@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the tokens of one document stand for."""

    date: datetime  # in the site's zone
    collection: str
    path: str  # below the collection, without ending
    stem: str  # with its date
    slug: str
    categories: tuple[str, ...]
    ending: str  # of the built page


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A path below the site's address; ``doubt`` says why another version of Jekyll makes another one."""

    path: str
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownToken:
    """A token that no document has; Jekyll stops there."""

    name: str


def filled(pattern: str, parts: Parts) -> Filled | UnknownToken:
    """Fill a pattern in, and take out what Jekyll takes for a way up."""
    pieces: list[str] = []
    at = 0
    for found in TOKEN.finditer(pattern):
        name = next((name for name in (found[1], found[1].removesuffix("_")) if name in TOKENS), None)
        if name is None:
            return UnknownToken(name=found[1])
        pieces += pattern[at : found.start()], escaped(TOKENS[name](parts)), found[1][len(name) :]
        at = found.end()
    path = "/" + "".join((*pieces, pattern[at:]))
    bare = re.sub("/+", "/", path.replace("..", "/").replace("./", ""))
    return Filled(path=bare, doubt=DOTS if re.search(r"[^/]\.\.", path) else "")


def template_of(permalinks: Mapping[str, str], collection: str) -> str:
    """Return the pattern of a collection: its own, else what follows from the site's."""
    style = permalinks.get("") or "date"
    own = permalinks.get(collection) or (style if collection == "posts" else "")
    if own:
        return STYLES.get(own, own)
    if style in WITH_ENDING or style.endswith(":output_ext"):
        return "/:collection/:path:output_ext"
    return "/:collection/:path/" if style == "pretty" or style.endswith("/") else "/:collection/:path"


def slugified(text: str, kept: frozenset[str] = frozenset()) -> str:
    """Make a hyphen of every run of anything but letters, marks, digits and ``kept``; none at the ends."""
    words = "".join(character if _stays(character, kept) else "\0" for character in text)
    return re.sub("\0+", "-", words).removeprefix("-").removesuffix("-")


def lowered(text: str) -> str:
    """Lower each letter by itself, as Ruby does: no final sigma."""
    return text.lower() if text.isascii() else "".join(letter.lower() for letter in text)


def escaped(text: str) -> str:
    """Percent-encode what a token stands for; what looks like an escape in it is none."""
    return quote(text, safe=KEPT_IN_ADDRESS)


def _stays(character: str, kept: frozenset[str]) -> bool:
    if character.isascii():
        return character.isalnum() or character in kept
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def _distinct(words: Iterable[str]) -> str:
    return "/".join(dict.fromkeys(words))


TOKENS: Mapping[str, Callable[[Parts], str]] = {
    "year": lambda parts: f"{parts.date.year:04}",
    "short_year": lambda parts: f"{parts.date.year % 100:02}",
    "month": lambda parts: f"{parts.date.month:02}",
    "i_month": lambda parts: str(parts.date.month),
    "short_month": lambda parts: MONTHS[parts.date.month - 1][:3],
    "long_month": lambda parts: MONTHS[parts.date.month - 1],
    "day": lambda parts: f"{parts.date.day:02}",
    "i_day": lambda parts: str(parts.date.day),
    "y_day": lambda parts: f"{parts.date.timetuple().tm_yday:03}",
    "w_year": lambda parts: f"{parts.date.isocalendar().year:04}",
    "week": lambda parts: f"{parts.date.isocalendar().week:02}",
    "w_day": lambda parts: str(parts.date.isoweekday()),
    "short_day": lambda parts: DAYS[parts.date.weekday()][:3],
    "long_day": lambda parts: DAYS[parts.date.weekday()],
    "hour": lambda parts: f"{parts.date.hour:02}",
    "minute": lambda parts: f"{parts.date.minute:02}",
    "second": lambda parts: f"{parts.date.second:02}",
    "title": lambda parts: slugified(parts.slug, KEPT_IN_TITLE),
    "slug": lambda parts: lowered(slugified(parts.slug)),
    "name": lambda parts: lowered(slugified(parts.stem)),
    "categories": lambda parts: _distinct(map(lowered, parts.categories)),
    "slugified_categories": lambda parts: _distinct(lowered(slugified(word)) for word in parts.categories),
    "collection": lambda parts: parts.collection,
    "path": lambda parts: parts.path,
    "output_ext": lambda parts: parts.ending,
}
