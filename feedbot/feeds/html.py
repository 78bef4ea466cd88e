"""Make an article's HTML fit for feed readers: absolute, harmless, whole without script.

Bad markup is never raised; what cannot be read as HTML comes out as text.

Three steps. nh3 reads the markup as a browser does and drops what runs or frames;
lxml mends what needs more than one attribute (lazy images, frames that become links);
nh3 has the last word: only known elements, attributes and schemes get out.
What is known is the list of the W3C Feed Validator, so that its output carries no warning.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator
from itertools import islice

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from feedbot.feeds.characters import ascii_address, ascii_link, clean
from feedbot.feeds.frames import watch_address
from feedbot.feeds.known_html import (
    ATTRIBUTES,
    ATTRIBUTES_OF_THE_SECOND_STEP,
    CLOSE_THEMSELVES,
    ELEMENTS,
    FOR_THE_SECOND_STEP,
    SCHEMES,
    WITH_CONTENT,
    harmless_style,
)

ADDRESS_ATTRIBUTES = frozenset({"href", "src", "srcset", "poster", "cite"})
LAZY_SOURCES = ("data-src", "data-lazy-src", "data-lazy")
LAZY_SOURCE_SETS = ("data-srcset", "data-lazy-srcset")
# A browser with scripts keeps what `noscript` holds as raw text; under another name it is read as markup.
NOSCRIPT = re.compile(r"<(/?)noscript\b[^<>]*>", re.IGNORECASE)
OPEN_NOSCRIPT = "no-script"
RASTER = re.compile(r"data:image/(png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
MOST_CANDIDATES = 50  # of one srcset; a page offers five to ten, and readers take one
DESCRIPTOR = re.compile(r"[0-9]+w|[0-9]*\.?[0-9]+x")

# html5ever takes quadratic time over deep nesting, and lxml cuts it off: nobody writes 200 open elements.
DEEPEST = 200
ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>?")


def _attribute(element: str, name: str, value: str) -> str | None:
    if name == "style":
        return harmless_style(value)
    if value.lstrip().lower().startswith("data:") and not (element == "img" and name == "src"):
        return None
    return value


# Reads as a browser does; keeps, beside the harmless, what the second step makes harmless.
READER = nh3.Cleaner(
    tags=set(ELEMENTS | FOR_THE_SECOND_STEP),
    clean_content_tags=set(WITH_CONTENT),
    attributes={**ATTRIBUTES, **ATTRIBUTES_OF_THE_SECOND_STEP},
    generic_attribute_prefixes={"data-"},
    url_schemes=SCHEMES,
    link_rel=None,
)
WRITER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags=set(WITH_CONTENT),
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=SCHEMES,
    link_rel=None,
)


def fit(html: str, base: str) -> str:
    """Return ``html`` fit for a feed; its addresses become absolute against ``base``, the article's own."""
    text = clean(html)
    if _too_deep(text):
        return _text_only(text)
    opened = NOSCRIPT.sub(rf"<\1{OPEN_NOSCRIPT}>", text)
    settled = clean(READER.clean(opened))  # cleaned again: &#11; has become a character
    body = lxml_html.fragment_fromstring(
        settled, create_parent="div", parser=lxml_html.HTMLParser(huge_tree=True)
    )
    _restore_lazy_images(body)
    _open_noscript(body)
    _replace_frames(body, base)
    _tick_boxes(body)
    _write_formulas(body)
    _make_absolute(body, base)
    _show_players(body)
    return clean(WRITER.clean(_inner(body))).strip()


def _too_deep(html: str) -> bool:
    depth = 0
    for slash, name in ANY_TAG.findall(html):
        if name.lower() not in CLOSE_THEMSELVES:
            depth = max(0, depth - 1) if slash else depth + 1
        if depth > DEEPEST:
            return True
    return False


def _text_only(html: str) -> str:
    words = markup.unescape(ANY_TAG.sub(" ", html)).split()
    return f"<p>{markup.escape(clean(' '.join(words)), quote=False)}</p>"


def _inner(body: HtmlElement) -> str:
    """Serialise what ``body`` holds, without itself."""
    parts = [markup.escape(body.text or "", quote=False)]
    parts += [str(lxml_html.tostring(child, encoding="unicode")) for child in body]
    return "".join(parts)


def _restore_lazy_images(body: HtmlElement) -> None:
    """Give each image the address that a script would have put in when the page is scrolled."""
    for element in _each(body, "img", "source", "video", "audio", "iframe"):
        placeholder = element.get("src", "data:").lower().startswith("data:")
        source = _first(element, LAZY_SOURCES) or (_first(element, ("data-original",)) if placeholder else "")
        if source:
            element.set("src", source)
        if source_set := _first(element, LAZY_SOURCE_SETS):
            element.set("srcset", source_set)
        if poster := element.get("data-poster"):
            element.set("poster", poster)


def _first(element: HtmlElement, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := element.get(name, "").strip())), "")


