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

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from feedbot.feeds import pictures
from feedbot.feeds.characters import ascii_address, ascii_link, clean
from feedbot.feeds.formulas import write_formulas
from feedbot.feeds.html_tree import GONE, UNWRAPPED, each, holds, new, replace
from feedbot.feeds.known_html import (
    ATTRIBUTES,
    ATTRIBUTES_OF_THE_SECOND_STEP,
    ELEMENTS,
    FOR_THE_SECOND_STEP,
    SCHEMES,
    WITH_CONTENT,
    harmless_style,
)
from feedbot.feeds.nesting import ANY_TAG, is_absurd
from feedbot.feeds.page_signs import leave_out_signs
from feedbot.feeds.players import replace_frames, show_players

ADDRESS_ATTRIBUTES = frozenset({"href", "src", "srcset", "poster", "cite"})
# A browser with scripts keeps what `noscript` holds as raw text; under another name it is read as markup.
NOSCRIPT = re.compile(r"<(/?)noscript\b[^<>]*>", re.IGNORECASE)
# What a script would write where it stands: a listing, a recording.
SCRIPTED = re.compile(
    r"<script\b[^<>]*?\bsrc\s*=\s*[\"']?(https://(?:gist\.github\.com/[\w./-]+|asciinema\.org/a/\w+))\.js\b"
    r"[^<>]*>\s*</script\s*>",
    re.IGNORECASE,
)
# The W3C Feed Validator takes these words for an address of its own even inside another attribute.
LIKE_AN_ADDRESS = re.compile(r"\b(src|href)=(?=['\w-])", re.IGNORECASE)
# What may stand in one element only, and what it is elsewhere.
PARTS = {
    "figcaption": ("figure", "div"),
    "rp": ("ruby", UNWRAPPED),
    "rt": ("ruby", UNWRAPPED),
    "summary": ("details", "div"),
}
RENAMED = {"dir": "ul", "fieldset": "div", "hgroup": "div", "legend": "div", "main": "div"}


def _attribute(element: str, name: str, value: str) -> str | None:
    if name == "style":
        return harmless_style(element, value)
    if value.lstrip().lower().startswith("data:") and not (element == "img" and name == "src"):
        return None
    return value


# Reads as a browser does; keeps, beside the harmless, what the second step makes harmless.
READER = nh3.Cleaner(
    tags=set(ELEMENTS | FOR_THE_SECOND_STEP),
    clean_content_tags=set(WITH_CONTENT - FOR_THE_SECOND_STEP),
    attributes={
        name: ATTRIBUTES.get(name, set()) | ATTRIBUTES_OF_THE_SECOND_STEP.get(name, set())
        for name in {*ATTRIBUTES, *ATTRIBUTES_OF_THE_SECOND_STEP}
    },
    generic_attribute_prefixes={"data-"},
    url_schemes=SCHEMES,
    link_rel=None,
)
WRITER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags={*WITH_CONTENT, GONE},
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=SCHEMES,
    link_rel=None,
)


def fit(html: str, base: str, *, is_footer: bool = False) -> str:
    """Return ``html`` fit for a feed; its addresses become absolute against ``base``, the article's own.

    What is for the article's page alone is left out, but of a footer: that is written for the feed.
    """
    text = clean(html)
    if is_absurd(text):
        return _text_only(text)
    opened = NOSCRIPT.sub(rf"<\1{pictures.OPEN_NOSCRIPT}>", SCRIPTED.sub(r'<a href="\1">\1</a>', text))
    settled = clean(READER.clean(opened))  # cleaned again: &#11; has become a character
    body = lxml_html.fragment_fromstring(
        settled, create_parent="div", parser=lxml_html.HTMLParser(huge_tree=True)
    )
    _mend(body, base, is_footer=is_footer)
    written = WRITER.clean(_inner(body))
    return LIKE_AN_ADDRESS.sub(r"\1&#61;", clean(_settled(written, body)).strip())


def _settled(written: str, body: HtmlElement) -> str:
    """Write again what has lost elements that kept others apart: a heading may now lie in a heading."""
    return WRITER.clean(written) if holds(body, UNWRAPPED) else written


def _mend(body: HtmlElement, base: str, *, is_footer: bool) -> None:
    pictures.restore_lazy_images(body)
    pictures.open_noscript(body)
    replace_frames(body, base)
    pictures.name_drawings(body)
    pictures.write_emoji(body)
    _write_directions(body)
    _tick_boxes(body)
    write_formulas(body)
    _rename(body)
    _make_absolute(body, base)
    if not is_footer:
        leave_out_signs(body, ascii_address(base) or base)
    show_players(body)


def _text_only(html: str) -> str:
    words = markup.unescape(ANY_TAG.sub(" ", html)).split()
    return f"<p>{markup.escape(clean(' '.join(words)), quote=False)}</p>"


def _inner(body: HtmlElement) -> str:
    """Serialise what ``body`` holds, without itself."""
    parts = [markup.escape(body.text or "", quote=False)]
    parts += [str(lxml_html.tostring(child, encoding="unicode")) for child in body]
    return "".join(parts)


def _write_directions(body: HtmlElement) -> None:
    """Turn text around by style: validators take the element that does it for a risk."""
    for turned in each(body, "bdo"):
        turned.tag = "span"
        turned.set("style", "unicode-bidi: bidi-override")


def _tick_boxes(body: HtmlElement) -> None:
    """Write the boxes of a task list as characters; other form fields mean nothing in a reader."""
    for field in each(body, "input"):
        if field.get("type", "").lower() == "checkbox":
            replace(field, new("span", "☑" if "checked" in field.attrib else "☐"))
        else:
            field.tag = GONE


def _rename(body: HtmlElement) -> None:
    """Call by today's names what readers may not know by its own, and by none what is out of its place."""
    for element in each(body, *RENAMED):
        element.tag = RENAMED[element.tag]
    for part in each(body, *PARTS):
        whole, otherwise = PARTS[part.tag]
        parent = part.getparent()
        if parent is None or parent.tag != whole:
            part.tag = otherwise
    for place in each(body, "a"):
        if "id" not in place.attrib and (name := place.get("name", "").strip()):
            place.set("id", name)


def _make_absolute(body: HtmlElement, base: str) -> None:
    for element in each(body):
        for name in ADDRESS_ATTRIBUTES.intersection(element.keys()):
            address = _absolute(element, name, base)
            if address is not None:
                element.set(name, address)
            elif element.tag != "img" or name != "src":
                del element.attrib[name]
            else:
                pictures.leave_out(element, base)
                break
    for image in each(body, "img"):
        if "src" not in image.attrib:
            pictures.leave_out(image, base)


def _absolute(element: HtmlElement, name: str, base: str) -> str | None:
    value = element.get(name, "")
    if name == "srcset":
        return pictures.source_set(value, base)
    if name == "href":
        return ascii_link(value, base)
    if name == "src" and element.tag == "img":
        return pictures.source(value, base)
    return ascii_address(value, base)
