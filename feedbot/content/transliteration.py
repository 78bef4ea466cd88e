"""One character in ASCII, by the tables of Text::Unidecode, as several generators make their slugs; pure."""

from __future__ import annotations

from functools import lru_cache

UNKNOWN = "[?]"
HIGHEST = 0xFFFF  # the tables end here


@lru_cache(maxsize=4096)
def ascii_of(character: str) -> str | None:
    """Return what stands for a character, perhaps nothing; None where the tables do not know it."""
    if character.isascii():
        return character
    from text_unidecode import unidecode  # noqa: PLC0415  # imported late: it reads 300 kB

    if ord(character) > HIGHEST:
        return None
    found: str = unidecode(character)
    return None if found.startswith(UNKNOWN) else found
