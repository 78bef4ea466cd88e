"""How a tag is spelled as a hashtag: an alias where there is one, else Unicode PascalCase by rule.

The rule, in the order of its steps: entities and NFC; the alias table; one tag per comma;
a dotted version goes and a whole number stays; words end at blanks, dashes, slashes and elisions;
a word in mixed case and a single word stay as written, several words become PascalCase;
scripts that need a gap between words get ``_``. No network is asked here what it would link.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping

import regex

from feedbot.announcements.announcement import LeftOut

# Tags that the rule would spell wrongly, and markers that name no subject. None: never a hashtag.
SHIPPED_ALIASES: Mapping[str, str | None] = {
    "c": None,  # would meet "c++"
    "c++": "cpp",
    "c/c++": "cpp",
    "c#": "CSharp",
    "f#": "FSharp",
    ".net": "dotNET",
    "google+": "GooglePlus",
    "r&d": "RnD",
    "ci/cd": "CICD",
    "web 2.0": "Web20",
    "en": None,
    "english": None,
    "fr": None,
    "uncategorized": None,
    "uncategorised": None,
    "non classé": None,
}
LONGEST_WRITTEN = 200  # characters; not even looked at beyond
LONGEST = 40  # characters; a longer one is a sentence that nobody searches for

_COMMA = regex.compile(r"(?<!\d)[,，、]|[,，、](?!\d)")
_FRACTION = regex.compile(r"\d\s*[/⁄]\s*\d|[\u00bc-\u00be\u2150-\u215e]")
_APOSTROPHE = regex.compile(r"[’‘ʼ`´′]")
_SETS_APART = regex.compile(r"[\"“”„«»()\[\]{}<>:;!?¡¿|…]")
_UNSEEN = regex.compile(
    r"[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff\u20e3]"
)
_VERSION = regex.compile(
    r"(?<![\p{Nd}.])(?:(?<!\p{L})[vV])?\p{Nd}+(?:\.\p{Nd}+|\.[xX*](?!\p{L}))+"
    r"(?:-(?:alpha|beta|rc|dev|pre)[.\p{Nd}]*|[\p{L}\p{Nd}]*)"
)
_ELISION = regex.compile(
    r"(?<![\p{L}\p{M}\p{Nd}])([cdjlmnost]|qu|jusqu|lorsqu|puisqu|quoiqu|un|all|dall|dell|nell|sull)'"
    r"(?=\p{L})(?!s(?!\p{L}))",
    regex.IGNORECASE,
)
_SILENT = regex.compile(r"[.'&]")  # gone without ending a word: Node.js, mara's, R&D
_NUMBER_AND_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{Nd}])(\p{Nd}+)\p{Pd}(?=\p{L})")  # 64-bit, 2-d
_WORD = regex.compile(
    r"[\p{L}\p{Nd}_](?:[\p{L}\p{M}\p{Nd}_]|[·・\u200c\u200d](?=\p{L}))*",
)
# Letters of scripts without capitals that put blanks between words: Arabic, Hebrew, Devanagari ...
_NEEDS_GAPS = regex.compile(
    r"[[\p{Lo}\p{Georgian}]--[\p{Latin}\p{Common}\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}"
    r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]]",
    regex.V1,
)
_LETTER = regex.compile(r"\p{L}")


def spell(written: str, aliases: tuple[tuple[str, str | None], ...] = ()) -> tuple[str | LeftOut, ...]:
    """Return the hashtags, without ``#``, that a tag stands for: none, one, or one per comma.

    ``aliases`` of the site go before the shipped ones; what an alias says is taken as it is.
    """
    table = {**SHIPPED_ALIASES, **{_key(name): hashtag for name, hashtag in aliases}}
    text = _normal(written)
    if len(text) > LONGEST_WRITTEN:
        return (LeftOut(tag=f"{text[:LONGEST]}…", why=f"longer than {LONGEST_WRITTEN} characters"),)
    if _key(text) in table:
        return (_by_alias(text, table[_key(text)]),)
    parts = (part.strip() for part in _COMMA.split(text))
    return tuple(_spell_one(part, table) for part in parts if _bare(part))


def shipped_alias(written: str) -> str | None:
    """Return the hashtag that feedbot itself has for a tag which the rule would spell wrongly."""
    return SHIPPED_ALIASES.get(_key(_normal(written)))


def _spell_one(text: str, table: Mapping[str, str | None]) -> str | LeftOut:
    for name in (text, text.lstrip("#＃")):
        if _key(name) in table:
            return _by_alias(text, table[_key(name)])
    bare = _bare(text)
    if _FRACTION.search(bare):
        return LeftOut(tag=text, why="a fraction cannot be written in a hashtag; give it an alias")
    hashtag = _joined(bare, table)
    return hashtag if (why := _fault(bare, hashtag)) is None else LeftOut(tag=text, why=why)


def _fault(bare: str, hashtag: str) -> str | None:
    if not _LETTER.search(hashtag):
        return "nothing but digits or signs is left of it; a hashtag needs a letter"
    if len(hashtag) == 1 and hashtag.isascii() and bare != hashtag:
        return f"only the letter {hashtag} is left of it; give it an alias"
    if len(hashtag) > LONGEST:
        return f"longer than {LONGEST} characters; give it an alias"
    return None


def _joined(bare: str, table: Mapping[str, str | None]) -> str:
    pieces = [_signs_spelled(piece, table) for piece in bare.split() if _WORD.search(piece)]
    words = [word for piece in pieces for word in _words(_VERSION.sub(" ", piece))]
    text = " ".join(pieces)
    if _NEEDS_GAPS.search(text):
        return "_".join(words)
    shouted = _shouted(pieces)
    if not shouted and len(pieces) == 1 and sum(1 for word in words if _LETTER.search(word)) <= 1:
        return "".join(words)
    return unicodedata.normalize("NFC", "".join(_capital(word, shouted=shouted) for word in words))


def _words(piece: str) -> list[str]:
    """Split one piece between blanks into words; the elided article of ``d'organisation`` is one."""
    parted = _SILENT.sub("", _ELISION.sub(r"\1 ", piece))
    return [str(word) for word in _WORD.findall(_NUMBER_AND_WORD.sub(r"\1", parted))]


