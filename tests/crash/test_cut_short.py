"""A pass that dies while it writes feeds leaves each file whole, old or new; the next one ends its work."""

from __future__ import annotations

import gzip
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from feedbot.cli.main import run
from tests.feeds.judge import judge

ARCHIVE = re.compile('href="https://essai.example/([^"]*-archive/[^"]*)"')
CONFIG = """
[site]
title = "Essai"
url = "https://essai.example"
name = "essai.example"

[feeds]
limit = 3
archives = 2
compress = ["gzip"]
json = false
"""


def write(folder: Path, number: int, text: str = "Du texte.") -> None:
    file = folder / "content" / f"n{number}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: Note {number}\ndate: 2026-04-{number + 1:02}\n---\n{text}\n")


def publish(folder: Path) -> None:
    assert run(["-q", "--config", str(folder / "feedbot.toml"), "publish"]) == 0


def served(folder: Path) -> dict[str, bytes]:
    output = folder / "public"
    return {str(file.relative_to(output)): file.read_bytes() for file in output.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was served, and has changed since: new articles, an edit, a withdrawal."""
    folder = tmp_path_factory.mktemp("before")
    (folder / "feedbot.toml").write_text(CONFIG)
    for number in range(6):
        write(folder, number)
    publish(folder)
    for number in range(6, 11):
        write(folder, number)
    write(folder, 1, "Un autre texte.")
    (folder / "content" / "n0.md").unlink()
    return folder


def cut_short(before: Path, tmp_path: Path) -> Iterator[Path]:
    """Yield a copy of the site for each moment at which its pass can die."""
    for count in range(1, 100):
        folder = tmp_path / f"{count}"
        shutil.copytree(before, folder)
        ran = subprocess.run(
            [sys.executable, "-m", "tests.crash.cut_short", folder / "feedbot.toml", str(count)],
            check=False,
            timeout=60,
        )
        yield folder
        if ran.returncode == 0:
            return
        assert ran.returncode == -signal.SIGKILL
    raise AssertionError("the pass has no end")


def whole(name: str, data: bytes) -> bool:
    if name.endswith(".gz"):
        return whole(name.removesuffix(".gz"), gzip.decompress(data))
    return judge(data) == [] if name.endswith(".xml") else bool(data)


def named_archives(folder: Path) -> Iterator[Path]:
    for name in ("rss.xml", "atom.xml"):
        feed = (folder / "public" / name).read_text(encoding="utf-8")
        yield from (folder / "public" / path for path in ARCHIVE.findall(feed))


def entries(found: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the ids that each feed and archive shows."""
    feeds = {name: feedparser.parse(data) for name, data in found.items() if name.endswith(".xml")}
    return {name: [entry.id for entry in feed.entries] for name, feed in feeds.items()}


@pytest.mark.slow
def test_each_file_is_whole_at_every_moment_and_the_next_pass_ends_the_work(
    before: Path, tmp_path: Path
) -> None:
    old, ends = served(before), []
    for folder in cut_short(before, tmp_path):
        found = {name: data for name, data in served(folder).items() if not name.endswith(".new")}
        assert all(whole(name, data) for name, data in found.items())
        assert old.keys() <= found.keys()
        assert all(archive.exists() for archive in named_archives(folder))
        publish(folder)
        ends.append(served(folder))

    assert len(ends) > 10
    for end in ends[:-1]:
        assert end.keys() == ends[-1].keys()
        assert entries(end) == entries(ends[-1])
        assert all(gzip.decompress(end[f"{name}.gz"]) == end[name] for name in ("rss.xml", "atom.xml"))
