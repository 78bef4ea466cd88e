"""The slugs that Zola makes of names and of ``slug``, by each of its three strategies; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedbot.content.transliteration import ascii_of

NO_WINDOWS_NAME = re.compile(r'[<>:"/\\|?*]')
NO_WORD = re.compile("[^0-9a-z]+")
# Where Zola's tables (deunicode) have another reading than those of Text::Unidecode, in common characters.
READINGS = {"么": "me ", "什": "shen ", "价": "jia ", "旅": "lv ", "术": "shu "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slug:
    """One element of an address; unless ``sure``, Zola may write a sign in it by other letters."""

    text: str
    sure: bool = True


def slug_of(text: str, strategy: str) -> Slug:
    """Make one element of a page's address as ``slugify.paths`` says: "off", "safe", or else "on"."""
    match strategy:
        case "off":
            return Slug(text=text)
        case "safe":
            return Slug(text=NO_WINDOWS_NAME.sub("", text.rstrip(" .")))
        case _:
            letters = [READINGS.get(character, ascii_of(character)) for character in text]
            written = "".join("-" if letter is None else letter for letter in letters)
            return Slug(text=NO_WORD.sub("-", written.lower()).strip("-"), sure=None not in letters)
