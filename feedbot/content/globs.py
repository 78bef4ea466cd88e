"""Glob patterns as generators' own configurations write them, ``**/[^_]*.{md,mdx}``; pure, lists no folder.

Two families are known. In one, as in a shell, a star stays within one element of a path;
in the other (``crossing``), as in Rust's globset, it takes slashes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

LONGEST = 500  # characters of a pattern
COUNTED = {"@(": "", "?(": "?"}  # a sign before a bracket says how often
REFUSED = re.compile(r"[!*+]\(")  # not these, or any number of these: nobody needs them for articles


@lru_cache(maxsize=256)
def compiled(pattern: str, *, crossing: bool = False) -> re.Pattern[str] | None:
    """Return the regular expression that matches whole paths; None for a pattern that is not understood."""
    if len(pattern) > LONGEST or REFUSED.search(pattern):
        return None
    parts: list[str] = []
    closing: list[str] = []  # what each open bracket will be closed by
    at = 0
    while at < len(pattern):
        if pattern[at] in ")}" and closing and closing[-1][0] == pattern[at]:
            part, at = f"){closing.pop()[1:]}", at + 1
        elif pattern[at : at + 2] in COUNTED:
            closing.append(f"){COUNTED[pattern[at : at + 2]]}")
            part, at = "(?:", at + 2
        elif pattern[at] in "({":
            closing.append({"(": ")", "{": "}"}[pattern[at]])
            part, at = "(?:", at + 1
        elif closing and pattern[at] == {")": "|", "}": ","}[closing[-1][0]]:
            part, at = "|", at + 1
        else:
            part, at = _part(pattern, at, crossing=crossing)
        if not (parts and part in {".*", "[^/]*"} and parts[-1] == part):  # two stars are no more than one
            parts.append(part)
    return None if closing else re.compile("".join(parts), re.DOTALL)


def matches(path: str, pattern: str, *, crossing: bool = False) -> bool:
    """Say whether a whole path is what a pattern means; one that is not understood means nothing."""
    found = compiled(pattern, crossing=crossing)
    return found is not None and found.fullmatch(path) is not None


def joined(patterns: Iterable[str]) -> str:
    """Write patterns as one text: parted by blanks, or each on a line where one has a blank in it."""
    found = tuple(patterns)
    lines = any(" " in pattern for pattern in found)
    return "".join(f"{pattern}\n" for pattern in found) if lines else " ".join(found)


def parted(text: str) -> tuple[str, ...]:
    """Read patterns that stand in one text (see ``joined``)."""
    return tuple(filter(None, text.split("\n") if "\n" in text else text.split()))


def _part(pattern: str, at: int, *, crossing: bool) -> tuple[str, int]:
    """Translate what stands at ``at``; return it with the index behind it."""
    character = pattern[at]
    if character == "*":
        return _stars(pattern, at, crossing=crossing)
    if character == "[":
        return _class(pattern, at)
    if character == "\\" and at + 1 < len(pattern):
        return re.escape(pattern[at + 1]), at + 2
    if character == "?":
        return "." if crossing else "[^/]", at + 1
    return re.escape(character), at + 1


def _stars(pattern: str, at: int, *, crossing: bool) -> tuple[str, int]:
    end = at
    while end < len(pattern) and pattern[end] == "*":
        end += 1
    begins = at == 0 or pattern[at - 1] in "/{(,|"
    if end - at > 1 and begins and pattern.startswith("/", end):
        return "(?:.*/)?", end + 1
    deep = end - at > 1 and begins and (end == len(pattern) or pattern[end] in "}),|")
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
