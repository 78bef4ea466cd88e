"""An announcement: one article worded for one account; a value, ready to be sent and never sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CardImage:
    """The picture of a link card; ``file`` is the local copy where one was found."""

    address: str
    alt: str
    file: Path | None = None
    mime: str = ""
    size: int | None = None  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a network shows below the text for the article's address."""

    address: str
    title: str
    description: str
    image: CardImage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A tag that did not become a visible hashtag, and why, in words for a person."""

    tag: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One article worded for one account.

    ``length`` and ``room`` are in the network's own unit (weighted characters, graphemes);
    ``hashtags`` stand in ``text`` behind a ``#`` and link in full there.
    """

    uid: str  # the article
    account: str
    text: str
    length: int
    room: int
    hashtags: tuple[str, ...]
    hidden_tags: tuple[str, ...]  # carried beside the text, where the network has a place for them
    left_out: tuple[LeftOut, ...]
    card: Card
    language: str  # BCP 47
    warning: str = ""  # content warning; "" where none is wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwordable:
    """No announcement can be made of this article for this account; ``repair`` says what to change."""

    why: str
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one account speaks: the settings that wording needs, site and account already merged."""

    account: str
    hashtags: tuple[str, ...] = ()  # the configured ones, always first
    template: str | None = None  # Jinja2; None means the default wording
    aliases: tuple[tuple[str, str | None], ...] = ()  # tag as written -> hashtag; None: never a hashtag
    use_categories: bool = False  # categories become hashtags too, after the tags
    most_hashtags: int | None = None  # None means the network's default cap
    warning: str = ""
    language: str = ""  # BCP 47; used where the article says none
