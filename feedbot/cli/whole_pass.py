"""The whole of a pass, from opening the store to the report on the screen; ``publish`` calls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.cli.documents import print_document, report_document
from feedbot.cli.opening import opened
from feedbot.cli.progress import reading_bar
from feedbot.deliveries.delivery import Delivery, State
from feedbot.deliveries.retry import HANDED_BACK, NOT_LIVE
from feedbot.publishing.report import FeedDone, Report
from feedbot.publishing.site import Site
from feedbot.wiring.app import App
from feedbot.wiring.hands import Hands
from feedbot.wiring.quiet import forget_quiet, remember_quiet
from feedbot.wiring.quiet_traces import traces
from feedbot.wiring.site_by_site import site_by_site

FAILED, NEEDS_PERSON = 1, 3


def make_passes(caller: Caller, hands: Hands, *, dry_run: bool, as_json: bool, exit_code: bool) -> int:
    """Make one pass over every site, or rehearse it, and tell what became of it; return the exit code."""
    started = hands.now()
    with opened(caller, hands, passes=not dry_run) as app, app.turn():

        def serve(site: Site) -> Report:
            with app.site_turn(site), reading_bar(site.name) as progress:
                press = app.press(site, progress=progress)
                return press.rehearse() if dry_run else press.publish(probe=True)

        passes = site_by_site(app.sites, serve)
        reports, now = passes.reports, app.hands.now()
        code = FAILED if passes.failed else _exit_code(reports, wanted=exit_code)
        if not dry_run:
            _remember(app, reports, quiet=code == 0, started=started)
    if as_json:
        print_document(
            "publish", now, {"dry_run": dry_run, "sites": [report_document(done) for done in reports]}
        )
    elif not caller.quiet:
        for done in reports:
            click.echo("\n".join((*words.report(done, now, dry=dry_run), *_left_to_the_service(app, done))))
    return code


def _left_to_the_service(app: App, done: Report) -> Iterator[str]:
    for name in app.networks[done.site].of_the_service:
        yield f"  {name:<10} left to the service, which alone has its secret"


def _remember(app: App, reports: Sequence[Report], *, quiet: bool, started: datetime) -> None:
    """Let the next pass be a glance, where this one left nothing to do."""
    found = traces(app, reports) if quiet else None
    if found is None:
        forget_quiet(app.config.state)
        return
    (done,) = reports
    again = done.with_nothing_new()
    remember_quiet(found, (*words.report(again, started), *_left_to_the_service(app, again)), started=started)


def _exit_code(reports: Sequence[Report], *, wanted: bool) -> int:
    if any(_failed(done) for done in reports):
        return FAILED
    return NEEDS_PERSON if wanted and any(done.needs_person for done in reports) else 0


def _failed(done: Report) -> bool:
    """Say whether this pass could not do something that it tried."""
    return FeedDone.FAILED in _became(done) or any(map(_not_sent, done.delivered))


def _became(done: Report) -> Iterator[FeedDone]:
    yield from (feed.done for feed in done.feeds)
    yield from (file.done for file in done.beside)


def _not_sent(row: Delivery) -> bool:
    """Say whether a delivery failed; a page that is not live yet is no failure."""
    if row.state is State.WAITING:
        return not row.reason.startswith((NOT_LIVE, HANDED_BACK))
    return row.state in {State.HELD, State.UNKNOWN}
