"""Read somebody else's RSS (0.9x, 1.0, 2.0) or Atom (0.3, 1.0), well-formed or not.

Entities are not expanded, nothing is fetched, and a document that is no feed is told by its root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.live_entry import MOST_ENTRIES, LiveEntry, LiveFeed, NoFeed, live_entry

CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "http://purl.org/dc/elements/1.1/": "dc:",
        "http://purl.org/dc/terms/": "dcterms:",
        "http://www.w3.org/2005/Atom": "atom:",
        "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    }
)
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
PUBLISHED = ("pubdate", "published", "issued", "created", "dc:date", "atom:published", "dcterms:issued")
UPDATED = ("updated", "modified", "atom:updated", "dcterms:modified")

Fields = Mapping[str, list[Any]]  # an entry's elements by name, in lower case


def read_xml(data: bytes, address: str) -> LiveFeed | NoFeed:
    """Read an RSS or Atom feed; ``address`` is where it was found."""
    sound = _without_controls(data)
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(sound, parser, base_url=address)
    except (etree.XMLSyntaxError, ValueError) as error:
        return NoFeed(why=f"it is neither XML nor JSON: {error}")
    if root is None:
        return NoFeed(why="it is neither XML nor JSON")
    kind = _kind(root)
    if kind is None:
        return NoFeed(why=f"it is XML, but its root is <{_named(root)[1]}> and no feed's")
    elements = [*root.iter("{*}entry" if kind is FeedFormat.ATOM else "{*}item")]
    if len(elements) > MOST_ENTRIES:
        return NoFeed(why=f"it has more than {MOST_ENTRIES:,} entries")
    make = _atom_entry if kind is FeedFormat.ATOM else _rss_entry
    made = [make(element, _fields(element)) for element in elements]
    return LiveFeed(
        format=kind,
        entries=tuple(entry for entry in made if isinstance(entry, LiveEntry)),
        unusable=tuple(why for why in made if isinstance(why, str)),
        well_formed=sound == data and not parser.error_log,
    )


def _without_controls(data: bytes) -> bytes:
    """Take out what XML forbids, as readers do; UTF-16 has such bytes in every letter."""
    data = data.lstrip(b" \t\r\n")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return data
    return CONTROLS.sub(b"", data)


def _kind(root: Any) -> FeedFormat | None:
    match _named(root)[1].lower():
        case "rss" | "rdf":
            return FeedFormat.RSS
        case "feed":
            return FeedFormat.ATOM
        case _:
            return None


def _rss_entry(item: Any, fields: Fields) -> LiveEntry | str:
    links = (*_texts(fields, "feedburner:origlink"), *_texts(fields, "link"), *_hrefs(fields, "atom:link"))
    return live_entry(
        _first(fields, "guid") or item.get(ABOUT, ""),
        links,
        _first(fields, "title", "dc:title"),
        published=_first(fields, *PUBLISHED),
        updated=_first(fields, *UPDATED),
    )


def _atom_entry(_entry: Any, fields: Fields) -> LiveEntry | str:
    links = (*_texts(fields, "feedburner:origlink"), *_hrefs(fields, "link"))
    return live_entry(
        _first(fields, "id"),
        links,
        _first(fields, "title"),
        published=_first(fields, *PUBLISHED),
        updated=_first(fields, *UPDATED),
    )


def _fields(entry: Any) -> Fields:
    """Group an entry's children by name; one whose prefix nobody declared keeps it in its name."""
    own, _ = _named(entry)
    found: dict[str, list[Any]] = {}
    for child in entry.iterchildren(tag=etree.Element):
        namespace, name = _named(child)
        prefix = "" if namespace in {own, ""} else PREFIXES.get(namespace, "other:")
        found.setdefault(f"{prefix}{name}".lower(), []).append(child)
    return found


def _named(element: Any) -> tuple[str, str]:
    """Return an element's namespace and name; lxml's own QName refuses what recovery leaves standing."""
    namespace, _, name = element.tag.removeprefix("{").rpartition("}")
    return namespace, name


def _first(fields: Fields, *names: str) -> str:
    return next((text for name in names for element in fields.get(name, ()) if (text := _text(element))), "")


def _texts(fields: Fields, name: str) -> tuple[str, ...]:
    """Return addresses that are written as text."""
    return tuple(_absolute(element, text) for element in fields.get(name, ()) if (text := _text(element)))


def _hrefs(fields: Fields, name: str) -> tuple[str, ...]:
    """Return the addresses of an entry's links to itself, pages before other kinds."""
    links = [link for link in fields.get(name, ()) if link.get("rel", "alternate") == "alternate"]
    links.sort(key=lambda link: link.get("type", "text/html") != "text/html")
    return tuple(_absolute(link, href.strip()) for link in links if (href := link.get("href")))


def _absolute(element: Any, address: str) -> str:
    try:
        return urljoin(element.base or "", address)
    except ValueError:
        return address


def _text(element: Any) -> str:
    return "".join(_pieces(element)).strip()


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text below an element; an entity that XML does not know may be one of HTML's."""
    yield element.text or ""
    for child in element:
        if child.tag is etree.Entity:
            yield unescape(child.text or "")
        else:
            yield from _pieces(child)
        yield child.tail or ""
