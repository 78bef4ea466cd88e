"""The ids that Astro gives the entries of a collection, by github-slugger's rules; pure."""

from __future__ import annotations

import unicodedata
from posixpath import splitext

# Letters in circles and squares are symbols, and yet alphabetic.
CIRCLED = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
KEPT = frozenset({"Nd", "Nl", "Pc"})


def id_of(path: str) -> str:
    """Return the id of a file, by its path below the folder of its collection."""
    elements = splitext(path)[0].split("/")
    return "/".join(map(slugged, elements)).removesuffix("/index")


def slugged(text: str) -> str:
    """Keep letters, marks, digits, ``_`` and ``-``, in lower case; a blank is a hyphen."""
    return "".join("-" if character == " " else character for character in text.lower() if _stays(character))


def _stays(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in " -_"
    category = unicodedata.category(character)
    return category[0] in "LM" or category in KEPT or _is_circled(ord(character))


def _is_circled(number: int) -> bool:
    return any(first <= number <= last for first, last in CIRCLED)
