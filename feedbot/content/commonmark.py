"""Markdown becomes HTML: CommonMark with tables, footnotes and the like, raw HTML kept; cleans nothing."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

MORE = re.compile(r"<!--\s*(?:more|truncate|excerpt)\s*-->|\{/\*\s*truncate\s*\*/\}", re.IGNORECASE)
MARKS = "&<[]*_`!|\\\n"  # what may mean something; parsers take their time over these, not over letters
MOST_MARKS = 50_000
MOST_CHARACTERS = 1_000_000
NOT_IN_ID = re.compile(r"[^\w\- ]")
LONE_SPACE = re.compile(r"^[ \t]*&nbsp;[ \t]*$", re.MULTILINE)  # WordPress's empty paragraphs


def render(text: str) -> str:
    """Render a body, without its more-marker."""
    return str(_renderer().render(prepared(MORE.sub("", text))))


def render_inline(text: str) -> str:
    """Render one line: emphasis, code and links, no paragraphs."""
    return str(_renderer().renderInline(text))


def is_too_much(text: str) -> bool:
    """Say whether a body would keep the parsers busy for longer than a text is worth; no book comes near."""
    return len(text) > MOST_CHARACTERS or (
        len(text) > MOST_MARKS and sum(text.count(mark) for mark in MARKS) > MOST_MARKS
    )


def prepared(text: str) -> str:
    """Drop what an export left behind for looks alone."""
    return LONE_SPACE.sub("", text) if "&nbsp;" in text else text


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # imported late: 50 ms
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.use(footnote_plugin).use(deflist_plugin)
    renderer.core.ruler.push("anchors", _name_headings)
    return renderer


def _name_headings(state: StateCore) -> None:
    """Give each heading an id of its own; mdit_py_plugins takes hours over 100,000 equal headings."""
    taken: Counter[str] = Counter()
    for heading, inline in pairwise(state.tokens):
        if heading.type == "heading_open":
            words = "".join(
                child.content for child in inline.children or () if child.type in {"text", "code_inline"}
            )
            slug = name = NOT_IN_ID.sub("", words.lower().replace(" ", "-"))
            while name in taken:
                name = f"{slug}-{taken[slug]}"
                taken[slug] += 1
            taken[name] += 1
            heading.attrSet("id", name)
