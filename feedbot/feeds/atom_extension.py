"""What feedbot writes into an Atom tree of feedgen: all that feedgen loses, lacks, or reads the world for.

Each function first removes what it owns and then writes it, so twice is once.
feedgen 1.0.0 loses all of a link but its address, so every link is written here.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any

from feedbot.content.article import Author
from feedbot.feeds.dates import rfc3339
from feedbot.feeds.feed import Attachment, Entry, Feed, FeedFormat
from feedbot.feeds.xml_elements import (
    HISTORY_ELEMENTS,
    MEDIA_ELEMENTS,
    TOMBSTONES,
    add,
    add_image,
    add_links_of_the_feed,
    atom_id,
    find,
    plain,
    remove,
    set_language,
    set_stylesheet,
    shared_prefixes,
)

TOMBSTONE = f"{{{TOMBSTONES}}}deleted-entry"
OF_THE_FEED = ("link", "author", "updated", "icon", "logo", "rights", TOMBSTONE, *HISTORY_ELEMENTS)
# What readers, and the W3C Feed Validator, could take for a tag or an entity.
MARKUP = re.compile(r"<[A-Za-z/!?]|&[#\w]")
MOST_ZEROS = 9  # of a second; all that readers' own parsers know
OFFSETS = (0, *range(1, 15), *range(-1, -13, -1))  # hours
OF_AN_ENTRY = ("link", "author", "published", "updated", *MEDIA_ELEMENTS)


def prefixes(feed: Feed) -> dict[str, str]:
    """Return the namespaces that this feed uses in Atom."""
    return {**({"at": TOMBSTONES} if feed.withdrawn else {}), **shared_prefixes(feed)}


def extend_feed(root: Any, feed: Feed) -> None:
    """Write date, links, history, pictures, rights, author and what was withdrawn into the feed."""
    remove(root, *OF_THE_FEED)
    set_stylesheet(root, feed.stylesheet)
    add(root, "updated", rfc3339(feed.updated))
    add(root, "link", href=feed.home, rel="alternate", type="text/html")
    add_links_of_the_feed(root, feed, FeedFormat.ATOM, "link")
    for name, text in (("icon", feed.icon), ("logo", feed.logo), ("rights", feed.rights)):
        if text:
            add(root, name, text)
    # An entry without an author has the feed's, so the feed must have one (RFC 4287, section 4.1.1).
    _add_person(root, feed.author or Author(name=feed.title))
    for gone in feed.withdrawn:
        add(root, TOMBSTONE, ref=atom_id(gone.uid, gone.adopted, feed), when=rfc3339(gone.at))
    _say_whether_html(root, "title", "subtitle", "rights")


def updates(feed: Feed) -> Iterator[str]:
    """Write when each entry was changed last; where some hundred were at once, each in its own spelling.

    Articles that tell no time of day are: the W3C Feed Validator, which compares letters, warns of them.
    An entry that readers have from another feed stays as they have it.
    """
    written = [rfc3339(entry.updated, entry.updated_as) for entry in feed.entries]
    taken = {text for text, entry in zip(written, feed.entries, strict=True) if text == entry.updated_as}
    told: list[str] = []
    for text, entry in zip(reversed(written), reversed(feed.entries), strict=True):
        free = (each for each in _spellings(text) if each not in taken)
        told.append(text if text == entry.updated_as else next(free, text))
        taken.add(told[-1])
    return reversed(told)


def extend_entry(element: Any, feed: Feed, entry: Entry, updated: str) -> None:
    """Write links, dates, authors, picture and language into an entry."""
    remove(element, *OF_AN_ENTRY)
    add(element, "link", href=entry.address, rel="alternate", type="text/html")
    for attachment in entry.attachments:
        add(element, "link", href=attachment.address, rel="enclosure", **_facts(attachment))
    if entry.comments:
        add(element, "link", href=entry.comments, rel="replies", type="text/html")
    add(element, "published", rfc3339(entry.published, entry.published_as))
    add(element, "updated", updated)
    for author in entry.authors:
        _add_person(element, author)
    add_image(element, entry.image)
    set_language(element, feed, entry)
    _say_whether_html(element, "title", "summary")


def _spellings(text: str) -> Iterator[str]:
    """Spell an instant to the second: with fractions of nought, the shortest first, then in other offsets."""
    second, zone = text[:19], text[19:]
    for shown, offset in ((second, zone), *_elsewhere(text)):
        yield from (f"{shown}{'.' if zeros else ''}{'0' * zeros}{offset}" for zeros in range(MOST_ZEROS + 1))


def _elsewhere(text: str) -> Iterator[tuple[str, str]]:
    """Return an instant as the clocks of other time zones show it."""
    moment = datetime.fromisoformat(text)
    for hours in OFFSETS:
        with suppress(OverflowError):  # beyond the calendar's ends
            shown = moment.astimezone(timezone(timedelta(hours=hours))).isoformat(timespec="seconds")
            yield shown[:19], shown[19:]


def _facts(attachment: Attachment) -> dict[str, str]:
    facts = {
        "type": attachment.mime,
        "length": str(attachment.size or ""),
        "title": plain(attachment.title),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _add_person(parent: Any, author: Author) -> None:
    """Write a person; the name cannot say that it is plain, so an end tag in it is parted as in RSS."""
    person = add(parent, "author")
    for name, value in (("name", plain(author.name)), ("uri", author.url), ("email", author.email)):
        if value:
            add(person, name, value)


def _say_whether_html(parent: Any, *names: str) -> None:
    """Mark a text that could be taken for markup as escaped HTML (RFC 4287, section 3.1.1.2)."""
    for name in names:
        element = find(parent, name)
        if element is not None and element.get("type") != "html" and MARKUP.search(element.text or ""):
            element.set("type", "html")
            element.text = markup.escape(element.text, quote=False)
