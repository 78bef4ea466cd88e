"""Same content, same bytes: whatever the machine, its languages, its clock and the order of its files."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sites import Clock, TestSite

SITE = """
[site]
title = "Essai"
url = "https://essai.example"
language = "fr"
timezone = "Europe/Paris"

[[feeds]]
limit = 4
archives = 3
compress = ["gzip", "brotli"]
footer = "<p>{{ title }}, {{ date }}</p>"

[[feeds]]
rss = "{language}/{tag}.xml"
"""
NAMES = ("zéro", "one", "deux", "Three", "quatre", "five", "six", "Sept", "huit", "nine", "dix", "onze")
WORLDS: dict[str, dict[str, str]] = {
    "C": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    "C.UTF-8": {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    "another": {"LC_ALL": "fr_FR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "3", "LANGUAGE": "ar"},
}


def make(folder: Path, seed: int) -> Path:
    """Write the site, its files in an order of their own."""
    articles = {
        f"posts/{name}.md": f"---\ntitle: Note {number}\ndate: 2026-04-{number + 1:02} 09:00\n"
        f"tags: [été, 'C++', t{number % 3}]\nlang: {'en' if number % 4 else 'fr'}\n---\nTexte *{number}*.\n"
        for number, name in enumerate(NAMES)
    }
    names = list(articles)
    random.Random(seed).shuffle(names)  # an order, no secret
    for name in names:
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(articles[name], encoding="utf-8")
    (folder / "feedbot.toml").write_text(SITE, encoding="utf-8")
    return folder


def published(folder: Path, environ: dict[str, str], umask: int) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "feedbot", "-q", "publish"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **PACKAGE, **environ},
        umask=umask,
        check=True,
        timeout=60,
    )
    output = folder / "public"
    files = [file for file in output.rglob("*") if file.is_file()]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o644}
    return {str(file.relative_to(output)): file.read_bytes() for file in files}


PACKAGE = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return published(make(tmp_path_factory.mktemp("here"), 0), WORLDS["C"], 0o022)


@pytest.mark.parametrize("world", WORLDS)
def test_another_world_makes_the_same_bytes(here: dict[str, bytes], tmp_path: Path, world: str) -> None:
    folder = make(tmp_path / "un autre dossier", list(WORLDS).index(world) + 1)

    there = published(folder, WORLDS[world], 0o077)

    assert there.keys() == here.keys()
    assert [name for name in here if there[name] != here[name]] == []


def test_another_moment_makes_the_same_bytes(here: dict[str, bytes], tmp_path: Path) -> None:
    moment = datetime(2031, 12, 31, 23, 59, 59, tzinfo=UTC)
    site = TestSite(make(tmp_path / "later", 5), config=SITE, clock=Clock(now=moment))

    site.publish()

    assert [name for name, data in here.items() if (site.output / name).read_bytes() != data] == []


def test_all_of_it_is_compared(here: dict[str, bytes]) -> None:
    assert {
        "rss.xml",
        "atom.xml.br",
        "feed.json.gz",
        "atom-archive/1.xml",
        "feed-archive/1.json.gz",
        "fr/c++.xml",
        "en/été.xml",
        "feed.css",
        "feed-en.css",
        "feeds.opml",
    } <= here.keys()
