"""As much of JavaScript as stands in MDX: which brace ends which, and what a literal says; runs nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Strings and comments hold braces that mean nothing; outside of all braces, quotes are those of the text.
OUTSIDE = re.compile(r"\\.|[{}]|`+", re.DOTALL)
INSIDE = re.compile(
    r"\\.|\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`|/\*(?:(?!/\*).)*?\*/|[{}]",
    re.DOTALL,
)
TEXT = re.compile(r"(-?\d+(?:\.\d+)?)|\"([^\"\\]*)\"|'([^'\\]*)'|`([^`$\\]*)`")
CALLED = re.compile(
    r"(?:require|useBaseUrl|withBase|new URL)\(\s*(?:\"([^\"\\]*)\"|'([^'\\]*)')[^)]*\)(?:\.\w+)*"
)


def braces(body: str, start: int, end: int, code: Mapping[int, int]) -> dict[int, int]:
    """Return where each brace ends, by where it begins; what stands in inline code is passed over."""
    ends: dict[int, int] = {}
    begun: list[int] = []
    place = start
    while found := (INSIDE if begun else OUTSIDE).search(body, place, end):
        place = found.end()
        if found[0] == "{":
            begun.append(found.start())
        elif found[0] == "}" and begun:
            ends[begun.pop()] = found.start()
        elif found[0][0] == "`" and not begun:
            place = code.get(found.start(), place)
    return ends


def text_of(expression: str, names: Mapping[str, str]) -> str | None:
    """Return the text that an expression gives; None where a program would have to say."""
    expression = expression.strip()
    if expression in names:
        return names[expression]
    found = TEXT.fullmatch(expression) or CALLED.fullmatch(expression)
    if found is None:
        return None
    return next((text for text in found.groups() if text is not None), None)
