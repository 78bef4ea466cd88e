"""A pass that dies while it writes feeds leaves each file whole, old or new; the next one ends its work."""

from __future__ import annotations

import gzip
import re
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash import cut_short
from tests.crash.nursery import Nursery
from tests.feeds.judge import judge, judge_json
from tests.sites import CONFIG, TestSite

ARCHIVE = re.compile('"https://essai.example/([^"]*-archive/[^"]*)"')
FEEDS = """
[feeds]
limit = 3
archives = 3
compress = {}
"""

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A site that is to be published again, what it serves until then, and from then on."""

    folder: Path
    old: Files
    new: Files


def opened(folder: Path) -> TestSite:
    return TestSite(folder, config=(folder / "feedbot.toml").read_text(encoding="utf-8"))


def copied(folder: Path, to: Path) -> TestSite:
    shutil.copytree(folder, to)
    return opened(to)


def served(site: TestSite) -> Files:
    return {
        str(file.relative_to(site.output)): file.read_bytes()
        for file in site.output.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Change:
    """New articles, an edit and a withdrawal in archives, and twins of one kind that are given up."""
    folder = tmp_path_factory.mktemp("before")
    site = TestSite(folder, config=CONFIG + FEEDS.format('["gzip", "brotli"]'))
    for number in range(8):
        site.write(f"n{number}.md", date=f"2026-04-{number + 1:02}")
    site.publish()
    site.configure(CONFIG + FEEDS.format('["gzip"]'))
    for number in range(8, 10):
        site.write(f"n{number}.md", date=f"2026-04-{number + 1:02}")
    site.write("n1.md", text="Un autre texte.", date="2026-04-02")
    (site.content / "n0.md").unlink()
    undisturbed = copied(folder, tmp_path_factory.mktemp("undisturbed") / "site")
    undisturbed.publish()
    return Change(folder=folder, old=served(site), new=served(undisturbed))


def cut_short_everywhere(change: Change, folder: Path, nursery: Nursery) -> Iterator[TestSite]:
    """Yield a copy of the site for each moment at which its pass can die."""
    for count in range(1, 200):
        site = copied(change.folder, folder / f"{count}")
        ended = nursery.bear([str(site.folder), str(count)], main=cut_short.main)
        if ended == 0:
            assert count > len(change.new)
            return
        assert ended == -signal.SIGKILL
        yield site
    raise AssertionError("the pass has no end")


def whole(name: str, data: bytes) -> bool:
    """Say whether a file is all that its name says; what a twin of brotli holds is not looked at."""
    if name.endswith(".gz"):
        return whole(name.removesuffix(".gz"), gzip.decompress(data))
    judges = {".xml": judge, ".json": judge_json}
    judged = judges.get(Path(name).suffix)
    return judged(data) == [] if judged else bool(data)


def named_archives(found: Files) -> Iterator[str]:
    for name in ("rss.xml", "atom.xml", "feed.json"):
        yield from ARCHIVE.findall(found[name].decode())


def test_the_change_touches_feeds_archives_and_twins(change: Change) -> None:
    old, new = change.old, change.new
    assert all(whole(name, data) for files in (old, new) for name, data in files.items())
    changed = {name for name in old.keys() & new.keys() if old[name] != new[name]}
    assert {"rss.xml", "atom.xml.gz", "feed.json", "atom-archive/1.xml", "atom-archive/1.xml.gz"} <= changed
    assert {"atom-archive/3.xml", "feed-archive/3.json.gz"} <= new.keys() - old.keys()
    assert {"rss.xml.br", "atom.xml.br", "feed.json.br"} <= old.keys() - new.keys()


@pytest.mark.slow
def test_each_file_is_old_or_new_at_every_moment_and_the_next_pass_ends_the_work(
    change: Change, tmp_path: Path, nursery: Nursery
) -> None:
    for site in cut_short_everywhere(change, tmp_path, nursery):
        found = {name: data for name, data in served(site).items() if not name.endswith(".new")}
        neither = [n for n, data in found.items() if data not in (change.old.get(n), change.new.get(n))]
        assert neither == []
        assert {name for name in change.old if not name.endswith(".br")} <= found.keys()
        assert set(named_archives(found)) <= found.keys()

        site.publish()

        now = served(site)
        assert now.keys() == change.new.keys()
        assert [name for name in now if now[name] != change.new[name]] == []
