"""Bring the feeds up to date: render and write only where something that a reader sees differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feedbot.content.problem import Problem
from feedbot.feeds.feed import FeedFormat
from feedbot.publishing.report import FeedDone, FeedResult
from feedbot.publishing.showing import Showing, choose, made_of
from feedbot.publishing.site import Site
from feedbot.publishing.survey import Survey
from feedbot.store.ledger import FeedRecord, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsDone:
    """What became of the site's feed files, and which entries could not be shown as they are."""

    results: tuple[FeedResult, ...]
    problems: tuple[Problem, ...] = ()
    looked_for: tuple[Path, ...] = ()  # where what the entries show beside the content may lie


def write_feeds(
    site: Site, survey: Survey, ledger: Ledger, *, dry: bool = False, whole: bool = False
) -> FeedsDone:
    """Bring each feed file up to date; with ``dry`` only say what would be written.

    ``whole`` renders what is current too, to find what only rendering finds.
    """
    showing = choose(site, survey)
    digest = made_of(site, showing)
    records = ledger.feeds(site.name)
    stale = {
        kind: file
        for kind, file in _wanted(site)
        if whole or not _is_current(site.rules.output / file, records.get(file), digest)
    }
    results = [
        FeedResult(file=file, done=FeedDone.UNCHANGED, entries=len(showing.articles))
        for kind, file in _wanted(site)
        if kind not in stale
    ]
    if not stale:
        return FeedsDone(results=tuple(results), looked_for=showing.looked_for)
    from feedbot.publishing.serving import left_out, make_feed, serve  # noqa: PLC0415  # imported late: 40 ms

    updated = _updated(showing, records.values(), ledger.since(site.name) or survey.now)
    feed, problems = make_feed(site, showing, updated)
    for kind, file in stale.items():
        done = serve(feed, kind, site.rules.output, file, dry=dry)
        results.append(done.result)
        problems = (*problems, *(left_out(entry, showing) for entry in done.left_out))
        if done.sha256 and not dry:
            ledger.remember_feed(
                site.name,
                FeedRecord(
                    file=file,
                    made_of=digest,
                    sha256=done.sha256,
                    stamp=_stamp(site.rules.output / file),
                    updated=updated,
                ),
            )
    return FeedsDone(
        results=tuple(results), problems=tuple(dict.fromkeys(problems)), looked_for=showing.looked_for
    )


def _wanted(site: Site) -> tuple[tuple[FeedFormat, str], ...]:
    files = site.feeds[0].files
    named = ((FeedFormat.RSS, files.rss), (FeedFormat.ATOM, files.atom), (FeedFormat.JSON, files.json))
    return tuple((kind, file) for kind, file in named if file)


def _is_current(path: Path, record: FeedRecord | None, made_of: str) -> bool:
    return record is not None and record.made_of == made_of and record.stamp == _stamp(path)


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def _updated(showing: Showing, records: Iterable[FeedRecord], since: datetime) -> datetime:
    """Return the feed's `updated`: the newest of its entries', and never earlier than it once was."""
    moments = [item.one.known.updated for item in showing.articles] + [record.updated for record in records]
    return max(moments, default=since)
