"""``feedbot feeds verify``: what readers get at the public addresses of the feeds, and how to mend it."""

from __future__ import annotations

import click

from feedbot.cli.caller import Caller
from feedbot.cli.documents import print_document
from feedbot.cli.opening import opened
from feedbot.cli.verify_screen import screen, verdict_document
from feedbot.publishing.site import Site
from feedbot.publishing.verifying.verify import Verdict, verify
from feedbot.wiring.app import App

SOMETHING_WRONG = 1


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def command(caller: Caller, *, as_json: bool) -> int:
    """Look at the public feeds as readers do, and say what is wrong.

    Each feed file is fetched from its public address, plain, compressed and a second time; so is the home
    page, which should name the main feed. Nothing is changed. Run it after a deploy; it exits with 1 where
    something is wrong, and with 0 where there are only hints.
    """
    with opened(caller) as app:
        now = app.hands.now()
        found = [(site, _verdicts(app, site)) for site in app.sites]
    if as_json:
        sites = [
            {"site": site.name, "addresses": [verdict_document(verdict) for verdict in verdicts]}
            for site, verdicts in found
        ]
        print_document("feeds verify", now, {"sites": sites})
    else:
        for site, verdicts in found:
            for line in screen(site.name, verdicts, quiet=caller.quiet, whole=caller.verbose):
                click.echo(line)
    return SOMETHING_WRONG if any(verdict.is_wrong for _, verdicts in found for verdict in verdicts) else 0


def _verdicts(app: App, site: Site) -> tuple[Verdict, ...]:
    hands = app.hands
    return tuple(
        verify(
            app.press(site).listed(),
            home=f"{site.rules.url}/",
            output=site.rules.output,
            get=hands.get_once,
            fetch=hands.fetch,
        )
    )
