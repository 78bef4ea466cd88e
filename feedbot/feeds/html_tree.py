"""How the steps that make HTML fit for readers change its tree: always in place, and in linear time.

What is to go is only marked. lxml would join the texts around it at once,
which takes quadratic time where much goes; the last step, which writes, leaves it out for nothing.
"""

from __future__ import annotations

from lxml import html as lxml_html
from lxml.html import HtmlElement

GONE = "x-gone"  # left out with all it holds
UNWRAPPED = "x-unwrapped"  # left out; what it holds stays


def each(body: HtmlElement, *names: str) -> list[HtmlElement]:
    """List the elements below ``body``, in their order, so that the tree may change meanwhile."""
    found = body.iterdescendants(*names) if names else body.iterdescendants()
    return [element for element in found if isinstance(element.tag, str)]


def holds(element: HtmlElement, *names: str) -> bool:
    """Say whether there is an element of one of these names below ``element``."""
    return next(element.iterdescendants(*names), None) is not None


def around(element: HtmlElement, *names: str) -> HtmlElement | None:
    """Return the nearest element of one of these names that ``element`` lies in."""
    return next(element.iterancestors(*names), None)


def replace(element: HtmlElement, other: HtmlElement) -> None:
    """Put ``other`` where ``element`` is."""
    other.tail = element.tail
    parent = element.getparent()
    assert parent is not None  # only what lies below the body is replaced
    parent.replace(element, other)


def new(name: str, text: str = "", **attributes: str) -> HtmlElement:
    """Make an element."""
    element = lxml_html.Element(name, attributes)
    element.text = text
    return element
