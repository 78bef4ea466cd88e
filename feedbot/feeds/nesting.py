"""Which markup no parser is to be given: what nobody writes, and what would take it minutes; pure.

html5ever takes quadratic time over deep nesting and over pieces of text, and lxml cuts deep trees off.
"""

from __future__ import annotations

import re

from feedbot.feeds.known_html import CLOSE_THEMSELVES

ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>?")
DEEPEST = 300  # elements that are open at once
READINGS = frozenset({"rp", "rt"})
ENDS_A_READING = READINGS | {"ruby"}
# Characters at which html5ever begins another piece of text.
PIECES = re.compile("[&\xa0-\xbf]")
MOST_PIECES = 300_000


def is_absurd(html: str) -> bool:
    """Say whether ``html`` is better taken for text than read as markup."""
    return _too_deep(html) or len(PIECES.findall(html)) > MOST_PIECES


def _too_deep(html: str) -> bool:
    """Say whether more may be open at once than anybody writes; an end tag out of place closes nothing."""
    opened: list[str] = []
    for slash, written in ANY_TAG.findall(html):
        name = written.lower()
        if name in CLOSE_THEMSELVES:
            continue
        if opened[-2:-1] == ["ruby"] and opened[-1] in READINGS and name in ENDS_A_READING:
            opened.pop()  # its end tag may be left out, in a `ruby` only
        if not slash:
            opened.append(name)
        elif opened[-1:] == [name]:
            opened.pop()
        if len(opened) > DEEPEST:
            return True
    return False