def _shouted(pieces: list[str]) -> bool:
    """Tell whether several words are all in capitals; one alone, hyphens or not, is an acronym."""
    lettered = [piece for piece in pieces if piece.lower() != piece.upper()]
    return len(lettered) > 1 and all(piece.isupper() for piece in lettered)


def _capital(word: str, *, shouted: bool) -> str:
    if not (shouted or word.islower()):
        return word
    lower = word.lower()
    return lower[0].title() + lower[1:]


def _signs_spelled(piece: str, table: Mapping[str, str | None]) -> str:
    """Spell a word that its signs make, so that ``Modern C++`` does not become ``#ModernC``."""
    if piece.isalnum():
        return piece
    return table.get(_key(piece)) or piece


def _by_alias(text: str, hashtag: str | None) -> str | LeftOut:
    if hashtag is None:
        return LeftOut(tag=text, why="the alias table says: never a hashtag")
    return unicodedata.normalize("NFC", hashtag.strip().lstrip("#＃"))


def _normal(written: str) -> str:
    """Return the tag in NFC, entities decoded, raised and lowered digits (CO₂) as plain ones."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", html.unescape(written)))
    return " ".join("".join(_plain_digit(character) for character in text).split())


def _plain_digit(character: str) -> str:
    digit = unicodedata.digit(character, None) if unicodedata.category(character) == "No" else None
    return character if digit is None else str(digit)


def _bare(text: str) -> str:
    return " ".join(_SETS_APART.sub(" ", _APOSTROPHE.sub("'", text)).lstrip("#＃").split()).strip("'")


def _key(text: str) -> str:
    return " ".join(_APOSTROPHE.sub("'", unicodedata.normalize("NFC", text)).casefold().split())
