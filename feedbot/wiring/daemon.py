"""The daemon, put together: what it does in a pass, and all that its loop touches of the world."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import takewhile
from pathlib import Path

from feedbot.content.built.pages import may_be_page
from feedbot.content.folder import list_content
from feedbot.content.problem import Problem, Severity
from feedbot.content.site import SiteRules
from feedbot.errors import ContentError
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

log = logging.getLogger(__name__)

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
        is_stale=_has_changed(tuple(file for site in app.config.sites for file in site.found.read)),
        folders=tuple(dict.fromkeys(folder for site in app.sites for folder in watched(site.rules))),
        ignores=_ignores([site.rules for site in app.sites]),
        every=app.config.daemon.every.total_seconds(),
    )


def watched(rules: SiteRules) -> tuple[Path, ...]:
    """Return the folders whose changes may be changes of articles, or of the built pages that feeds show.

    Where the content folder is the site's own, as Jekyll's, only what holds articles now is watched:
    beside it lie the built site and whatever tools put there. The regular look finds a new one.
    """
    pages = (rules.output,) if rules.rendered == "public" else ()
    if rules.content != rules.root:
        return (rules.content, *pages)
    try:
        folders = list_content(rules).folders
    except ContentError:  # the first pass tells it
        return (rules.content, *pages)
    names = {folder.partition("/")[0] for folder in folders} - {""}
    return (*(rules.content / name for name in sorted(names)), *pages)


def _ignores(sites: Sequence[SiteRules]) -> Callable[[Path], bool]:
    """Return a question that says yes to changes of no article: what sites are built into, the feeds there.

    Where feeds show the built pages, these count, and nothing else that lies beside them.
    A site may be built into the folder that holds its content: the content counts all the same.
    """
    outputs = [(rules.output.absolute(), rules.rendered == "public") for rules in sites]
    inner = [
        content
        for rules in sites
        if (content := rules.content.absolute()) != (output := rules.output.absolute())
        and content.is_relative_to(output)
    ]

    def ignores(path: Path) -> bool:
        return not any(map(path.is_relative_to, inner)) and any(
            path.is_relative_to(output) and not (shows_pages and may_be_page(path))
            for output, shows_pages in outputs
        )

    return ignores


def _has_changed(files: tuple[Path, ...]) -> Callable[[], bool]:
    """Return a question that says yes after the first change of the files, and from then on.

    What the files say after it may be refused, for example while a folder that they name is not there yet.
    """
    seen, changed = _stamps(files), False

    def has_changed() -> bool:
        nonlocal changed
        changed = changed or _stamps(files) != seen
        return changed

    return has_changed


def _stamps(files: tuple[Path, ...]) -> tuple[tuple[int, int] | None, ...]:
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _pass_over(app: App) -> Callable[[Occasion], PassResult]:
    told: frozenset[tuple[str, Problem]] = frozenset()

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
        nonlocal told
        told = _tell(passes.reports, told)
        return PassResult(next_due=_next_due(passes.reports), status=_status(app, passes))

    return make_pass


def _tell(reports: Sequence[Report], told: frozenset[tuple[str, Problem]]) -> frozenset[tuple[str, Problem]]:
    """Log each problem once, for as long as it lasts; return those that there are now."""
    found = frozenset(
        (report.site, problem) for report in reports for problem in report.problems if _counts(problem)
    )
    for site, problem in sorted(found - told, key=lambda each: (each[0], each[1].path, each[1].line or 0)):
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        log.warning(
            "%s: %s: %s: %s [%s] %s",
            site,
            place,
            problem.severity,
            problem.what,
            problem.code,
            problem.repair,
        )
    return found


def _counts(problem: Problem) -> bool:
    return problem.severity in {Severity.HELD, Severity.WARNING}


def _next_due(reports: Sequence[Report]) -> datetime | None:
    return min((report.next_due for report in reports if report.next_due is not None), default=None)


def _status(app: App, passes: Round) -> str:
    held = sum(len(report.held) for report in passes.reports)
    accounts = sum(len(site.accounts) for site in app.sites)
    parts = [_count(len(app.sites), "site"), _count(accounts, "account")]
    parts += [f"{held} need{'s' if held == 1 else ''} you"] if held else []
    broken = sum(
        problem.severity is Severity.HELD for report in passes.reports for problem in report.problems
    )
    parts += [f"{_count(broken, 'article')} held back, see the log"] if broken else []
    parts += [f"not served, see the log: {' '.join(passes.failed)}"] if passes.failed else []
    return ", ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
