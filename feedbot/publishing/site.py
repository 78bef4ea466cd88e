"""A site as a pass needs it: its rules, its feeds, its accounts and how it announces; values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from feedbot.announcements.announcement import Voice
from feedbot.content.article import Author
from feedbot.content.site import SiteRules
from feedbot.feeds.feed import FeedFiles
from feedbot.feeds.rule import ALL, Rule

FirstRun: TypeAlias = Literal["nothing", "newest"] | date
Compression: TypeAlias = Literal["gzip", "brotli"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPlan:
    """One table of feeds: what it holds, and how it is served.

    ``files``, ``title``, ``description`` and ``home`` may hold the names of qualities, as ``{tag}``:
    the table then stands for a feed of each value. An empty file name leaves that format out.
    """

    files: FeedFiles
    rule: Rule = ALL
    limit: int = 20
    most_bytes: int = 4_900_000  # of one file
    content: Literal["both", "full", "summary"] = "both"
    title: str
    description: str = ""
    home: str = ""  # below the site's address
    author: Author | None = None
    icon: str = ""
    logo: str = ""
    rights: str = ""
    hubs: tuple[str, ...] = ()
    comments: str = ""  # a template of the address where readers answer
    footer: str = ""  # a template of HTML
    archives: int = 0  # how many entries an archive holds; 0: there are none
    compress: tuple[Compression, ...] = ()
    stylesheet: str = ""  # a file below output
    tombstones: bool = False


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
    feeds: tuple[FeedPlan, ...]
    announce: AnnouncePlan
    accounts: tuple[AccountPlan, ...]
    opml: str = ""  # a file below output that lists the feeds

    @property
    def name(self) -> str:
        """Return the site's key in the store."""
        return self.rules.name
