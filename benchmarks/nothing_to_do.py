"""How much CPU time a pass takes that finds nothing to do: what a cron job pays every few minutes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.bench import Measured, cpu, feedbot, middle, site

ARTICLES = 1000

# No pass that notices changes can do less than look at every file.
LOOK = "import pathlib, sys; [p.stat() for p in pathlib.Path(sys.argv[1]).rglob('*')]"


def measure() -> Measured:
    """Measure the second and later passes over a site that has not changed: they only have to glance."""
    return _measured("publish, nothing to do", (), target=0.6)


def measure_whole() -> Measured:
    """Measure the same where a whole pass is asked for: configuration and store are opened."""
    return _measured("publish --exit-code, nothing to do", ("--exit-code",), target=1.0)


def _measured(what: str, options: tuple[str, ...], *, target: float) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        config = site(Path(folder) / "site", ARTICLES)
        publish = feedbot("--config", config, "publish", *options)
        look = [sys.executable, "-c", LOOK, str(config.parent / "content")]
        return Measured(
            what=f"{what}, {ARTICLES} articles, CPU",
            seconds=middle(lambda: cpu(publish), 9),
            floor=middle(lambda: cpu(look), 9),
            floor_is="python looks at every file",
            target=target,
        )
