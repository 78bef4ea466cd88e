"""Marks of other Markdown dialects: kramdown, goldmark, fenced divs, MDX; the marks go, their text stays.

They are looked for on lines of their own or at a heading's end, in prose only: the caller leaves code out.
"""

from __future__ import annotations

import re

SIGNS = ("{:", "{#", "{.", ":::", "import ", "export ")  # without one of these a text holds no such mark

_CONTENTS = re.compile(
    r"^ {0,3}(?:[*+-]|\d{1,3}\.)[ \t][^\n]*\n[ \t]*\{:[ \t]*toc\b[^{}\n]*\}[ \t]*$", re.MULTILINE
)  # kramdown: a list item that becomes the table of contents
_ATTRIBUTES = re.compile(r"^ {0,3}\{(?::|[.#][\w-])[^{}\n]*\}[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^( {0,3}#{1,6}[ \t][^\n{]*)\{[:.#][^{}\n]*\}[ \t]*$", re.MULTILINE)
_DIV = re.compile(r"^ {0,3}:{3,}[^\n]*$", re.MULTILINE)
_IMPORT = re.compile(r"^import[ \t][^\n]*[ \t]from[ \t]+(?:'[^'\n]+'|\"[^\"\n]+\");?[ \t]*$", re.MULTILINE)
_EXPORT = re.compile(r"^export[ \t]+(?:const|let|default)[ \t][^\n]*$", re.MULTILINE)


def without_marks(prose: str) -> str:
    """Drop the marks; a line that held nothing else stays as an empty one."""
    if not any(sign in prose for sign in SIGNS):
        return prose
    for mark in (_CONTENTS, _ATTRIBUTES, _DIV, _IMPORT, _EXPORT):
        prose = mark.sub("", prose)
    return _HEADING.sub(r"\1", prose)
