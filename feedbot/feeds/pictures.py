"""Pictures of an article's HTML: those that a script would load, sets of sizes, drawings, emoji, raw data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from feedbot.feeds.characters import ascii_address
from feedbot.feeds.html_tree import GONE, UNWRAPPED, around, each, new, replace

LAZY_SOURCES = ("data-src", "data-lazy-src", "data-lazy", "data-lazysrc", "data-echo")
LAZY_SOURCE_SETS = ("data-srcset", "data-lazy-srcset")
OPEN_NOSCRIPT = "no-script"  # a `noscript` that is read as markup
RASTER = re.compile(r"data:image/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
MOST_DATA = 100_000  # characters of one picture that lies in the text
MOST_CANDIDATES = 50  # of one srcset; a page offers five to ten, and readers take one
DESCRIPTOR = re.compile(r"[0-9]+w|[0-9]*\.?[0-9]+x")
EMOJI_CLASSES = frozenset({"emoji", "emojione", "twemoji", "wp-smiley"})
LONGEST_EMOJI = 16  # code points: a family of four with its joiners


def restore_lazy_images(body: HtmlElement) -> None:
    """Give each image the address that a script would have put in when the page is scrolled."""
    for element in each(body, "img", "amp-img", "source", "video", "audio", "iframe"):
        if element.tag == "amp-img":
            element.tag = "img"
        placeholder = element.get("src", "data:").lower().startswith("data:")
        source = _first(element, LAZY_SOURCES) or (_first(element, ("data-original",)) if placeholder else "")
        if source:
            element.set("src", source)
        if source_set := _first(element, LAZY_SOURCE_SETS):
            element.set("srcset", source_set)
        if poster := element.get("data-poster"):
            element.set("poster", poster)


def open_noscript(body: HtmlElement) -> None:
    """Show what is written for readers without scripts, unless it repeats an image that is shown already."""
    shown = {image.get("src") for image in each(body, "img") if around(image, OPEN_NOSCRIPT) is None}
    for noscript in each(body, OPEN_NOSCRIPT):
        sources = {image.get("src") for image in each(noscript, "img")}
        noscript.tag = GONE if sources and sources <= shown else UNWRAPPED


def write_emoji(body: HtmlElement) -> None:
    """Write a picture of an emoji as the character that it stands for: readers would show it large."""
    for image in each(body, "img"):
        said = image.get("alt", "").strip()
        is_emoji = not EMOJI_CLASSES.isdisjoint(image.get("class", "").lower().split())
        if is_emoji and said and not said.isascii() and len(said) <= LONGEST_EMOJI:
            replace(image, new("span", said))


def name_drawings(body: HtmlElement) -> None:
    """Write a drawing as what it is called; few readers show SVG, and one in a link may repeat its words."""
    said_in: dict[HtmlElement, str] = {}
    for drawing in each(body, "svg"):
        titles = (title for title in drawing if title.tag == "title")
        title = next(titles, None)
        name = drawing.get("aria-label", "") or (str(title.text_content()) if title is not None else "")
        link = around(drawing, "a")
        if link is not None and link not in said_in:
            said_in[link] = " ".join(link.text_content().split()).lower()
        name = " ".join(name.split())
        is_twin = link is not None and said_in[link].replace(name.lower(), "", 1).find(name.lower()) >= 0
        if not name or is_twin or drawing.get("aria-hidden") == "true":
            drawing.tag = GONE
        else:
            replace(drawing, new("span", name))


def source(value: str, base: str) -> str | None:
    """Return an image's own address, absolute; a picture that lies in the text stays, if it is small."""
    value = value.strip()
    if RASTER.fullmatch(value):
        return "".join(value.split()) if len(value) <= MOST_DATA else None
    return ascii_address(value, base)


def source_set(candidates: str, base: str) -> str | None:
    """Return the addresses of a srcset, absolute, with their sizes; None where none is usable."""
    kept = []
    for address, descriptor in islice(_candidates(candidates), MOST_CANDIDATES):
        absolute = ascii_address(address, base)
        if absolute is not None:
            kept.append(f"{absolute} {descriptor}" if DESCRIPTOR.fullmatch(descriptor) else absolute)
    return ", ".join(kept) or None


def leave_out(image: HtmlElement, base: str) -> None:
    """Leave an image without an address out; its words stay; one of too much data leads to the article."""
    words = image.get("alt", "")
    is_large = (
        image.get("src", "").lstrip().lower().startswith("data:image/")
        and len(image.get("src", "")) > MOST_DATA
    )
    replace(image, new("a", words.strip() or "🖼", href=base) if is_large else new("span", words))


def _first(element: HtmlElement, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := element.get(name, "").strip())), "")


def _candidates(written: str) -> Iterator[tuple[str, str]]:
    """Split a srcset as the HTML standard does: an address may hold commas, but not at its ends."""
    address = descriptor = ""
    for word in written.split():
        rest = word
        while rest:
            if not address:
                address, rest = rest.strip(","), ""
                if address and word.endswith(","):
                    yield address, ""
                    address = ""
            else:
                part, comma, rest = rest.partition(",")
                descriptor = descriptor or part
                if comma:
                    yield address, descriptor
                    address = descriptor = ""
    if address:
        yield address, descriptor
