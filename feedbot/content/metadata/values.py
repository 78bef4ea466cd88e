"""Values of front matter, whatever its syntax: scalars that remember their spelling, tuples, tables.

YAML 1.1 makes False of ``title: no`` and 750 of ``12:30``.
So a scalar keeps both what the syntax made of it and the text that its author wrote.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TypeAlias

from feedbot.content.characters import clean

MOST_LEVELS = 32  # of tables and lists in each other
TOO_DEEP = f"nested more than {MOST_LEVELS} levels deep"

TRUE = frozenset({"true", "yes", "on", "1"})
FALSE = frozenset({"false", "no", "off", "0"})
MOST_BITS = 400  # of a number that somebody wrote as one
OF_PHP = re.compile(r'[aO]:\d+:.*\}|s:\d+:".*";|[ibd]:[-\d.]+;|N;', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value as it was read and as it was written."""

    value: object  # str, bool, int, float, date, datetime or None
    text: str
    line: int | None = None

    @property
    def odd(self) -> bool:
        """Say whether the syntax made something of the value that does not read as it was written."""
        match self.value:
            case str() | None:
                return False
            case int() if not isinstance(self.value, bool):
                return self.value.bit_length() > MOST_BITS or str(self.value) != self.text
            case _:
                return str(self.value) != self.text


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
        """Return this table with what only ``under`` says added to it, such as a folder's defaults.

        A key of one's own counts even where it is empty, and a table below a key is taken whole.
        """
        added = {key: value for key, value in under.entries.items() if fold(key) not in self.folded}
        return Table(
            entries={**added, **self.entries},
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
KeyLines: TypeAlias = Mapping[tuple[str, ...], Sequence[int]]  # by the names and places that lead to a key

NO_LINES: KeyLines = MappingProxyType({})


def table(entries: Iterable[tuple[str, Value, int | None]], line: int | None = None) -> Table:
    """Make a table of keys, values and the keys' lines; of two spellings of one key the last wins."""
    entries = tuple(entries)
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


def table_of_json(text: str) -> Table:
    """Make a table of a JSON object, for what other files say of an article; nothing in it has a line.

    Raises:
        ValueError: the text is no JSON object, or is nested too deeply.
    """
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
    if not isinstance(found, dict):
        raise ValueError("this is no JSON object")  # noqa: TRY004  # the text has the wrong value
    return _plain_table(tuple(found.items()), keys=NO_LINES, at=(), line=None)


def plain_value(
    value: object, *, keys: KeyLines = NO_LINES, at: tuple[str, ...] = (), line: int | None = None
) -> Value:
    """Turn what a parser of TOML or JSON gives into a value; objects may come as tuples of pairs.

    ``keys`` says on which lines each key stands; what has no line of its own has that of what holds it.

    Raises:
        ValueError: it is nested too deeply.
    """
    if len(at) > MOST_LEVELS:
        raise ValueError(TOO_DEEP)
    match value:
        case dict():
            return _plain_table(tuple(value.items()), keys=keys, at=at, line=line)
        case tuple():
            return _plain_table(value, keys=keys, at=at, line=line)
        case list():
            below = ((*at, str(number)) for number in range(len(value)))
            return tuple(
                plain_value(item, keys=keys, at=path, line=_nth(keys, path, 0, line))
                for item, path in zip(value, below, strict=True)
            )
        case _:
            return Scalar(value=value, text=_written(value), line=line)


def _plain_table(
    pairs: tuple[tuple[str, object], ...], *, keys: KeyLines, at: tuple[str, ...], line: int | None
) -> Table:
    times: Counter[str] = Counter()
    entries = []
    for key, item in pairs:
        path = (*at, key)
        own = _nth(keys, path, times[key], line)
        entries.append((clean(key), plain_value(item, keys=keys, at=path, line=own), own))
        times[key] += 1
    return table(entries, line)


def _nth(keys: KeyLines, path: tuple[str, ...], place: int, line: int | None) -> int | None:
    lines = keys.get(path)
    return lines[min(place, len(lines) - 1)] if lines else line


def _written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > MOST_BITS:  # Python writes no number of more than 4,300 digits
            return hex(value)
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return clean(str(value))


def fold(key: str) -> str:
    """Fold a key: ``Featured-Image``, ``featured_image`` and ``featuredImage`` are one."""
    return key.lower().replace("-", "").replace("_", "").replace(" ", "")


def is_empty(value: Value) -> bool:
    """Say whether a value is null, blank, or a list or table of nothing.

    What PHP has serialised is nothing either: exports leave it behind, and no author wrote it.
    """
    if isinstance(value, Scalar):
        text = value.text.strip()
        return value.value is None or not text or (text[-1] in ";}" and OF_PHP.fullmatch(text) is not None)
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


def first_line(text: str) -> int:
    """Return the number of the first line that is not blank; 1 where all are."""
    return text.count("\n", 0, len(text) - len(text.lstrip())) + 1