def _open_noscript(body: HtmlElement) -> None:
    """Show what is written for readers without scripts, unless it repeats an image that is shown already."""
    shown = {image.get("src") for image in _each(body, "img") if not _within(image, OPEN_NOSCRIPT)}
    for noscript in _each(body, OPEN_NOSCRIPT):
        sources = {image.get("src") for image in _each(noscript, "img")}
        if sources and sources <= shown:
            noscript.drop_tree()
        else:
            noscript.drop_tag()


def _within(element: HtmlElement, name: str) -> bool:
    return next(element.iterancestors(name), None) is not None


def _replace_frames(body: HtmlElement, base: str) -> None:
    """Put a link where a frame was: readers show no frames, and some drop the whole entry for one."""
    for frame in _each(body, "iframe", "object", "embed"):
        address = ascii_address(frame.get("src") or frame.get("data") or "", base)
        if frame.tag == "object" and (len(frame) or (frame.text or "").strip()):
            frame.drop_tag()  # it holds its own replacement
        elif address is None or frame.get("width") in {"0", "1"} or frame.get("height") in {"0", "1"}:
            frame.drop_tree()
        else:
            watch = watch_address(address)
            link = lxml_html.Element("a", href=watch)
            link.text = (frame.get("title") or "").strip() or watch.partition("://")[2]
            _replace(frame, link)


def _tick_boxes(body: HtmlElement) -> None:
    """Write the boxes of a task list as characters; other form fields mean nothing in a reader."""
    for field in _each(body, "input"):
        if field.get("type", "").lower() == "checkbox":
            mark = lxml_html.Element("span")
            mark.text = "☑" if "checked" in field.attrib else "☐"
            _replace(field, mark)
        else:
            field.drop_tree()


def _write_formulas(body: HtmlElement) -> None:
    """Write a formula as its TeX source, where it is told: readers show no MathML."""
    for formula in _each(body, "math"):
        source = next(iter(formula.iter("annotation")), formula)
        words = lxml_html.Element("code")
        words.text = " ".join(str(source.text_content()).split())
        _drop_second_copy(formula)
        _replace(formula, words)


def _drop_second_copy(formula: HtmlElement) -> None:
    """Drop what KaTeX draws beside the formula for browsers that know no MathML."""
    for ancestor in formula.iterancestors("span"):
        for sibling in list(ancestor):
            if "katex-html" in sibling.get("class", "").split():
                sibling.drop_tree()


def _make_absolute(body: HtmlElement, base: str) -> None:
    for element in _each(body):
        for name in ADDRESS_ATTRIBUTES.intersection(element.keys()):
            address = _absolute(element, name, base)
            if address is None:
                del element.attrib[name]
            else:
                element.set(name, address)
    for image in _each(body, "img"):
        if "src" not in image.attrib:
            _drop_image(image)


def _absolute(element: HtmlElement, name: str, base: str) -> str | None:
    value = element.get(name, "")
    if name == "srcset":
        return _source_set(value, base)
    if name == "href":
        return ascii_link(value, base)
    if name == "src" and element.tag == "img" and RASTER.fullmatch(value.strip()):
        return "".join(value.split())
    return ascii_address(value, base)


def _source_set(source_set: str, base: str) -> str | None:
    kept = []
    for address, descriptor in islice(_candidates(source_set), MOST_CANDIDATES):
        absolute = ascii_address(address, base)
        if absolute is not None:
            kept.append(f"{absolute} {descriptor}" if DESCRIPTOR.fullmatch(descriptor) else absolute)
    return ", ".join(kept) or None


def _candidates(source_set: str) -> Iterator[tuple[str, str]]:
    """Split a srcset as the HTML standard does: an address may hold commas, but not at its ends."""
    address = descriptor = ""
    for word in source_set.split():
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


def _drop_image(image: HtmlElement) -> None:
    """Leave an image without a usable address out; what it shows, in words, stays."""
    words = lxml_html.Element("span")
    words.text = image.get("alt", "")
    _replace(image, words)


def _show_players(body: HtmlElement) -> None:
    """Follow each film and sound by a link: not every reader plays them, and few bring the controls."""
    for player in _each(body, "video", "audio"):
        sources = [player.get("src"), *(source.get("src") for source in _each(player, "source"))]
        address = next((source for source in sources if source), None)
        if address is None:
            player.drop_tag()
            continue
        shown = next(player.iterancestors("a"), player)  # a link holds no link
        follower = shown.getnext()
        if follower is not None and follower.tag == "a" and follower.get("href") == address:
            continue
        link = lxml_html.Element("a", href=address)
        link.text = address.partition("?")[0].rpartition("/")[2] or address
        link.tail, shown.tail = shown.tail, " "
        shown.addnext(link)


def _each(body: HtmlElement, *names: str) -> list[HtmlElement]:
    """List the elements below ``body``, in their order, so that the tree may change meanwhile."""
    found: Iterator[HtmlElement] = body.iterdescendants(*names) if names else body.iterdescendants()
    return [element for element in found if isinstance(element.tag, str)]


def _replace(element: HtmlElement, other: HtmlElement) -> None:
    other.tail = element.tail
    parent = element.getparent()
    assert parent is not None  # only what lies below the body is replaced
    parent.replace(element, other)
