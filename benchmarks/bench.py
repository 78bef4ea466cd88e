"""What every benchmark stands on: a site of a wanted size, feedbot as a child process, and its CPU time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parents[1]

CONFIG = """
[site]
title = "Bench"
url = "https://bench.example"
generator = "plain"

[announce]
wait_until_live = false

[accounts.wall]
network = "local"
path = "WALL"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One line of the table, in seconds; ``floor`` is what cannot be gone below, measured in the same run."""

    what: str
    seconds: float
    floor: float
    floor_is: str
    target: float
    megabytes: float = 0.0  # at most in memory; 0 where nobody looked
    most_megabytes: float = 0.0


def site(folder: Path, articles: int) -> Path:
    """Make a site with so many articles and return its configuration file."""
    posts = folder / "content"
    posts.mkdir(parents=True)
    (folder / "public").mkdir()
    for number in range(articles):
        write_article(posts, number)
    config = folder / "feedbot.toml"
    config.write_text(CONFIG.replace("WALL", str(folder / "wall")))
    return config


def write_article(posts: Path, number: int) -> None:
    """Write one article of about two screens, dated in 2025."""
    date = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}T{number % 24:02}:00:00Z"
    head = f'---\ntitle: "Article {number}"\ndate: {date}\ntags: [bench, number-{number % 7}]\n---\n'
    body = "\n\n".join(
        f"Paragraph {n} of article {number}, with *some* [words](/a/{n}). " * 6 for n in range(8)
    )
    (posts / f"article-{number}.md").write_text(head + body)


def feedbot(*arguments: str | Path) -> list[str]:
    """Return the command line that runs feedbot by this Python."""
    return [sys.executable, "-m", "feedbot", *map(str, arguments)]


def environment() -> dict[str, str]:
    """Return an environment in which this feedbot is found from any folder."""
    return {**os.environ, "PYTHONPATH": str(PROJECT)}


def cpu(command: Sequence[str]) -> float:
    """Run a command that must succeed; return its CPU time, user and system, in seconds."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()
    ) as child:
        assert child.stderr is not None
        said = child.stderr.read().decode(errors="replace")
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit code {child.returncode}\n{said}")
    return used.ru_utime + used.ru_stime


def middle(measure: Callable[[], float], times: int) -> float:
    """Return the median of several measurements, after one that only warms the caches."""
    measure()
    return median(measure() for _ in range(times))
