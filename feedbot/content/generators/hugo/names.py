"""How Hugo writes titles, slugs and names in addresses; pure text, knows no page.

Where versions of Hugo differ, this is how the newer ones (measured: 0.168) do it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

DROPPED = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[^\w\s./#+~\-@\\%\x80-\U0010ffff]"
)  # of ASCII; the rest by category


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """What a site's configuration does to the letters of its paths."""

    lower: bool = True  # else paths are as their files' names, and in those all versions treat blanks alike
    accents: bool = True

    def of(self, path: str) -> str:
        """Spell a path, or a part of one."""
        path = path if self.accents else without_accents(path)
        return lowered(path) if self.lower else path


def sanitised(text: str) -> str:
    """Keep what Hugo keeps in a path, and blanks."""
    text = DROPPED.sub("", text)
    if text.isascii():
        return text
    return "".join(c for c in text if c.isascii() or c.isspace() or _is_word(c))


def hyphenated(text: str) -> str:
    """Make a hyphen of each run of blanks, none beside a hyphen: titles, slugs, Hugo 0.111's file names."""
    text = re.sub(r"\s+", " ", sanitised(text).strip())
    return re.sub(r" ?(-+) ?", r"\1", text).replace(" ", "-")


def of_file_name(text: str) -> str:
    """Make a hyphen of every single blank, as newer versions do with the names of files and folders."""
    return re.sub(r"\s", "-", sanitised(text))


def in_pattern(text: str) -> str:
    """Write a text for a token, as a query is read: ``+`` is a blank, ``%2B`` a plus; its blanks stay."""
    once = hyphenated(text).removesuffix("#")
    return sanitised(unquote(once.replace("+", " ")))


def lowered(text: str) -> str:
    """Write letters small one by one, as Go does: a sigma at the end of a word is like any other."""
    return text.lower() if text.isascii() else "".join(c.lower()[0] for c in text)


def without_accents(text: str) -> str:
    """Drop what stands above or below letters, as ``removePathAccents`` does."""
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parts if unicodedata.category(c) != "Mn"))


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"
