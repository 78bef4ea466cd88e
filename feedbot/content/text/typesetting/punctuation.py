"""Typed punctuation becomes that of a printed page: curly quotes, dashes, ellipses; :names: become emoji."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from feedbot.content.text.typesetting.bare_links import BARE

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

TYPED = re.compile(r"---|--|\.\.\.|\"|'")
PRINTED = {"---": "—", "--": "–", "...": "…"}
OPENING = {'"': "“", "'": "‘"}
CLOSING = {'"': "”", "'": "’"}
BEFORE_OPENING = frozenset("([{<-–—/“‘\"'=\u00a0")
APOSTROPHE_BEFORE = re.compile(r"\d\ds?\b|n'")  # the '90s, rock 'n' roll
NAME = re.compile(r":[a-z0-9_+-]+:")


def print_punctuation(state: StateCore) -> None:
    """Set the typed punctuation of each line."""
    for token in state.tokens:
        if token.type == "inline" and TYPED.search(token.content):
            _set_line(token.children or [])


def _set_line(tokens: list[Token]) -> None:
    before = " "
    for place, token in enumerate(tokens):
        if token.type == "text":
            is_bare_link = place > 0 and tokens[place - 1].markup == BARE and tokens[place - 1].nesting == 1
            if not is_bare_link:
                after = " " if place + 1 == len(tokens) or tokens[place + 1].type.endswith("break") else "x"
                token.content, before = _printed(token.content, before, after), token.content[-1:] or before
        elif token.type.endswith("break"):
            before = " "
        elif token.type in {"code_inline", "image", "footnote_ref"}:
            before = "x"


def _printed(text: str, before: str, after: str) -> str:
    """Return a text as it would be printed between two characters."""

    def shown(found: re.Match[str]) -> str:
        if found[0] in PRINTED:
            return PRINTED[found[0]]
        last = text[found.start() - 1] if found.start() else before
        following = text[found.end()] if found.end() < len(text) else after
        is_opening = (last.isspace() or last in BEFORE_OPENING) and not following.isspace()
        if is_opening and not (found[0] == "'" and APOSTROPHE_BEFORE.match(text, found.end())):
            return OPENING[found[0]]
        return CLOSING[found[0]]

    return TYPED.sub(shown, text)


def show_emoji(state: StateCore) -> None:
    """Put an emoji where its name stands between colons; names that nobody knows stay."""
    from emoji import emojize  # noqa: PLC0415  # imported late: 30 ms

    for token in state.tokens:
        if token.type == "inline" and NAME.search(token.content):
            for child in _texts(token.children or []):
                child.content = NAME.sub(_emoji(emojize), child.content)


def _texts(tokens: list[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.type == "text")


def _emoji(emojize: Callable[..., str]) -> Callable[[re.Match[str]], str]:
    return lambda found: emojize(found[0], language="alias")
