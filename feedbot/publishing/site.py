"""A site as a pass needs it: its rules, its feeds, its accounts and how it announces; values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from feedbot.announcements.announcement import Voice
from feedbot.content.article import Author
from feedbot.content.site import SiteRules
from feedbot.feeds.feed import FeedFiles

FirstRun: TypeAlias = Literal["nothing", "newest"] | date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPlan:
    """What the site's feed holds; an empty file name leaves that format out."""

    files: FeedFiles
    limit: int
    content: Literal["both", "full", "summary"]
    title: str
    description: str
    author: Author | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlan:
    """One account that the site announces on."""

    name: str
    network: str
    voice: Voice
    wait_until_live: bool
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncePlan:
    """When and how much the site announces."""

    first_run: FirstRun = "nothing"
    burst: int = 3  # more new articles than this in one pass are held
    grace: timedelta = timedelta(0)
    give_up_after: timedelta = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site, ready for a pass."""

    rules: SiteRules
    feed: FeedPlan
    announce: AnnouncePlan
    accounts: tuple[AccountPlan, ...]

    @property
    def name(self) -> str:
        """Return the site's key in the store."""
        return self.rules.name
