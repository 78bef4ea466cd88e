"""What is wrong with broken JSON, in a person's words, and how the line should read; parses nothing."""

from __future__ import annotations

import re
from json import JSONDecodeError

from feedbot.content.problem import Problem, held

BARE_KEY = re.compile(r"[\s{]*(?:'([^'\"]+)'|([\w-]+))[ \t]*:[ \t]*(.*)")
BARE_VALUE = re.compile(r'[\s{]*("[^"]*"[ \t]*:)[ \t]*([^\s"{\[,][^"]*?),?[ \t]*\}?[ \t]*')
GENERAL = 'mend it there: "key": "value", a comma between two of them and none behind the last'


def explain_json(error: JSONDecodeError, path: str, *, above: int = 0) -> Problem:
    """Name the fault; ``above`` is the number of lines in the file above what was parsed."""
    return held(
        "json-broken",
        path,
        line=above + error.lineno,
        column=error.colno,
        what=f"the JSON front matter cannot be read: {error.msg}",
        repair=_repair(error),
    )


def _repair(error: JSONDecodeError) -> str:
    """Show the line as it should read; at a missing comma the parser is one key further already."""
    lines = error.doc.split("\n")
    row = lines[error.lineno - 1].strip()[:200]
    if "property name" in error.msg:
        found = BARE_KEY.fullmatch(row)
        if found:
            return f'write "{found[1] or found[2]}": {found[3]}'
        return "take the comma out that stands behind the last value"
    if "',' delimiter" in error.msg:
        before = lines[error.lineno - 2].strip()[:200] if error.lineno > 1 else ""
        at_start = not lines[error.lineno - 1][: error.colno - 1].strip()
        return f"write {before}," if before and at_start else GENERAL
    if "Expecting value" in error.msg:
        found = BARE_VALUE.fullmatch(row)
        if found:
            bare = found[2].strip("'").replace("\\", "\\\\")
            return f'write {found[1]} "{bare}"'
    if "Unterminated string" in error.msg or "control character" in error.msg:
        return "close the quotes on the line where they open"
    return GENERAL
