"""Render a feed as RSS 2.0 and Atom 1.0 through feedgen; no clock, no locale: same feed, same bytes.

feedgen 1.0.0 writes titles, ids, texts and categories.
One registered extension owns what feedgen gets wrong or reads the world for:
links (Atom loses all but their address), authors (RSS loses those without e-mail),
dates (they default to now, and their English sets the locale of the whole process),
pictures and languages.
The extension first removes what it owns and then writes it, so a mended feedgen changes no byte.

Text is plain in a ``Feed``.
Atom says so, or says ``type="html"`` where a character could be taken for markup.
RSS cannot say it: there ``&`` and ``<`` are written as numbers, as the RSS Advisory Board's profile asks.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feedbot.content.article import Author
from feedbot.feeds.characters import URI
from feedbot.feeds.dates import rfc822, rfc3339
from feedbot.feeds.feed import Entry, EntryImage, Feed, FeedFormat

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"  # with its last slash, or readers do not know it
PREFIXES = {"atom": ATOM, "dc": DC, "media": MEDIA}
MEDIA_ELEMENTS = (f"{{{MEDIA}}}thumbnail", f"{{{MEDIA}}}content")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GENERATOR = "feedbot"

HTML_END = re.compile(r"</(?=[A-Za-z])")
PLAIN_IN_CHANNEL = re.compile(rb"<(title|description|dc:creator)\b[^>]*>[^<]+")
PLAIN_IN_ITEMS = re.compile(rb"<(title|category|dc:creator)\b[^>]*>[^<]+")


def rss(feed: Feed) -> bytes:
    """Render ``feed`` as RSS 2.0 with full text, Dublin Core authors and Media RSS pictures."""
    prefixes = {"dc": DC} if feed.author is not None or any(entry.authors for entry in feed.entries) else {}
    generator = _generator(feed, prefixes)
    generator.title(_rss_text(feed.title))
    generator.description(_rss_text(feed.description or feed.title))
    generator.updated(_UnwrittenDate.of(feed.updated))
    for entry in feed.entries:
        item = _entry(generator, feed, entry)
        item.title(_rss_text(entry.title))
        for term, scheme in _terms(feed, entry):
            item.category(term=_rss_text(term), scheme=scheme)
        if entry.summary:
            item.summary(markup.escape(entry.summary, quote=False))
        item.guid(entry.uid, permalink=False)
    return _with_numbers(generator.rss_str(pretty=True))


def atom(feed: Feed) -> bytes:
    """Render ``feed`` as Atom 1.0 (RFC 4287)."""
    generator = _generator(feed, {})
    generator.id(feed.uid)
    generator.title(feed.title)
    if feed.description:
        generator.subtitle(feed.description)
    generator.updated(feed.updated)
    for entry in feed.entries:
        atom_entry = _entry(generator, feed, entry)
        atom_entry.title(entry.title)
        atom_entry.updated(entry.updated)
        atom_entry.guid(_atom_id(entry, feed))
        for term, scheme in _terms(feed, entry):
            atom_entry.category(term=term, scheme=scheme)
        if entry.summary:
            atom_entry.summary(entry.summary)
    rendered: bytes = generator.atom_str(pretty=True)
    return rendered


class FeedExtension(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedbot writes into the feed itself."""

    feed: Feed

    prefixes: dict[str, str]

    def extend_ns(self) -> dict[str, str]:
        """Declare the namespaces that this feed uses, and no other."""
        return self.prefixes

    def extend_rss(self, root: Any) -> Any:
        """Write self link, author and date into the channel."""
        channel = root.find("channel")
        _remove(channel, "lastBuildDate", "pubDate", f"{{{DC}}}creator", f"{{{ATOM}}}link")
        _add(channel, "lastBuildDate", rfc822(self.feed.updated))
        _add(channel, f"{{{ATOM}}}link", href=self.feed.addresses.rss, rel="self", type="application/rss+xml")
        if self.feed.author is not None:
            _add(channel, f"{{{DC}}}creator", self.feed.author.name)
        return root

    def extend_atom(self, root: Any) -> Any:
        """Write links, author and date into the feed."""
        _remove(root, "link", "author", "updated")
        _add(root, "updated", rfc3339(self.feed.updated))
        _add(root, "link", href=self.feed.home, rel="alternate", type="text/html")
        _add(root, "link", href=self.feed.addresses.atom, rel="self", type="application/atom+xml")
        # An entry without an author has the feed's, so the feed must have one (RFC 4287, section 4.1.1).
        _add_person(root, self.feed.author or Author(name=self.feed.title))
        _say_whether_html(root, "title", "subtitle")
        return root


class EntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """What feedbot writes into one entry."""

    feed: Feed
    entry: Entry

    def extend_rss(self, item: Any) -> Any:
        """Write authors, dates, picture and language into an item."""
        entry = self.entry
        _remove(item, "author", f"{{{DC}}}creator", "pubDate", f"{{{ATOM}}}updated", *MEDIA_ELEMENTS)
        for author in entry.authors:
            _add(item, f"{{{DC}}}creator", author.name)
        _add(item, "pubDate", rfc822(entry.published, entry.published_as))
        if entry.updated > entry.published:
            _add(item, f"{{{ATOM}}}updated", rfc3339(entry.updated, entry.updated_as))
        _add_image(item, entry.image)
        _set_language(item, self.feed, entry)
        return item

    def extend_atom(self, element: Any) -> Any:
        """Write link, authors, dates, picture and language into an entry."""
        entry = self.entry
        _remove(element, "link", "author", "published", "updated", *MEDIA_ELEMENTS)
        _add(element, "link", href=entry.address, rel="alternate", type="text/html")
        _add(element, "published", rfc3339(entry.published, entry.published_as))
        _add(element, "updated", rfc3339(entry.updated, entry.updated_as))
        for author in entry.authors:
            _add_person(element, author)
        _add_image(element, entry.image)
        _set_language(element, self.feed, entry)
        _say_whether_html(element, "title", "summary")
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
    extension = generator.feedbot
    pictured = any(entry.image is not None for entry in feed.entries)
    extension.feed, extension.prefixes = feed, {**prefixes, **({"media": MEDIA} if pictured else {})}
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


def _terms(feed: Feed, entry: Entry) -> Iterator[tuple[str, str]]:
    """List categories and tags with the scheme that tells them apart."""
    home = feed.home.partition("#")[0]
    yield from ((term, f"{home}#categories") for term in entry.categories)
    yield from ((term, f"{home}#tags") for term in entry.tags)


def _atom_id(entry: Entry, feed: Feed) -> str:
    """Return the uid, which Atom wants to be a URI; one that is none goes below the feed's.

    One that readers of an Atom feed have already stays as it is.
    """
    if entry.adopted == FeedFormat.ATOM or URI.fullmatch(entry.uid):
        return entry.uid
    return f"{feed.uid}/{quote(entry.uid, safe='')}"


def _rss_text(text: str) -> str:
    """Part the end tags that stand in plain text: readers of RSS would take them for markup and drop them."""
    return HTML_END.sub("< /", text)


def _with_numbers(rendered: bytes) -> bytes:
    """Spell ``&`` and ``<`` as numbers in plain text; an item's description is none, the channel's is."""
    head, item, rest = rendered.partition(b"<item")
    return PLAIN_IN_CHANNEL.sub(_numbers, head) + item + PLAIN_IN_ITEMS.sub(_numbers, rest)


def _numbers(plain: re.Match[bytes]) -> bytes:
    return plain[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def _say_whether_html(parent: Any, *names: str) -> None:
    """Mark a text that could be taken for markup as escaped HTML (RFC 4287, section 3.1.1.2)."""
    for name in names:
        element = parent.find(_qualified(parent, name))
        if element is not None and element.get("type") != "html" and re.search("[<&]", element.text or ""):
            element.set("type", "html")
            element.text = markup.escape(element.text, quote=False)


def _add_person(parent: Any, author: Author) -> None:
    person = _add(parent, "author")
    for name, value in (("name", author.name), ("uri", author.url), ("email", author.email)):
        if value:
            _add(person, name, value)


def _add_image(parent: Any, image: EntryImage | None) -> None:
    """Write a Media RSS thumbnail and content: readers look for one or the other.

    Its words are left out: feedparser, for one, takes a ``media:description`` for the summary of the entry.
    """
    if image is None:
        return
    sides = {"width": image.width, "height": image.height}
    measures = {name: str(value) for name, value in sides.items() if value is not None}
    thumbnail, content = MEDIA_ELEMENTS
    _add(parent, thumbnail, url=image.address, **measures)
    facts = {"type": image.mime, "medium": "image", "fileSize": str(image.size or "")}
    _add(
        parent, content, url=image.address, **{name: fact for name, fact in facts.items() if fact}, **measures
    )


def _set_language(element: Any, feed: Feed, entry: Entry) -> None:
    if entry.language and entry.language != feed.language:
        element.set(XML_LANG, entry.language)


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, _qualified(parent, name), attributes, nsmap=PREFIXES)
    child.text = text
    etree.cleanup_namespaces(child)
    return child


def _remove(parent: Any, *names: str) -> None:
    for name in names:
        for child in parent.findall(_qualified(parent, name)):
            parent.remove(child)


def _qualified(parent: Any, name: str) -> str:
    """Name a child in its parent's namespace, unless it names its own; feedgen 1.0.0 builds Atom in none."""
    namespace = etree.QName(parent).namespace
    return name if name.startswith("{") or not namespace or namespace == MEDIA else f"{{{namespace}}}{name}"
