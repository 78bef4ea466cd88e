"""A body's tags become what a reader should see: text, HTML or nothing; reads no template of the site.

Nothing here runs a program: a loop goes over a list that the body itself spells out, a condition is
taken to hold, and what only the site's own templates know is left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from feedbot.content.text.templates import Templates
from feedbot.content.text.templating.blocks import endings
from feedbot.content.text.templating.expressions import NUMBER, Value, evaluate
from feedbot.content.text.templating.left_out import LeftOuts
from feedbot.content.text.templating.pieces import Kind, Piece
from feedbot.content.text.templating.tag import Tag
from feedbot.content.text.templating.tags import TAGS, unknown

Resolve: TypeAlias = Callable[[str], str | None]

MOST_ADDED = 200_000  # pieces and characters that loops may add to a body
SHOWN = re.compile(r"(\{\{[<%]?|\{%)/\*((?:(?!\{[{%]).)*?)\*/([>%]?\}\}|%\})", re.DOTALL)
RAW = re.compile(r"\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}")
ADDRESSES = frozenset({"ref", "relref", "link", "post_url"})


@dataclass(slots=True, kw_only=True)
class Rendering:
    """One body on its way from tags to text."""

    body: str
    pieces: Sequence[Piece]
    templates: Templates
    resolve: Resolve
    values: dict[str, Value]
    left_out: LeftOuts
    room: int = MOST_ADDED
    ends: Mapping[int, int] = field(init=False)

    def __post_init__(self) -> None:
        """Find the blocks."""
        self.ends = endings(self.pieces)

    def text(self, start: int, end: int) -> str:
        """Render some pieces."""
        shown: list[str] = []
        place = start
        while place < end:
            piece = self.pieces[place]
            after = self.ends.get(place, place) + 1
            if piece.kind is not Kind.TAG:
                shown.append(self._plain(place, piece))
            elif not piece.closes:
                shown.append(self._tag(place, piece, shown))
            place = after
        return "".join(shown)

    def repeat(self, start: int, end: int, name: str, items: Sequence[str]) -> str:
        """Render some pieces once for each item, as long as there is room."""
        shown: list[str] = []
        before = self.values.get(name)
        for item in items:
            self.values[name] = item
            shown.append(self.text(start, end))
            self.room -= end - start + len(shown[-1]) + 1
            if self.room <= 0:
                break
        self.values.pop(name, None)
        if before is not None:
            self.values[name] = before
        return "".join(shown)

    def code(self, source: str) -> str:
        """Leave code as it is, but for the signs that only keep a generator from running it."""
        if self.templates is Templates.LIQUID:
            return RAW.sub("", source)
        return SHOWN.sub(r"\1\2\3", source)

    def _plain(self, place: int, piece: Piece) -> str:
        source = self.body[piece.start : piece.end]
        match piece.kind:
            case Kind.TEXT:
                return self._trimmed(place, source)
            case Kind.CODE:
                return self.code(source)
            case Kind.SHOWN:
                return "`" + SHOWN.sub(r"\1\2\3", source) + "`"
            case Kind.OUTPUT:
                return self._output(piece, source)
            case Kind.BROKEN:
                self.left_out.note(source, piece.start)
                return ""
            case Kind.COMMENT | Kind.LITERAL | Kind.TAG:
                return ""

    def _trimmed(self, place: int, text: str) -> str:
        if place > 0 and self.pieces[place - 1].trims_behind:
            text = text.lstrip()
        if place + 1 < len(self.pieces) and self.pieces[place + 1].trims_before:
            text = text.rstrip()
        return text

    def _output(self, piece: Piece, source: str) -> str:
        value = evaluate(piece.rest, self.values)
        if self.templates is Templates.UNKNOWN and (value is None or NUMBER.fullmatch(piece.rest)):
            return source
        if value is None:
            self.left_out.note(piece.rest[:200], piece.start)
            return ""
        return value if isinstance(value, str) else "".join(value)

    def _tag(self, place: int, piece: Piece, before: list[str]) -> str:
        end = self.ends.get(place)
        tag = Tag(
            renderer=self,
            piece=piece,
            inside=None if end is None else range(place + 1, end),
        )
        render = TAGS.get(tag.name)
        shown = render(tag) if render else None
        if shown is None:
            self.left_out.note(tag.title, piece.start)
            shown = unknown(tag)
        if tag.name in ADDRESSES:
            self._drop_site(before, shown)
        return shown

    def _drop_site(self, before: list[str], address: str) -> None:
        """Drop the site's own address in front of an address that holds it already."""
        base, site = (str(self.values.get(name, "")) for name in ("site.baseurl", "site.url"))
        while before and before[-1] in {"", base, site}:
            before.pop()
        if before and site and address.startswith(site):
            before[-1] = before[-1].removesuffix(base).removesuffix(site)
