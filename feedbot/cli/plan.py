"""``feedbot plan [ARTICLE]``: what a pass would do, or how one article would read on each account."""

from __future__ import annotations

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.cli.documents import preview_document, print_document, report_document
from feedbot.cli.opening import opened


@click.command()
@click.argument("article", required=False)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def command(caller: Caller, *, article: str | None, as_json: bool) -> None:
    """Show what a pass would do; with ARTICLE, how that article would be announced.

    ARTICLE is a file's path below the content folder, or a part of it; drafts can be looked at too.
    Nothing is written or sent.
    """
    with opened(caller) as app:
        now = app.hands.now()
        presses = [app.press(site) for site in app.sites]
        if article is None:
            reports = [press.rehearse() for press in presses]
            if as_json:
                print_document("plan", now, {"sites": [report_document(done) for done in reports]})
            else:
                for done in reports:
                    click.echo("\n".join(words.report(done, now, dry=True)))
            return
        previews = [preview for press in presses for preview in press.preview(article)]
    if not previews:
        message = f"no article is called {article!r}, or its site has no account"
        raise click.BadParameter(message, param_hint="ARTICLE")
    if as_json:
        print_document("plan", now, {"previews": [preview_document(preview) for preview in previews]})
        return
    for preview in previews:
        click.echo("\n".join(words.announcement(preview, now)))
