"""What is remembered of archives, on both databases."""

from __future__ import annotations

from feedbot.feeds.history import Archive
from feedbot.store.archives import ArchiveFile, Remembered
from feedbot.store.store import Store

FIRST = Archive(number=1, entries=(("tag:b", "2"), ("tag:a", "1")))
SECOND = Archive(number=2, entries=(("tag:c", "é\U0001f389"),))
BASE = "https://e.example"


def file(number: int, data: bytes = b"<feed/>") -> ArchiveFile:
    return ArchiveFile(file=f"atom-archive/{number}.xml", number=number, data=data)


def test_archives_come_back_as_they_were_the_oldest_first(store: Store) -> None:
    store.archives.remember("s", "atom.xml", BASE, [SECOND, FIRST], [file(2), file(1)])

    assert store.archives.of("s") == {"atom.xml": Remembered(base=BASE, archives=(FIRST, SECOND))}
    assert store.archives.of("other") == {}


def test_a_file_comes_back_byte_by_byte(store: Store) -> None:
    data = bytes(range(256)) * 5000
    store.archives.remember("s", "atom.xml", BASE, [FIRST], [file(1, data)])

    assert store.archives.data("s", "atom-archive/1.xml") == data
    assert store.archives.data("s", "atom-archive/2.xml") is None
    assert list(store.archives.files("s")["atom.xml"]) == ["atom-archive/1.xml"]


def test_an_archive_that_lost_an_entry_takes_the_place_of_the_old_one(store: Store) -> None:
    less = Archive(number=1, entries=FIRST.entries[:1])
    store.archives.remember("s", "atom.xml", BASE, [FIRST], [file(1)])
    store.archives.remember("s", "atom.xml", BASE, [less], [file(1, b"less")])

    assert store.archives.of("s")["atom.xml"].archives == (less,)
    assert store.archives.data("s", "atom-archive/1.xml") == b"less"


def test_a_feed_s_archives_are_forgotten_alone(store: Store) -> None:
    store.archives.remember("s", "atom.xml", BASE, [FIRST], [file(1)])
    store.archives.remember("s", "tags.xml", BASE, [FIRST], [])
    store.archives.forget("s", "atom.xml")

    assert list(store.archives.of("s")) == ["tags.xml"]
    assert store.archives.files("s") == {}


def test_of_an_archive_that_changed_no_older_file_is_kept(store: Store) -> None:
    json = ArchiveFile(file="feed-archive/1.json", number=1, data=b"{}")
    store.archives.remember("s", "atom.xml", BASE, [FIRST, SECOND], [file(1), file(2), json])
    store.archives.remember("s", "atom.xml", BASE, [FIRST], [file(1, b"less")])

    assert sorted(store.archives.files("s")["atom.xml"]) == ["atom-archive/1.xml", "atom-archive/2.xml"]


def test_a_file_belongs_to_the_feed_that_kept_it_last(store: Store) -> None:
    store.archives.remember("s", "rss.xml", BASE, [FIRST], [file(1)])
    store.archives.remember("s", "atom.xml", BASE, [FIRST], [file(1, b"new")])

    assert {feed: list(files) for feed, files in store.archives.files("s").items()} == {
        "atom.xml": ["atom-archive/1.xml"]
    }
