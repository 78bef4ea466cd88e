"""Marks of other Markdown dialects: kramdown, goldmark, containers, alerts; the marks go, their text stays.

They are looked for on lines of their own, outside of code fences.
What stands at the end of a heading or behind a link is the renderer's to read: see ``commonmark``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from feedbot.content.text.code_parts import stretches

# Without one of these a text holds no such mark.
SIGNS = (
    "{:", "{#", "{.", ":::", "import ", "export ", "[!", "[toc", "[_toc", "{toc", "*[", "^\n", "markdown=",
)  # fmt: skip

_CONTENTS = re.compile(
    r"^ {0,3}(?:[*+-]|\d{1,3}\.)[ \t][^\n]*\n[ \t]*\{:[ \t]*toc\b[^{}\n]*\}[ \t]*$"  # kramdown's
    r"|^[ \t]*(?:\[toc\]|\[\[_?toc_?\]\]|\$\{toc\})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_EXTENSION = re.compile(r"\{::comment\}(?:(?!\{::)[\s\S])*?\{:/(?:comment)?\}|\{::[a-z][^{}\n]*\}|\{:/\w*\}")
_ATTRIBUTES = re.compile(r"^(?:[ \t]*\{:| {0,3}\{[.#][\w-])[^{}\n]*\}[ \t]*$", re.MULTILINE)
_ID_BELOW = re.compile(  # kramdown's marks of a heading may stand on the line below it
    r"^(?P<heading> {0,3}#{1,6}[ \t][^\n]*|[^\n]+(?=\n {0,3}(?:=+|-+)[ \t]*\n[ \t]*\{:))"
    r"(?P<line>(?:\n {0,3}(?:=+|-+)[ \t]*)?)\n[ \t]*\{:[^{}\n]*(?P<id>#[^{}\s]+)[^{}\n]*\}[ \t]*$",
    re.MULTILINE,
)
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)
_END_OF_BLOCK = re.compile(r"^\^[ \t]*$", re.MULTILINE)
_IMPORT = re.compile(r"^import[ \t][^\n]*[ \t]from[ \t]+(?:'[^'\n]+'|\"[^\"\n]+\");?[ \t]*$", re.MULTILINE)
_EXPORT = re.compile(r"^export[ \t]+(?:const|let|default)[ \t][^\n]*$", re.MULTILINE)
_CONTAINER = re.compile(
    r"^(?P<before>[ \t>]*+):{3,}+[ \t]*+(?:(?P<kind>[\w-]++)|\{(?P<settings>[^{}\n]*+)\}|)"
    r"(?P<title>[^\n{]*+)(?:\{(?P<more>[^{}\n]*+)\})?[ \t]*$",
    re.MULTILINE,
)
_ALERT = re.compile(
    r"^(?P<before>[ \t]*+>[ \t>]*+)\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>[^\n]*)$", re.MULTILINE
)
_MARKDOWN_INSIDE = re.compile(
    r"^([ \t]*+<\w++[^<>\n]{0,300}?)[ \t]markdown=[\"'](?:1|block|span)[\"']([^<>\n]*>)", re.MULTILINE
)
_SAID_TITLE = re.compile(r"\b(?:title|name)\s*=\s*\"([^\"]*)\"")
_CAPTIONED = frozenset({"figure", "table", "caption"})


def without_marks(text: str) -> str:
    """Drop the marks; a line that held nothing else stays as an empty one."""
    folded = text.lower()
    if not any(sign in folded for sign in SIGNS):
        return text
    return "".join(_parts(text))


def _parts(text: str) -> Iterator[str]:
    for stretch in stretches(text):
        part = text[stretch.start : stretch.end]
        if not stretch.is_code:
            for mark, shown in _MARKS:
                part = mark.sub(shown, part)
        yield part


def _container(found: re.Match[str]) -> str:
    """Show the title of a container as a line of its own."""
    title = found["title"].strip()
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1].strip()
    said = _SAID_TITLE.search(found["more"] or found["settings"] or "")
    title = title or (said[1].strip() if said else "")
    before = found["before"].rstrip(" \t") if ">" in found["before"] else found["before"]
    if not title:
        return before
    shown = title if found["kind"] in _CAPTIONED else _strong(title)
    return f"{before}\n{found['before']}{shown}\n{before}"


def _alert(found: re.Match[str]) -> str:
    title = found["title"].strip() or found["kind"].capitalize()
    return f"{found['before']}{_strong(title)}\n{found['before'].rstrip()}"


def _strong(title: str) -> str:
    return title if "**" in title else f"**{title}**"


_MARKS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_CONTENTS, ""),
    (_EXTENSION, ""),
    (_ID_BELOW, r"\g<heading> {\g<id>}\g<line>"),
    (_ATTRIBUTES, ""),
    (_ABBREVIATION, ""),
    (_END_OF_BLOCK, ""),
    (_IMPORT, ""),
    (_EXPORT, ""),
    (_CONTAINER, _container),
    (_ALERT, _alert),
    (_MARKDOWN_INSIDE, "\\1\\2\n\n"),
)
