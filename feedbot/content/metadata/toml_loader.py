"""TOML front matter: parsed by the standard library, each value with the line of its key.

What would take hours or gigabytes is refused first: tomllib keeps every beginning of a dotted key.
"""

from __future__ import annotations

import re
import tomllib

from frontmatter.default_handlers import BaseHandler

from feedbot.content.metadata.fences import CLOSING
from feedbot.content.metadata.toml_faults import explain_toml
from feedbot.content.metadata.values import MOST_LEVELS, TOO_DEEP, KeyLines, Value, first_line, plain_value
from feedbot.content.problem import Problem

TOKEN = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[ \t]+|\n|[\w+-]+|.",
    re.DOTALL,
)


class TomlHandler(BaseHandler):
    """TOML for python-frontmatter by the standard library: its own needs a package that is seldom there."""

    def __init__(self) -> None:
        super().__init__(fm_boundary=CLOSING["+++"], start_delimiter="+++", end_delimiter="+++")

    def load(self, fm: str) -> dict[str, object]:
        """Parse TOML; decimals stay as they are written."""
        return tomllib.loads(fm, parse_float=str)


def load_toml(text: str, path: str) -> Value | Problem:
    """Parse a block of TOML, in which every line has the number that it has in its file."""
    if text.count(".") > MOST_LEVELS and _longest_key(text) > MOST_LEVELS:
        return explain_toml(TOO_DEEP, text, path)
    try:
        return plain_value(TomlHandler().load(text), keys=_key_lines(text), line=first_line(text))
    except RecursionError:
        return explain_toml(TOO_DEEP, text, path)
    except ValueError as error:  # also of a number with more digits than Python takes
        return explain_toml(str(error).partition("\n")[0], text, path)


def _longest_key(text: str) -> int:
    """Return the most names that stand in a row with dots between."""
    longest = names = 0
    after_dot = False
    for found in TOKEN.finditer(text):
        part = found[0]
        if part in {" ", "\t"} or part.isspace():
            continue
        names = names + 1 if after_dot and part != "." else names if part == "." else 1
        after_dot = part == "."
        longest = max(longest, names)
    return longest


def _key_lines(text: str) -> KeyLines:
    """Return the line of each key outside inline tables, by what leads to it."""
    reading = _Lines()
    for found in TOKEN.finditer(text):
        reading.take(found[0])
    return reading.lines


class _Lines:
    """Walks over the tokens of a text that is known to be TOML."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, ...], list[int]] = {}
        self.line = 1
        self.table: tuple[str, ...] = ()
        self.names: list[str] = []
        self.brackets = 0  # open: of a header, or inside a value
        self.header = 0  # 1 for [table], 2 for [[one of many]]
        self.in_value = False
        self.many: dict[tuple[str, ...], int] = {}

    def take(self, part: str) -> None:
        if part == "\n" and not (self.in_value and self.brackets):
            self._end()
        elif self.in_value:
            self.brackets += (part in {"[", "{"}) - (part in {"]", "}"})
        elif part == "[":
            self.header += 1
        elif part == "=":
            self.in_value = True
            self._note((*self.table, *self.names))
        elif part not in {".", "]"} and not part.isspace() and part[0] != "#":
            self.names.append(_name(part))
        self.line += part.count("\n")

    def _end(self) -> None:
        if self.header:
            self.table = tuple(self.names)
            if self.header == 2:
                self.many[self.table] = self.many.get(self.table, -1) + 1
                self.table = (*self.table, str(self.many[self.table]))
            self._note(self.table)
        self.names, self.brackets, self.header, self.in_value = [], 0, 0, False

    def _note(self, path: tuple[str, ...]) -> None:
        """Note a key, and those that lead to it where they have no line of their own yet."""
        for length in range(1, len(path)):
            self.lines.setdefault(path[:length], [self.line])
        self.lines.setdefault(path, []).append(self.line)


def _name(part: str) -> str:
    return str(tomllib.loads(f"x = {part}")["x"]) if part[0] in "\"'" else part
