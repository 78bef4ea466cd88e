"""Slugs as Pelican makes them of titles and names: ASCII, lower-case, with hyphens; pure."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from feedbot.content.transliteration import ascii_of

LONGEST = 2000  # characters of a title; no file's name is as long
TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
USUAL = ((r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-"))
# Where Pelican's transliteration goes beyond the tables of ``transliteration``, in scripts that sites write.
NEWER = {
    "し": "shi", "ち": "chi", "つ": "tsu", "っ": "tsu", "シ": "shi", "チ": "chi", "ツ": "tsu", "ッ": "tsu",
    "ー": "-", "Є": "Ie", "א": "A", "ח": "H", "ך": "KH", "כ": "KH", "ק": "k", "־": "-", "ײ": "EY",
    "\u05ba": "o", "\u05c7": "o", "\u05ef": "YYY",
    "−": "-", "₱": "P", "₲": "G", "₴": "UAH", "₵": "C|", "₸": "T", "₹": "Rs", "₺": "L", "₼": "m", "₽": "R",
    "₾": "l", "₿": "BTC", "℗": "(p)", "℮": "e", "⁊": "&",
    "♥": "hearts", "♡": "hearts", "♦": "diamonds", "♢": "diamonds", "♠": "spades", "♤": "spades",
    "♣": "clubs", "♧": "clubs",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Slugs:
    """How one site makes slugs of one kind of name."""

    substitutions: tuple[tuple[re.Pattern[str], str], ...]
    keeps_case: bool = False
    keeps_unicode: bool = False

    def of(self, text: str) -> str:
        """Make a slug; perhaps an empty one."""
        value = _normal(without_tags(text[:LONGEST]))
        if not self.keeps_unicode:
            value = "".join(NEWER.get(character) or ascii_of(character) or "" for character in value)
        for pattern, replacement in self.substitutions:
            value = pattern.sub(replacement, value)
        return (value if self.keeps_case else value.lower()).strip()


def slugs_of(options: Mapping[str, str], kind: str) -> Slugs:
    """Return the rules for a ``slug``, ``category`` or ``author``; these fall back on the first."""
    said = options.get(f"{kind}_substitutions") or options.get("slug_substitutions", "")
    return Slugs(
        substitutions=tuple(_compiled(_pairs(said) if said else USUAL)),
        keeps_case=options.get("slug_case", "").lower() == "true",
        keeps_unicode=options.get("slug_unicode", "").lower() == "true",
    )


def without_tags(text: str) -> str:
    """Return HTML as one line of text."""
    return unescape(" ".join(TAG.sub("", text).split()))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _pairs(written: str) -> Iterable[tuple[str, str]]:
    """Read a JSON list of pairs; what is no pair of texts says nothing."""
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return USUAL
    pairs = (pair for pair in found if isinstance(pair, list)) if isinstance(found, list) else ()
    return [
        (pair[0], pair[1]) for pair in pairs if len(pair) == 2 and all(isinstance(one, str) for one in pair)
    ]


def _compiled(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[re.Pattern[str], str]]:
    """Compile what is an expression, with a replacement that fits it."""
    for source, replacement in pairs:
        try:
            pattern = re.compile(_normal(source), re.IGNORECASE)
            pattern.sub(_normal(replacement), "")
        except (re.error, IndexError):
            continue
        yield pattern, _normal(replacement)
