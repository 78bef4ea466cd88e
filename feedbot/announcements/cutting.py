"""Cut a text at a word so that it fits; never inside an address, a hashtag, a name or a character."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

import regex

# Possessive and bounded, so that a word of ten thousand letters is read once.
_PROTECTED = regex.compile(
    r"(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]{1,15}://|www\.)\S+|[#＃@＠]\S+"
    r"|(?<![a-z0-9-])[a-z0-9-]++(?:\.[a-z0-9-]++)+(?:/\S*)?",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"\S+")
_GRAPHEME = regex.compile(r"\X")
_WITHOUT_BLANKS = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_LONGEST_WORD = 40  # what is longer may be cut inside; German compounds and chemists' names stay whole
_LOOSE_END = " \u00a0\u202f\n.…,;:/|–—-([{«“‘\"'،؛、，。：；（「『【《"


def cut(text: str, fits: Callable[[str], bool]) -> str:
    """Return ``text``, or its longest beginning that ``fits`` once "…" marks the cut; "" where none does."""
    if fits(text):
        return text
    points = cut_points(text)
    best, low, high = "", 0, len(points) - 1
    while low <= high:
        middle = (low + high) // 2
        beginning = cut_at(text, points[middle])
        if fits(beginning):
            best, low = beginning, middle + 1
        else:
            high = middle - 1
    return best


def cut_points(text: str) -> list[int]:
    """Return the offsets, ascending, at which ``text`` may end."""
    spans = [match.span() for match in _PROTECTED.finditer(text)]
    ends = [end for _, end in spans]
    return [point for point in _word_ends(text) if point < len(text) and not _inside(point, spans, ends)]


def cut_at(text: str, point: int) -> str:
    """End ``text`` at ``point`` with "…", which stands apart from an address or a hashtag."""
    beginning = text[:point].rstrip()
    if any(match.end() == len(beginning) for match in _PROTECTED.finditer(beginning)):
        return f"{beginning} …"
    bare = beginning.rstrip(_LOOSE_END)
    return f"{bare}…" if bare else ""


def _word_ends(text: str) -> Iterator[int]:
    for word in _WORD.finditer(text):
        if len(word[0]) > _LONGEST_WORD or _WITHOUT_BLANKS.search(word[0]):
            yield from (match.end() for match in _GRAPHEME.finditer(text, word.start(), word.end()))
        else:
            yield word.end()


def _inside(point: int, spans: list[tuple[int, int]], ends: list[int]) -> bool:
    at = bisect_left(ends, point)
    return at < len(spans) and spans[at][0] < point < spans[at][1]
