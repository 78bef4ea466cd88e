"""JSON front matter: parsed by python-frontmatter's handler, each value with the line of its key."""

from __future__ import annotations

import json
import re

from frontmatter.default_handlers import JSONHandler

from feedbot.content.metadata.json_faults import explain_json
from feedbot.content.metadata.values import TOO_DEEP, KeyLines, Value, first_line, plain_value
from feedbot.content.problem import Problem, held

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:\n]', re.DOTALL)


def load_json(text: str, path: str) -> Value | Problem:
    """Parse a block of JSON, in which every line has the number that it has in its file."""
    first = first_line(text)
    try:
        parsed = JSONHandler().load(
            text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=tuple
        )
        return plain_value(parsed, keys=_key_lines(text), line=first)
    except json.JSONDecodeError as error:
        return explain_json(error, path)
    except (RecursionError, ValueError):
        what = f"the JSON front matter is {TOO_DEEP}"
        return held("json-broken", path, line=first, what=what, repair="take the nesting out")


def _key_lines(text: str) -> KeyLines:
    """Return on which lines each key stands, by what leads to it."""
    lines: dict[tuple[str, ...], list[int]] = {}
    at: list[str] = []
    in_list: list[bool] = []
    line, name, name_line = 1, '""', 1
    for found in TOKEN.finditer(text):
        part = found[0]
        if part == "\n":
            line += 1
        elif part in "{[":
            at.append("0")
            in_list.append(part == "[")
        elif part in "}]":
            at.pop()
            in_list.pop()
        elif part == "," and in_list[-1]:
            at[-1] = str(int(at[-1]) + 1)
        elif part == ":":
            at[-1] = json.loads(name)
            lines.setdefault(tuple(at), []).append(name_line)
        elif part != ",":
            name, name_line = part, line
    return lines
