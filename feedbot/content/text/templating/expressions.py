"""Liquid's expressions, as far as articles use them: texts, names, filters; what is not known is None."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TypeAlias

Value: TypeAlias = str | tuple[str, ...]
Values: TypeAlias = Mapping[str, Value]

LONGEST_EXPRESSION = 1000
LONGEST_VALUE = 10_000  # characters: filters in a row could double a text for ever
MOST_ITEMS = 500
STEP = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^|\"'])+")
FILTER = re.compile(r"\s*(\w+)\s*(?::|\()?(.*?)\)?\s*", re.DOTALL)
OPERAND = re.compile(r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<name>[^\s,\"'()]+)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
NOT_IN_SLUG = re.compile(r"[\W_]+")
HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def evaluate(expression: str, values: Values) -> Value | None:
    """Return what an expression gives; None where it asks for what is not known."""
    if len(expression) > LONGEST_EXPRESSION:
        return None
    head, *filters = STEP.findall(expression) or [""]
    value = operand(head.strip(), values)
    for step in filters:
        named = FILTER.fullmatch(step)
        if named is None:
            return None
        arguments = [_operand(found, values) for found in OPERAND.finditer(named[2])]
        value = _filtered(value, named[1], arguments, values)
    return value if value is None or _size(value) <= LONGEST_VALUE else None


def operand(text: str, values: Values) -> Value | None:
    """Return what one text in quotes, number or name stands for."""
    found = OPERAND.fullmatch(text)
    return _operand(found, values) if found else None


def _operand(found: re.Match[str], values: Values) -> Value | None:
    quoted = found["double"] if found["double"] is not None else found["single"]
    if quoted is not None:
        return quoted
    name = found["name"]
    return name if NUMBER.fullmatch(name) else values.get(name)


def _size(value: Value) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value)) + len(value)


def _filtered(
    value: Value | None, name: str, arguments: Sequence[Value | None], values: Values
) -> Value | None:
    if name == "default":
        return value or (arguments[0] if arguments else None)
    if value is None or None in arguments or _size(value) > LONGEST_VALUE:
        return None
    known = [argument for argument in arguments if isinstance(argument, str)]
    if name in ADDRESS_FILTERS and isinstance(value, str):
        return ADDRESS_FILTERS[name](value, values)
    if isinstance(value, str) and name in TEXT_FILTERS:
        wanted, apply = TEXT_FILTERS[name]
        return apply(value, known) if len(known) >= wanted else None
    if isinstance(value, tuple) and name in LIST_FILTERS:
        return LIST_FILTERS[name](value, known)
    return None


def _relative(address: str, values: Values) -> str:
    if HAS_SCHEME.match(address):
        return address
    base = str(values.get("site.baseurl", "")).strip("/")
    return f"{f'/{base}' if base else ''}/{address.lstrip('/')}"


def _absolute(address: str, values: Values) -> str:
    if HAS_SCHEME.match(address):
        return address
    return str(values.get("site.url", "")).rstrip("/") + _relative(address, values)


def _split(text: str, by: str) -> tuple[str, ...]:
    parts = text.split(by, MOST_ITEMS) if by else list(text)
    return tuple(parts[:MOST_ITEMS])


def _replaced(text: str, old: str, new: str) -> str:
    if not old or text.count(old) * len(new) > LONGEST_VALUE:
        return text
    return text.replace(old, new)


ADDRESS_FILTERS: dict[str, Callable[[str, Values], str]] = {
    "relative_url": _relative,
    "absolute_url": _absolute,
    "absoluteUrl": _absolute,
    "url": _relative,
}
# How many arguments, and what is done; what only changes the spelling inside HTML changes nothing here.
TEXT_FILTERS: dict[str, tuple[int, Callable[[str, Sequence[str]], Value]]] = {
    "prepend": (1, lambda text, given: given[0] + text),
    "append": (1, lambda text, given: text + given[0]),
    "replace": (2, lambda text, given: _replaced(text, given[0], given[1])),
    "remove": (1, lambda text, given: _replaced(text, given[0], "")),
    "split": (1, lambda text, given: _split(text, given[0])),
    "downcase": (0, lambda text, _: text.lower()),
    "lower": (0, lambda text, _: text.lower()),
    "upcase": (0, lambda text, _: text.upper()),
    "upper": (0, lambda text, _: text.upper()),
    "capitalize": (0, lambda text, _: text.capitalize()),
    "strip": (0, lambda text, _: text.strip()),
    "trim": (0, lambda text, _: text.strip()),
    "slugify": (0, lambda text, _: NOT_IN_SLUG.sub("-", text.lower()).strip("-")),
    "escape": (0, lambda text, _: escape(text)),
    **dict.fromkeys(
        ("safe", "markdownify", "smartify", "uri_escape", "xml_escape", "normalize_whitespace"),
        (0, lambda text, _: text),
    ),
}
LIST_FILTERS: dict[str, Callable[[tuple[str, ...], Sequence[str]], Value]] = {
    "join": lambda items, by: (by[0] if by else " ").join(items),
    "first": lambda items, _: items[0] if items else "",
    "last": lambda items, _: items[-1] if items else "",
    "reverse": lambda items, _: items[::-1],
    "sort": lambda items, _: tuple(sorted(items)),
    "uniq": lambda items, _: tuple(dict.fromkeys(items)),
    "size": lambda items, _: str(len(items)),
}
