"""Each heading has an id of its own: the one that it gives itself, else its words, as GitHub has it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

OWN = "own"  # the key of a token's meta that holds the id it gives itself
NOT_IN_ID = re.compile(r"[^\w\- ]")
# goldmark and Docusaurus write {#id .class}, kramdown {: #id}, others { #id }.
MARK = re.compile(r"[ \t]*\{(?::|/\*)?[ \t]*(?P<marks>[#.][^{}\s][^{}]*)\}[ \t]*\Z")
ID = re.compile(r"#([^\s#.}*]+)")
LONGEST_MARK = 500


def take_marks(state: StateCore) -> None:
    """Take the marks off the headings; runs before their text is parsed."""
    for heading, inline in pairwise(state.tokens):
        if heading.type == "heading_open" and inline.content.rstrip().endswith("}"):
            start = max(0, len(inline.content) - LONGEST_MARK)
            marked = MARK.search(inline.content, start)
            if marked:
                own = ID.search(marked["marks"])
                heading.meta[OWN] = own[1] if own else ""
                inline.content = inline.content[: marked.start()]


def name_headings(state: StateCore) -> None:
    """Give each heading its id; one that is taken gets a number."""
    taken: Counter[str] = Counter()
    for heading, inline in pairwise(state.tokens):
        if heading.type == "heading_open":
            slug = name = heading.meta.get(OWN) or _slug(inline)
            while name in taken:
                name = f"{slug}-{taken[slug]}"
                taken[slug] += 1
            taken[name] += 1
            heading.attrSet("id", name)


def _slug(inline: Token) -> str:
    words = "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})
    return NOT_IN_ID.sub("", words.lower().replace(" ", "-"))
