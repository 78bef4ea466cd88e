"""``feedbot publish``: one pass over every site, by hand, from cron or in CI."""

from __future__ import annotations

from collections.abc import Sequence

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
from feedbot.wiring.site_by_site import site_by_site

FAILED, NEEDS_PERSON = 1, 3


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be done; write and send nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.option("--exit-code", is_flag=True, help="Exit with 3 where a person is needed.")
@click.pass_obj
def command(caller: Caller, *, dry_run: bool, as_json: bool, exit_code: bool) -> int:
    """Make one pass: write the feeds, announce what is new.

    Safe to repeat at any time: what is unchanged stays untouched, and nothing is announced twice.
    """
    with opened(caller, passes=not dry_run) as app, app.turn():

        def serve(site: Site) -> Report:
            with app.site_turn(site), reading_bar(site.name) as progress:
                press = app.press(site, progress=progress)
                return press.rehearse() if dry_run else press.publish(probe=True)

        passes = site_by_site(app.sites, serve)
        reports, now = passes.reports, app.hands.now()
    if as_json:
        print_document(
            "publish", now, {"dry_run": dry_run, "sites": [report_document(done) for done in reports]}
        )
    elif not caller.quiet:
        for done in reports:
            click.echo("\n".join(words.report(done, now, dry=dry_run)))
            for name in app.networks[done.site].of_the_service:
                click.echo(f"  {name:<10} left to the service, which alone has its secret")
    return FAILED if passes.failed else _exit_code(reports, wanted=exit_code)


def _exit_code(reports: Sequence[Report], *, wanted: bool) -> int:
    if any(_failed(done) for done in reports):
        return FAILED
    return NEEDS_PERSON if wanted and any(done.needs_person for done in reports) else 0


def _failed(done: Report) -> bool:
    """Say whether this pass could not do something that it tried."""
    return any(feed.done is FeedDone.FAILED for feed in done.feeds) or any(map(_not_sent, done.delivered))


def _not_sent(row: Delivery) -> bool:
    """Say whether a delivery failed; a page that is not live yet is no failure."""
    if row.state is State.WAITING:
        return not row.reason.startswith((NOT_LIVE, HANDED_BACK))
    return row.state in {State.HELD, State.UNKNOWN}
