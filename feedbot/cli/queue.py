"""``feedbot queue``: the deliveries, and what a person may do to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.cli.choosing import chosen, titles
from feedbot.cli.documents import delivery_document, print_document
from feedbot.cli.opening import opened, person
from feedbot.deliveries import by_hand
from feedbot.deliveries.by_hand import Declined, Moves
from feedbot.deliveries.delivery import Delivery, Hold, State
from feedbot.store.locks import poke_daemon
from feedbot.wiring.app import App

FAILED = 1
OPEN = (State.HELD, State.UNKNOWN, State.SENDING, State.WAITING)

Decide = Callable[[Delivery, datetime], Moves]

name_argument = click.argument("names", metavar="ID|ARTICLE...", nargs=-1)
account_option = click.option("--account", help="Only the delivery on this account.")
dry_option = click.option("--dry-run", is_flag=True, help="Show what would be done; change nothing.")


@click.group()
def command() -> None:
    """List deliveries; release, retry, skip or resolve them.

    A delivery is named by its id or the beginning of it; an article by its path, or a part of it.
    """


@command.command(name="list")
@click.option(
    "--state", "states", multiple=True, type=click.Choice([str(state) for state in State]), help="Only these."
)
@click.option("--account", help="Only this account.")
@click.option("--all", "everything", is_flag=True, help="The posted and skipped ones too.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def list_(
    caller: Caller, *, states: tuple[str, ...], account: str | None, everything: bool, as_json: bool
) -> None:
    """List the deliveries that are not done."""
    wanted = tuple(State(state) for state in states) or (tuple(State) if everything else OPEN)
    with opened(caller) as app:
        now = app.hands.now()
        rows = [
            row
            for site in app.sites
            for row in app.store.outbox.listing(site.name, states=wanted, account=account)
        ]
        paths = titles(app, rows)
    if as_json:
        print_document("queue", now, {"deliveries": [delivery_document(row) for row in rows]})
        return
    for row in rows:
        click.echo(f"{row.id}  {row.account:<12} {words.delivery_state(row, now)}")
        click.echo(f"{'':18}{words.shown(paths.get(row.uid, row.uid))}")
    if not rows and not caller.quiet:
        click.echo("nothing is waiting, held or in doubt")


@command.command()
@name_argument
@account_option
@click.option("--all", "everything", is_flag=True, help="Everything that a burst held.")
@dry_option
@click.pass_obj
def release(
    caller: Caller, *, names: tuple[str, ...], account: str | None, everything: bool, dry_run: bool
) -> int:
    """Let held or skipped deliveries be sent, for example those of an article from before feedbot."""
    with opened(caller) as app:
        rows = _burst(app, account) if everything else _named(app, names, account)
        if not rows and not caller.quiet:
            click.echo("no burst is held")
        return _apply(app, rows, by_hand.release, dry=dry_run)


@command.command()
@name_argument
@account_option
@dry_option
@click.pass_obj
def retry(caller: Caller, *, names: tuple[str, ...], account: str | None, dry_run: bool) -> int:
    """Try waiting or refused deliveries now; look at unknown ones now."""
    with opened(caller) as app:
        return _apply(app, _named(app, names, account), by_hand.retry, dry=dry_run)


@command.command()
@name_argument
@account_option
@dry_option
@click.pass_obj
def skip(caller: Caller, *, names: tuple[str, ...], account: str | None, dry_run: bool) -> int:
    """Decide that deliveries are not to be sent."""
    with opened(caller) as app:
        rows = _named(app, names, account)
        return _apply(app, rows, lambda row, _now: by_hand.skip(row), dry=dry_run)


@command.command()
@name_argument
@account_option
@click.option("--posted", "url", metavar="URL", help="It is there, at this address.")
@click.option("--again", is_flag=True, help="It is not there: send it again.")
@click.option("--skip", "leave", is_flag=True, help="Leave it as it is.")
@dry_option
@click.pass_obj
def resolve(  # noqa: PLR0913  # one argument for each option
    caller: Caller,
    *,
    names: tuple[str, ...],
    account: str | None,
    url: str | None,
    again: bool,
    leave: bool,
    dry_run: bool,
) -> int:
    """Say what is true of a delivery that feedbot could not prove."""
    if [url is not None, again, leave].count(True) != 1:
        raise click.UsageError("say exactly one of --posted URL, --again and --skip")
    if url is not None and not url.startswith(("https://", "http://", "at://")):
        raise click.BadParameter("this must be the post's address", param_hint="--posted")

    def decide(row: Delivery, now: datetime) -> Moves:
        if url is not None:
            return by_hand.resolve_posted(row, url)
        return by_hand.resolve_again(row, now) if again else by_hand.resolve_skip(row)

    with opened(caller) as app:
        return _apply(app, _named(app, names, account), decide, dry=dry_run)


def _named(app: App, names: tuple[str, ...], account: str | None) -> tuple[Delivery, ...]:
    if not names:
        raise click.UsageError("name at least one delivery or article; feedbot queue list shows them")
    return tuple({row.id: row for name in names for row in chosen(app, name, account=account)}.values())


def _burst(app: App, account: str | None) -> tuple[Delivery, ...]:
    return tuple(
        row
        for site in app.sites
        for row in app.store.outbox.listing(site.name, states=(State.HELD,), account=account)
        if row.reason.startswith(Hold.BURST)
    )


def _apply(app: App, rows: tuple[Delivery, ...], decide: Decide, *, dry: bool) -> int:
    """Make the moves that a verb asks for, tell each, and wake the daemon; 1 if any was declined or lost."""
    failed, now = False, app.hands.now()
    for row in rows:
        moves = decide(row, now)
        if isinstance(moves, Declined):
            failed = True
            click.echo(f"{row.id}  {row.account}: not done: {moves.why}", err=True)
            continue
        after: Delivery | None = row
        for move in moves if not dry else ():
            after = app.store.outbox.move(after, move, actor=person(app.hands), now=now) if after else None
        if after is None:
            failed = True
            click.echo(f"{row.id}  {row.account}: changed meanwhile; look again", err=True)
        else:
            what = f"would be {moves[-1].to}" if dry else words.delivery_state(after, now)
            click.echo(f"{row.id}  {row.account}: {what}")
    if not dry:
        poke_daemon(app.config.state)
    return FAILED if failed else 0
