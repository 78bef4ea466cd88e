"""A real little site on disk with a hand-wound clock, from which tests of whole passes start."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedbot.publishing.report import Report
from feedbot.wiring.app import App, load_config, open_app
from feedbot.wiring.hands import Hands, no_failpoint

START = datetime(2026, 5, 4, 12, tzinfo=UTC)

CONFIG = """
[site]
title = "Essai"
url = "https://essai.example"
language = "fr"

[accounts.page]
network = "local"
"""


@dataclass
class Clock:
    """Stands still until it is wound."""

    now: datetime = START

    def wind(self, by: timedelta) -> None:
        self.now += by


@dataclass
class TestSite:
    """A site in a folder of its own; each pass opens it anew, as a process would."""

    __test__ = False

    folder: Path
    config: str = CONFIG
    clock: Clock = field(default_factory=Clock)
    environ: dict[str, str] = field(default_factory=dict)
    failpoint: Callable[[str], None] = no_failpoint

    def __post_init__(self) -> None:
        self.content.mkdir(parents=True, exist_ok=True)
        self.configure(self.config)

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "public"

    @property
    def file(self) -> Path:
        return self.folder / "feedbot.toml"

    def configure(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def write(self, path: str, title: str = "", text: str = "Du texte.", **matter: str) -> Path:
        """Write an article; its file is old enough for its time stamp to be trusted."""
        facts = {"title": title or Path(path).stem, "date": "2026-05-01T09:00:00Z", **matter}
        lines = "\n".join(f"{key}: {value}" for key, value in facts.items())
        return self.write_raw(path, f"---\n{lines}\n---\n{text}\n".encode())

    def write_raw(self, path: str, data: bytes) -> Path:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        past = (START - timedelta(days=1)).timestamp()
        os.utime(file, (past, past))
        return file

    def hands(self) -> Hands:
        return Hands(
            now=lambda: self.clock.now,
            boottime=lambda: self.clock.now.timestamp(),  # noqa: PLW0108  # the clock is wound later
            dice=lambda: 0.5,
            environ=self.environ,
            cwd=self.folder,
            pid=os.getpid(),
            host="test",
            failpoint=self.failpoint,
        )

    def open(self) -> App:
        hands = self.hands()
        return open_app(load_config(self.file, hands), hands)

    def publish(self) -> Report:
        """Make one pass over the only site."""
        app = self.open()
        with app.store, app.turn():
            return app.press(app.sites[0]).publish(probe=True)

    def rehearse(self) -> Report:
        app = self.open()
        with app.store:
            return app.press(app.sites[0]).rehearse()

    def at(self, now: datetime) -> TestSite:
        """Return the same site at another moment."""
        return replace(self, clock=Clock(now=now))

    def said(self, account: str = "page") -> list[str]:
        """Return what the local account has announced, line by line of its JSON."""
        file = self.folder / ".feedbot" / "accounts" / "essai.example" / account / "announcements.jsonl"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []
