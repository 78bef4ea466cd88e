"""``feedbot why``: the story of a delivery, every move with its moment, actor and reason."""

from __future__ import annotations

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.cli.choosing import chosen, titles
from feedbot.cli.documents import delivery_document, history_document, print_document
from feedbot.cli.opening import opened


@click.command()
@click.argument("name", metavar="ID|ARTICLE")
@click.option("--account", help="Only the delivery on this account.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def command(caller: Caller, *, name: str, account: str | None, as_json: bool) -> None:
    """Tell the story of one delivery, or of all deliveries of one article."""
    with opened(caller) as app:
        now = app.hands.now()
        rows = chosen(app, name, account=account)
        stories = [(row, app.store.outbox.history(row.id)) for row in rows]
        paths = titles(app, rows)
    if as_json:
        told = [
            {**delivery_document(row), "history": [history_document(line) for line in lines]}
            for row, lines in stories
        ]
        print_document("why", now, {"deliveries": told})
        return
    for row, lines in stories:
        click.echo(f"{row.id}  {words.shown(paths.get(row.uid, row.uid))} on {row.account}")
        click.echo(f"  {words.delivery_state(row, now)}")
        click.echo("\n".join(words.history(lines)))
