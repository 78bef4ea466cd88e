"""How long it takes from saving an article to its announcement, while ``feedbot run`` watches."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.bench import Measured, environment, feedbot, site, write_article

SAVES = 20
QUIET = 0.5  # seconds that the folder has to be quiet; the setting's default
PATIENCE = 60.0


def measure() -> Measured:
    """Save one article after another and wait for each to be announced."""
    with tempfile.TemporaryDirectory() as folder:
        config = site(Path(folder) / "site", 100)
        with subprocess.Popen(
            feedbot("--config", config, "run"), stderr=subprocess.DEVNULL, env=environment()
        ) as daemon:
            try:
                _wait((config.parent / "public/rss.xml").exists)
                waits = [_save(config.parent, 1000 + number) for number in range(SAVES)]
            finally:
                daemon.terminate()
    return Measured(
        what=f"from saving to the announcement, median of {SAVES}",
        seconds=median(waits),
        floor=QUIET,
        floor_is="the wait for a quiet folder",
        target=2.0,
    )


def _save(folder: Path, number: int) -> float:
    lines = folder / "wall/announcements.jsonl"
    began = time.monotonic()
    write_article(folder / "content", number)
    _wait(lambda: lines.exists() and f'"Article {number}"' in lines.read_text())
    return time.monotonic() - began


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise SystemExit("the daemon did not announce the article")
        time.sleep(0.01)
