"""What a pass did, or would do, as values; putting them into words is the command line's business."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from feedbot.announcements.announcement import Announcement
from feedbot.content.article import Article
from feedbot.content.identity.recognition import URL_CHANGED
from feedbot.content.messages import OF_RENDERING
from feedbot.content.problem import Problem, Severity
from feedbot.deliveries.delivery import Delivery
from feedbot.hubs.ping import Ping
from feedbot.networks.network import Refused
from feedbot.publishing.feed_problems import OF_RENDERED_FEEDS

# What the next pass would not find again.
OF_ONE_PASS = frozenset({URL_CHANGED}) | OF_RENDERING | OF_RENDERED_FEEDS


class FeedDone(StrEnum):
    """What became of one feed file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResult:
    """One feed file after a pass; ``why`` is said where it failed."""

    file: str
    done: FeedDone
    entries: int
    why: str = ""
    family: str = ""  # what it is one of many of, as "tags/{tag}/feed.xml"; "" where it stands alone


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideResult:
    """One file that is served beside the feeds, such as their stylesheet."""

    file: str
    done: FeedDone
    why: str = ""


Result = TypeVar("Result", FeedResult, BesideResult)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsDone:
    """What became of the site's feed files, and which entries could not be shown as they are."""

    results: tuple[FeedResult, ...]
    beside: tuple[BesideResult, ...]
    problems: tuple[Problem, ...] = ()
    looked_for: tuple[Path, ...] = ()  # where what the entries show beside the content may lie

    def followed_by(self, later: FeedsDone) -> FeedsDone:
        """Return what both did: what the first wrote was written."""
        written = {result.file for result in self.results if result.done is FeedDone.WRITTEN}
        written |= {result.file for result in self.beside if result.done is FeedDone.WRITTEN}
        results = tuple(_of_both(result, written) for result in later.results)
        beside = tuple(_of_both(result, written) for result in later.beside)
        problems = tuple(dict.fromkeys((*self.problems, *later.problems)))
        return replace(later, results=results, beside=beside, problems=problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How one delivery would read if it were sent now."""

    delivery: Delivery
    article: Article
    worded: Announcement | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One pass over one site."""

    site: str
    first_pass: bool
    articles: int  # that are out
    new: tuple[Article, ...]
    changed: tuple[Article, ...]  # edited since the last pass, as a reader sees it
    moved: tuple[tuple[str, str], ...]  # (old address, new address)
    gone: tuple[str, ...]  # addresses
    baseline: int  # articles that are taken as known and announced to nobody
    planned: tuple[Delivery, ...]
    feeds: tuple[FeedResult, ...]
    beside: tuple[BesideResult, ...]
    delivered: tuple[Delivery, ...]  # rows that this pass touched, as they stand now
    pinged: tuple[Ping, ...]  # hubs that this pass told of a feed, or tried to
    previews: tuple[Preview, ...]  # of a dry run only
    problems: tuple[Problem, ...]
    next_due: datetime | None  # when there is something to do by itself
    held: tuple[Delivery, ...]  # all that need a person, from earlier passes too
    titles: Mapping[str, str]  # by uid, for showing deliveries
    folders: tuple[Path, ...]  # that were looked into for articles, or would have been
    looked_for: tuple[Path, ...]  # by the feeds, beside the content, whether it is there or not

    def with_nothing_new(self) -> Report:
        """Return what the next pass would report if nothing changed until then."""
        return replace(
            self,
            first_pass=False,
            new=(),
            changed=(),
            moved=(),
            gone=(),
            baseline=0,
            planned=(),
            feeds=tuple(replace(feed, done=FeedDone.UNCHANGED) for feed in self.feeds),
            beside=tuple(replace(file, done=FeedDone.UNCHANGED) for file in self.beside),
            delivered=(),
            pinged=(),
            problems=tuple(found for found in self.problems if found.code not in OF_ONE_PASS),
        )

    @property
    def needs_person(self) -> bool:
        """Say whether something waits for a person: a held delivery, or an article that cannot be read."""
        return bool(self.held) or any(found.severity is Severity.HELD for found in self.problems)


def _of_both(later: Result, written: Collection[str]) -> Result:
    if later.done is FeedDone.UNCHANGED and later.file in written:
        return replace(later, done=FeedDone.WRITTEN)
    return later
