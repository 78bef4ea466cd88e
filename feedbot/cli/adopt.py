"""``feedbot adopt URL|FILE``: take over ids and dates from the feed that feedbot's is to replace."""

from __future__ import annotations

from contextlib import ExitStack

import click

from feedbot.cli.adoption_words import adoption_document, not_ours, screen
from feedbot.cli.caller import Caller
from feedbot.cli.documents import print_document
from feedbot.cli.opening import opened
from feedbot.cli.progress import reading_bar
from feedbot.cli.words import shown
from feedbot.errors import FeedError
from feedbot.feeds.live_entry import LiveFeed, NoFeed
from feedbot.feeds.live_feed import read_live_feed
from feedbot.publishing.adopting import Adopter
from feedbot.publishing.live_source import obtain
from feedbot.publishing.site import Site
from feedbot.store.locks import poke_daemon
from feedbot.wiring.app import App
from feedbot.wiring.quiet import forget_quiet

IN_DOUBT = 1


@click.command()
@click.argument("source", metavar="URL|FILE")
@click.option("--site", "name", help="The site whose feed it is, where there are several.")
@click.option("--dry-run", is_flag=True, help="Show what would be adopted; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def command(caller: Caller, source: str, *, name: str | None, dry_run: bool, as_json: bool) -> int:
    """Take over ids and dates from the feed that is already live, so that no reader sees an article twice.

    Run it before the first publish, while the old feed is still at its address; or give it a copy of the
    file. RSS, Atom and JSON Feed are read. Articles that the feed no longer shows become known without being
    announced. A live id goes before one in the front matter. Repeating it changes nothing.
    """
    with opened(caller, passes=not dry_run) as app:
        site = _chosen(app, name)
        now = app.hands.now()
        found = obtain(source, app.hands.fetch_document, cwd=app.hands.cwd)
        feed = _feed(read_live_feed(found.data, found.address), found.name)
        with ExitStack() as turns, reading_bar(site.name) as progress:
            if not dry_run:
                turns.enter_context(app.turn())
                turns.enter_context(app.site_turn(site))
            adopter = Adopter(site=site, store=app.store, now=now, progress=progress)
            done = adopter.adopt(feed, found.name, dry=dry_run)
        if not done.fits:
            raise FeedError(not_ours(done, site.rules.url))
        if not dry_run:
            forget_quiet(app.config.state)
            poke_daemon(app.config.state)
    if as_json:
        print_document("adopt", now, {"dry_run": dry_run, "adoption": adoption_document(done)})
    elif not caller.quiet:
        click.echo("\n".join(screen(done, dry=dry_run)))
    return IN_DOUBT if done.verdicts.doubtful else 0


def _chosen(app: App, name: str | None) -> Site:
    names = [site.name for site in app.sites]
    if name is None and len(names) > 1:
        raise click.UsageError(f"there are {len(names)} sites; say whose feed it is: --site {names[0]}")
    if name is not None and name not in names:
        raise click.BadParameter(
            f"there is no site {name!r}; there is {', '.join(names)}", param_hint="--site"
        )
    return next(site for site in app.sites if name in {None, site.name})


def _feed(found: LiveFeed | NoFeed, name: str) -> LiveFeed:
    if isinstance(found, NoFeed):
        named = f"; it names {' and '.join(found.feeds)}: adopt that one" if found.feeds else ""
        raise FeedError(shown(f"{name} cannot be adopted: {found.why}{named}"))
    if not found.entries:
        why = (
            f"none of its entries can be used: {found.unusable[0]}" if found.unusable else "it has no entries"
        )
        raise FeedError(shown(f"{name} cannot be adopted: {why}"))
    return found
