"""``feedbot status``: one screen with what is there, what is next, and what needs a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.cli.choosing import titles
from feedbot.cli.documents import delivery_document, moment, ping_document, print_document
from feedbot.cli.opening import opened
from feedbot.deliveries.delivery import Delivery, State
from feedbot.deliveries.outbox import AccountPause
from feedbot.hubs.ping import Ping
from feedbot.publishing.site import Site
from feedbot.store.locks import daemon_pid
from feedbot.wiring.app import App

NEEDS_PERSON = 3
UNCONFIGURED = " (not in the configuration: nothing is sent there)"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStatus:
    """One site as the store knows it; reads no content and asks no network."""

    site: Site
    since: datetime | None
    articles: int
    counts: dict[str, dict[State, int]]  # by account
    pauses: dict[str, AccountPause]
    needing: tuple[Delivery, ...]  # held or unknown
    untold: tuple[Ping, ...]  # hubs that do not know of a feed's newest bytes
    next_due: datetime | None
    paths: dict[str, str]

    @property
    def needs_person(self) -> bool:
        """Say whether anything waits for a person."""
        return any(row.state is State.HELD for row in self.needing) or bool(self.pauses)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.option("--exit-code", is_flag=True, help="Exit with 3 where a person is needed.")
@click.pass_obj
def command(caller: Caller, *, as_json: bool, exit_code: bool) -> int:
    """Show what is there, what is next, and what needs you."""
    with opened(caller) as app:
        now = app.hands.now()
        pid = daemon_pid(app.config.state)
        found = [_look(app, site) for site in app.sites]
    if as_json:
        print_document("status", now, {"daemon": pid, "sites": [_document(status) for status in found]})
    else:
        click.echo(f"daemon: {f'running (PID {pid})' if pid else 'not running'}")
        for status in found:
            click.echo("\n".join(_screen(status, now)))
    return NEEDS_PERSON if exit_code and any(status.needs_person for status in found) else 0


def _look(app: App, site: Site) -> SiteStatus:
    ledger, outbox = app.store.ledger, app.store.outbox
    rows = outbox.listing(site.name)
    counts: dict[str, dict[State, int]] = {account.name: {} for account in site.accounts}
    for row in rows:
        of_account = counts.setdefault(row.account, {})
        of_account[row.state] = of_account.get(row.state, 0) + 1
    needing = tuple(row for row in rows if row.state in {State.HELD, State.UNKNOWN})
    moments = (
        outbox.next_due(site.name, [account.name for account in site.accounts]),
        app.store.pings.next_due(site.name),
    )
    return SiteStatus(
        site=site,
        since=ledger.since(site.name),
        articles=sum(1 for known in ledger.articles(site.name) if known.gone is None),
        counts=counts,
        pauses={pause.account: pause for pause in outbox.pauses(site.name)},
        needing=needing,
        untold=tuple(ping for ping in app.store.pings.of(site.name) if not ping.is_told),
        next_due=min((moment for moment in moments if moment is not None), default=None),
        paths=titles(app, needing),
    )


def _screen(status: SiteStatus, now: datetime) -> Iterator[str]:
    if status.since is None:
        yield f"{status.site.name}: no pass yet; feedbot publish makes the first one"
        return
    yield f"{status.site.name}: {status.articles} articles"
    ours = {account.name for account in status.site.accounts}
    for account, counts in status.counts.items():
        told = ", ".join(f"{counts[state]} {state}" for state in State if state in counts)
        yield f"  {account:<12} {told or 'nothing yet'}{'' if account in ours else UNCONFIGURED}"
        if account in status.pauses:
            pause = status.pauses[account]
            when = words.moment(pause.until, now)
            yield f"  {'':12} paused ({pause.trouble}), looked at again {when}: {words.shown(pause.reason)}"
    yield from words.hubs(status.untold, now)
    if status.next_due is not None:
        yield f"  next: {words.moment(status.next_due, now)}"
    if status.needing:
        yield "  needs you:" if status.needs_person else "  in doubt, looked up by itself:"
    for row in status.needing:
        yield f"    {row.id}  {row.account}: {words.delivery_state(row, now)}"
        yield f"    {'':16}  {words.shown(status.paths.get(row.uid, row.uid))}"


def _document(status: SiteStatus) -> dict[str, Any]:
    return {
        "site": status.site.name,
        "since": moment(status.since),
        "articles": status.articles,
        "accounts": {
            account: {
                "deliveries": {str(state): number for state, number in counts.items()},
                "paused": status.pauses[account].reason if account in status.pauses else None,
            }
            for account, counts in status.counts.items()
        },
        "hubs": [ping_document(ping) for ping in status.untold],
        "needing": [delivery_document(row) for row in status.needing],
        "next_due": moment(status.next_due),
    }
