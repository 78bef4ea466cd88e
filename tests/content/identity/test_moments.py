"""No two articles that are out were updated in one second, and nothing moves without need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article
from feedbot.content.identity.known import Adopted, Known
from feedbot.content.identity.recognition import Recognition, recognise

SITE = "https://blog.example"
MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
NOW = MIDNIGHT + timedelta(days=7)
HOUR = timedelta(hours=1)


def at(seconds: float, day: datetime = MIDNIGHT) -> datetime:
    return day + timedelta(seconds=seconds)


def article(
    name: str, text: str = "", *, at: datetime = MIDNIGHT, updated: datetime | None = None
) -> Article:
    return Article(
        path=f"{name}.md",
        address=f"{SITE}/{name}/",
        title=name,
        published=at,
        updated=updated,
        own_id=f"urn:x:{name}",
        body_hash=f"body of {name}",
        facts_hash=f"facts of {name} {text}",
    )


def look(known: Sequence[Known], *articles: Article, now: datetime = NOW) -> Recognition:
    return recognise(known, articles, site_url=SITE, now=now)


def rows(found: Recognition) -> tuple[Known, ...]:
    return (*(one.known for one in found.out), *found.gone)


def moments(found: Recognition) -> dict[str, datetime]:
    return {one.article.title: one.known.updated for one in found.out}


def test_new_articles_of_one_day_take_one_second_after_the_other_in_the_order_of_their_paths() -> None:
    files = [article(name) for name in "cab"]
    assert moments(look((), *files)) == {"a": at(0), "b": at(1), "c": at(2)}
    assert moments(look((), *reversed(files))) == {"a": at(0), "b": at(1), "c": at(2)}


def test_published_never_moves_and_an_article_of_an_earlier_moment_goes_first() -> None:
    found = look((), article("a", at=at(1)), article("b"), article("c"))
    assert moments(found) == {"b": at(0), "c": at(1), "a": at(2)}
    assert {one.known.published for one in found.out} == {at(0), at(1)}


def test_a_newer_article_never_moves_an_older_one() -> None:
    known = rows(look((), article("m"), article("z")))
    found = look(known, article("a"), article("m"), article("z"), now=NOW + HOUR)
    assert moments(found) == {"m": at(0), "z": at(1), "a": at(2)}


def test_an_unchanged_pass_changes_no_row() -> None:
    files = [article(name) for name in "abcdefgh"]
    known = rows(look((), *files))
    for later in range(1, 4):
        found = look(known, *files, now=NOW + later * HOUR)
        assert [one.known for one in found.out] == [one.before for one in found.out]


def test_rows_of_earlier_times_that_share_a_second_are_parted_once_and_the_first_seen_keeps_it() -> None:
    (row,) = rows(look((), article("a")))
    shared = tuple(
        replace(row, uid=f"urn:x:{name}", own_id=f"urn:x:{name}", path=f"{name}.md", first_seen=at(seen, NOW))
        for name, seen in (("a", 3), ("b", 1), ("c", 3))
    )
    files = [article(name) for name in "abc"]
    found = look([replace(one, facts_hash=f"facts of {one.uid[-1]} ") for one in shared], *files)
    assert moments(found) == {"b": at(0), "a": at(1), "c": at(2)}
    again = look(rows(found), *files, now=NOW + HOUR)
    assert [one.known for one in again.out] == [one.before for one in again.out]


def test_what_a_live_feed_said_stays_to_the_letter_and_others_make_room() -> None:
    said = Adopted(uid="urn:x:b", feed="atom", published=at(0), updated=at(0), updated_as="2026-03-01T00:00Z")
    adopted = {"b.md": said, "c.md": replace(said, uid="urn:x:c")}
    files = [article(name) for name in "abc"]
    found = recognise((), files, site_url=SITE, now=NOW, adopted=adopted)
    assert moments(found) == {"a": at(1), "b": at(0), "c": at(0)}
    again = look(rows(found), *files, now=NOW + HOUR)
    assert [one.known for one in again.out] == [one.before for one in again.out]
    edited = look(rows(found), article("a"), article("b", "edited"), article("c"), now=NOW + HOUR)
    assert moments(edited) == {"a": at(1), "b": NOW + HOUR, "c": at(0)}


def test_edits_of_one_moment_lie_one_second_before_the_other_and_never_in_the_future() -> None:
    names = "abcde"
    known = rows(look((), *(article(name) for name in names)))
    found = look(known, *(article(name, "edited") for name in names))
    assert sorted(moments(found).values()) == [at(-back, NOW) for back in (4, 3, 2, 1, 0)]
    again = look(rows(found), *(article(name, "edited") for name in names), now=NOW + HOUR)
    assert [one.known for one in again.out] == [one.before for one in again.out]


@pytest.mark.parametrize("stated", [at(5), NOW])
def test_a_moment_that_files_state_is_never_undercut_and_stays(stated: datetime) -> None:
    files = [article(name, updated=stated) for name in "abc"]
    found = look((), *files)
    assert list(moments(found).values()) == [stated, at(1, stated), at(2, stated)]
    again = look(rows(found), *files, now=NOW + HOUR)
    assert [one.known for one in again.out] == [one.before for one in again.out]


def test_articles_that_come_out_at_one_moment_are_apart_by_seconds_and_stay() -> None:
    files = [article(name, at=NOW) for name in "abc"]
    found = look((), *files)
    assert sorted(moments(found).values()) == [NOW, at(1, NOW), at(2, NOW)]
    again = look(rows(found), *files, now=at(1, NOW))
    assert [one.known for one in again.out] == [one.before for one in again.out]


def test_a_change_to_come_is_taken_once_it_has_come_and_not_at_every_pass() -> None:
    file = article("a", updated=NOW + HOUR)
    known = rows(look((), file))
    assert [row.updated for row in known] == [NOW]
    for minutes in (10, 20, 30):
        found = look(known, file, now=NOW + timedelta(minutes=minutes))
        assert [one.known for one in found.out] == [one.before for one in found.out]
    assert moments(look(known, file, now=NOW + 2 * HOUR)) == {"a": NOW + HOUR}


def test_who_returns_keeps_its_moment_for_nobody_has_taken_it_meanwhile() -> None:
    known = rows(look((), article("a")))
    without = look(known, article("b"))
    assert moments(without) == {"b": at(1)}
    assert moments(look(rows(without), article("a"), article("b"))) == {"a": at(0), "b": at(1)}


def test_parts_of_a_second_are_no_difference() -> None:
    found = look((), article("a", at=at(0.25)), article("b", at=at(0.75)))
    assert moments(found) == {"a": at(0.25), "b": at(1)}


def test_ten_thousand_articles_of_one_day_are_apart_and_so_are_their_edits() -> None:
    names = [f"{number:05}" for number in range(10_000)]
    found = look((), *(article(name) for name in names))
    assert [*moments(found).values()] == [at(number) for number in range(10_000)]
    edited = look(rows(found), *(article(name, "edited") for name in names))
    assert len({*moments(edited).values()}) == 10_000
    assert max(moments(edited).values()) == NOW


EDITS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(
        st.sampled_from(["", "one", "two"]),
        st.integers(0, 2),
        st.none() | st.integers(0, 20),
    ),
)


@given(st.lists(EDITS, min_size=1, max_size=6), st.integers(0, 3), st.randoms())
def test_over_any_history_moments_are_apart_never_go_back_and_depend_on_no_order(
    history: list[dict[str, tuple[str, int, int | None]]], pace: int, chance: Random
) -> None:
    known: tuple[Known, ...] = ()
    for number, folder in enumerate(history):
        now = at(2 + number * pace)
        files = [
            article(name, text, at=at(day), updated=None if stated is None else at(stated))
            for name, (text, day, stated) in folder.items()
        ]
        found = look(known, *files, now=now)
        other = look(known, *chance.sample(files, len(files)), now=now)
        assert moments(found) == moments(other)
        assert len({moment.replace(microsecond=0) for moment in moments(found).values()}) == len(files)
        for one in found.out:
            assert one.known.updated >= one.known.published
            assert one.before is None or one.known.updated >= one.before.updated
            assert one.before is None or one.known.published == one.before.published
        unchanged = look((*rows(found), *_away(known, found)), *files, now=now)
        assert [one.known for one in unchanged.out] == [one.before for one in unchanged.out]
        known = (*rows(found), *_away(known, found))


def _away(known: Sequence[Known], found: Recognition) -> tuple[Known, ...]:
    told = {row.uid for row in rows(found)}
    return tuple(row for row in known if row.uid not in told)
