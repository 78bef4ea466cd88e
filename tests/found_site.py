"""A site that lies in a folder as its own generator knows it, read as feedbot itself finds it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from feedbot.content.site import SiteRules
from feedbot.wiring.app import App, load_config, open_app
from feedbot.wiring.hands import Hands

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def configure(root: Path, site: Mapping[str, str] | None = None, *, more: str = "") -> Path:
    """Write a configuration that states ``site`` (TOML values by key) and leaves the rest to be found."""
    lines = "\n".join(f"{key} = {value}" for key, value in (site or {}).items())
    file = root / "feedbot.toml"
    file.write_text(
        f'[site]\n{lines}\n[feeds]\nlimit = 100000\n{more}\n[accounts.page]\nnetwork = "local"\n',
        encoding="utf-8",
    )
    return file


def open_site(file: Path, now: datetime = NOW) -> App:
    """Open feedbot on a configuration, at a moment."""
    hands = Hands(
        now=lambda: now,
        boottime=now.timestamp,
        dice=lambda: 0.5,
        environ={},
        cwd=file.parent,
        pid=os.getpid(),
        host="test",
    )
    return open_app(load_config(file, hands), hands)


def found_rules(root: Path, site: Mapping[str, str] | None = None) -> SiteRules:
    """Return the rules of the site in a folder."""
    app = open_site(configure(root, site))
    with app.store:
        return app.sites[0].rules
