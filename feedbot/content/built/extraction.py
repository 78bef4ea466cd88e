"""The article's text out of the bytes of its built page, as HTML; cleans nothing, resolves no link.

Any bytes give a value. Whoever publishes the HTML makes it harmless first, and its links absolute
against the page's address.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from feedbot.content.built.choosing import choose
from feedbot.content.built.encoding import decoded
from feedbot.content.built.furniture import strip
from feedbot.content.built.selectors import selected
from feedbot.content.characters import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_TAGS = 100_000  # on a page
MOST_CHARACTERS = 2_000_000  # of the article's HTML
SHOWN_AS_THEY_ARE = ("img", "picture", "video", "audio", "iframe", "object", "embed", "svg", "math")
SAY_WHERE = "say in site.selector which element holds the text, for example .post-content"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltContent:
    """What the built page shows as the article's text."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBuiltContent:
    """The built page gives no text: why, and what to do about it."""

    why: str
    repair: str = ""


def extract(data: bytes, *, title: str, selector: str = "") -> BuiltContent | NoBuiltContent:
    """Take the article called ``title`` out of its page; ``selector``, where given, says where it is."""
    if data.count(b"<") > MOST_TAGS:
        return NoBuiltContent(why=f"the page has more than {MOST_TAGS:,} tags")
    page = _parsed(decoded(data))
    if isinstance(page, NoBuiltContent):
        return page
    found = _found(page, title, selector)
    if isinstance(found, NoBuiltContent):
        return found
    html = "".join(_stripped(element, title) for element in found).strip()
    if not html:
        return NoBuiltContent(why="there is no text where the article should be", repair=SAY_WHERE)
    if len(html) > MOST_CHARACTERS:
        return NoBuiltContent(why=f"the article on the page has more than {MOST_CHARACTERS:,} characters")
    return BuiltContent(html=html)


def _parsed(text: str) -> HtmlElement | NoBuiltContent:
    from lxml import etree, html  # noqa: PLC0415  # imported late: 20 ms

    parser = html.HTMLParser(encoding="utf-8")
    try:
        page = html.document_fromstring(clean(text).encode(), parser=parser)
    except (etree.LxmlError, ValueError):  # nothing in it
        return NoBuiltContent(why="the page is empty")
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):  # it gave up on the rest
        return NoBuiltContent(why="the page nests its elements too deeply, or holds too much text")
    return page


def _found(page: HtmlElement, title: str, selector: str) -> list[HtmlElement] | NoBuiltContent:
    if not selector:
        element = choose(page, title)
        why = "the page does not show where its article is"
        return NoBuiltContent(why=why, repair=SAY_WHERE) if element is None else [element]
    try:
        elements = selected(page, selector)
    except ValueError as error:
        return NoBuiltContent(why=f"{selector} is no CSS selector: {error}", repair="mend site.selector")
    why = f"nothing on the page matches {selector}"
    return elements or NoBuiltContent(why=why, repair="mend site.selector")


def _stripped(element: HtmlElement, title: str) -> str:
    """Return what an element holds without its furniture; "" where nothing is left to see."""
    from lxml.html import tostring  # noqa: PLC0415  # imported late: 20 ms

    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
    element.tail = None
    strip(element, title)
    if not element.text_content().strip() and next(element.iter(*SHOWN_AS_THEY_ARE), None) is None:
        return ""
    parts = [escape(element.text or "", quote=False)]
    parts += [str(tostring(child, encoding="unicode")) for child in element]
    return "".join(parts)
