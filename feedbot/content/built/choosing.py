"""Which element of a built page holds the article's text, where no selector says so; changes nothing.

The surest signs go first: what a theme says for machines, then the class names that themes share,
then the bare elements of HTML. Of several, the article with the page's own title goes before its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CONTENT_CLASSES = frozenset(
    {
        "entry-content",  # hAtom, the forerunner of h-entry, and all that came from WordPress
        "post-content",
        "article-content",
        "page__content",
        "post-body",
        "article-body",
        "post__content",
        "article__content",
    }
)
ENTRIES = frozenset({"h-entry", "hentry"})
PARAGRAPHS = frozenset({"p", "span", "blockquote", "pre", "li", "td"})  # none holds an article
MOST_CANDIDATES = 50  # looked at; a page of more is a list


class _Sign(IntEnum):
    """What shows that an element holds an article's text, the surest first."""

    MICROFORMAT = 0
    SCHEMA = 1
    CLASS = 2
    ARTICLE = 3
    MAIN = 4


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Fit:
    """How well a candidate fits the page's own article; the greater the better."""

    has_title: bool
    has_heading: bool
    length: int


def choose(page: HtmlElement, title: str) -> HtmlElement | None:
    """Return the element that holds the text; None where the page gives no sign."""
    signs: dict[_Sign, list[HtmlElement]] = {sign: [] for sign in _Sign}
    for element in page.iter("*"):
        sign = _sign(element)
        if sign is not None and not _is_quoted(element):
            signs[sign].append(element)
    for sign, candidates in signs.items():
        found = _principal(candidates[:MOST_CANDIDATES], title, certain=sign is not _Sign.CLASS)
        if found is not None:
            return found
    return None


def words(text: str) -> str:
    """Return letters and digits alone, without case: typography never tells two titles apart."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _sign(element: HtmlElement) -> _Sign | None:
    classes = set(element.get("class", "").split())
    if "e-content" in classes:
        return _Sign.MICROFORMAT
    properties = element.get("itemprop", "").split()
    if "articleBody" in properties:
        return _Sign.SCHEMA
    if classes & CONTENT_CLASSES or "text" in properties:
        return _Sign.CLASS
    if element.tag == "article":
        return _Sign.ARTICLE
    return _Sign.MAIN if element.tag == "main" or element.get("role") == "main" else None


def _is_quoted(element: HtmlElement) -> bool:
    """Say whether it came into the text with what the author copied from another page."""
    return (
        element.tag in PARAGRAPHS
        or next(element.iterancestors("blockquote", "figure", "pre"), None) is not None
    )


def _principal(candidates: list[HtmlElement], title: str, *, certain: bool) -> HtmlElement | None:
    """Return the one that is the page's own article: it has the title, else a title, else the most text.

    An uncertain one of several must have the title: it may be the preview of another article.
    """
    if len(candidates) < 2:
        return next(iter(candidates), None)
    fits = [_fit(candidate, words(title)) for candidate in candidates]
    best = max(fits)
    return candidates[fits.index(best)] if certain or best.has_title else None


def _fit(candidate: HtmlElement, title: str) -> _Fit:
    headings = [words(heading.text_content()) for heading in islice(_scope(candidate).iter("h1", "h2"), 20)]
    return _Fit(
        has_title=title != "" and title in headings,
        has_heading=bool(headings),
        length=len(candidate.text_content().strip()),
    )


def _scope(element: HtmlElement) -> HtmlElement:
    """Return the article around a candidate, which has the title beside the text; else the candidate."""
    for around in (element, *element.iterancestors()):
        if around.tag == "article" or ENTRIES.intersection(around.get("class", "").split()):
            return around
    return element
