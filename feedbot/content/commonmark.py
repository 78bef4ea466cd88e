"""Markdown becomes HTML: CommonMark with tables, footnotes and the like, raw HTML kept; cleans nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MORE = re.compile(r"<!--\s*(?:more|truncate|excerpt)\s*-->|\{/\*\s*truncate\s*\*/\}", re.IGNORECASE)
LONE_SPACE = re.compile(r"^[ \t]*&nbsp;[ \t]*$", re.MULTILINE)  # WordPress's empty paragraphs


def render(text: str) -> str:
    """Render a body, without its more-marker."""
    return str(_renderer().render(prepared(MORE.sub("", text))))


def render_inline(text: str) -> str:
    """Render one line: emphasis, code and links, no paragraphs."""
    return str(_renderer().renderInline(text))


def prepared(text: str) -> str:
    """Drop what an export left behind for looks alone."""
    return LONE_SPACE.sub("", text) if "&nbsp;" in text else text


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # imported late: 50 ms
    from mdit_py_plugins.anchors import anchors_plugin  # noqa: PLC0415
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.use(footnote_plugin).use(deflist_plugin).use(anchors_plugin, max_level=6)
    return renderer
