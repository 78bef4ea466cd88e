"""What goes on in YAML that was read, but hardly as meant: tabs, and comments that cut a value; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedbot.content.metadata.values import Scalar, Table, Value
from feedbot.content.metadata.yaml_repairs import parts_of, quoted, shown
from feedbot.content.problem import Problem, warning

TAB_AFTER_KEY = re.compile(r"[ ]*(?:- +)*[^\s:#'\"][^:\t]*:\t")
# A comment that people mean as one has a blank behind its sign.
CUT = re.compile(r"(?:\s+|\A)#[^\s#]")


def oddities(found: Table, lines: Sequence[str], first: int, path: str) -> Iterator[Problem]:
    """Look at the lines of a block; ``first`` is the number of the first one in the file."""
    for number, line in enumerate(lines, start=first):
        if "\t" in line and TAB_AFTER_KEY.match(line):
            yield warning(
                "yaml-tab",
                path,
                line=number,
                what="a tab stands after the key",
                repair="write a space after the colon",
            )
    if any("#" in line for line in lines):
        yield from _cut(found, lines, first, path)


def _cut(value: Value, lines: Sequence[str], first: int, path: str) -> Iterator[Problem]:
    """Find the values that end where a comment begins, as ``title: Issue #5`` does."""
    match value:
        case Table():
            for below in value.entries.values():
                yield from _cut(below, lines, first, path)
        case tuple():
            for below in value:
                yield from _cut(below, lines, first, path)
        case Scalar() if value.line is not None and 0 <= value.line - first < len(lines):
            parts = parts_of(lines[value.line - first])
            if parts.value.startswith(value.text) and CUT.match(parts.value, len(value.text)):
                yield warning(
                    "yaml-comment",
                    path,
                    line=value.line,
                    what=f"what stands behind # is a comment, not a part of the value: {shown(parts.value)}",
                    repair=f"write {shown(parts.begin + quoted(parts.value))}",
                )
        case _:
            pass
