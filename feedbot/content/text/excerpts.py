"""What stands for an article where there is no room for it: up to its author's mark, else a first paragraph.

Reads bodies whose short codes are expanded; makes one line of plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedbot.content.text import commonmark, plain_text
from feedbot.content.text.code_parts import prose, stretches
from feedbot.content.text.flavour import Flavour

# An empty line, or in HTML the end of a paragraph: that may be all on one line.
BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*<p\b)|</p>(?=\s*(?:<|\Z)|[ \t]*\n)", re.IGNORECASE)
HTML_PARAGRAPH = re.compile(r"\s*<(?:p|div|em|strong|a|span)\b", re.IGNORECASE)
INDENTED = re.compile(r" {4}|[ ]{0,3}\t")
NO_PROSE = re.compile(r"[ \t]*(?:\||\[\^?[^\]]+\]:)")  # a table, a link's or footnote's definition
SPANNING = re.compile(
    r"[ \t]*<(?P<name>script|style|svg|iframe|noscript|pre|table|figure|form|template|math|video|audio|!--)"
    r"(?![\w-])",
    re.IGNORECASE,
)
NOT_SHOWN = re.compile(r"<(?P<name>h[1-6]|pre|table|figure|form)\b.*?</(?P=name)>", re.IGNORECASE | re.DOTALL)
PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)(?:</p>|\Z)", re.IGNORECASE | re.DOTALL)
ADDRESS_ONLY = re.compile(r"(?:https?://\S+\s*)+")
MOST_BLOCKS = 60  # looked at for a first paragraph


def excerpt(body: str, own_mark: str = "", flavour: Flavour = commonmark.PLAIN) -> str:
    """Return the text before the mark of its author, else the first paragraph; "" where there is none."""
    before = before_mark(body, own_mark)
    links = plain_text.link_lines(body)
    marked = plain_text.of_markdown(before, links, flavour) if before else ""
    return marked or first_paragraph(body, links, flavour)


def before_mark(body: str, own_mark: str = "") -> str | None:
    """Return what stands before the site's own mark, else the usual ones; None where there is neither."""
    marks = (re.compile(re.escape(own_mark)),) if own_mark.strip() else ()
    for mark in (*marks, commonmark.MORE):
        for start, end in prose(body) if mark.search(body) else ():
            if found := mark.search(body, start, end):
                return body[: found.start()]
    return None


def first_paragraph(
    body: str, links: Sequence[str] = plain_text.NO_LINKS, flavour: Flavour = commonmark.PLAIN
) -> str:
    """Return the first paragraph that holds words: no heading, image, code or table."""
    for block in _prose_blocks(body):
        block = block.lstrip() if HTML_PARAGRAPH.match(block) else block  # noqa: PLW2901  # it is no code there
        if NO_PROSE.match(block) or (flavour.indented_code and INDENTED.match(block)):
            continue
        html = NOT_SHOWN.sub(" ", plain_text.html_of(block, links, flavour))
        for part in PARAGRAPH.findall(html) or [html]:
            text = plain_text.of_html(part)
            if text and not ADDRESS_ONLY.fullmatch(text):
                return text
    return ""


def _prose_blocks(body: str) -> Iterator[str]:
    """Part the text outside of code fences at its empty lines, without what goes on over several blocks."""
    text = "\n\n".join(body[part.start : part.end] for part in stretches(body) if not part.is_code)
    closing = ""
    for block in BLOCK.split(text, MOST_BLOCKS)[:MOST_BLOCKS]:
        spanning = None if closing else SPANNING.match(block)
        if spanning:
            name = spanning["name"].lower()
            closing = "-->" if name == "!--" else f"</{name}>"
        if closing:
            ended = re.search(re.escape(closing), block, re.IGNORECASE)
            if ended is None:
                continue
            block, closing = block[ended.end() :], ""  # noqa: PLW2901  # the rest stands behind it
        yield block
