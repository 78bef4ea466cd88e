"""Where a feed cannot be written, the last good one stays, the reason is told, and the next pass mends."""

from __future__ import annotations

import calendar
import json
import os
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from feedbot.cli.main import run
from feedbot.publishing.report import FeedDone
from tests.feeds.judge import judge
from tests.sites import CONFIG, TestSite

FILES = ("rss.xml", "atom.xml", "feed.json")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB where the output folder is."""
    folder = tmp_path / "public"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def served(site: TestSite) -> dict[str, bytes]:
    return {file: (site.output / file).read_bytes() for file in FILES}


@as_root
def test_on_a_full_disk_the_old_feeds_stay_whole_and_the_reason_is_told(
    tmp_path: Path, small_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site = TestSite(tmp_path)
    site.write("a.md")
    site.publish()
    before = served(site)
    site.write("b.md", text="mot " * 20_000)

    code = run(["--config", str(site.file), "publish"])

    assert code == 1
    told = capfd.readouterr().out
    assert "the disk is full; make room" in told
    assert all(file in told for file in FILES)
    assert served(site) == before
    assert judge(before["atom.xml"]) == []
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    assert run(["-q", "--config", str(site.file), "publish"]) == 0
    assert len(feedparser.parse(served(site)["atom.xml"]).entries) == 2


@as_root
def test_on_a_read_only_disk_the_old_feeds_stay_and_the_reason_is_told(
    tmp_path: Path, small_disk: Path
) -> None:
    site = TestSite(tmp_path)
    site.write("a.md")
    site.publish()
    before = served(site)
    site.write("b.md")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    report = site.publish()

    assert {feed.done for feed in report.feeds} == {FeedDone.FAILED}
    assert all("read-only" in feed.why for feed in report.feeds)
    assert served(site) == before
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert {feed.done for feed in site.publish().feeds} == {FeedDone.WRITTEN}


def told_by(data: bytes) -> tuple[datetime | None, list[datetime]]:
    """Return the moments that a feed and its entries were updated; JSON feeds have none of their own."""
    if data.startswith(b"{"):
        return None, [datetime.fromisoformat(item["date_modified"]) for item in json.loads(data)["items"]]
    read = feedparser.parse(data)
    entries = [e.updated_parsed if "updated_parsed" in e else e.published_parsed for e in read.entries]
    return utc(read.feed.updated_parsed), [utc(each) for each in entries]


def utc(moment: time.struct_time) -> datetime:
    return datetime.fromtimestamp(calendar.timegm(moment), UTC)


@pytest.mark.parametrize("folder", ["", "tags/web/"])
@pytest.mark.parametrize("file", FILES)
def test_a_feed_was_never_updated_earlier_than_it_said_once(tmp_path: Path, folder: str, file: str) -> None:
    family = "".join(f'{Path(name).stem} = "tags/{{tag}}/{name}"\n' for name in ("rss.xml", "atom.xml"))
    config = f'{CONFIG}\n[[feeds]]\n[[feeds]]\n{family}json = "tags/{{tag}}/feed.json"\n'
    site = TestSite(tmp_path, config=config)
    site.write("old.md", date="2026-04-01T09:00:00Z", tags="[web]")
    site.write("new.md", date="2026-05-01T09:00:00Z", tags="[web]")
    site.publish()
    updated, (_, old) = told_by((site.output / folder / file).read_bytes())
    (site.content / "new.md").unlink()
    site.clock.wind(timedelta(days=1))

    site.publish()

    updated_now, entries_now = told_by((site.output / folder / file).read_bytes())
    assert entries_now == [old]
    assert updated is None or (updated_now is not None and updated_now >= updated)
