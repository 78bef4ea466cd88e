"""Characters that no feed can carry: take them out and say which; pure, and never guesses an encoding.

XML 1.0, section 2.2, names the characters that a document may hold.
The others cannot be written at all, not even as ``&#x0B;``: one of them makes the whole feed unreadable.
"""

from __future__ import annotations

import re

NOT_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"  # as the inside of a pattern's [...]
FORBIDDEN = re.compile(f"[{NOT_XML}\x7f]")  # DEL and the C1 block are legal in XML and still no text
C1 = re.compile("[\x80-\x9f]")
SPACES = "\x0b\x0c"  # they part words, so a space takes their place


def clean(text: str) -> str:
    """Return the text without characters that XML forbids, C1 characters read as Windows-1252."""
    if not text.isascii():
        text = C1.sub(_from_windows, text)
    return FORBIDDEN.sub(lambda found: " " if found[0] in SPACES else "", text)


def one_line(text: str) -> str:
    """Return the text clean and on one line."""
    return " ".join(clean(text).split())


def forbidden(text: str) -> tuple[tuple[str, int], ...]:
    """Return each kind of forbidden character as (``U+000C``, offset of the first one)."""
    first: dict[str, int] = {}
    for found in FORBIDDEN.finditer(text):
        first.setdefault(f"U+{ord(found[0]):04X}", found.start())
    return tuple(first.items())


def _from_windows(found: re.Match[str]) -> str:
    """Read a C1 character as what it was before a wrong conversion: U+0095 was a bullet."""
    return found[0].encode("latin-1").decode("cp1252", "ignore")
