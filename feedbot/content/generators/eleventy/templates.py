"""The little templates in Eleventy's permalinks, ``/blog/{{ title | slugify }}/``; pure, runs no code.

Read is what Liquid and Nunjucks share: names, texts, ``or``, brackets and filters.
Known filters are Eleventy's own and the usual ones of both languages; anything else is code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from feedbot.content.generators.eleventy.slugs import slug, slugify

LONGEST = 2000  # characters
MOST_LEVELS = 8  # of brackets in each other
OUTPUT = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
CODE = re.compile(r"\{%|\{#|\}\}|\{\{")
TOKEN = re.compile(r"\s*(?:(\"[^\"]*\"|'[^']*')|([\w$][\w$.-]*)|(\|\||[|():,]))")
DIRECTIVE = re.compile(r"%([-^]?)([a-zA-Z%])")
NUMBERS = {
    "yyyy": "%Y", "YYYY": "%Y", "y": "%Y", "MM": "%m", "LL": "%m", "M": "%-m", "L": "%-m",
    "dd": "%d", "DD": "%d", "d": "%-d", "D": "%-d",
}  # fmt: skip
DAY_FORMAT = re.compile(rf"(?:(?:{'|'.join(NUMBERS)})(?:[-/._]|\Z))+")  # of Luxon, Day.js and their like

Value: TypeAlias = str | datetime


class _Missing(str):
    """The empty text that a name without a value is; only ``or`` and ``default`` make something of it."""

    __slots__ = ()


MISSING = _Missing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A permalink; unless it is ``sure``, the site's own code may make another one."""

    text: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What names mean in one page's permalink, and which filters the site has made its own."""

    values: Mapping[str, Value]
    own_filters: frozenset[str] = frozenset()
    date_filters: Mapping[str, str] = field(default_factory=dict)  # and the format that each has


def rendered(template: str, names: Names) -> Rendered | None:
    """Fill a template in; None where that takes code."""
    parts: list[str] = []
    end, sure = 0, True
    for found in OUTPUT.finditer(template[:LONGEST]):
        expression = _Expression(found[1], names)
        value = expression.whole()
        if value is None or CODE.search(template, end, found.start()):
            return None
        parts += [template[end : found.start()], str(value)]
        end, sure = found.end(), sure and expression.sure
    if CODE.search(template, end):
        return None
    return Rendered(text="".join((*parts, template[end:])), sure=sure)


def formatted(date: datetime, form: str) -> str | None:
    """Write a date by strftime's directives, or by the letters for year, month and day; else None."""
    if "%" in form:
        return DIRECTIVE.sub(lambda found: _directive(found, date), form)
    if not DAY_FORMAT.fullmatch(form):
        return None
    return re.sub("[A-Za-z]+", lambda found: formatted(date, NUMBERS[found[0]]) or "", form)


class _Expression:
    """What stands between two pairs of braces."""

    def __init__(self, text: str, names: Names) -> None:
        self.sure = True
        self._names = names
        self._tokens: list[tuple[str, str]] = []
        self._at = 0
        end = 0
        for found in TOKEN.finditer(text):
            if found.start() != end:
                break
            kind = "text" if found[1] else "name" if found[2] else "sign"
            self._tokens.append((kind, found[1] or found[2] or found[3]))
            end = found.end()
        if text[end:].strip():
            self._tokens = []

    def whole(self) -> Value | None:
        value = self._alternatives(0)
        return value if self._at == len(self._tokens) and value is not MISSING else None

    def _alternatives(self, depth: int) -> Value | None:
        value = self._filtered(depth)
        while value is not None and self._takes("or", "||"):
            other = self._filtered(depth)
            value = other if value == "" else value if other is not None else None
        return value

    def _filtered(self, depth: int) -> Value | None:
        value = self._primary(depth)
        while value is not None and self._takes("|"):
            name, arguments = self._next()[1], self._arguments(depth)
            value = None if arguments is None else self._apply(name, value, arguments)
        return value

    def _primary(self, depth: int) -> Value | None:
        kind, text = self._next()
        if kind == "text":
            return text[1:-1]
        if kind == "name":
            return self._names.values.get(text, text if text.isdecimal() else MISSING)
        if text != "(" or depth >= MOST_LEVELS:
            return None
        value = self._alternatives(depth + 1)
        return value if self._takes(")") else None

    def _arguments(self, depth: int) -> list[Value] | None:
        """Read ``: a, b`` or ``(a, b)``; none where there are none."""
        in_brackets = self._takes("(")
        if not in_brackets and not self._takes(":"):
            return []
        found: list[Value] = []
        while not (in_brackets and self._takes(")")):
            value = self._primary(depth + 1)
            if value is None:
                return None
            found.append(value)
            if not self._takes(",") and not in_brackets:
                break
        return found

    def _apply(self, name: str, value: Value, arguments: list[Value]) -> Value | None:
        self.sure = self.sure and name not in self._names.own_filters
        if value is MISSING and name != "default":
            return MISSING
        if isinstance(value, datetime):
            form = str(arguments[0]) if arguments else self._names.date_filters.get(name)
            return formatted(value, form) if form else None
        if name in {"slug", "slugify"}:
            found = slug(value) if name == "slug" else slugify(value)
            self.sure = self.sure and found.sure and not arguments
            return found.text
        texts = [str(argument) for argument in arguments]
        known = FILTERS.get(name)
        return known(value, texts) if known and len(texts) >= NEEDED.get(name, 0) else None

    def _takes(self, *signs: str) -> bool:
        found = self._at < len(self._tokens) and self._tokens[self._at][1] in signs
        self._at += found
        return found

    def _next(self) -> tuple[str, str]:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ("", "")
        self._at += 1
        return token


FILTERS: Mapping[str, Callable[[str, list[str]], str]] = {
    "lower": lambda value, _: value.lower(),
    "downcase": lambda value, _: value.lower(),
    "upper": lambda value, _: value.upper(),
    "upcase": lambda value, _: value.upper(),
    "trim": lambda value, _: value.strip(),
    "strip": lambda value, _: value.strip(),
    "safe": lambda value, _: value,
    "url": lambda value, _: value,
    "string": lambda value, _: value,
    "default": lambda value, texts: value or texts[0],
    "append": lambda value, texts: value + texts[0],
    "prepend": lambda value, texts: texts[0] + value,
    "replace": lambda value, texts: value.replace(texts[0], texts[1])[:LONGEST],
    "remove": lambda value, texts: value.replace(texts[0], ""),
}
NEEDED = {"default": 1, "append": 1, "prepend": 1, "replace": 2, "remove": 1}


def _directive(found: re.Match[str], date: datetime) -> str:
    if found[2] == "Y":
        return f"{date.year:04}"
    text = date.strftime(f"%{found[2]}")
    return (text.lstrip("0") or "0") if found[1] == "-" else text.upper() if found[1] else text
