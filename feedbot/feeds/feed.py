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
class Feed:
    """One feed, newest entry first; ``uid`` never changes and is the Atom feed's id."""

    uid: str
    title: str
    description: str
    home: str  # the site's address
    rss_address: str
    atom_address: str
    json_address: str
    updated: datetime  # from the ledger; never goes backwards
    language: str = ""
    author: Author | None = None
    entries: tuple[Entry, ...] = ()
