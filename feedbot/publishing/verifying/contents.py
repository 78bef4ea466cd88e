"""Is what is public the feed that lies in the output folder, and does it call itself by its address?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.live_entry import NoFeed
from feedbot.feeds.live_feed import read_live_feed
from feedbot.publishing.verifying.caching import cached
from feedbot.publishing.verifying.finding import Finding, Reply, hint, wrong

ATOM = "{http://www.w3.org/2005/Atom}"


def judge_contents(
    feed_format: FeedFormat, address: str, reply: Reply, local: bytes | None
) -> Iterator[Finding]:
    """Judge the bytes that were served; ``local`` are those in the output folder, if any."""
    if local is None:
        yield hint("no-local", "it is not in the output folder", "make a pass: feedbot publish")
    elif reply.body == local:
        pass
    elif isinstance(found := read_live_feed(reply.body, address), NoFeed):
        yield wrong("no-feed", f"what is public is no feed: {found.why}", "deploy the output folder")
        return
    else:
        what = f"the public copy is not the file in the output folder{cached(reply)}"
        repair = (
            "deploy the output folder; if that is done, a cache still has the older copy: purge it or wait"
        )
        yield wrong("not-deployed", what, repair)
    own = own_address(feed_format, reply.body)
    if own != address:
        what = f"it calls itself {own}" if own else "it does not say what its own address is"
        repair = (
            f"hubs and readers go by that: make {address} come true or the site's url right, then publish"
        )
        yield wrong("own-address", f"{what}, and not {address}" if own else what, repair)


def own_address(feed_format: FeedFormat, data: bytes) -> str:
    """Return the address that a feed names as its own; "" where it names none."""
    return _of_json(data) if feed_format is FeedFormat.JSON else _of_xml(data)


def _of_json(data: bytes) -> str:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    return str(feed.get("feed_url", "")) if isinstance(feed, dict) else ""


def _of_xml(data: bytes) -> str:
    from lxml import etree  # noqa: PLC0415  # imported late: 20 ms

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if root is None:
        return ""
    head = root.find("channel") if root.tag == "rss" else root
    links = head.iterchildren(f"{ATOM}link") if head is not None else ()
    return next((link.get("href", "") for link in links if link.get("rel") == "self"), "")
