"""Markdown becomes HTML: CommonMark with tables, footnotes and the like, raw HTML kept; cleans nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from feedbot.content.text.code_parts import prose
from feedbot.content.text.flavour import Flavour
from feedbot.content.text.typesetting import bare_links, footnotes, headings, inline, punctuation

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MORE = re.compile(r"<!--\s*(?:more|truncate|excerpt)\s*-->|\{/\*\s*truncate\s*\*/\}", re.IGNORECASE)
# What may mean something: parsers take their time over these, not over letters.
MARKS = "&<[]{*_`!|\\\n"
SIGNS = "#$%+-:=>@}^~"  # a parser only stops at them: four count as one mark
MOST_MARKS = 40_000
MOST_CHARACTERS = 1_000_000
LONE_SPACE = re.compile(r"^[ \t]*&nbsp;[ \t]*$", re.MULTILINE)  # WordPress's empty paragraphs
PLAIN = Flavour()


def render(text: str, flavour: Flavour = PLAIN, prefix: str = "") -> str:
    """Render a body, without its more-marker; ``prefix`` begins the ids of its footnotes."""
    environment = {footnotes.PATTERN: prefix + flavour.footnote}
    return str(_renderer(flavour).render(prepared(text), environment))


def render_inline(text: str) -> str:
    """Render one line: emphasis, code and links, no paragraphs."""
    return str(_renderer(PLAIN).renderInline(text, {footnotes.PATTERN: PLAIN.footnote}))


def is_too_much(text: str) -> bool:
    """Say whether a body would keep the parsers busy for longer than a text is worth; no book comes near."""
    if not MOST_MARKS < len(text) <= MOST_CHARACTERS:
        return len(text) > MOST_CHARACTERS
    marks, signs = (sum(map(text.count, kind)) for kind in (MARKS, SIGNS))
    return marks + signs // 4 > MOST_MARKS


def prepared(text: str) -> str:
    """Drop the more-marker, and what an export left behind for looks alone."""
    if "&nbsp;" not in text and not MORE.search(text):
        return text
    parts: list[str] = []
    done = 0
    for start, end in prose(text):
        parts += (text[done:start], LONE_SPACE.sub("", MORE.sub("", text[start:end])))
        done = end
    return "".join((*parts, text[done:]))


@cache
def _renderer(flavour: Flavour) -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # imported late: 50 ms
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415

    renderer = MarkdownIt("commonmark", {"html": True, "breaks": flavour.line_breaks})
    renderer.enable(["table", "strikethrough"]).use(deflist_plugin)
    if not flavour.indented_code:
        renderer.disable("code")
    footnotes.add_footnotes(renderer)
    rules = renderer.core.ruler
    rules.before("inline", "heading_marks", headings.take_marks)
    rules.push("tidy", inline.tidy)
    rules.push("anchors", headings.name_headings)
    if flavour.bare_links:
        rules.push("bare_links", bare_links.link_addresses)
    if flavour.smart_punctuation:
        rules.push("punctuation", punctuation.print_punctuation)
    if flavour.emoji:
        rules.push("emoji", punctuation.show_emoji)
    return renderer
