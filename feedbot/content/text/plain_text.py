"""Plain text out of markup: titles, names, summaries; one line, entities decoded once, no tags or marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from feedbot.content.text import commonmark
from feedbot.content.text.flavour import Flavour

# Tags are dropped only if HTML knows them: "Array<T>" and "<stdio.h>" are text.
_KNOWN = (
    r"a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|button|canvas"
    r"|caption|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|embed|figcaption|figure|font"
    r"|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|link|main|mark|nav|noscript|object|ol"
    r"|p|param|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td"
    r"|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr"
)
_ATTRIBUTES = r"(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)?/?>"
TITLE_TAG = re.compile(rf"<!--.*?-->|</?(?:{_KNOWN}){_ATTRIBUTES}", re.IGNORECASE | re.DOTALL)
TAG = re.compile(rf"<!--.*?-->|</?(?:{_KNOWN}|[a-z]\w*-[\w-]*){_ATTRIBUTES}", re.IGNORECASE | re.DOTALL)
UNSEEN = re.compile(r"<(script|style|iframe|noscript|svg|math)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
BREAKS = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|tr|td|th|dt|dd|table|blockquote|pre|figure|figcaption|summary|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
FOOTNOTES = re.compile(r'<sup class="footnote-ref">.*?</sup>|<section class="footnotes">.*', re.DOTALL)
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\](?!:)")
LINK = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S.*$", re.MULTILINE)
MARKS = frozenset("<&*_`[\\~!")
MOST_LINKS = 500
MOST_CHARACTERS = 5000  # of one text that becomes a summary
NO_LINKS: Sequence[str] = ()


def line(text: str) -> str:
    """Return a title or name as plain text on one line."""
    text = text[:MOST_CHARACTERS]
    if not MARKS.isdisjoint(text):
        text = _visible(commonmark.render_inline(" ".join(text.split())), TITLE_TAG)
    return " ".join(text.split())


def of_html(html: str) -> str:
    """Return what a reader sees of HTML, on one line."""
    return _visible(html, TAG)


def of_markdown(text: str, links: Sequence[str] = NO_LINKS, flavour: Flavour = commonmark.PLAIN) -> str:
    """Return what a reader sees of some Markdown, on one line; ``links`` are lines that define its links."""
    return of_html(html_of(text, links, flavour))


def html_of(text: str, links: Sequence[str] = NO_LINKS, flavour: Flavour = commonmark.PLAIN) -> str:
    """Render the beginning of some Markdown, without the marks of its footnotes."""
    text = FOOTNOTE_MARK.sub("", text.strip("\n")[:MOST_CHARACTERS])
    if "[" in text and links:
        text = "\n".join((text, "", *links))
    return commonmark.render(text, flavour) if text.strip() else ""


def link_lines(body: str) -> Sequence[str]:
    """Return the lines of a body that define what its links lead to."""
    return LINK.findall(body)[:MOST_LINKS] if "]:" in body else NO_LINKS


def _visible(html: str, tag: re.Pattern[str]) -> str:
    html = FOOTNOTES.sub("", UNSEEN.sub(" ", html))
    return " ".join(unescape(tag.sub("", BREAKS.sub(" ", html))).split())
