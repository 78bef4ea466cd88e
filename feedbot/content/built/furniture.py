"""Take out of a built page's article what is there for the page and no part of the text.

That is: title, byline, menus, share buttons, comments, the signs beside headings, line numbers.
Names of classes decide where HTML has no element for it, so two guards stand before them:
nothing inside of code goes by its name, and nothing goes that holds most of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from feedbot.content.built import furniture_names as names
from feedbot.content.built.choosing import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER_TEXT = ("script", "style", "template", "button", "link", "meta", "dialog")
FURNITURE = frozenset({"header", "footer", "nav", "aside", "form"})
QUOTING = ("blockquote", "figure")  # a header, a footer or an author in them belongs to what is shown there
CODE = ("pre", "code")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LONGEST_BYLINE = 120  # characters
NOT_IN_BYLINE = (*HEADINGS, "img", "picture", "video", "audio", "pre", "table", "ul", "ol")
MOST_BYLINES = 20
ALWAYS_SMALL = 500  # characters; below that a footer may well be longer than its article
# Elements are renamed to these and go together at the end: one by one takes quadratic time.
GONE = "furniture"
UNWRAPPED = "unwrapped"


def strip(article: HtmlElement, title: str) -> None:
    """Strip the article's element, the root of its own tree; it stays itself, whatever it is called."""
    from lxml.etree import Comment, strip_elements, strip_tags  # noqa: PLC0415  # imported late: 20 ms

    strip_elements(article, *NEVER_TEXT, Comment, with_tail=False)
    _mark_head(article, words(title))
    _mark_furniture(article)
    _mark_anchors(article)
    _mark_line_numbers(article)
    strip_elements(article, GONE, with_tail=False)
    strip_tags(article, UNWRAPPED)


def _mark_head(article: HtmlElement, title: str) -> None:
    """Mark the heading that repeats the title, and the byline; a bare date is one beside the title alone."""
    is_headed = False
    first = next(article.iterdescendants(*HEADINGS), None)
    for heading in list(islice(article.iterdescendants("h1", "h2"), MOST_BYLINES)):
        repeats = words(heading.text_content()) == title != "" and (heading.tag == "h1" or heading is first)
        if repeats or names.TITLES.intersection(names.of(heading)):
            heading.tag = GONE
            is_headed = True
    for sign in list(islice(_byline_signs(article), MOST_BYLINES)):
        _byline(sign).tag = GONE
    for moment in list(islice(_leading_times(article), MOST_BYLINES)) if is_headed else ():
        block = _byline(moment)
        if block is not moment or moment.getparent() is article:
            block.tag = GONE


def _byline_signs(article: HtmlElement) -> Iterator[HtmlElement]:
    for element in article.iterdescendants("*"):
        called, properties = names.of(element), element.get("itemprop", "").split()
        named = names.BYLINE.intersection(called) or names.BYLINE_PROPERTIES.intersection(properties)
        if named and _around(element, *QUOTING, *CODE) is None:
            yield element


def _leading_times(article: HtmlElement) -> Iterator[HtmlElement]:
    """Yield each `time` before the text begins."""
    for element in article.iterdescendants("p", "time"):
        if element.tag == "time":
            yield element
        elif next(element.iterdescendants("time"), None) is None:
            return


def _byline(sign: HtmlElement) -> HtmlElement:
    """Return the largest block around a sign that says no more than a byline does."""
    block = sign
    for around in sign.iterancestors():
        is_root = around.getparent() is None
        if is_root or next(around.iterdescendants(*NOT_IN_BYLINE), None) is not None:
            break
        if len(around.text_content().strip()) > LONGEST_BYLINE:
            break
        block = around
    return block


def _mark_furniture(article: HtmlElement) -> None:
    most = max(len(article.text_content()) / 2, ALWAYS_SMALL)
    for element in list(article.iterdescendants("*")):
        called = names.of(element)
        is_comments = any(names.COMMENTS.fullmatch(name) for name in called)
        if not (is_comments or _is_furniture(element, called)) or _around(element, *CODE) is not None:
            continue
        if is_comments or len(element.text_content()) <= most:
            element.tag = GONE


def _is_furniture(element: HtmlElement, called: list[str]) -> bool:
    if element.tag in FURNITURE and _around(element, *QUOTING) is None:
        return element.tag != "aside" or not _is_note(element, called)
    return (
        element.get("role", "") in names.ROLES
        or any(names.NAMED.fullmatch(name) for name in called)
        or _is_unseen(element)
    )


def _is_note(aside: HtmlElement, called: list[str]) -> bool:
    """Say whether an `aside` is the author's: a note by its name or role, or bare as one types it."""
    role = aside.get("role", "")
    return (
        not aside.keys()
        or role == "note"
        or role.startswith("doc-")
        or any(names.NOTE.search(name) for name in called)
    )


def _is_unseen(element: HtmlElement) -> bool:
    """Say whether nobody sees it; what a tab hides is seen on a click."""
    return element.get("role") != "tabpanel" and (
        "hidden" in element.attrib or names.UNSEEN.search(element.get("style", "")) is not None
    )


def _mark_anchors(article: HtmlElement) -> None:
    """Mark the signs by which headings are linked to; a heading that is all link keeps its words."""
    texts: dict[HtmlElement, str] = {}
    for link in list(article.iterdescendants("a")):
        heading, said = _around(link, *HEADINGS), words(link.text_content())
        is_anchor = any(names.ANCHOR.fullmatch(name) for name in names.of(link))
        if heading is None:
            if is_anchor and not said:
                link.tag = GONE
        elif is_anchor or link.get("href", "").startswith("#"):
            if heading not in texts:  # once each: it may hold thousands of links
                texts[heading] = words(heading.text_content())
            is_all = said == texts[heading]
            link.tag = UNWRAPPED if said and (is_all or not is_anchor) else GONE


def _mark_line_numbers(article: HtmlElement) -> None:
    for element in list(article.iterdescendants("td", "span", "pre")):
        if names.LINE_NUMBERS.isdisjoint(names.of(element)) or _around(element, GONE) is not None:
            continue
        cell = element if element.tag == "td" else _around(element, "td")
        if cell is None:
            if _around(element, *CODE) is not None:
                element.tag = GONE
        elif not any(character.isalpha() for character in cell.text_content()):
            cell.tag = GONE
            _unwrap_code(_around(cell, "table"))


def _unwrap_code(table: HtmlElement | None) -> None:
    """Take code out of the table that only set numbers beside it."""
    if table is None or next(table.iterdescendants("pre"), None) is None:
        return
    is_in_code = _around(table, "pre") is not None
    for part in list(table.iter("table", "tbody", "thead", "tr", "td", "pre")):
        if part.tag != "pre" or is_in_code:
            part.tag = UNWRAPPED


def _around(element: HtmlElement, *tags: str) -> HtmlElement | None:
    """Return the nearest of these elements around one."""
    return next(element.iterancestors(*tags), None)
