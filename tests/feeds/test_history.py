"""What a feed shows and what its archives hold, whatever happens to the articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from feedbot.feeds.history import Archive, Arrangement, Copy, arrange, newest_only

START = datetime(2020, 1, 1, tzinfo=UTC)


def articles(count: int, first: int = 0) -> list[Copy]:
    """Return so many articles, newest first, a day apart."""
    days = range(first + count - 1, first - 1, -1)
    return [Copy(uid=f"a{day}", print="1", changed=START + timedelta(days=day)) for day in days]


def edited(copies: list[Copy], uid: str, when: datetime) -> list[Copy]:
    return [
        replace(copy, print=f"{copy.print}+", changed=when) if copy.uid == uid else copy for copy in copies
    ]


def found(arrangement: Arrangement, copies: list[Copy]) -> dict[str, str]:
    """Read the whole feed as RFC 5005 says: a later archive goes before an earlier one."""
    prints = {copy.uid: copy.print for copy in copies}
    archived = {uid: print_ for archive in arrangement.archives for uid, print_ in archive.entries}
    return archived | {uid: prints[uid] for uid in arrangement.shown}


def test_a_small_site_s_feed_is_complete() -> None:
    arrangement = arrange(articles(20), (), limit=20, size=100)

    assert arrangement.archives == ()
    assert len(arrangement.shown) == 20


def test_the_first_archives_hold_all_that_the_feed_does_not_show_and_nothing_twice() -> None:
    arrangement = arrange(articles(3000), (), limit=20, size=100)

    assert arrangement.shown == tuple(f"a{day}" for day in range(2999, 2979, -1))
    assert [len(archive.entries) for archive in arrangement.archives] == [100] * 29 + [80]
    archived = [uid for archive in reversed(arrangement.archives) for uid, _ in archive.entries]
    assert archived == [f"a{day}" for day in range(2979, -1, -1)]


def test_a_second_look_changes_nothing() -> None:
    once = arrange(articles(500), (), limit=20, size=100)
    again = arrange(articles(500), once.archives, limit=20, size=100)

    assert again == replace(once, changed=())


def test_an_edited_old_article_comes_back_into_the_feed_and_no_archive_changes() -> None:
    before = arrange(articles(500), (), limit=20, size=100)
    copies = edited(articles(500), "a3", START + timedelta(days=600))

    after = arrange(copies, before.archives, limit=20, size=100)

    assert "a3" in after.shown
    assert after.archives[: len(before.archives)] == before.archives
    assert len(after.shown) == 20


def test_a_new_article_does_not_make_an_archive_each_time() -> None:
    archives: tuple[Archive, ...] = ()
    made = 0
    for count in range(100, 200):
        arrangement = arrange(articles(count), archives, limit=20, size=100)
        made += len(arrangement.changed)
        archives = arrangement.archives

    assert made == 11  # the first, and then one in every ten articles


def test_a_withdrawn_article_leaves_its_archive_and_no_other_changes() -> None:
    before = arrange(articles(500), (), limit=20, size=100)
    copies = [copy for copy in articles(500) if copy.uid != "a250"]

    after = arrange(copies, before.archives, limit=20, size=100)

    assert [archive.number for archive in after.changed] == [3]
    assert "a250" not in found(after, copies)


def test_after_two_thousand_edits_at_once_the_feed_still_shows_the_newest() -> None:
    before = arrange(articles(3000), (), limit=20, size=100)
    copies = articles(3000)
    for day in range(2000):
        copies[2999 - day] = replace(
            copies[2999 - day], print="2", changed=START + timedelta(days=4000 + day)
        )

    after = arrange(copies, before.archives, limit=20, size=100)

    assert after.shown[:10] == tuple(f"a{day}" for day in range(2999, 2989, -1))
    assert found(after, copies) == {copy.uid: copy.print for copy in copies}


def test_a_feed_without_archives_shows_its_newest() -> None:
    assert newest_only(articles(9), limit=2).shown == ("a8", "a7")


steps = st.lists(
    st.tuples(st.sampled_from(["add", "add old", "edit", "withdraw"]), st.integers(0, 10_000)), max_size=40
)


@settings(deadline=None)
@given(first=st.integers(0, 60), limit=st.integers(1, 12), size=st.integers(1, 20), history=steps)
def test_everything_is_found_as_it_stands_and_archives_never_change(
    first: int, limit: int, size: int, history: list[tuple[str, int]]
) -> None:
    copies = articles(first)
    archives: tuple[Archive, ...] = ()
    kept: dict[int, Archive] = {}
    for step, (what, where) in enumerate([("look", 0), *history]):
        now = START + timedelta(days=10_000 + step)
        if what == "add":
            copies = [Copy(uid=f"n{step}", print="1", changed=now), *copies]
        elif what == "add old":
            copies = [*copies, Copy(uid=f"o{step}", print="1", changed=now)]
        elif what == "edit" and copies:
            copies = edited(copies, copies[where % len(copies)].uid, now)
        elif what == "withdraw" and copies:
            gone = copies[where % len(copies)].uid
            copies = [copy for copy in copies if copy.uid != gone]
        here = {copy.uid for copy in copies}

        arrangement = arrange(copies, archives, limit=limit, size=size)
        again = arrange(copies, arrangement.archives, limit=limit, size=size)

        assert found(arrangement, copies) == {copy.uid: copy.print for copy in copies}
        assert len(arrangement.shown) <= limit
        assert list(arrangement.shown) == [copy.uid for copy in copies if copy.uid in arrangement.shown]
        assert all(len(archive.entries) <= size for archive in arrangement.archives)
        assert again == replace(arrangement, changed=())
        for archive in arrangement.archives:
            was = kept.get(archive.number, archive)
            assert archive.entries == tuple(entry for entry in was.entries if entry[0] in here)
            kept[archive.number] = archive
        archives = arrangement.archives
