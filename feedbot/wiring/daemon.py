"""The daemon, put together: what it does in a pass, and all that its loop touches of the world."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from feedbot.publishing.report import Report
from feedbot.publishing.site import Site
from feedbot.scheduler.daemon import Clocks, Daemon, Surroundings
from feedbot.scheduler.inbox import Inbox
from feedbot.scheduler.logs import headline, told
from feedbot.scheduler.metronome import ApMetronome
from feedbot.scheduler.occasion import Occasion, PassResult, Reason, Work
from feedbot.scheduler.systemd import from_environment
from feedbot.scheduler.watch import FolderWatch
from feedbot.wiring.app import App, load_config, reopen_app
from feedbot.wiring.site_by_site import Round, site_by_site

_log = logging.getLogger(__name__)

_AGAIN = timedelta(minutes=1)  # until a site that failed is tried anew, unless its folder wakes us earlier

# A person has just done something, perhaps renewed a login: ask the accounts in trouble at once.
_PROBING = frozenset({Reason.START, Reason.RELOAD, Reason.POKE})


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
    failures: dict[str, str] = {}  # by site, as the log has them

    def make_pass(occasion: Occasion) -> PassResult:
        reports: list[Report] = []
        troubles: list[str] = []
        with app.turn():
            for site in app.sites:
                if occasion.stopping():
                    break
                try:
                    reports.append(_publish(app, site, occasion))
                except (StateError, LockedError):  # these are every site's
                    raise
                except Exception as error:  # noqa: BLE001  # one site's trouble must not stop the others
                    troubles.append(f"{site.name}: {headline(error)}")
                    _complain(site.name, told(error), failures)
                else:
                    _recover(site.name, failures)
        again = app.hands.now() + _AGAIN if troubles else None
        return PassResult(next_due=_next_due(reports, again), status=_status(app, reports, troubles))

    return make_pass


def _publish(app: App, site: Site, occasion: Occasion) -> Report:
    press = app.press(
        site,
        stopping=occasion.stopping,
        alive=occasion.alive,
        progress=lambda _done, _all: occasion.alive(),
    )
    return press.publish(probe=occasion.reason in _PROBING)


def _complain(site: str, failure: str, failures: dict[str, str]) -> None:
    """Log each different failure of a site once, until it is over."""
    if failures.get(site) != failure:
        _log.error("%s failed, the other sites go on: %s", site, failure)
    failures[site] = failure


def _recover(site: str, failures: dict[str, str]) -> None:
    if failures.pop(site, None) is not None:
        _log.info("%s works again", site)


def _next_due(reports: list[Report], again: datetime | None) -> datetime | None:
    moments = (again, *(report.next_due for report in reports))
    return min((moment for moment in moments if moment is not None), default=None)


def _status(app: App, reports: list[Report], troubles: list[str]) -> str:
    held = sum(len(report.held) for report in reports)
    accounts = sum(len(site.accounts) for site in app.sites)
    parts = [_count(len(app.sites), "site"), _count(accounts, "account")]
    parts += [f"{held} need{'s' if held == 1 else ''} you"] if held else []
    return "; ".join((", ".join(parts), *troubles))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
