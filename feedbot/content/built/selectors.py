"""CSS selectors of the configuration: what is wrong with one, and what it finds on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector
    from lxml.html import HtmlElement

LONGEST = 500  # characters; a selector is parsed by recursion


def selector_fault(selector: str) -> str | None:
    """Return what is wrong with a selector, in words; None where it can be used."""
    from lxml.html import Element  # noqa: PLC0415  # imported late: 20 ms

    try:
        selected(Element("html"), selector)
    except ValueError as error:
        return str(error)
    return None


def selected(page: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements that a selector finds, in the page's order, none of them inside another.

    Raises:
        ValueError: It is no selector; ``selector_fault`` says so beforehand.
    """
    from lxml.etree import XPathError  # noqa: PLC0415  # imported late: 20 ms
    from lxml.html import HtmlElement  # noqa: PLC0415

    try:
        found = _compiled(selector)(page)
    except XPathError as error:  # a name space, for example, that HTML has not
        raise ValueError(str(error)) from error
    outermost: list[HtmlElement] = []
    for element in found if isinstance(found, list) else ():
        if isinstance(element, HtmlElement) and not (outermost and outermost[-1] in element.iterancestors()):
            outermost.append(element)
    return outermost


def _compiled(selector: str) -> CSSSelector:
    from cssselect import SelectorError  # noqa: PLC0415  # imported late: 30 ms
    from lxml.cssselect import CSSSelector  # noqa: PLC0415
    from lxml.etree import XPathError  # noqa: PLC0415

    if not selector.strip() or len(selector) > LONGEST:
        raise ValueError(f"a selector has 1 to {LONGEST} characters")
    try:
        return CSSSelector(selector, translator="html")
    except (SelectorError, XPathError, RecursionError) as error:
        raise ValueError(str(error)) from error
