"""An article: what one content file says, as a value; knows nothing of files, clocks or feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote an article."""

    name: str
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The article's featured image, by its public address (absolute, ASCII)."""

    address: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that comes with the article, such as a podcast's episode; what is not said is None."""

    address: str  # absolute, ASCII
    mime: str = ""
    size: int | None = None  # bytes
    duration: int | None = None  # seconds
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWish:
    """What an article asks for one account (front matter ``announce.accounts.NAME``)."""

    account: str
    announce: bool = True
    text: str | None = None
    text_line: int | None = None  # of the file
    hashtags: tuple[str, ...] | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an article asks for its announcements (front matter ``announce``); None means not said."""

    announce: bool = True
    text: str | None = None
    text_line: int | None = None  # of the file
    hashtags: tuple[str, ...] | None = None
    at: datetime | None = None  # not before this instant
    warning: str | None = None  # content warning, where the network has one
    accounts: tuple[AccountWish, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as its file states it; every datetime is aware.

    ``body_hash`` is the SHA-256 (hex) of the body with white space folded:
    it tells a renamed file from a new one, and an edit from a re-save.
    """

    path: str  # below the content folder, with "/"
    address: str  # absolute, ASCII, on the site's own origin
    title: str  # plain text on one line
    published: datetime
    updated: datetime | None = None  # only where the file says so
    expires: datetime | None = None
    draft: bool = False
    language: str = ""  # BCP 47; "" means the site's
    section: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""  # plain text
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    comments: str | None = None  # where readers answer; "": nowhere; None: as the site says
    in_feeds: bool = True
    own_id: str = ""  # front-matter id, uid or guid, verbatim
    wish: Wish = Wish()
    body_hash: str = ""
    facts_hash: str = ""  # SHA-256 (hex) of all that a reader of the feed sees: body, title, image, ...


class Standing(StrEnum):
    """Whether an article is out, at one instant."""

    PUBLISHED = "published"
    FUTURE = "future"
    DRAFT = "draft"
    EXPIRED = "expired"


def standing(article: Article, now: datetime) -> Standing:
    """Say whether the article is out at ``now``, to the second."""
    if article.draft:
        return Standing.DRAFT
    if article.expires is not None and article.expires <= now:
        return Standing.EXPIRED
    if article.published > now:
        return Standing.FUTURE
    return Standing.PUBLISHED


def next_change(article: Article, now: datetime) -> datetime | None:
    """Return the next instant after ``now`` at which the article's standing changes by itself."""
    if article.draft:
        return None
    moments = (article.published, article.expires)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
