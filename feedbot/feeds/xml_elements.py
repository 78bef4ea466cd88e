"""The elements that RSS and Atom share, written into feedgen's tree: links, pictures, history, languages.

Everything here writes what it is told; what stood there before, its callers remove first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from lxml import etree

from feedbot.feeds.characters import URI
from feedbot.feeds.feed import Entry, EntryImage, Feed, FeedFormat

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"  # with its last slash, or readers do not know it
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
PREFIXES = {"atom": ATOM, "at": TOMBSTONES, "dc": DC, "fh": HISTORY, "media": MEDIA}

ATOM_LINK = f"{{{ATOM}}}link"
CREATOR = f"{{{DC}}}creator"
HISTORY_ELEMENTS = (f"{{{HISTORY}}}complete", f"{{{HISTORY}}}archive")
MEDIA_ELEMENTS = (f"{{{MEDIA}}}thumbnail", f"{{{MEDIA}}}content")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HTML_END = re.compile(r"</(?=[A-Za-z])")
MIME = {FeedFormat.RSS: "application/rss+xml", FeedFormat.ATOM: "application/atom+xml"}


def shared_prefixes(feed: Feed) -> dict[str, str]:
    """Return the namespaces that both formats declare for this feed, because they use them."""
    wanted = {
        "fh": feed.complete or _is_archive(feed),
        "media": any(entry.image is not None for entry in feed.entries),
    }
    return {prefix: PREFIXES[prefix] for prefix, used in wanted.items() if used}


def add_links_of_the_feed(parent: Any, feed: Feed, feed_format: FeedFormat, name: str) -> None:
    """Write where the feed is, who tells of its changes (WebSub), and where its history is (RFC 5005)."""
    mime = MIME[feed_format]
    add(parent, name, href=feed.addresses.of(feed_format), rel="self", type=mime)
    for hub in feed.hubs:
        add(parent, name, href=hub, rel="hub")
    complete, archive = HISTORY_ELEMENTS
    if feed.complete:
        add(parent, complete)
        return
    for rel, there in (
        ("current", feed.current),
        ("prev-archive", feed.earlier),
        ("next-archive", feed.later),
    ):
        if there is not None:
            add(parent, name, href=there.of(feed_format), rel=rel, type=mime)
    if _is_archive(feed):
        add(parent, archive)


def set_stylesheet(root: Any, address: str) -> None:
    """Put the CSS that browsers show a feed with in front of it; XSLT they no longer run."""
    while (before := root.getprevious()) is not None:
        etree.Element("elsewhere").append(before)  # lxml has no other way to remove it
    if address:
        spelled = address.replace("&", "&amp;")
        root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{spelled}"'))


def add_image(parent: Any, image: EntryImage | None) -> None:
    """Write a Media RSS thumbnail and content: readers look for one or the other.

    Its words are left out: feedparser, for one, takes a ``media:description`` for the summary of the entry.
    """
    if image is None:
        return
    sides = {"width": image.width, "height": image.height}
    measures = {name: str(value) for name, value in sides.items() if value is not None}
    thumbnail, content = MEDIA_ELEMENTS
    add(parent, thumbnail, url=image.address, **measures)
    facts = {"type": image.mime, "medium": "image", "fileSize": str(image.size or "")}
    add(
        parent, content, url=image.address, **{name: fact for name, fact in facts.items() if fact}, **measures
    )


def set_language(element: Any, feed: Feed, entry: Entry) -> None:
    """Say the language of an entry where it is another than the feed's."""
    if entry.language and entry.language != feed.language:
        element.set(XML_LANG, entry.language)


def terms(feed: Feed, entry: Entry) -> Iterator[tuple[str, str]]:
    """List categories and tags with the scheme that tells them apart."""
    home = feed.home.partition("#")[0]
    yield from ((term, f"{home}#categories") for term in entry.categories)
    yield from ((term, f"{home}#tags") for term in entry.tags)


def atom_id(uid: str, adopted: str, feed: Feed) -> str:
    """Return the uid, which Atom wants to be a URI; one that is none goes below the feed's.

    One that readers of an Atom feed have already stays as it is.
    """
    if adopted == FeedFormat.ATOM or URI.fullmatch(uid):
        return uid
    return f"{feed.uid}/{quote(uid, safe='')}"


def plain(text: str) -> str:
    """Part the end tags of a text that no format lets us call plain: readers would drop them as markup."""
    return HTML_END.sub("< /", text)


def add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """Append a child with its text and attributes, in its parent's namespace unless it names its own."""
    child = etree.SubElement(parent, _qualified(parent, name), attributes, nsmap=PREFIXES)
    child.text = text
    etree.cleanup_namespaces(child)
    return child


def remove(parent: Any, *names: str) -> None:
    """Remove every child of these names."""
    for name in names:
        for child in parent.findall(_qualified(parent, name)):
            parent.remove(child)


def find(parent: Any, name: str) -> Any:
    """Return the first child of a name, named as ``add`` takes it; None where there is none."""
    return parent.find(_qualified(parent, name))


def _is_archive(feed: Feed) -> bool:
    """Say whether to call it an archive; feed validators take one without neighbours for a mistake."""
    return feed.current is not None and (feed.earlier is not None or feed.later is not None)


def _qualified(parent: Any, name: str) -> str:
    """Name a child in its parent's namespace, unless it names its own; feedgen 1.0.0 builds Atom in none."""
    namespace = etree.QName(parent).namespace
    return name if name.startswith("{") or not namespace or namespace == MEDIA else f"{{{namespace}}}{name}"
