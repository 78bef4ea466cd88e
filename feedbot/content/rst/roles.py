"""Roles that docutils does not know: Pelican's and Sphinx's, and any other by its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from docutils.utils import unescape

MEANING = re.compile(r"\(([^()]*)\)\s*$")  # behind an abbreviation
TARGET = re.compile(r"<[^<>]*>\s*$")  # behind the words of a link


class Role:
    """One role, as docutils calls it: it makes a node of its text."""

    def __init__(self, make: Callable[[str], nodes.Element], *, is_known: bool = True) -> None:
        """Know what the role makes; one that is not known is told."""
        self._make = make
        self._is_known = is_known

    def __call__(
        self, name: str, raw: str, text: str, line: int, inliner: Inliner, **_: object
    ) -> tuple[Sequence[nodes.Node], Sequence[nodes.system_message]]:
        """Make the node."""
        if not self._is_known:
            inliner.reporter.warning(f"the role {name} is unknown here; its text is kept", line=line)
        node = self._make(unescape(text))
        node.rawsource = raw
        return [node], []


def _abbreviation(text: str) -> nodes.Element:
    """Make ``HTML (HyperText Markup Language)`` an abbreviation with its meaning."""
    meaning = MEANING.search(text)
    short = text[: meaning.start()].strip() if meaning else text
    return nodes.abbreviation("", short, explanation=meaning[1] if meaning else "")


def _code(text: str) -> nodes.Element:
    return nodes.literal("", _shown(text))


def _words(text: str) -> nodes.Element:
    return nodes.inline("", _shown(text))


def _shown(text: str) -> str:
    """Return what Sphinx would show of a link: its words, or of a name the last part."""
    target = TARGET.search(text)
    words = text[: target.start()].strip() if target else text
    if words.startswith("~"):
        return words[1:].rpartition(".")[2]
    return words.removeprefix("!") or text


UNKNOWN = Role(_words, is_known=False)
OWN_ROLES = {
    "abbr": Role(_abbreviation),
    **dict.fromkeys(("file", "command", "samp", "program", "option", "envvar", "kbd", "regexp"), Role(_code)),
    **dict.fromkeys(("func", "class", "meth", "mod", "attr", "exc", "data", "const", "obj"), Role(_code)),
    **dict.fromkeys(("ref", "doc", "term", "numref", "any", "download"), Role(_words)),
    **dict.fromkeys(("guilabel", "menuselection", "dfn"), Role(_words)),
}
