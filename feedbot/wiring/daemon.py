"""The daemon, put together: what it does in a pass, and all that its loop touches of the world."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from feedbot.publishing.report import Report
from feedbot.publishing.site import Site
from feedbot.scheduler.daemon import Clocks, Daemon, Surroundings
from feedbot.scheduler.inbox import Inbox
from feedbot.scheduler.metronome import ApMetronome
from feedbot.scheduler.occasion import Occasion, PassResult, Reason, Work
from feedbot.scheduler.systemd import from_environment
from feedbot.scheduler.watch import FolderWatch
from feedbot.wiring.app import App, load_config, reopen_app
from feedbot.wiring.site_by_site import Round, site_by_site

# A person has just done something, perhaps renewed a login: ask the accounts in trouble at once.
_PROBING = frozenset({Reason.START, Reason.RELOAD, Reason.POKE})


TURN = 10.0  # seconds; a daemon that waits for a manual pass must still hear that it is to stop


def make_daemon(app: App, given: Path | None) -> Daemon:
    """Return the daemon for an open app; ``given`` is the configuration file to read again on SIGHUP."""
    inbox, hands = Inbox(), app.hands
    current = app

    def reload() -> Work:
        nonlocal current
        current = reopen_app(current, load_config(given, hands))
        return work_of(current)

    return Daemon(
        work_of(app),
        reload=reload,
        surroundings=Surroundings(
            inbox=inbox,
            metronome=ApMetronome(inbox.put),
            watch=FolderWatch(inbox.put, quiet=app.config.daemon.quiet.total_seconds()),
            clocks=Clocks(now=hands.now, uptime=hands.boottime, monotonic=time.monotonic),
            systemd=from_environment(hands.environ, hands.pid),
        ),
    )


def work_of(app: App) -> Work:
    """Return what the daemon's loop is to do with an open app."""
    return Work(
        make_pass=_pass_over(app),
        folders=tuple(site.rules.content for site in app.sites),
        ignored=tuple(site.rules.output for site in app.sites),
        every=app.config.daemon.every.total_seconds(),
    )


def _pass_over(app: App) -> Callable[[Occasion], PassResult]:
    def make_pass(occasion: Occasion) -> PassResult:
        def serve(site: Site) -> Report:
            press = app.press(
                site,
                stopping=occasion.stopping,
                alive=occasion.alive,
                progress=lambda _done, _all: occasion.alive(),
            )
            with app.site_turn(site):
                return press.publish(probe=occasion.reason in _PROBING)

        with app.turn(wait=TURN):
            passes = site_by_site(takewhile(lambda _: not occasion.stopping(), app.sites), serve)
        return PassResult(next_due=_next_due(passes.reports), status=_status(app, passes))

    return make_pass


def _next_due(reports: Sequence[Report]) -> datetime | None:
    return min((report.next_due for report in reports if report.next_due is not None), default=None)


def _status(app: App, passes: Round) -> str:
    held = sum(len(report.held) for report in passes.reports)
    accounts = sum(len(site.accounts) for site in app.sites)
    parts = [_count(len(app.sites), "site"), _count(accounts, "account")]
    parts += [f"{held} need{'s' if held == 1 else ''} you"] if held else []
    parts += [f"not served, see the log: {' '.join(passes.failed)}"] if passes.failed else []
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
