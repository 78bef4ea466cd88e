"""The arguments of a tag, in every language's spelling: ``name="value"``, ``name: 'value'``, bare words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

Arguments: TypeAlias = Mapping[str, str]  # bare ones are called "0", "1", "2"

LONGEST = 10_000  # characters of one tag that are looked at
ARGUMENT = re.compile(
    r"(?:(?P<name>[\w-]+)(?:\s*=\s*|:\s+))?"
    r"(?:\"(?P<double>(?:\\.|[^\"\\])*+)\"|'(?P<single>(?:\\.|[^'\\])*+)'|`(?P<raw>[^`]*+)`"
    r"|(?P<bare>[^\s\"`,=][^\s\"`,]*+))",
    re.DOTALL,
)
ESCAPED = re.compile(r"\\([\"'\\])")


def read_arguments(text: str) -> dict[str, str]:
    """Read the arguments of a tag; what is no argument is passed over."""
    arguments: dict[str, str] = {}
    bare = 0
    for found in ARGUMENT.finditer(text[:LONGEST]):
        if found["name"]:
            arguments[found["name"]] = _value(found)
        else:
            arguments[str(bare)] = _value(found)
            bare += 1
    return arguments


def _value(found: re.Match[str]) -> str:
    quoted = found["double"] if found["double"] is not None else found["single"]
    if quoted is not None:
        return ESCAPED.sub(r"\1", quoted)
    return str(found["raw"] if found["raw"] is not None else found["bare"])


def first(arguments: Arguments, *names: str) -> str:
    """Return the first of these arguments that is there and not empty."""
    return next((value for name in names if (value := arguments.get(name, ""))), "")
