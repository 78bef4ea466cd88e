"""One tag in the body that it stands in: its name, its arguments, and what stands inside of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from feedbot.content.text.templating.arguments import read_arguments
from feedbot.content.text.templating.expressions import Value
from feedbot.content.text.templating.left_out import LeftOuts
from feedbot.content.text.templating.pieces import Piece

FILE_ENDING = re.compile(r"\.(?:html?|liquid|njk|md)$")
INCLUDES = frozenset({"include", "include_relative", "include_cached", "render"})


class Renderer(Protocol):
    """What a tag asks of the body that it stands in."""

    body: str
    pieces: Sequence[Piece]
    values: dict[str, Value]
    left_out: LeftOuts

    @property
    def resolve(self) -> Callable[[str], str | None]:
        """Find the address of a named article."""

    @property
    def ends(self) -> Mapping[int, int]:
        """Where the blocks end."""

    def text(self, start: int, end: int) -> str:
        """Render some pieces."""

    def code(self, source: str) -> str:
        """Leave code as it is, but for the signs that only keep a generator from running it."""

    def repeat(self, start: int, end: int, name: str, items: Sequence[str]) -> str:
        """Render some pieces once for each item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag, and the pieces inside of it where another tag ends it."""

    renderer: Renderer
    piece: Piece
    inside: range | None

    @property
    def name(self) -> str:
        """Return what the tag is called, without the ending of a template's file."""
        return FILE_ENDING.sub("", self.piece.name)

    @property
    def title(self) -> str:
        """Return what a person would call the tag: an include by its file."""
        file = self.arguments.get("0", "") if self.name in INCLUDES else ""
        return f"{self.piece.name} {file}".rstrip()

    @property
    def arguments(self) -> dict[str, str]:
        """Return the arguments as written."""
        return read_arguments(self.piece.rest)

    def inner(self) -> str:
        """Render what stands inside."""
        return self.renderer.text(self.inside.start, self.inside.stop) if self.inside else ""

    def source(self) -> str:
        """Return what stands inside as it is written, to be code."""
        if self.inside is None:
            return ""
        end = self.renderer.pieces[self.inside.stop].start
        return self.renderer.code(self.renderer.body[self.piece.end : end])
