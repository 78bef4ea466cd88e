"""What is wrong with broken YAML, in a person's words: the faults that people really make."""

from __future__ import annotations

import re
from collections.abc import Callable

from yaml import MarkedYAMLError, YAMLError

from feedbot.content.problem import Problem, held

KEY = r"[A-Za-z_][\w-]*"
TWO_KEYS = re.compile(rf"^\s*{KEY}:\s*(\"[^\"]*\"|'[^']*')\s*({KEY}):")
COLON = re.compile(rf"^(\s*(?:- )?{KEY}:\s+)([^\s\"'\[{{|>&*#].*:(?:\s.*)?)$")
NO_SPACE = re.compile(rf"^({KEY}):([^\s:/][^:]*(?::[^ ].*)?)$")


def explain(error: YAMLError | None, text: str, path: str) -> Problem:
    """Name the fault; without an error the text was read as one single value."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    lines = text.split("\n")
    last = min(mark.line + 1, len(lines)) if mark else len(lines)
    for number, line in reversed(list(enumerate(lines[:last], start=1))):
        for look in LOOKS:
            found = look(line)
            if found:
                code, what, repair = found
                return held(code, path, line=number, what=what, repair=repair)
    if error is None:
        return held(
            "not-a-mapping",
            path,
            line=next((n for n, line in enumerate(lines, start=1) if line.strip()), 1),
            what="the front matter is a single value, not keys with values",
            repair="write one `key: value` on each line",
        )
    return _other(error, path)


def _tab(line: str) -> tuple[str, str, str] | None:
    if not re.match(r" *\t", line) or not line.strip():
        return None
    return "yaml-tab", "a tab is used for indentation", "use spaces there"


def _two_keys(line: str) -> tuple[str, str, str] | None:
    found = TWO_KEYS.match(line)
    if not found:
        return None
    return (
        "yaml-two-keys",
        f"two keys on one line after {found[1][:40]}",
        f"begin a new line before {found[2]}:",
    )


def _colon(line: str) -> tuple[str, str, str] | None:
    found = COLON.match(line)
    if not found:
        return None
    quoted = found[2].replace("\\", "\\\\").replace('"', '\\"')
    return (
        "yaml-colon",
        f"the value contains a colon: {line.strip()[:120]}",
        f'write {found[1].strip()} "{quoted}"',
    )


def _no_space(line: str) -> tuple[str, str, str] | None:
    found = NO_SPACE.match(line)
    if not found:
        return None
    return "yaml-no-space", f"there is no space after {found[1]}:", f"write {found[1]}: {found[2]}"


LOOKS: tuple[Callable[[str], tuple[str, str, str] | None], ...] = (_tab, _two_keys, _colon, _no_space)


def _other(error: YAMLError, path: str) -> Problem:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    said = error.problem if isinstance(error, MarkedYAMLError) else str(error).partition("\n")[0]
    return held(
        "yaml-broken",
        path,
        line=mark.line + 1 if mark else None,
        column=mark.column + 1 if mark else None,
        what=f"the YAML front matter cannot be read: {said}",
        repair="check quotes, brackets and indentation there and on the line above",
    )
