"""Where each key and value of a TOML text stands; tomllib tells what was written, never where.

The text must be TOML that tomllib accepts: the walk here trusts it and judges nothing.
Grammar: https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Loc: TypeAlias = tuple[str | int, ...]

_BLANK: Final = re.compile(r"[ \t]*")
_BLANK_LINES: Final = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_COMMENT: Final = re.compile(r"#[^\n]*")
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE: Final = re.compile(r"[^,\]}#\n]*")
_BASIC: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_LITERAL: Final = re.compile(r"'[^']*'")
_LONG_BASIC: Final = re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})', re.DOTALL)
_LONG_LITERAL: Final = re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the text, as offsets; ``end`` is the first character behind it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Every key, value and comment of one text; a table opened by a header has a key and no value."""

    keys: Mapping[Loc, Span]
    values: Mapping[Loc, Span]
    comments: tuple[Span, ...]


def locate(text: str) -> Places:
    """Find every key and value of a valid TOML text; its lines end in a line feed alone."""
    walk = _Walk(text=text)
    walk.document()
    return Places(keys=walk.keys, values=walk.values, comments=tuple(walk.comments))


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Turn an offset into line and column, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One way through one text, from its first character to its last."""

    text: str
    at: int = 0
    keys: dict[Loc, Span] = field(default_factory=dict)
    values: dict[Loc, Span] = field(default_factory=dict)
    comments: list[Span] = field(default_factory=list)
    tables: Counter[Loc] = field(default_factory=Counter)  # how often [[this]] has been opened

    def document(self) -> None:
        table: Loc = ()
        self._skip_lines()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip_lines()

    def _header(self) -> Loc:
        repeated = self.text.startswith("[[", self.at)
        self.at += 2 if repeated else 1
        parts = self._key_parts()
        self.at += 2 if repeated else 1
        loc: Loc = ()
        for name, span in parts[:-1]:
            loc = self._newest((*loc, name))
            self.keys.setdefault(loc, span)
        name, span = parts[-1]
        loc = (*loc, name)
        if repeated:
            self.tables[loc] += 1
            self.keys.setdefault(loc, span)
            loc = self._newest(loc)
        # The table's own header says more than the header of a table below it.
        self.keys[loc] = span
        return loc

    def _newest(self, loc: Loc) -> Loc:
        """Return the table that ``loc`` means now: of an array of tables, the one opened last."""
        return (*loc, self.tables[loc] - 1) if loc in self.tables else loc

    def _pair(self, table: Loc) -> None:
        loc = table
        for name, span in self._key_parts():
            loc = (*loc, name)
            self.keys.setdefault(loc, span)
        self.at += 1  # the "="
        self._skip_blank()
        self._value(loc)

    def _key_parts(self) -> list[tuple[str, Span]]:
        parts = [self._key_part()]
        while self.text.startswith(".", self.at):
            self.at += 1
            parts.append(self._key_part())
        return parts

    def _key_part(self) -> tuple[str, Span]:
        self._skip_blank()
        start = self.at
        quote = self.text[start]
        written = self._take({'"': _BASIC, "'": _LITERAL}.get(quote, _BARE_KEY))
        span = Span(start=start, end=self.at)
        self._skip_blank()
        # tomllib knows the escapes; a bare key means itself.
        return (str(tomllib.loads(f"key = {written}")["key"]) if quote in "\"'" else written), span

    def _value(self, loc: Loc) -> None:
        start = self.at
        match self.text[start]:
            case "[":
                self._array(loc)
            case "{":
                self._inline_table(loc)
            case _:
                self._plain_value()
        self.values[loc] = Span(start=start, end=self.at)

    def _array(self, loc: Loc) -> None:
        self.at += 1
        self._skip_lines()
        index = 0
        while self.text[self.at] != "]":
            self._value((*loc, index))
            index += 1
            self._skip_lines()
            if self.text[self.at] == ",":
                self.at += 1
                self._skip_lines()
        self.at += 1

    def _inline_table(self, loc: Loc) -> None:
        self.at += 1
        self._skip_lines()  # TOML 1.1 allows lines and comments here
        while self.text[self.at] != "}":
            self._pair(loc)
            self._skip_lines()
            if self.text[self.at] == ",":
                self.at += 1
                self._skip_lines()
        self.at += 1

    def _plain_value(self) -> None:
        for opening, pattern in (
            ('"""', _LONG_BASIC),
            ("'''", _LONG_LITERAL),
            ('"', _BASIC),
            ("'", _LITERAL),
        ):
            if self.text.startswith(opening, self.at):
                self._take(pattern)
                return
        self.at += len(self._peek(_BARE_VALUE).rstrip())

    def _skip_blank(self) -> None:
        self._take(_BLANK)

    def _skip_lines(self) -> None:
        start = self.at
        self._take(_BLANK_LINES)
        found = _COMMENT.finditer(self.text, start, self.at)
        self.comments.extend(Span(start=comment.start(), end=comment.end()) for comment in found)

    def _take(self, pattern: re.Pattern[str]) -> str:
        taken = self._peek(pattern)
        self.at += len(taken)
        return taken

    def _peek(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        assert found is not None, "tomllib accepts what this walk cannot read"
        return found.group()
