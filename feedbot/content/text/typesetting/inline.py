"""Small marks inside of lines: boxes of task lists, attributes behind a link, links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

BOX = re.compile(r"\[([ xX])\][ \t]+")
ATTRIBUTES = re.compile(r"\{:?[ \t]*[.#:\w][^{}\n]*\}|\{:[^{}\n]*\}")  # {:target="_blank"}, {: .x}, {.x}
BEFORE_ATTRIBUTES = frozenset({"link_close", "em_close", "strong_close", "s_close", "code_inline", "image"})
LANGUAGE = re.compile(r"\{?\.?([\w+#.-]+)(?![\w+#.-]*\s*=)")


def tidy(state: StateCore) -> None:
    """Read the marks of each line."""
    before: tuple[str, str] = ("", "")
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_without_attributes(_without_empty_links(token.children)))
            if before == ("list_item_open", "paragraph_open"):
                _tick(token.children)
        elif token.type == "fence":
            token.info = language_of(token.info)
        before = before[1], token.type


def language_of(info: str) -> str:
    """Return the language that a fence's first line names, in any of the generators' spellings."""
    found = LANGUAGE.match(info.strip())
    return found[1] if found else ""


def _without_empty_links(tokens: list[Token]) -> Iterator[Token]:
    """Leave a link without an address out; its text stays."""
    dropped: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            dropped.append(not token.attrGet("href"))
            if dropped[-1]:
                continue
        elif token.type == "link_close" and dropped and dropped.pop():
            continue
        yield token


def _without_attributes(tokens: Iterator[Token]) -> Iterator[Token]:
    before = ""
    for token in tokens:
        if token.type == "text" and before in BEFORE_ATTRIBUTES and token.content.startswith("{"):
            token.content = ATTRIBUTES.sub("", token.content, count=1)
        before = token.type
        yield token


def _tick(tokens: list[Token]) -> None:
    """Make a box of the brackets that begin an item of a task list."""
    from markdown_it.token import Token  # noqa: PLC0415  # imported late, with its renderer

    found = BOX.match(tokens[0].content) if tokens and tokens[0].type == "text" else None
    if found:
        tokens[0].content = tokens[0].content[found.end() :]
        box = Token("html_inline", "", 0)
        box.content = f'<input type="checkbox" disabled{" checked" if found[1] != " " else ""}> '
        tokens.insert(0, box)
