"""What feedbot writes into an RSS 2.0 tree of feedgen: all that feedgen loses, lacks, or reads the world for.

Each function first removes what it owns and then writes it, so twice is once.
"""

from __future__ import annotations

import re
from typing import Any

from feedbot.content.article import Author
from feedbot.content.media_types import CHANNEL_PICTURES, media_type
from feedbot.feeds.dates import rfc822, rfc3339
from feedbot.feeds.feed import Attachment, Entry, Feed, FeedFormat
from feedbot.feeds.xml_elements import (
    ATOM,
    ATOM_LINK,
    CREATOR,
    DC,
    HISTORY_ELEMENTS,
    MEDIA_ELEMENTS,
    add,
    add_image,
    add_links_of_the_feed,
    plain,
    remove,
    set_language,
    set_stylesheet,
    shared_prefixes,
)

ATOM_UPDATED = f"{{{ATOM}}}updated"
OF_THE_CHANNEL = (
    "managingEditor",
    CREATOR,
    "copyright",
    "lastBuildDate",
    "pubDate",
    "image",
    ATOM_LINK,
    *HISTORY_ELEMENTS,
)
OF_AN_ITEM = (
    "author",
    CREATOR,
    "comments",
    "enclosure",
    "pubDate",
    ATOM_UPDATED,
    *MEDIA_ELEMENTS,
)
# feedparser, which many readers are made of, cuts longer endings off an address and puts them to the name.
MAIL = re.compile(r"[A-Za-z0-9_.+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,4}")
# A name that could end the comment which it is in a mail address (RFC 822).
NOT_IN_A_COMMENT = re.compile(r"[()\\]")


def prefixes(feed: Feed) -> dict[str, str]:
    """Return the namespaces that this feed uses in RSS, beside those that feedgen always declares."""
    named = feed.author is not None and not _editor(feed.author)
    dublin = {"dc": DC} if named or any(entry.authors for entry in feed.entries) else {}
    return {**dublin, **shared_prefixes(feed)}


def extend_channel(root: Any, feed: Feed) -> None:
    """Write who speaks, dates, picture, links and history into the channel."""
    channel = root.find("channel")
    remove(channel, *OF_THE_CHANNEL)
    set_stylesheet(root, feed.stylesheet)
    if feed.author is not None:
        # Never both: they would say one thing twice.
        if editor := _editor(feed.author):
            add(channel, "managingEditor", plain(editor))
        else:
            add(channel, CREATOR, feed.author.name)
    if feed.rights:
        add(channel, "copyright", plain(feed.rights))
    add(channel, "lastBuildDate", rfc822(feed.updated))
    _add_picture(channel, feed)
    add_links_of_the_feed(channel, feed, FeedFormat.RSS, ATOM_LINK)


def extend_item(item: Any, feed: Feed, entry: Entry) -> None:
    """Write authors, comments, enclosure, dates, picture and language into an item."""
    remove(item, *OF_AN_ITEM)
    for author in entry.authors:
        add(item, CREATOR, author.name)
    if entry.comments:
        add(item, "comments", entry.comments)
    _add_enclosure(item, entry.attachments)
    add(item, "pubDate", rfc822(entry.published, entry.published_as))
    if entry.updated > entry.published:
        add(item, ATOM_UPDATED, rfc3339(entry.updated, entry.updated_as))
    add_image(item, entry.image)
    set_language(item, feed, entry)


def _editor(author: Author) -> str:
    """Return ``mail@host (Name)``, the one form that RSS has for a person; "" where it cannot be had."""
    if not MAIL.fullmatch(author.email) or NOT_IN_A_COMMENT.search(author.name):
        return ""
    return f"{author.email} ({author.name})"


def _add_picture(channel: Any, feed: Feed) -> None:
    """Write the channel's picture, under the very title and link of the channel."""
    pictures = [
        address for address in (feed.logo, feed.icon) if address and media_type(address) in CHANNEL_PICTURES
    ]
    if pictures:
        image = add(channel, "image")
        add(image, "url", pictures[0])
        add(image, "title", channel.findtext("title"))
        add(image, "link", channel.findtext("link"))


def _add_enclosure(item: Any, attachments: tuple[Attachment, ...]) -> None:
    """Write the first attachment: RSS has room for one, and wants its length even where nobody knows it."""
    for attachment in attachments[:1]:
        add(
            item,
            "enclosure",
            url=attachment.address,
            length=str(attachment.size or 0),
            type=attachment.mime,
        )
