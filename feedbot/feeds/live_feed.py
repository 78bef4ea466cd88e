"""Read a feed that is live, in any format and state, from its bytes: always a value, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from feedbot.feeds.live_entry import LiveFeed, NoFeed

LARGEST_FEED = 20 * 1024 * 1024  # bytes
HEAD_OF_A_PAGE = 256 * 1024  # bytes in which a page names its feeds
MOST_NAMED = 5
FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
BOM = b"\xef\xbb\xbf"


def read_live_feed(data: bytes, address: str = "") -> LiveFeed | NoFeed:
    """Read any bytes; ``address`` is where they were found, for what is relative to it."""
    if len(data) > LARGEST_FEED:
        return NoFeed(why=f"it has more than {LARGEST_FEED // 1024**2} MiB")
    try:
        return _read(data.removeprefix(BOM), address)
    except Exception as error:  # noqa: BLE001  # hostile input trips parsers in many ways
        return NoFeed(why=f"it cannot be read ({type(error).__name__})")


def _read(data: bytes, address: str) -> LiveFeed | NoFeed:
    start = data[:1024].lstrip().lower()
    if not start:
        return NoFeed(why="it is empty")
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return _page(data, address)
    if start.startswith((b"{", b"[")):
        from feedbot.feeds.live_json import read_json  # noqa: PLC0415  # imported late, as its neighbour

        return read_json(data, address)
    from feedbot.feeds.live_xml import read_xml  # noqa: PLC0415  # imported late: lxml takes 20 ms

    found = read_xml(data, address)
    is_page = isinstance(found, NoFeed) and b"<html" in data[:4096].lower()
    return _page(data, address) if is_page else found


def _page(data: bytes, address: str) -> NoFeed:
    """Say that it is a web page, and which feeds it names (autodiscovery)."""
    named = tuple(dict.fromkeys(_named(data[:HEAD_OF_A_PAGE], address)))[:MOST_NAMED]
    return NoFeed(why="it is a web page (HTML), not a feed", feeds=named)


def _named(data: bytes, address: str) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415  # imported late: 20 ms

    root = etree.fromstring(data, etree.HTMLParser(no_network=True, remove_comments=True))
    for link in root.iter("link") if root is not None else ():
        kinds = link.get("rel", "").lower().split()
        if "alternate" in kinds and link.get("type", "").strip().lower() in FEED_TYPES and link.get("href"):
            yield _absolute(address, link.get("href", "").strip())


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
