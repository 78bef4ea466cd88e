"""Render a feed as RSS 2.0 and Atom 1.0 through feedgen; no clock, no locale: same feed, same bytes.

feedgen 1.0.0 writes titles, ids, texts and categories.
One registered extension owns what feedgen gets wrong or lacks:
links (Atom loses all but their address), authors (RSS loses those without e-mail),
dates (they default to now, and their English sets the locale of the whole process),
pictures, attachments, history and languages. It is in two parts, one a format.
The extension first removes what it owns and then writes it, so a mended feedgen changes no byte.

Text is plain in a ``Feed``.
Atom says so, or says ``type="html"`` where a character could be taken for markup.
RSS cannot say it, nor can Atom of a name or of a link's title:
there ``&`` and ``<`` are written as numbers, as the RSS Advisory Board's profile asks.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator

from feedbot.feeds import atom_extension, rss_extension
from feedbot.feeds.feed import Entry, Feed
from feedbot.feeds.xml_elements import atom_id, plain, terms

GENERATOR = "feedbot"
CONTENT_NAMESPACE = b' xmlns:content="http://purl.org/rss/1.0/modules/content/"'  # feedgen always declares it

PLAIN_IN_CHANNEL = re.compile(rb"<(title|description|copyright|managingEditor|dc:creator)\b[^>]*>[^<]+")
PLAIN_IN_ITEMS = re.compile(rb"<(title|category|dc:creator)\b[^>]*>[^<]+")
PLAIN_IN_ATOM = re.compile(rb'<name>[^<]+|<link [^<>]* title="[^"<>]+')


def rss(feed: Feed) -> bytes:
    """Render ``feed`` as RSS 2.0 with full text, Dublin Core authors and Media RSS pictures."""
    generator = _generator(feed, rss_extension.prefixes(feed))
    generator.title(plain(feed.title))
    generator.description(plain(feed.description or feed.title))
    generator.updated(_UnwrittenDate.of(feed.updated))
    for entry in feed.entries:
        item = _entry(generator, feed, entry)
        item.title(plain(entry.title))
        for term, scheme in terms(feed, entry):
            item.category(term=plain(term), scheme=scheme)
        if entry.summary:
            item.summary(markup.escape(entry.summary, quote=False))
        item.guid(entry.uid, permalink=False)
    rendered: bytes = generator.rss_str(pretty=True)
    head, first, rest = rendered.partition(b"<item")
    if b"<content:encoded>" not in rest:
        head = head.replace(CONTENT_NAMESPACE, b"", 1)
    return PLAIN_IN_CHANNEL.sub(_numbers, head) + first + PLAIN_IN_ITEMS.sub(_numbers, rest)


def atom(feed: Feed) -> bytes:
    """Render ``feed`` as Atom 1.0 (RFC 4287)."""
    generator = _generator(feed, atom_extension.prefixes(feed))
    generator.id(feed.uid)
    generator.title(feed.title)
    if feed.description:
        generator.subtitle(feed.description)
    generator.updated(feed.updated)
    for entry, updated in zip(feed.entries, atom_extension.updates(feed), strict=True):
        atom_entry = _entry(generator, feed, entry)
        atom_entry.feedbot.updated = updated
        atom_entry.title(entry.title)
        atom_entry.updated(entry.updated)
        atom_entry.guid(atom_id(entry.uid, entry.adopted, feed))
        for term, scheme in terms(feed, entry):
            atom_entry.category(term=term, scheme=scheme)
        # An entry without any text is one that readers and validators frown at: its title then stands in.
        if summary := entry.summary or ("" if entry.html else entry.title):
            atom_entry.summary(summary)
    rendered: bytes = generator.atom_str(pretty=True)
    return PLAIN_IN_ATOM.sub(_numbers, rendered)


class FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedbot writes into the feed itself."""

    feed: Feed
    prefixes: dict[str, str]

    def extend_ns(self) -> dict[str, str]:
        """Declare the namespaces that this feed uses, and no other."""
        return self.prefixes

    def extend_rss(self, root: Any) -> Any:
        """Write the feed's own facts into the channel."""
        rss_extension.extend_channel(root, self.feed)
        return root

    def extend_atom(self, root: Any) -> Any:
        """Write the feed's own facts into the feed."""
        atom_extension.extend_feed(root, self.feed)
        return root


class EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedbot writes into one entry."""

    feed: Feed
    entry: Entry
    updated: str  # only of Atom

    def extend_rss(self, item: Any) -> Any:
        """Write the entry's facts into an item."""
        rss_extension.extend_item(item, self.feed, self.entry)
        return item

    def extend_atom(self, element: Any) -> Any:
        """Write the entry's facts into an entry."""
        atom_extension.extend_entry(element, self.feed, self.entry, self.updated)
        return element


class _UnwrittenDate(datetime):
    """A date that feedgen takes but does not write: writing it, feedgen would set the process's locale."""

    @classmethod
    def of(cls, moment: datetime) -> _UnwrittenDate:
        return cls.fromtimestamp(moment.timestamp(), moment.tzinfo)

    def __bool__(self) -> bool:
        return False


def _generator(feed: Feed, prefixes: Mapping[str, str]) -> Any:
    generator = FeedGenerator()
    generator.register_extension("feedbot", FeedExtension, EntryExtension)
    generator.feedbot.feed, generator.feedbot.prefixes = feed, dict(prefixes)
    generator.link(href=feed.home, rel="alternate")
    generator.generator(GENERATOR)
    if feed.language:
        generator.language(feed.language)
    return generator


def _entry(generator: Any, feed: Feed, entry: Entry) -> Any:
    """Add what both formats say alike; ``content`` without ``description``, which would unmake it in Atom."""
    added = generator.add_entry(order="append")
    added.feedbot.feed, added.feedbot.entry = feed, entry
    added.link(href=entry.address, rel="alternate")
    if entry.html:
        added.content(entry.html, type="html")
    return added


def _numbers(found: re.Match[bytes]) -> bytes:
    """Spell ``&`` and ``<`` as numbers in plain text."""
    return found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
