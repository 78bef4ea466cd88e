"""``feedbot feeds list``: what there is to subscribe to, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click

from feedbot.cli.caller import Caller
from feedbot.cli.documents import print_document
from feedbot.cli.opening import opened
from feedbot.cli.words import shown
from feedbot.feeds.listing import ListedFeed


@click.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def command(caller: Caller, *, as_json: bool) -> int:
    """List the feeds that a pass serves, the main one first, with their addresses."""
    with opened(caller) as app:
        found = [(site.name, app.press(site).listed()) for site in app.sites]
        now = app.hands.now()
    if as_json:
        sites = [{"site": name, "feeds": [_document(feed) for feed in feeds]} for name, feeds in found]
        print_document("feeds list", now, {"sites": sites})
        return 0
    for name, feeds in found:
        click.echo("\n".join(_lines(name, feeds)))
    return 0


def _lines(name: str, feeds: Sequence[ListedFeed]) -> Iterator[str]:
    yield f"{name}: {len(feeds)} feed{'' if len(feeds) == 1 else 's'}"
    for feed in feeds:
        articles = f"{feed.entries} article{'' if feed.entries == 1 else 's'}"
        yield f"  {shown(feed.title)} ({articles}, {feed.language})"
        for file in feed.files:
            yield f"    {file.format:<5} {file.address}"


def _document(feed: ListedFeed) -> Mapping[str, object]:
    return {
        "title": feed.title,
        "description": feed.description or None,
        "language": feed.language,
        "home": feed.home,
        "articles": feed.entries,
        "hubs": list(feed.hubs),
        "files": [
            {"format": str(file.format), "file": file.file, "address": file.address} for file in feed.files
        ],
    }
