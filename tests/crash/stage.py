"""One site on disk with an old article, and passes over it at moments that the test chooses.

Everything goes through the product's own wiring; only the hands (clock, dice, failpoints) are the test's.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from feedbot.deliveries.delivery import Delivery, HistoryLine
from feedbot.networks.network import Network
from feedbot.publishing.report import Report
from feedbot.wiring.app import App, load_config, open_app
from feedbot.wiring.hands import Hands, no_failpoint
from tests.networks.conformance import real_time

SITE = "atelier.example"
CONFIG = """
[site]
title = "Atelier Nord"
url = "https://atelier.example"
generator = "plain"

[announce]
wait_until_live = false
"""
ARTICLE = "---\ntitle: {title}\ndate: {date}\ntags: [Café]\n---\nWhat is new.\n"

RECOVERY = tuple(
    timedelta(minutes=minutes) for minutes in (0, 3, 7, 20, 60, 25 * 60)
)  # when passes are made after a crash or a fault, from its moment on


class Crash(BaseException):
    """Ends a pass in this process as a kill would: nothing that catches errors catches it."""


def crash_at(point: str) -> Callable[[str], None]:
    """Return a failpoint that ends the pass at one point."""

    def failpoint(name: str) -> None:
        if name == point:
            raise Crash(point)

    return failpoint


@dataclass(slots=True, kw_only=True)
class VirtualTime:
    """Real time from a given instant on, and whatever a test adds to it."""

    start: datetime = field(default_factory=real_time)
    added: timedelta = timedelta(0)
    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """Return the instant that feedbot is told."""
        return self.start + self.added + timedelta(seconds=time.monotonic() - self.began)


def no_page(url: str) -> NoReturn:
    """Fetch no page: the sites of these tests wait for none, unless a test says otherwise."""
    raise AssertionError(f"nobody was to fetch {url}")


def hands(clock: VirtualTime, *, failpoint: Callable[[str], None] = no_failpoint) -> Hands:
    """Return hands with this clock and everything else fixed."""
    return Hands(
        now=clock.now,
        boottime=lambda: time.clock_gettime(time.CLOCK_BOOTTIME),
        dice=lambda: 0.5,
        environ={},
        cwd=Path("/"),
        pid=1,
        host="test",
        fetch=no_page,
        failpoint=failpoint,
    )


@contextmanager
def opened(config: Path, given: Hands) -> Iterator[App]:
    """Put the product together as its commands do."""
    app = open_app(load_config(config, given), given)
    with app.store:
        yield app


def publish(app: App, networks: Mapping[str, Network] = MappingProxyType({})) -> tuple[Report, ...]:
    """Make one pass over every site, as the command of that name does; ``networks`` stand in for accounts."""
    with app.turn():
        presses = [app.press(site) for site in app.sites]
        return tuple(
            replace(press, networks={**press.networks, **networks} if networks else press.networks).publish(
                probe=True
            )
            for press in presses
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One site with its state; ``networks`` stand in for the configured accounts of the same names."""

    folder: Path
    clock: VirtualTime = field(default_factory=VirtualTime)
    networks: Mapping[str, Network] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.folder / "feedbot.toml"

    @property
    def state(self) -> Path:
        return self.folder / ".feedbot"

    def write(self, slug: str, *, date: str = "2026-05-04") -> str:
        """Write an article; return the address of its page."""
        text = ARTICLE.format(title=f"The news of {slug}", date=date)
        (self.folder / "content" / f"{slug}.md").write_text(text, encoding="utf-8")
        return f"https://{SITE}/{slug}/"

    def publish(self, *, failpoint: Callable[[str], None] = no_failpoint) -> Report:
        """Make one pass in this process."""
        with self.opened(failpoint=failpoint) as app:
            (report,) = publish(app, self.networks)
            return report

    def crash(self, point: str) -> None:
        """Make a pass that ends at a point, in this process."""
        try:
            self.publish(failpoint=crash_at(point))
        except Crash:
            return
        raise AssertionError(f"the pass never came to {point}")

    def recover(self) -> None:
        """Make passes until, a day later, nothing is left that feedbot would do by itself."""
        begin, left = self.clock.added, None
        with self.opened() as app:
            for later in RECOVERY:
                self.clock.added = begin + later
                (report,) = publish(app, self.networks)
                left = report.next_due
            assert left is None

    @contextmanager
    def opened(self, *, failpoint: Callable[[str], None] = no_failpoint) -> Iterator[App]:
        """Put the product together over this stage."""
        with opened(self.config, hands(self.clock, failpoint=failpoint)) as app:
            yield app

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command as a person does, by the machine's own clock."""
        return subprocess.run(
            [sys.executable, "-m", "feedbot", "--config", str(self.config), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, account: str = "news") -> tuple[tuple[Delivery, tuple[HistoryLine, ...]], ...]:
        """Return the account's deliveries beside those of the first pass, each with its history."""
        with self.opened() as app:
            outbox = app.store.outbox
            listed = outbox.listing(SITE, account=account)
            told = ((row, outbox.history(row.id)) for row in listed)
            return tuple((row, lines) for row, lines in told if not row.reason.startswith("baseline"))


def set_up(folder: Path, accounts: str, secrets: Mapping[str, str]) -> Stage:
    """Lay out a site with one old article and make its first pass, which announces nothing."""
    stage = Stage(folder=folder)
    (folder / "content").mkdir(parents=True)
    (folder / "secrets").mkdir()
    stage.config.write_text(CONFIG + accounts, encoding="utf-8")
    for name, text in secrets.items():
        (folder / "secrets" / name).write_text(text, encoding="utf-8")
        (folder / "secrets" / name).chmod(0o600)
    stage.write("old", date="2025-01-01")
    with stage.opened() as app:
        publish(app)
        for network in app.networks[SITE].values():
            assert network.check().ok
    return stage


def copy_of(stage: Stage, folder: Path) -> Stage:
    """Return an independent copy of a stage, its clock at the present."""
    shutil.copytree(stage.folder, folder, dirs_exist_ok=True)
    return Stage(folder=folder)
