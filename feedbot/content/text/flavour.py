"""How a generator's own Markdown renderer differs from CommonMark where a reader sees it; renders nothing.

What only adds to CommonMark (tables, footnotes, definition lists, task lists, ids of headings) is
understood everywhere: a sign that one renderer reads and another shows is meant to be read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """What one renderer makes of the text between the marks."""

    smart_punctuation: bool = False  # curly quotes, dashes and ellipses for typed ones
    line_breaks: bool = False  # a line break in the source is one on the page
    emoji: bool = False  # :tada: is a picture
    bare_links: bool = False  # an address in the text is a link without any mark
    indented_code: bool = True  # four spaces make code of a line
    footnote: str = "fn{number}"  # the page's id of a footnote, by its {number} or its {label}


_REMARK = Flavour(bare_links=True, footnote="user-content-fn-{label}")
_MDX = (".mdx", ".mdoc")  # there, children of components are indented
_FLAVOURS = {
    "hugo": Flavour(bare_links=True, footnote="fn:{number}"),
    "jekyll": Flavour(footnote="fn:{label}"),
    "pelican": Flavour(footnote="fn:{label}"),
    "eleventy": Flavour(indented_code=False),
    "docusaurus": replace(_REMARK, emoji=True, indented_code=False),
    "astro": _REMARK,
    "zola": Flavour(footnote="fn-{label}"),
}


def flavour_of(generator: str, words: Collection[str] = (), path: str = "") -> Flavour:
    """Return how a generator's renderer reads a file; ``words`` names what the site's renderer knows.

    They are ``emoji``, ``line-breaks`` and ``smart-punctuation``, which some generators have on by default,
    as their finders say; others are ignored.
    """
    usual = _FLAVOURS.get(generator, Flavour())
    return replace(
        usual,
        smart_punctuation=usual.smart_punctuation or "smart-punctuation" in words,
        line_breaks=usual.line_breaks or "line-breaks" in words,
        emoji=usual.emoji or "emoji" in words,
        indented_code=usual.indented_code and not path.lower().endswith(_MDX),
    )
