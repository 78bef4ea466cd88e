"""An address in the text becomes a link without any mark, as GitHub's Markdown has it (GFM 6.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

ADDRESS = re.compile(r"(?<![\w/.@:-])(?:https?://|www\.)(?=[^\W_])[^\s<>\"]*+", re.IGNORECASE)
NOT_AT_END = frozenset("?!.,:;*_~'’”")
LONGEST = 2000
BARE = "linkify"  # the mark of such a link, as markdown-it calls it
HTML_LINK = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


def link_addresses(state: StateCore) -> None:
    """Make links of the addresses that stand in none."""
    for token in state.tokens:
        if token.type == "inline" and ("://" in token.content or "www." in token.content.lower()):
            token.children = list(_linked(token.children or []))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        if token.type in {"link_open", "link_close"}:
            inside += token.nesting
        elif token.type == "html_inline" and (mark := HTML_LINK.match(token.content)):
            inside += -1 if mark[1] else 1
        if token.type == "text" and inside <= 0:
            yield from _parts(token)
        else:
            yield token


def _parts(token: Token) -> Iterator[Token]:
    from markdown_it.token import Token  # noqa: PLC0415  # imported late, with its renderer

    text, done = token.content, 0
    for found in ADDRESS.finditer(text):
        address = _without_end(found[0])
        if len(address) > LONGEST or "." not in address:
            continue
        href = address if "://" in address else f"https://{address}"
        yield Token("text", "", 0, content=text[done : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": href}, markup=BARE, info="auto")
        yield Token("text", "", 0, content=address)
        yield Token("link_close", "a", -1, markup=BARE, info="auto")
        done = found.start() + len(address)
    yield Token("text", "", 0, content=text[done:])


def _without_end(address: str) -> str:
    """Leave out what belongs to the sentence: its full stop, and a bracket that began before the address."""
    if len(address) > LONGEST + 100:
        return address
    while address[-1] in NOT_AT_END or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address
