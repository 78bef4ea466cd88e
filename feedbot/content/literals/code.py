"""What configuration computes instead of saying; feedbot runs none of it, and asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

# `process.env.SITE_URL ?? 'https://atelier.example'`, and Vite's spelling of it.
ENVIRONMENT = re.compile(
    r"""(?:process|import\.meta)\.env(?:\??\.\w+|\[["']\w+["']\])\s*(?:\|\||\?\?)\s*"""
    r"""(?P<quote>["'`])(?P<usual>[^"'`$\\\n]*)(?P=quote)[\s,;]*\Z"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What stands where a literal was looked for, as it is written, on one line."""

    text: str


def usual(value: object) -> object:
    """Return the text that stands where an environment variable is not set; else what was given."""
    found = ENVIRONMENT.match(value.text) if isinstance(value, Code) else None
    return found["usual"] if found else value
