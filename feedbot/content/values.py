"""Values of front matter, whatever its syntax: scalars that remember their spelling, tuples, tables.

YAML 1.1 makes False of ``title: no`` and 750 of ``12:30``.
So a scalar keeps both what the syntax made of it and the text that its author wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value as it was read and as it was written."""

    value: object  # str, bool, int, float, date, datetime or None
    text: str
    line: int | None = None

    @property
    def odd(self) -> bool:
        """Say whether the syntax made something of the value that does not read as it was written."""
        return not isinstance(self.value, str | None) and str(self.value) != self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A key that stands twice in one table; the second wins."""

    key: str
    first: int | None
    second: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A mapping; ``get`` finds keys in any case, with ``-``, ``_`` or blanks between the words or none."""

    entries: Mapping[str, Value] = field(default_factory=dict)  # by key, as written
    folded: Mapping[str, Value] = field(default_factory=dict)
    duplicates: tuple[Duplicate, ...] = ()
    line: int | None = None

    def over(self, under: Table) -> Table:
        """Return this table with the keys of another below it; nested tables are not joined."""
        return Table(
            entries={**under.entries, **self.entries},
            folded={**under.folded, **self.folded},
            duplicates=self.duplicates,
            line=self.line,
        )

    def get(self, *names: str) -> Value | None:
        """Return the value of the first of these keys (given folded) that is there and not empty."""
        for name in names:
            value = self.folded.get(name)
            if value is not None and not is_empty(value):
                return value
        return None

    def scalar(self, *names: str) -> Scalar | None:
        """Return the first of these keys that holds a scalar; a list of one item counts as its item."""
        for name in names:
            value = single(self.get(name))
            if isinstance(value, Scalar):
                return value
        return None

    def text(self, *names: str) -> str:
        """Return the first of these keys' scalars as it was written; "" where there is none."""
        found = self.scalar(*names)
        return found.text.strip() if found else ""


Value: TypeAlias = Scalar | tuple["Value", ...] | Table


def table(entries: list[tuple[str, Value, int | None]], line: int | None = None) -> Table:
    """Make a table of keys, values and the keys' lines; of two spellings of one key the last wins."""
    lines: dict[str, int | None] = {}
    duplicates: list[Duplicate] = []
    for key, _, key_line in entries:
        name = fold(key)
        if name in lines:
            duplicates.append(Duplicate(key=key, first=lines[name], second=key_line))
        lines[name] = key_line
    return Table(
        entries={key: value for key, value, _ in entries},
        folded={fold(key): value for key, value, _ in entries},
        duplicates=tuple(duplicates),
        line=line,
    )


def fold(key: str) -> str:
    """Fold a key: ``Featured-Image``, ``featured_image`` and ``featuredImage`` are one."""
    return key.lower().replace("-", "").replace("_", "").replace(" ", "")


def is_empty(value: Value) -> bool:
    """Say whether a value is null, blank, or a list or table of nothing."""
    if isinstance(value, Scalar):
        return value.value is None or not value.text.strip()
    return not (value.entries if isinstance(value, Table) else value)


def single(value: Value | None) -> Value | None:
    """Take the item out of a list of one, as WordPress exports write every value."""
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def truth(value: Value | None) -> bool | None:
    """Read a yes or no in any spelling; None where it is neither."""
    value = single(value)
    if not isinstance(value, Scalar):
        return None
    word = value.text.strip().lower()
    return True if word in TRUE else False if word in FALSE else None


def line_of(value: Value | None) -> int | None:
    """Return the line that a value begins on."""
    if isinstance(value, tuple):
        return line_of(value[0]) if value else None
    return value.line if value else None
