"""What the judges of RSS and of Atom share: the document, its links and its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from tests.feeds import judge_values as value

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
FH = "{http://purl.org/syndication/history/1.0}"
MEDIA = "{http://search.yahoo.com/mrss/}"
KNOWN_NAMESPACES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
LINK_RELATIONS = value.words(
    "alternate current describedby edit edit-media enclosure first hub last license next next-archive "
    "payment prev-archive previous related replies search self service up via"
)
HISTORY = value.words("current first last next next-archive prev-archive previous")
FEED_TYPES = frozenset({"application/atom+xml", "application/rss+xml", "application/rdf+xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed document, its lines as they are written, and the instant that dates are held against."""

    root: Any
    lines: list[str]
    now: datetime | None

    def name(self, element: Any) -> str:
        """Name an element and its place, for a person."""
        return f"{etree.QName(element).localname} (line {element.sourceline})"

    def raw(self, element: Any) -> str:
        """Return the lines that an element's text is written on."""
        first = element.sourceline - 1
        return "\n".join(self.lines[first : first + 1 + (element.text or "").count("\n")])


def counted(
    document: Document, parent: Any, *, once: Iterable[str] = (), most: Iterable[str]
) -> Iterator[str]:
    """Judge how often a child is there; one of ``once`` may not be empty either."""
    found = Counter(child.tag for child in parent if isinstance(child.tag, str))
    for tag in once:
        if not found[tag]:
            yield f"E MissingElement: {tag} in {document.name(parent)}"
        elif not (parent.findtext(tag) or "").strip():
            yield f"W NotBlank: {tag} in {document.name(parent)}"
    for tag in (*once, *most):
        if found[tag] > 1:
            yield f"E DuplicateElement: {tag} in {document.name(parent)}"


def undefined(document: Document, parent: Any, known: frozenset[str], namespace: str = "") -> Iterator[str]:
    """Judge children that no specification names; another namespace's are judged where it is declared."""
    for child in parent.iterchildren(etree.Element):
        foreign = child.tag.startswith("{") and not (namespace and child.tag.startswith(namespace))
        if child.tag not in known and not foreign:
            yield f"E UndefinedElement: {child.tag} in {document.name(parent)}"


def links(document: Document, parent: Any, *, in_entry: bool) -> Iterator[str]:
    """Judge the Atom links of a feed or an entry, of whichever format."""
    alternates: Counter[tuple[str, str]] = Counter()
    for link in parent.findall(f"{ATOM}link"):
        where, rel = document.name(link), link.get("rel", "alternate")
        if rel not in LINK_RELATIONS and not value.URI.fullmatch(rel):
            yield f"W UnregisteredAtomLinkRel: {where} {rel}"
        if rel in HISTORY and in_entry:
            yield f"W FeedHistoryRelInEntry: {where}"
        if rel == "self" and link.get("type", "application/atom+xml") not in FEED_TYPES:
            yield f"W SelfNotAtom: {where}"
        if rel == "alternate":
            alternates[link.get("type", ""), link.get("hreflang", "")] += 1
        yield from _link(document, link)
    if any(times > 1 for times in alternates.values()):
        yield f"E DuplicateAtomLink: {document.name(parent)}"


def _link(document: Document, link: Any) -> Iterator[str]:
    where, title = document.name(link), link.get("title")
    if link.get("href") is None:
        yield f"E MissingHref: {where}"
    else:
        yield from value.address(where, link.get("href"))
    if link.get("type") is not None:
        yield from value.mime(f"{where} type", link.get("type"))
    if title is not None:
        if not title:
            yield f"W AttrNotBlank: {where} title"
        yield from value.plain(f"{where} title", title, document.raw(link))
    if link.get("length") is not None and not link.get("length").isdigit():
        yield f"E InvalidNonNegativeInteger: {where} length"
    if (link.text or "").strip():
        yield f"W AtomLinkNotEmpty: {where}"


def history(document: Document, head: Any) -> Iterator[str]:
    """Judge what a feed says of itself: where it is, its hubs, and its place in its history (RFC 5005)."""
    rels = Counter(link.get("rel", "alternate") for link in head.findall(f"{ATOM}link"))
    if rels["self"] != 1:
        kind = "W MissingSelf" if not rels["self"] else "E SelfTwice"
        yield f"{kind}: {document.name(head)}"
    for rel in sorted(HISTORY):
        if rels[rel] > 1:
            yield f"E LinkTwice: {rel} in {document.name(head)}"
    complete, archive = head.find(f"{FH}complete"), head.find(f"{FH}archive")
    if complete is not None and any(rels[rel] for rel in HISTORY):
        yield f"E FeedRelInCompleteFeed: {document.name(head)}"
    if archive is not None and complete is None:
        if not rels["current"]:
            yield f"W MissingCurrentInArchive: {document.name(head)}"
        if not rels["prev-archive"] and not rels["next-archive"]:
            yield f"W ArchiveIncomplete: {document.name(head)}"
