"""The files of a pass and their compressed twins: what counts as current, and what fails together."""

from __future__ import annotations

import gzip
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from feedbot.publishing.feed_files import FeedFiles, ServedFile
from feedbot.publishing.report import FeedDone
from feedbot.store.ledger import FeedRecord
from tests.publishing.test_feeds import became, site

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ARCHIVES = 'limit = 2\narchives = 3\ncompress = ["gzip"]\n'


def served(data: bytes, file: str = "atom.xml") -> ServedFile:
    return ServedFile(file=file, data=data, made_of="a", updated=NOW, twins=("gzip",))


def written(output: Path, data: bytes) -> dict[str, FeedRecord]:
    files = FeedFiles(output=output, records={})
    assert files.put(served(data)) is FeedDone.WRITTEN
    return files.written


def test_a_file_with_another_time_and_the_same_bytes_is_current_and_remembered_anew(tmp_path: Path) -> None:
    records = written(tmp_path, b"<feed/>")
    os.utime(tmp_path / "atom.xml", (0, 0))
    files = FeedFiles(output=tmp_path, records=records)

    assert files.are_current("atom.xml", "a", ("gzip",))
    assert files.written["atom.xml"].stamp == "7:0"


def test_a_file_of_the_same_size_with_other_bytes_is_not_current(tmp_path: Path) -> None:
    records = written(tmp_path, b"<feed/>")
    (tmp_path / "atom.xml").write_bytes(b"<food/>")
    assert not FeedFiles(output=tmp_path, records=records).are_current("atom.xml", "a")


def test_a_pipe_in_the_place_of_a_feed_is_not_waited_for(tmp_path: Path) -> None:
    records = written(tmp_path, b"<feed/>")
    (tmp_path / "atom.xml").unlink()
    os.mkfifo(tmp_path / "atom.xml")
    files = FeedFiles(output=tmp_path, records=records, dry=True)

    assert not files.are_current("atom.xml", "a")
    assert files.put(served(b"<feed/>")) is FeedDone.WRITTEN


def test_a_feed_whose_twin_cannot_be_written_stays_as_old_as_the_twin(tmp_path: Path) -> None:
    records = written(tmp_path, b"<feed/>")
    (tmp_path / ".atom.xml.gz.new").mkdir()
    files = FeedFiles(output=tmp_path, records=records)

    assert files.put(served(b"<feed>new</feed>")) is FeedDone.FAILED
    assert (tmp_path / "atom.xml").read_bytes() == b"<feed/>"
    assert gzip.decompress((tmp_path / "atom.xml.gz").read_bytes()) == b"<feed/>"


def test_a_feed_that_waits_for_its_archives_keeps_its_twins(tmp_path: Path) -> None:
    here = site(tmp_path, f"[feeds]\n{ARCHIVES}")
    here.write("a.md")
    here.publish()
    for day in range(1, 9):
        here.write(f"b{day}.md", date=f"2026-04-0{day}T09:00:00Z")
    (here.output / "atom-archive").write_text("in the way", encoding="utf-8")

    assert became(here.publish())["atom.xml"] is FeedDone.FAILED
    for file in ("rss.xml", "atom.xml", "feed.json"):
        plain, twin = (here.output / name for name in (file, f"{file}.gz"))
        assert gzip.decompress(twin.read_bytes()) == plain.read_bytes()


def test_two_hosts_with_one_database_both_have_every_archive(tmp_path: Path) -> None:
    here = site(tmp_path, f"[feeds]\n{ARCHIVES}")
    for day in range(1, 9):
        here.write(f"b{day}.md", date=f"2026-04-0{day}T09:00:00Z")
    here.publish()
    first = {file.relative_to(here.output): file.read_bytes() for file in here.output.rglob("*.*")}
    here.output.rename(tmp_path / "elsewhere")

    here.publish()

    assert {file.relative_to(here.output): file.read_bytes() for file in here.output.rglob("*.*")} == first
    shutil.rmtree(here.output)
    (tmp_path / "elsewhere").rename(here.output)
    assert set(became(here.publish()).values()) == {FeedDone.UNCHANGED}
