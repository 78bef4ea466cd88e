"""The template languages that generators run over the bodies of articles; names them, renders none."""

from __future__ import annotations

from enum import StrEnum


class Templates(StrEnum):
    """What a generator runs over a body."""

    HUGO = "Hugo's short codes"
    LIQUID = "Liquid or Nunjucks"
    MDX = "MDX"
    ZOLA = "Zola's short codes"
    NONE = "none"
    UNKNOWN = "unknown"  # an unknown generator: whatever looks like one of the above


_ENDINGS = {".mdx": Templates.MDX, ".mdoc": Templates.LIQUID}  # Markdoc's tags are written as Liquid's


def templates_of(path: str, usual: Templates) -> Templates:
    """Return the language of one file: some endings have their own, whatever the generator runs usually."""
    return next((found for ending, found in _ENDINGS.items() if path.lower().endswith(ending)), usual)
