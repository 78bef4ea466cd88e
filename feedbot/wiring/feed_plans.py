"""The tables of feeds become plans: titles are found, pictures get whole addresses, rules become one."""

from __future__ import annotations

from pathlib import PurePosixPath

from feedbot.config.rules import Rows
from feedbot.config.settings import FeedSettings, SiteConfig, SiteSettings
from feedbot.feeds.characters import ascii_address
from feedbot.feeds.feed import FeedFiles
from feedbot.feeds.naming import qualities
from feedbot.feeds.rule import Rule
from feedbot.publishing.site import FeedPlan


def feed_plans(config: SiteConfig) -> tuple[FeedPlan, ...]:
    """Return the plan of each table that names a file."""
    return tuple(
        _plan(table, config.site, is_first=place == 0)
        for place, table in enumerate(config.feeds)
        if table.files
    )


def _plan(table: FeedSettings, site: SiteSettings, *, is_first: bool) -> FeedPlan:
    return FeedPlan(
        files=FeedFiles(rss=table.rss, atom=table.atom, json=table.json_),
        rule=Rule(only=table.only, never=table.exclude),
        limit=table.limit,
        most_bytes=table.most_bytes,
        content=table.content,
        title=_title(table, site.title, is_first=is_first),
        description=table.description or site.description,
        home=table.home,
        author=site.author,
        icon=_picture(table.icon, site.url),
        logo=_picture(table.logo, site.url),
        rights=table.rights,
        hubs=table.hubs,
        comments=table.comments,
        footer=table.footer,
        archives=table.archives,
        compress=table.compress,
        stylesheet=table.stylesheet,
        tombstones=table.tombstones,
    )


def _title(table: FeedSettings, of_site: str, *, is_first: bool) -> str:
    if table.title:
        return table.title
    names = tuple(table.files.values())
    if places := qualities(*names):
        return f"{of_site}: {', '.join(f'{{{place}}}' for place in places)}"
    return of_site if is_first else f"{of_site}: {_chosen(table.only) or PurePosixPath(names[0]).stem}"


def _chosen(rows: Rows) -> str:
    """Say what a rule takes, in its own values."""
    words = (" + ".join(together) for row in rows for choice in row for together in choice.any_of)
    return ", ".join(dict.fromkeys(words))


def _picture(written: str, of_site: str) -> str:
    """Return the whole address of a picture; a path starts at the site's address."""
    return ascii_address(f"{of_site}{written}") or "" if written.startswith("/") else written
