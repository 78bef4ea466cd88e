"""``feedbot check``: every mistake in configuration, content and tags; asks networks only on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.cli.documents import print_document, problem_document
from feedbot.cli.opening import opened
from feedbot.cli.progress import reading_bar
from feedbot.content.problem import Problem, Severity
from feedbot.networks.logged_out import LoggedOut
from feedbot.publishing.site import Site
from feedbot.wiring.app import App

BAD_CONTENT, NO_LOGIN = 65, 77


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Whether one account can be used, as far as was asked."""

    site: str
    account: str
    ok: bool
    says: str


@click.command()
@click.option("--online", is_flag=True, help="Log in to every account too; posts nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def command(caller: Caller, *, online: bool, as_json: bool) -> int:
    """Find mistakes in the configuration, the articles and their tags.

    Exits with 78 for the configuration, 65 where an article is held back, 77 where an account cannot log in.
    """
    with opened(caller) as app:
        now = app.hands.now()
        problems = {site.name: _problems(app, site) for site in app.sites}
        logins = [login for site in app.sites for login in _logins(app, site, online=online)]
    if as_json:
        print_document(
            "check",
            now,
            {
                "sites": [
                    {"site": name, "problems": [problem_document(found) for found in found_here]}
                    for name, found_here in problems.items()
                ],
                "accounts": [
                    {"site": login.site, "account": login.account, "ok": login.ok, "says": login.says}
                    for login in logins
                ],
            },
        )
    else:
        for name, found_here in problems.items():
            click.echo("\n".join(_screen(name, found_here, quiet=caller.quiet)))
        for login in logins:
            if not login.ok or not caller.quiet:
                click.echo(
                    f"account {login.account}: {'ok' if login.ok else 'NOT OK'}: {words.shown(login.says)}"
                )
    if any(not login.ok for login in logins):
        return NO_LOGIN
    held = any(found.severity is Severity.HELD for found_here in problems.values() for found in found_here)
    return BAD_CONTENT if held else 0


def _problems(app: App, site: Site) -> tuple[Problem, ...]:
    with reading_bar(site.name) as progress:
        return app.press(site, progress=progress).problems()


def _logins(app: App, site: Site, *, online: bool) -> Iterator[Login]:
    for account in site.accounts:
        network = app.networks[site.name][account.name]
        if isinstance(network, LoggedOut) or online:
            status = network.check()
            says = app.hands.strike(status.says)
            yield Login(site=site.name, account=account.name, ok=status.ok, says=says)
        else:
            says = "configured; add --online to log in"
            yield Login(site=site.name, account=account.name, ok=True, says=says)


def _screen(site: str, problems: tuple[Problem, ...], *, quiet: bool) -> Iterator[str]:
    counts = Counter(found.severity for found in problems)
    told = ", ".join(f"{counts[severity]} {severity}" for severity in words.SEVERITIES if counts[severity])
    yield f"{site}: {told or 'no problems'}"
    for severity in words.SEVERITIES:
        if quiet and severity is not Severity.HELD:
            continue
        for found in sorted(problems, key=lambda found: (found.path, found.line or 0)):
            if found.severity is severity:
                yield from (f"  {line}" for line in words.problem(found))
