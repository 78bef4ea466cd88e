"""What feedgen does wrong is written anew and not mended: a feedgen that does it right changes no byte."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree

from feedbot.feeds import rss_atom
from feedbot.feeds.dates import rfc3339
from feedbot.feeds.feed import Feed, FeedFormat
from feedbot.feeds.render import render
from feedbot.feeds.rss_atom import EntryExtension, FeedExtension
from tests.feeds.samples import podcast_feed, small_feed

ATOM = "{http://www.w3.org/2005/Atom}"
HUB = {"href": "https://hub.example/", "rel": "hub"}


class MendedFeed(FeedExtension):
    """What a later feedgen could hand over of the feed itself: hubs in RSS, rights, pictures, mails."""

    def extend_rss(self, root: Any) -> Any:
        etree.SubElement(root[0], f"{ATOM}link", HUB)
        for name in ("copyright", "managingEditor", "pubDate", "lastBuildDate"):
            etree.SubElement(root[0], name).text = "mended"
        etree.SubElement(etree.SubElement(root[0], "image"), "url").text = "mended"
        return super().extend_rss(root)

    def extend_atom(self, root: Any) -> Any:
        etree.SubElement(root, "link", HUB)
        for name in ("icon", "logo", "rights", "author"):
            etree.SubElement(root, name).text = "mended"
        return super().extend_atom(root)


class MendedEntry(EntryExtension):
    """What a later feedgen could hand over of an entry: whole links, names without mail, enclosures."""

    def extend_rss(self, item: Any) -> Any:
        for name in ("author", "comments", "pubDate", "{http://purl.org/dc/elements/1.1/}creator"):
            etree.SubElement(item, name).text = "mended"
        etree.SubElement(item, "enclosure", url="https://e.example/")
        return super().extend_rss(item)

    def extend_atom(self, element: Any) -> Any:
        for link in element.findall("link"):
            link.attrib.update({"rel": "alternate", "type": "text/html", "length": "7"})
        etree.SubElement(element, "link", href="https://e.example/", rel="enclosure", type="audio/mpeg")
        for name in ("author", "published"):
            etree.SubElement(element, name).text = "mended"
        return super().extend_atom(element)


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
@pytest.mark.parametrize("of", [small_feed(), podcast_feed()], ids=["small", "podcast"])
def test_a_mended_feedgen_changes_no_byte(
    of: Feed, feed_format: FeedFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = render(of, feed_format)
    monkeypatch.setattr(rss_atom, "FeedExtension", MendedFeed)
    monkeypatch.setattr(rss_atom, "EntryExtension", MendedEntry)

    assert render(of, feed_format) == before


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
@pytest.mark.parametrize("of", [small_feed(), podcast_feed()], ids=["small", "podcast"])
def test_writing_twice_doubles_nothing(of: Feed, feed_format: FeedFormat) -> None:
    rendered = render(of, feed_format)
    root = etree.fromstring(rendered, etree.XMLParser(remove_blank_text=True))
    head, single = FeedExtension(), EntryExtension()
    head.feed = single.feed = of
    for entry, element in zip(
        of.entries, root.iter("item", "{http://www.w3.org/2005/Atom}entry"), strict=True
    ):
        single.entry, single.updated = entry, rfc3339(entry.updated, entry.updated_as)
        (single.extend_rss if feed_format is FeedFormat.RSS else single.extend_atom)(element)
    (head.extend_rss if feed_format is FeedFormat.RSS else head.extend_atom)(root)

    assert _leaves(root) == _leaves(etree.fromstring(rendered, etree.XMLParser(remove_blank_text=True)))


def _leaves(root: Any) -> list[tuple[str, ...]]:
    """List every element with its path, text and attributes; the order of siblings means nothing."""
    tree = root.getroottree()
    return sorted(
        (
            re.sub(r"\[\d+\]$", "", tree.getelementpath(each)),
            each.text or "",
            *map(str, sorted(each.attrib.items())),
        )
        for each in root.iter()
    )
