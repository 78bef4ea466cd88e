"""The ledger: what is remembered of files, articles, accounts and feeds; never decides what it means.

Here are the values and the contract; ``sql_ledger`` keeps them in a database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from feedbot.content.identity.known import Known
from feedbot.content.reading import Reading
from feedbot.deliveries.delivery import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One content file as it was last read; an equal stamp and equal rules spare reading it again."""

    path: str
    stamp: str  # size, mtime and ctime, as one text
    sha256: str  # of the bytes
    rules: str  # hash of the SiteRules that it was read by
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecord:
    """One feed file as it was last written, and what it was made of."""

    file: str  # below the output folder
    made_of: str  # hash of everything that the bytes depend on
    sha256: str  # of the bytes
    stamp: str  # size and mtime of the file as written
    updated: datetime  # the feed's own `updated`, the high-water mark
    about: str = ""  # the value that this feed of a table of many is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What one pass has to remember; written in one transaction or not at all."""

    sources: tuple[Source, ...] = ()  # put
    dropped_sources: tuple[str, ...] = ()  # paths
    rekeyed: tuple[tuple[str, str], ...] = ()  # (old uid, new uid): before all that follows
    articles: tuple[Known, ...] = ()  # put, by uid
    accounts: tuple[str, ...] = ()  # accounts seen for the first time
    renamed_accounts: tuple[tuple[str, str], ...] = ()  # (old name, new name)
    deliveries: tuple[Delivery, ...] = ()  # planned; one that exists already is left alone
    withdrawn: tuple[str, ...] = ()  # uids: their waiting and held deliveries become skipped (withdrawn)
    returned: tuple[str, ...] = ()  # uids: their deliveries skipped as withdrawn are waiting again
    awaited: tuple[tuple[str, datetime], ...] = ()  # (uid, moment): what waits for them is due then


class Ledger(Protocol):
    """The ledger of one database."""

    def since(self, site: str) -> datetime | None:
        """Return when the site's first pass was made; None before it."""

    def sites(self) -> Mapping[str, datetime]:
        """Return every site that ever had a pass, with the instant of its first."""

    def sources(self, site: str) -> Mapping[str, Source]:
        """Return what is remembered of the site's content files, by path."""

    def articles(self, site: str) -> tuple[Known, ...]:
        """Return every article that was ever published, the gone ones too."""

    def accounts(self, site: str) -> Mapping[str, datetime]:
        """Return the accounts that have been planned for, with the instant of their baseline."""

    def feeds(self, site: str) -> Mapping[str, FeedRecord]:
        """Return what is remembered of the site's feed files, by file name."""

    def remember(self, site: str, changes: Changes, now: datetime) -> None:
        """Write everything that a pass found, in one transaction."""

    def remember_feeds(self, site: str, records: Sequence[FeedRecord]) -> None:
        """Write what became of feed files, in one transaction."""

    def forget_feed(self, site: str, file: str) -> None:
        """Forget one feed file, which is no longer written."""
