"""What is wrong with an XML tree, in RSS and Atom alike: characters, dates, links, history, pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from feedbot.feeds.characters import UNWANTED
from feedbot.feeds.checks.values import LANGUAGE, MIME, is_address, is_rfc3339

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HISTORY_RELATIONS = ("current", "prev-archive", "next-archive")


def parsed(data: bytes) -> Any:
    """Return the root element, or the fault that keeps it from being read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"it is not well-formed: {error}"


def counted(parent: Any, name: str, *, once: Iterable[str], most: Iterable[str]) -> Iterator[str]:
    """Name what is not there exactly once, and what is there more than once."""
    found = Counter(child.tag for child in parent)
    for tag in once:
        if found[tag] != 1 or not (parent.findtext(tag) or "").strip():
            yield f"{name} needs exactly one {local(tag)}, and it may not be empty"
    for tag in most:
        if found[tag] > 1:
            yield f"{name} has more than one {local(tag)}"


def rfc3339_faults(parent: Any, name: str, *tags: str) -> Iterator[str]:
    """Name the dates that are none."""
    for tag in tags:
        for element in parent.findall(tag):
            if not is_rfc3339(element.text or ""):
                yield f"{name}: its {local(tag)} {element.text!r} is no RFC 3339 date"


def link_faults(parent: Any, name: str) -> Iterator[str]:
    """List what is wrong with the Atom links of a feed or an entry."""
    links = parent.findall(f"{ATOM}link")
    if any(not is_address(link.get("href", "")) for link in links):
        yield f"{name}: a link is not an absolute http(s) address in ASCII"
    if any(not MIME.fullmatch(link.get("type", "text/html")) for link in links):
        yield f"{name}: a link says a kind of file that is none"
    if any(not link.get("length", "0").isdigit() for link in links):
        yield f"{name}: a link says a length that is no number"
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in links if _is(link, "alternate"))
    if any(times > 1 for times in kinds.values()):
        yield f"{name} has two alternate links of one type and language"


def feed_link_faults(head: Any) -> Iterator[str]:
    """List what is wrong with what a feed says of itself, its hubs (WebSub) and its history (RFC 5005)."""
    links = head.findall(f"{ATOM}link")
    own = [link.get("href", "") for link in links if _is(link, "self")]
    if len(own) != 1 or not is_address(own[0]):
        yield "the feed needs exactly one link rel=self, absolute and in ASCII"
    hubs = Counter(link.get("href") for link in links if _is(link, "hub"))
    if any(times > 1 for times in hubs.values()):
        yield "the feed names one hub twice"
    found = Counter(link.get("rel") for link in links)
    for rel in HISTORY_RELATIONS:
        if found[rel] > 1:
            yield f"the feed has more than one link rel={rel}"
        if any(_is(link, rel) and link.get("href") in own for link in links):
            yield f"the feed is its own {rel}"
    if head.find(f"{HISTORY}complete") is not None and any(found[rel] for rel in HISTORY_RELATIONS):
        yield "the feed says that it is complete, and names archives all the same"
    if head.find(f"{HISTORY}archive") is not None and not found["current"]:
        yield "the archive does not say which feed it belongs to"


def media_faults(parent: Any, name: str) -> Iterator[str]:
    """List what is wrong with Media RSS pictures."""
    for tag in ("thumbnail", "content"):
        for element in parent.findall(f"{MEDIA}{tag}"):
            if not is_address(element.get("url", "")):
                yield f"{name}: the address of media:{tag} is not absolute and ASCII"
            if not MIME.fullmatch(element.get("type", "image/png")):
                yield f"{name}: the kind of media:{tag} is none"
            for measure in ("width", "height", "fileSize"):
                if not element.get(measure, "1").isdigit() or element.get(measure) == "0":
                    yield f"{name}: the {measure} of media:{tag} is no positive number"
    for group in parent.findall(f"{MEDIA}group"):
        if len(group.findall(f"{MEDIA}content")) < 2:
            yield f"{name}: a media:group has nothing to choose from"


def text_faults(root: Any) -> Iterator[str]:
    """Name each element's first character that may not stand in a feed, and a language that is none."""
    for element in root.iter():
        texts = (element.text or "", element.tail or "", *element.attrib.values())
        if found := next((match for text in texts if (match := UNWANTED.search(text))), None):
            yield f"{local(str(element.tag))} holds the character U+{ord(found[0]):04X}"
        if not LANGUAGE.fullmatch(element.get(XML_LANG, "en")):
            yield f"{local(str(element.tag))} says the language {element.get(XML_LANG)!r}, which is no tag"


def local(tag: str) -> str:
    """Return an element's name without its namespace."""
    return tag.rpartition("}")[2]


def _is(link: Any, rel: str) -> bool:
    return bool(link.get("rel", "alternate") == rel)
