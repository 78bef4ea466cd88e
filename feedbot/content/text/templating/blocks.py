"""Which tag ends which: blocks lie in each other and never cross; renders nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from feedbot.content.text.templating.pieces import Kind, Piece

DEEPEST = 50  # blocks in each other; nobody nests ten


def without_literal(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Make text of what is kept from running, and drop the marks around it."""
    ending = ""
    for piece in pieces:
        if piece.kind is Kind.LITERAL and piece.closes:
            ending = "" if piece.name == ending else ending
        elif ending and piece.kind is not Kind.CODE:
            yield Piece(kind=Kind.TEXT, start=piece.start, end=piece.end)
        elif piece.kind is Kind.LITERAL:
            ending = piece.name
        else:
            yield piece


def endings(pieces: Sequence[Piece]) -> Mapping[int, int]:
    """Return the place of the tag that ends each block, by that of the tag that begins it."""
    ends: dict[int, int] = {}
    open_tags: list[int] = []
    open_names: Counter[str] = Counter()
    for place, piece in enumerate(pieces):
        if piece.kind is not Kind.TAG or piece.is_void:
            continue
        if not piece.closes:
            open_tags.append(place)
            open_names[piece.name] += 1
        elif open_names[piece.name] or (not piece.name and open_tags):
            while True:
                begun = open_tags.pop()
                open_names[pieces[begun].name] -= 1
                if piece.name in {"", pieces[begun].name}:
                    break
            ends[begun] = place
    return _not_too_deep(ends)


def _not_too_deep(ends: Mapping[int, int]) -> dict[int, int]:
    kept: dict[int, int] = {}
    around: list[int] = []  # where the blocks end that are open
    for begun in sorted(ends):
        while around and around[-1] < begun:
            around.pop()
        if len(around) < DEEPEST:
            around.append(ends[begun])
            kept[begun] = ends[begun]
    return kept
