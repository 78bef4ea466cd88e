"""Glob patterns as generators' own configurations write them, ``**/[^_]*.{md,mdx}``; pure, lists no folder.

Two families are known. In one, as in a shell, a star stays within one element of a path;
in the other (``crossing``), as in Rust's globset, it takes slashes too.
"""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 500  # characters of a pattern
EXTENDED = re.compile(r"[?*+@!]\(")  # alternatives in round brackets: nobody needs them for articles


@lru_cache(maxsize=256)
def compiled(pattern: str, *, crossing: bool = False) -> re.Pattern[str] | None:
    """Return the regular expression that matches whole paths; None for a pattern that is not understood."""
    if len(pattern) > LONGEST or EXTENDED.search(pattern):
        return None
    parts: list[str] = []
    at = depth = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth < 0:
                return None
        part, at = _part(pattern, at, in_braces=depth > 0, crossing=crossing)
        if not (parts and part in {".*", "[^/]*"} and parts[-1] == part):  # two stars are no more than one
            parts.append(part)
    return None if depth else re.compile("".join(parts), re.DOTALL)


def matches(path: str, pattern: str, *, crossing: bool = False) -> bool:
    """Say whether a whole path is what a pattern means; one that is not understood means nothing."""
    found = compiled(pattern, crossing=crossing)
    return found is not None and found.fullmatch(path) is not None


def _part(pattern: str, at: int, *, in_braces: bool, crossing: bool) -> tuple[str, int]:
    """Translate what stands at ``at``; return it with the index behind it."""
    character = pattern[at]
    if character == "*":
        return _stars(pattern, at, crossing=crossing)
    if character == "[":
        return _class(pattern, at)
    if character == "\\" and at + 1 < len(pattern):
        return re.escape(pattern[at + 1]), at + 2
    signs = {"?": "." if crossing else "[^/]", "{": "(?:", "}": ")", ",": "|" if in_braces else ","}
    return signs.get(character) or re.escape(character), at + 1


def _stars(pattern: str, at: int, *, crossing: bool) -> tuple[str, int]:
    end = at
    while end < len(pattern) and pattern[end] == "*":
        end += 1
    begins = at == 0 or pattern[at - 1] in "/{,"
    if end - at > 1 and begins and pattern.startswith("/", end):
        return "(?:.*/)?", end + 1
    deep = end - at > 1 and begins and (end == len(pattern) or pattern[end] in "},")
    return ".*" if crossing or deep else "[^/]*", end


def _class(pattern: str, at: int) -> tuple[str, int]:
    """Translate one of some characters; a bracket that is never closed is itself."""
    negated = at + 1 < len(pattern) and pattern[at + 1] in "!^"
    start = at + 1 + negated
    end = pattern.find("]", start + 1)
    if end < 0:
        return re.escape("["), at + 1
    inner = re.sub(r"([\\\[\]^&~|])", r"\\\1", pattern[start:end])
    try:
        re.compile(f"[{inner}]")
    except re.error:  # a range that runs backwards
        return "(?!)", end + 1
    return f"[^/{inner}]" if negated else f"[{inner}]", end + 1
