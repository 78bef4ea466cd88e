"""Where code stands in Markdown: fences and inline code, so that others leave it alone; changes nothing.

It is found without a parser, because template tags may stand anywhere and stop every parser.
One look at each line and each run of backticks: a body of opening signs costs no more than one of words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"[^\n]*\n|[^\n]+")
# A fence may stand in lists and quotations, where its end is told by its own signs alone.
FENCE = re.compile(r"(?P<before>(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})")
LONGEST_NESTED_FENCE = 32
TICKS = re.compile(r"`+")
EMPTY_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some whole lines of a body: one code fence, or what stands between two."""

    start: int
    end: int
    is_code: bool


def stretches(body: str) -> Iterator[Stretch]:
    """Part a body at its code fences (CommonMark 4.5); the parts follow each other without a gap."""
    start, fence, is_nested = 0, "", False
    hopeless = dict.fromkeys("`~", LONGEST_NESTED_FENCE + 1)
    for line in LINE.finditer(body):
        found = FENCE.match(line[0]) if "```" in line[0] or "~~~" in line[0] else None
        if found is None:
            continue
        sign = found["fence"]
        if not fence and _opens(found, body, line.end(), hopeless):
            yield Stretch(start=start, end=line.start(), is_code=False)
            start, fence, is_nested = line.start(), sign, not _is_plain(found)
        elif fence and sign.startswith(fence) and _closes(found, line[0], is_nested=is_nested):
            yield Stretch(start=start, end=line.end(), is_code=True)
            start, fence = line.end(), ""
    yield Stretch(start=start, end=len(body), is_code=bool(fence))


def _is_plain(found: re.Match[str]) -> bool:
    return len(found["before"]) <= 3 and not found["before"].strip(" ")


def _closes(found: re.Match[str], line: str, *, is_nested: bool) -> bool:
    stands_right = not found["before"].strip(" \t>") if is_nested else _is_plain(found)
    return stands_right and not line[found.end() :].strip()


def _opens(found: re.Match[str], body: str, end: int, hopeless: dict[str, int]) -> bool:
    """Say whether a fence begins here: deep inside a line, only where another line ends it."""
    if _is_plain(found):
        return True
    sign = found["fence"]
    if len(sign) >= hopeless[sign[0]]:
        return False
    closing = re.compile(rf"^[ \t>]*{sign[0]}{{{len(sign)},}}[ \t]*$", re.MULTILINE)
    if closing.search(body, end):
        return True
    hopeless[sign[0]] = len(sign)
    return False


def inline_code(body: str, start: int = 0, end: int | None = None) -> dict[int, int]:
    """Return where inline code that begins at a run of backticks would end (CommonMark 6.1), by its start.

    The ends are those of each run by itself: whoever walks through the text skips what he has passed.
    """
    end = len(body) if end is None else end
    if body.find("`", start, end) < 0:
        return {}
    empty_lines = [found.start() for found in EMPTY_LINE.finditer(body, start, end)]
    ends: dict[int, int] = {}
    next_run: dict[int, tuple[int, int]] = {}
    for found in reversed(list(TICKS.finditer(body, start, end))):
        opening, length = found.start(), len(found[0])
        if length in next_run and not _escaped(body, opening):
            closing, after = next_run[length]
            place = bisect_left(empty_lines, opening)
            if place == len(empty_lines) or empty_lines[place] > closing:
                ends[opening] = after
        next_run[length] = opening, found.end()
    return ends


def _escaped(body: str, place: int) -> bool:
    before = place
    while before > 0 and body[before - 1] == "\\":
        before -= 1
    return (place - before) % 2 == 1


def prose(body: str) -> Iterator[tuple[int, int]]:
    """Return where the text outside of all code begins and ends, part by part."""
    for stretch in stretches(body):
        if not stretch.is_code:
            yield from _between_inline_code(body, stretch)


def _between_inline_code(body: str, stretch: Stretch) -> Iterator[tuple[int, int]]:
    place = stretch.start
    for opening, closing in sorted(inline_code(body, stretch.start, stretch.end).items()):
        if opening >= place:
            yield place, opening
            place = closing
    yield place, stretch.end
