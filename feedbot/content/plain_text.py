"""Plain text out of markup: titles, names, summaries; one line, entities decoded once, no tags or marks."""

from __future__ import annotations

import re
from html import unescape

from feedbot.content import commonmark

# Tags are dropped only if HTML knows them: "Array<T>" and "<stdio.h>" are text.
TAG = re.compile(
    r"<!--.*?-->|</?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|button|canvas"
    r"|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font"
    r"|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|link|main|mark|nav|noscript|object|ol"
    r"|p|param|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td"
    r"|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
UNSEEN = re.compile(r"<(script|style|iframe|noscript|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
BREAKS = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|tr|td|th|table|blockquote|pre|figure|figcaption|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
FOOTNOTES = re.compile(r'<sup class="footnote-ref">.*?</sup>|<section class="footnotes">.*', re.DOTALL)
# An empty line, or in HTML the end of a paragraph: that may be all on one line.
BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*<p\b)|</p>(?=\s*(?:<|\Z)|[ \t]*\n)", re.IGNORECASE)
FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
NO_PROSE = re.compile(
    r"[ \t]{0,3}(?:#{1,6}\s|\||\[\^?[^\]]+\]:|[-*_]{3,}\s*$| {4}|\t)|\s*<(?:h[1-6]|pre|table|figure)\b",
    re.IGNORECASE,
)
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\](?!:)")
LINK = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S.*$", re.MULTILINE)
ADDRESS_ONLY = re.compile(r"https?://\S+")
MARKS = frozenset("<&*_`[\\~!")
MOST_BLOCKS = 60  # looked at for a first paragraph
MOST_LINKS = 500
MOST_CHARACTERS = 5000  # of one text that becomes a summary


def line(text: str) -> str:
    """Return a title or name as plain text on one line."""
    text = text[:MOST_CHARACTERS]
    if not MARKS.isdisjoint(text):
        text = of_html(commonmark.render_inline(" ".join(text.split())))
    return " ".join(text.split())


def of_html(html: str) -> str:
    """Return what a reader sees of HTML, on one line."""
    html = FOOTNOTES.sub("", UNSEEN.sub(" ", html))
    return " ".join(unescape(TAG.sub("", BREAKS.sub(" ", html))).split())


def of_markdown(text: str, body: str = "") -> str:
    """Return what a reader sees of some Markdown, on one line; its links are defined in ``body``."""
    text = FOOTNOTE_MARK.sub("", text.strip()[:MOST_CHARACTERS])
    if not text:
        return ""
    if "[" in text and "]:" in body:
        text = "\n".join((text, "", *LINK.findall(body)[:MOST_LINKS]))
    return of_html(commonmark.render(text))


def first_paragraph(body: str) -> str:
    """Return the first paragraph that holds words: no heading, image, code or table."""
    open_fence = ""
    for block in BLOCK.split(body, MOST_BLOCKS)[:MOST_BLOCKS]:
        was_open = open_fence
        open_fence = _fence_after(block, open_fence)
        if was_open or open_fence or FENCE.match(block) or NO_PROSE.match(block):
            continue
        text = of_markdown(block, body)
        if text and not ADDRESS_ONLY.fullmatch(text):
            return text
    return ""


def _fence_after(block: str, open_fence: str) -> str:
    """Return the code fence that is still open behind a block."""
    for row in block.split("\n"):
        found = FENCE.match(row)
        if found and not open_fence:
            open_fence = found[1]
        elif found and found[1].startswith(open_fence):
            open_fence = ""
    return open_fence
