"""What is wrong with broken TOML, in a person's words, and how the line should read; parses nothing."""

from __future__ import annotations

import re

from feedbot.content.metadata.values import TOO_DEEP, first_line
from feedbot.content.problem import Problem, held

AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
OF_YAML = re.compile(r"[ \t]*([\w.-]+):[ \t]+(.*)")
UNQUOTED = re.compile(r"[ \t]*([\w.-]+)[ \t]*=[ \t]*([^\s\"'\[{#][^#]*|\"[^\"]*|'[^']*)")
TWICE = re.compile("overwrite|twice|mutate|Duplicate")


def explain_toml(said: str, text: str, path: str) -> Problem:
    """Name the fault that the parser told; at the end of the document means in its last line."""
    lines = text.split("\n")
    at = AT.search(said)
    if at is None:
        line = first_line(text)
    elif at[1]:
        line = _opened(lines, int(at[1]))
    else:
        line = next(number for number in range(len(lines), 0, -1) if lines[number - 1].strip())
    return held(
        "toml-broken",
        path,
        line=line,
        column=int(at[2]) if at and at[1] and int(at[1]) == line else None,
        what=f"the TOML front matter cannot be read: {AT.sub('', said)[:120]}",
        repair=_repair(lines[line - 1][:300], said),
    )


def _opened(lines: list[str], line: int) -> int:
    """Return the line of the fault: an empty one only shows that a list above was not closed."""
    while line > 1 and not lines[line - 1].strip():
        line -= 1
    return line


def _repair(line: str, said: str) -> str:
    if said == TOO_DEEP:
        return "take the nesting out"
    if TWICE.search(said):
        return "take one of the two out: a key stands once"
    found = OF_YAML.fullmatch(line) or UNQUOTED.fullmatch(line)
    if found:
        bare = found[2].strip().strip("\"'").replace("\\", "\\\\").replace('"', '\\"')
        return f'write {found[1]} = "{bare}"'
    return "mend it there: key = value, one a line, with text in quotes and lists in brackets"
