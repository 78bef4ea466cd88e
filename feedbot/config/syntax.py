"""From bytes to TOML, or the one mistake that keeps the text from being TOML at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from feedbot.config.mistakes import Mistake
from feedbot.config.places import Loc, Span

Showable: TypeAlias = Callable[[Loc], bool]

_AT: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_HEADER: Final = re.compile(r"^[ \t]*\[{1,2}[ \t]*([\w. -]+)", re.MULTILINE)
_KEY: Final = re.compile(r"[ \t]*([\w.-]+)[ \t]*(?==|$)")
_REPAIRS: Final = (
    (r"Invalid value|Unexpected character", 'text stands in quotes, true and false do not: key = "text"'),
    (
        r"Illegal character '\\n'|Unterminated string|Expected \"",
        'close the quotes: one " ends on its line, three end with three',
    ),
    (r"Expected '=' after a key", "write: key = value"),
    (
        r"Cannot overwrite a value|Cannot mutate immutable|Duplicate inline",
        "each key stands once: take one of the two out",
    ),
    (r"Cannot declare .* twice", "each table stands once: put its keys under one header"),
    (r"Expected newline or end of document", "one key a line; text stands in quotes"),
    (r"Expected ']'", "close the header or the list with ]"),
    (r"Unclosed array", "close the list with ], items apart by commas"),
    (r"Unclosed inline table", "close the table with }, pairs apart by commas"),
    (
        r"Unescaped '\\\\'|Illegal character .*escape",
        r"write \\ for a backslash, or use '...' instead of \"...\"",
    ),
    (r"Invalid initial character for a key", "write key = value, and the pairs of a {table} on one line"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A text that is TOML, and what it says."""

    text: str
    tables: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotToml:
    """A text that is not TOML; ``hidden`` covers its line where that may hold a secret."""

    text: str
    mistake: Mistake
    hidden: tuple[Span, ...] = ()


def parse(content: bytes, *, showable: Showable) -> Parsed | NotToml:
    """Parse one file; ``showable`` says of which keys the value may be shown to a person."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start)
    try:
        return Parsed(text=text, tables=tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return _not_toml(text, str(error), showable)
    except RecursionError:
        mistake = Mistake(
            what="lists or tables are nested too deeply to be read", repair="take the nesting out"
        )
        return NotToml(text=text, mistake=mistake)


def _not_utf8(content: bytes, offset: int) -> NotToml:
    line = content.count(b"\n", 0, offset) + 1
    mistake = Mistake(
        what=f"line {line} is not UTF-8 (byte {content[offset]:#04x})",
        repair="save the file as UTF-8, in any editor",
    )
    return NotToml(text="", mistake=mistake)


def _not_toml(text: str, message: str, showable: Showable) -> NotToml:
    start = _offset(text, message)
    says = _AT.sub("", message)
    repair = next((repair for pattern, repair in _REPAIRS if re.search(pattern, says)), "see https://toml.io")
    mistake = Mistake(what=f"not TOML: {says}", repair=repair, span=Span(start=start, end=start + 1))
    # An open string may have begun anywhere above, so nothing tells what the last line is part of.
    hidden = (Span(start=0, end=len(text)),) if "Unterminated" in says else _hidden(text, start, showable)
    return NotToml(text=text, mistake=mistake, hidden=hidden)


def _offset(text: str, message: str) -> int:
    found = _AT.search(message)
    if found is None or found[1] is None:
        return max(len(text.rstrip()) - 1, 0)
    lines = text.split("\n")
    return min(
        sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1, max(len(text) - 1, 0)
    )


def _hidden(text: str, offset: int, showable: Showable) -> tuple[Span, ...]:
    """Cover the line, unless it is a header or the value of a key known to be no secret."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start) if "\n" in text[start:] else len(text)
    headers = [found[1] for found in _HEADER.finditer(text, 0, end)]
    key = _KEY.match(text, start, end)
    table = headers[-1].replace(" ", "").split(".") if headers else []
    if _HEADER.match(text, start, end) and "=" not in text[start:end]:
        return ()
    if key is not None and showable((*table, *key[1].split("."))):
        return ()
    return (Span(start=key.end() if key is not None else start, end=end),)
