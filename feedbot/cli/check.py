"""``feedbot check``: every mistake in configuration, content and tags; asks networks only on request."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.cli.check_screen import screen
from feedbot.cli.documents import print_document, problem_document
from feedbot.cli.findings import Finding, in_order, of_configuration, of_content, of_login, repository
from feedbot.cli.opening import opened
from feedbot.cli.progress import reading_bar
from feedbot.content.codes import CODES
from feedbot.content.problem import Severity, held
from feedbot.errors import ConfigError, ContentError
from feedbot.networks.logged_out import LoggedOut
from feedbot.publishing.site import Site
from feedbot.wiring.app import App
from feedbot.wiring.hands import real_hands

BAD_CONTENT, NO_LOGIN, BAD_CONFIG = 65, 77, 78


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Whether one account can be used, as far as was asked."""

    site: str
    account: str
    ok: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All that was found."""

    at: datetime
    cwd: Path
    config: Path | None  # None: it has mistakes, so nothing else was looked at
    sites: tuple[str, ...]
    findings: tuple[Finding, ...]
    logins: tuple[Login, ...] = ()

    @property
    def exit_code(self) -> int:
        """Say by a number what has to be mended first."""
        if self.config is None:
            return BAD_CONFIG
        if any(not login.ok for login in self.logins):
            return NO_LOGIN
        return BAD_CONTENT if any(found.problem.severity is Severity.HELD for found in self.findings) else 0


def _explain(ctx: click.Context, _param: click.Parameter, code: str | None) -> None:
    """Print what a code means, and end."""
    if code is None:
        return
    if code not in CODES and code != "all":
        import difflib  # noqa: PLC0415  # imported late: 3 ms

        near = difflib.get_close_matches(code, CODES, n=1)
        message = f"there is no code {code!r}" + (f"; did you mean {near[0]!r}?" if near else "; try all")
        raise click.BadParameter(message)
    for each in sorted(CODES) if code == "all" else (code,):
        click.echo(f"{each}: {CODES[each].title}\n    {CODES[each].help}")
    ctx.exit()


@click.command()
@click.option("--online", is_flag=True, help="Log in to every account too; posts nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Report as SARIF 2.1.0, for code scanning in CI.")
@click.option(
    "--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explain,
    help="Say what a code in brackets means (or all of them), and end.",
)  # fmt: skip
@click.pass_obj
def command(caller: Caller, *, online: bool, as_json: bool, as_sarif: bool) -> int:
    """Find mistakes in the configuration, the articles and their tags.

    Exits with 78 for the configuration, 65 where an article is held back, 77 where an account cannot log in.
    """
    if as_json and as_sarif:
        raise click.UsageError("a report is either --json or --sarif")
    try:
        checked = _checked(caller, online=online)
    except ConfigError as error:
        if not as_json and not as_sarif:
            raise
        hands = real_hands()
        findings = of_configuration(error, hands.cwd)
        checked = Checked(at=hands.now(), cwd=hands.cwd, config=None, sites=(), findings=findings)
    if as_json:
        print_document("check", checked.at, _document(checked))
    elif as_sarif:
        click.echo(json.dumps(_sarif(checked), ensure_ascii=False, indent=2))
    else:
        _print(caller, checked)
    return checked.exit_code


def _checked(caller: Caller, *, online: bool) -> Checked:
    with opened(caller) as app:
        findings = tuple(found for site in app.sites for found in _findings(app, site))
        logins = tuple(login for site in app.sites for login in _logins(app, site, online=online))
        return Checked(
            at=app.hands.now(),
            cwd=app.hands.cwd,
            config=app.config.file,
            sites=tuple(site.name for site in app.sites),
            findings=findings,
            logins=logins,
        )


def _findings(app: App, site: Site) -> tuple[Finding, ...]:
    """Look at one site; another is looked at even if this one's content cannot be."""
    try:
        with reading_bar(site.name) as progress:
            problems = app.press(site, progress=progress).problems()
    except ContentError as error:
        problems = (held("content-folder", "", what=str(error), repair=""),)
    content, output = site.rules.content, site.rules.output
    return of_content(site.name, problems, content=content, output=output, config=app.config.file)


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


def _print(caller: Caller, checked: Checked) -> None:
    for site in checked.sites:
        here = [found for found in checked.findings if found.site == site]
        lines = screen(site, here, cwd=checked.cwd, quiet=caller.quiet, whole=caller.verbose)
        click.echo("\n".join(lines))
    for login in checked.logins:
        if not login.ok or not caller.quiet:
            state = "ok" if login.ok else "NOT OK"
            click.echo(f"account {login.account}: {state}: {words.shown(login.says)}")


def _document(checked: Checked) -> dict[str, Any]:
    return {
        "configuration": [_finding(found) for found in checked.findings if not found.site],
        "sites": [
            {
                "site": site,
                "problems": [_finding(found) for found in in_order(checked.findings) if found.site == site],
            }
            for site in checked.sites
        ],
        "accounts": [
            {"site": login.site, "account": login.account, "ok": login.ok, "says": login.says}
            for login in checked.logins
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {**problem_document(finding.problem), "file": str(finding.file)}


def _sarif(checked: Checked) -> dict[str, Any]:
    from feedbot.cli.sarif import sarif, version  # noqa: PLC0415  # imported late: 20 ms

    failed = [login for login in checked.logins if not login.ok]
    config = checked.config or checked.findings[0].file
    logins = [of_login(login.site, login.account, login.says, config) for login in failed]
    return sarif(
        in_order((*checked.findings, *logins)),
        root=repository(Path(os.path.abspath(config))),  # noqa: PTH100  # a link stays what it is called
        version=version(),
        exit_code=checked.exit_code,
    )
