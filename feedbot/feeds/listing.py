"""The feeds of a site as a list: what there is to subscribe to, where, and in which formats; values only."""

from __future__ import annotations

from dataclasses import dataclass

from feedbot.feeds.feed import FeedFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    """One format of a listed feed."""

    format: FeedFormat
    file: str  # below the output folder
    address: str  # absolute, ASCII


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFeed:
    """One feed that a reader may subscribe to; the first of a list is the site's main feed."""

    title: str
    description: str
    language: str
    home: str  # the page that the feed is about
    hubs: tuple[str, ...]
    entries: int  # how many articles it is about, in its archives too
    files: tuple[ListedFile, ...]  # at least one; RSS before Atom before JSON
