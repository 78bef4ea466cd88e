"""Metadata that are no YAML: Pelican's ``Key: value`` lines, and the title and fields atop reStructuredText.

Every value is the text that stands there, quotes and brackets included:
what they mean is the generator's rule.
Only the top of a file is looked at; the rest is never parsed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import combining, east_asian_width

from feedbot.content.metadata.fences import LARGEST_BLOCK, too_large
from feedbot.content.metadata.values import Scalar, Table, fold, table
from feedbot.content.problem import Problem, warning

# As in Python-Markdown, which reads them for Pelican; there, a tab is four blanks.
FENCE = re.compile(r"(?:---|\.\.\.)(?:[ \t].*)?")
KEY = re.compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
# As in docutils: a field's name may hold colons, and a role at the start of a text is none.
FIELD = re.compile(r":(?![: ])((?:[^:\\]|\\.|:(?![ \t`]|\Z))+):(?:[ \t]+(.*)|\Z)")
ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")
LEAST_ADORNMENT = 4  # columns; a shorter one counts only where the title is no longer
EXPLICIT = re.compile(r"\.\.(?:[ \t]|\Z)")
DIRECTIVE = re.compile(
    r"\.\.[ \t]+(?!(?:role|default-role|meta)::)[\w:.+-]+::"
)  # but those that show nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The top of a file as values, and what stands below."""

    table: Table | None  # None: it has no metadata
    body: str
    body_line: int  # the body's first line in the file
    has_fence: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Entry:
    """One key with its value, which may go on below the key's line."""

    key: str
    line: int
    parts: list[str] = field(default_factory=list)

    @property
    def scalar(self) -> Scalar:
        text = "\n".join(part for part in self.parts if part)
        return Scalar(value=text, text=text, line=self.line)


def pelican(text: str, path: str) -> Metadata | Problem:
    """Read ``Key: value`` lines up to the first blank line; an indented line continues the value.

    Of a key that stands twice the first one counts. A fence around the lines says nothing.
    """
    lines = _head(text)
    fenced = lines[0].startswith("---") and FENCE.fullmatch(lines[0]) is not None
    entries: list[_Entry] = []
    end = int(fenced)
    while end < len(lines) and not _ends_metadata(lines[end]):
        found = KEY.match(lines[end])
        if found:
            entries.append(_Entry(key=found[1], line=end + 1, parts=[found[2].strip()]))
        elif entries and lines[end][0] in " \t":
            entries[-1].parts.append(lines[end].strip())
        else:
            break
        end += 1
    if not entries and not fenced:
        return Metadata(table=None, body=text, body_line=1)
    if _is_cut(text, lines, end):
        return too_large(path, 1)
    end += end < len(lines) and _ends_metadata(lines[end])
    first = {fold(entry.key): entry for entry in reversed(entries)}
    return Metadata(
        table=_table(tuple(first[key] for key in dict.fromkeys(fold(entry.key) for entry in entries))),
        body=_below(text, lines, end),
        body_line=end + 1,
        has_fence=fenced,
        problems=tuple(
            _twice(path, entry, first[fold(entry.key)])
            for entry in entries
            if first[fold(entry.key)] is not entry
        ),
    )


def rst(text: str, path: str) -> Metadata | Problem:
    """Read the title and the field list below it; a field called title goes before the title."""
    lines = _head(text)
    start = _past_explicit(lines, 0)
    title = _title(lines, start)
    title_end = start + title[1] if title else start
    fields_start = _past_explicit(lines, title_end)
    fields, end = _fields(lines, fields_start)
    has_field = any(fold(entry.key) == "title" for entry in fields)
    entries = (*((title[0],) if title and not has_field else ()), *fields)
    if not entries:
        return Metadata(table=None, body=text, body_line=1)
    if not fields:
        fields_start = end = title_end
    if _is_cut(text, lines, end):
        return too_large(path, start + 1)
    kept = [
        "" if start <= number < title_end or number >= fields_start else line
        for number, line in enumerate(lines[:end])
    ]
    body = _below(text, lines, end)
    if any(kept):  # what is defined above the text stays, and every line keeps its number
        return Metadata(table=_table(entries), body="\n".join([*kept, body]), body_line=1)
    return Metadata(table=_table(entries), body=body, body_line=end + 1)


def _head(text: str) -> list[str]:
    """Return the lines that may hold metadata; a file may be much longer."""
    return text[:LARGEST_BLOCK].split("\n")


def _is_cut(text: str, lines: Sequence[str], end: int) -> bool:
    """Say whether metadata go on where the lines that were looked at end."""
    return end >= len(lines) - 1 and len(text) > LARGEST_BLOCK  # the last line may be cut itself


def _below(text: str, lines: Sequence[str], end: int) -> str:
    return text[sum(map(len, lines[:end])) + end :]


def _ends_metadata(line: str) -> bool:
    return not line.strip() or FENCE.fullmatch(line) is not None


def _table(entries: Sequence[_Entry]) -> Table | None:
    found = table(((entry.key, entry.scalar, entry.line) for entry in entries), line=1)
    return found if entries else None


def _twice(path: str, entry: _Entry, first: _Entry) -> Problem:
    return warning(
        "duplicate-key",
        path,
        line=entry.line,
        what=f'duplicate key "{entry.key}" (lines {first.line} and {entry.line}): the first is used',
        repair="delete one of them",
    )


def _past_explicit(lines: Sequence[str], at: int) -> int:
    """Return the first line behind comments, definitions and blank lines, which may stand above a title."""
    inside = False
    while at < len(lines):
        line = lines[at]
        if line.strip() and not (inside and line[0] in " \t"):
            inside = EXPLICIT.match(line) is not None and DIRECTIVE.match(line) is None
            if not inside:
                break
        at += 1
    return at


def _title(lines: Sequence[str], at: int) -> tuple[_Entry, int] | None:
    """Return the title and the number of its lines."""
    over, text, under = (line.rstrip() for line in (*lines[at : at + 3], "", "", "")[:3])
    if ADORNMENT.fullmatch(over) and under == over and text and _is_wide_enough(under, text.strip()):
        return _Entry(key="title", line=at + 2, parts=[text.strip()]), 3
    title, under = over, text
    if title and title[0] not in " \t" and ADORNMENT.fullmatch(under) and _is_wide_enough(under, title):
        return _Entry(key="title", line=at + 1, parts=[title]), 2
    return None


def _is_wide_enough(adornment: str, title: str) -> bool:
    wide = sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in title)
    return len(adornment) >= min(wide, LEAST_ADORNMENT)


def _fields(lines: Sequence[str], at: int) -> tuple[list[_Entry], int]:
    """Return the fields and the first line behind them that is not blank."""
    entries: list[_Entry] = []
    while at < len(lines):
        line = lines[at].rstrip()
        found = FIELD.match(line)
        if found:
            key = re.sub(r"\\(.)", r"\1", found[1])
            entries.append(_Entry(key=key, line=at + 1, parts=[(found[2] or "").strip()]))
        elif line and not (entries and line[0] in " \t"):
            break
        elif entries:
            entries[-1].parts.append(line.strip())
        at += 1
    return entries, at
