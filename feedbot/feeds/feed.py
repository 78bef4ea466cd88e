"""A feed and its entries, as values; every renderer starts from these and adds nothing of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from feedbot.content.article import Author


class FeedFormat(StrEnum):
    """The formats that a feed is served in."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryImage:
    """An entry's picture; size in bytes and dimensions in pixels where the local file told them."""

    address: str
    mime: str  # for example "image/jpeg"
    size: int | None = None
    width: int | None = None
    height: int | None = None
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that comes with an entry, such as a podcast's episode; what is not known is None."""

    address: str
    mime: str  # for example "audio/mpeg"
    size: int | None = None  # bytes
    duration: int | None = None  # seconds
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article in a feed; addresses are absolute and ASCII, text is plain, ``html`` is clean."""

    uid: str
    address: str
    title: str
    published: datetime
    updated: datetime  # never earlier than `published`
    language: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    html: str = ""
    image: EntryImage | None = None
    attachments: tuple[Attachment, ...] = ()
    comments: str = ""  # where readers answer
    adopted: str = ""  # the format of the feed that the uid was taken from
    published_as: str = ""  # how that feed wrote it
    updated_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFiles:
    """Where the three formats of one feed lie: file name below the output folder and public address."""

    rss: str = "rss.xml"
    atom: str = "atom.xml"
    json: str = "feed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where one document is in each format."""

    rss: str
    atom: str
    json: str

    def of(self, feed_format: FeedFormat) -> str:
        """Return the address in one format."""
        match feed_format:
            case FeedFormat.RSS:
                return self.rss
            case FeedFormat.ATOM:
                return self.atom
            case FeedFormat.JSON:
                return self.json


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """An entry that was in the feed once and is no more (a tombstone, RFC 6721)."""

    uid: str
    adopted: str  # as in ``Entry``
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed, newest entry first; ``uid`` never changes and is the Atom feed's id.

    Its history is told as RFC 5005 does: a feed that holds all there is, is ``complete``;
    else it names the newest of its archives as ``earlier``, and an archive names its neighbours
    and the feed that readers subscribe to (``current``).
    """

    uid: str
    title: str
    description: str
    home: str  # the site's address, or that of the part of it that the feed is about
    addresses: Addresses
    updated: datetime  # from the ledger; never goes backwards
    language: str = ""
    author: Author | None = None
    icon: str = ""  # a square picture
    logo: str = ""  # a wide one
    rights: str = ""
    hubs: tuple[str, ...] = ()  # WebSub
    stylesheet: str = ""  # where the CSS is that browsers show the XML formats with
    complete: bool = False
    current: Addresses | None = None  # only of an archive
    earlier: Addresses | None = None
    later: Addresses | None = None
    withdrawn: tuple[Withdrawn, ...] = ()
    entries: tuple[Entry, ...] = ()
