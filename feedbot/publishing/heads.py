"""From a planned feed and its entries to the ``Feed`` that is rendered: words, links, history; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedbot.content.identity.known import Known
from feedbot.feeds.feed import Addresses, Entry, Feed, Withdrawn
from feedbot.feeds.history import Archive, Arrangement
from feedbot.publishing.planned_feeds import PlannedFeed, address, addresses_of
from feedbot.publishing.site import Site

MOST_TOMBSTONES = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def subscription(
    site: Site,
    planned: PlannedFeed,
    entries: Sequence[Entry],
    arrangement: Arrangement,
    *,
    updated: datetime,
    gone: Iterable[Known] = (),
) -> Feed:
    """Return the feed that readers subscribe to."""
    newest = arrangement.archives[-1].number if arrangement.archives else 0
    return replace(
        _head(site, planned),
        updated=updated,
        hubs=planned.plan.hubs,
        complete=not newest and len(arrangement.shown) == len(planned.articles) == len(entries),
        earlier=archive_addresses(site, planned, newest) if newest else None,
        withdrawn=tombstones(gone) if planned.plan.tombstones else (),
        entries=tuple(entries),
    )


def archive_feed(
    site: Site, planned: PlannedFeed, archive: Archive, entries: Sequence[Entry], *, last: int, now: datetime
) -> Feed:
    """Return one archive; the ``last`` that there is when it is made has no later neighbour, and never will.

    An archive that was emptied by withdrawals was updated ``now``.
    """
    number = archive.number
    return replace(
        _head(site, planned),
        addresses=archive_addresses(site, planned, number),
        updated=max((entry.updated for entry in entries), default=now),
        current=addresses_of(site.rules.url, dict(planned.files)),
        earlier=archive_addresses(site, planned, number - 1) if number > 1 else None,
        later=archive_addresses(site, planned, number + 1) if number < last else None,
        entries=tuple(entries),
    )


def archive_name(file: str, number: int) -> str:
    """Return the file of one archive of a feed's file: of ``blog/atom.xml``, ``blog/atom-archive/1.xml``."""
    path = PurePosixPath(file)
    return str(path.with_name(f"{path.stem}-archive") / f"{number}{path.suffix}")


def archive_addresses(site: Site, planned: PlannedFeed, number: int) -> Addresses:
    """Return where one archive is in each format."""
    return addresses_of(site.rules.url, {kind: archive_name(file, number) for kind, file in planned.files})


def tombstones(gone: Iterable[Known]) -> tuple[Withdrawn, ...]:
    """Return the newest withdrawals; what was never out here, only in an adopted feed, is none."""
    rows = sorted(
        ((row.gone, row) for row in gone if row.gone is not None and row.path),
        key=lambda pair: (pair[0], pair[1].uid),
        reverse=True,
    )
    return tuple(Withdrawn(uid=row.uid, adopted=row.adopted, at=when) for when, row in rows[:MOST_TOMBSTONES])


def _head(site: Site, planned: PlannedFeed) -> Feed:
    plan, rules = planned.plan, site.rules
    sheet = style_file(planned, rules.language)
    return Feed(
        uid=f"{rules.url}/" if planned.is_main else address(rules.url, planned.key),
        title=planned.title,
        description=planned.description,
        home=planned.home,
        addresses=addresses_of(rules.url, dict(planned.files)),
        updated=EPOCH,
        language=planned.language,
        author=plan.author,
        icon=plan.icon,
        logo=plan.logo,
        rights=plan.rights,
        stylesheet=urlsplit(address(rules.url, sheet)).path if sheet else "",
    )


def style_file(planned: PlannedFeed, site_language: str) -> str:
    """Return the stylesheet of a feed: one for each language and amount of text; "" where there is none."""
    plan = planned.plan
    if not plan.stylesheet:
        return ""
    path = PurePosixPath(plan.stylesheet)
    language = f"-{planned.language.lower()}" if planned.language != site_language else ""
    amount = "-summaries" if plan.content == "summary" else ""
    return str(path.with_name(f"{path.stem}{language}{amount}{path.suffix}"))
