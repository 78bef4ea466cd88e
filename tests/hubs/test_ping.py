"""What is planned for hubs, and when it is tried again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.hubs.ping import (
    GIVE_UP_AFTER,
    NotTold,
    Ping,
    Refused,
    Told,
    Topic,
    answered,
    not_yet,
    plan,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
EVEN = 0.5  # dice that neither take nor give
HUB, OTHER_HUB = "https://hub.example/", "https://other.example/"
FEED = "https://essai.example/rss.xml"


def topic(sha256: str = "one", *hubs: str, file: str = "rss.xml") -> Topic:
    return Topic(address=FEED, file=file, sha256=sha256, hubs=hubs or (HUB,))


def ping(sha256: str = "one", **more: object) -> Ping:
    row = Ping(site="essai", hub=HUB, topic=FEED, file="rss.xml", sha256=sha256, since=NOON, due_at=NOON)
    return replace(row, **more)  # type: ignore[arg-type]  # a test's own shorthand


TOLD = ping(told="one", due_at=None)


@pytest.mark.parametrize(
    ("known", "topics", "put", "drop"),
    [
        pytest.param((), (topic(),), (ping(since=LATER, due_at=LATER),), (), id="a first pass"),
        pytest.param((ping(looks=3),), (topic(),), (), (), id="on its way already"),
        pytest.param((TOLD,), (topic(),), (), (), id="told already"),
        pytest.param(
            (TOLD,),
            (topic("two"),),
            (ping("two", told="one", since=LATER, due_at=LATER),),
            (),
            id="new bytes after a telling",
        ),
        pytest.param(
            (ping(looks=7, attempts=4, reason="down"),),
            (topic("two"),),
            (ping("two", since=LATER, due_at=LATER),),
            (),
            id="new bytes begin anew",
        ),
        pytest.param(
            (ping("two", told="one"),),
            (topic("one"),),
            (ping("one", told="one", since=LATER, due_at=None, reason="as the hub was told before"),),
            (),
            id="back to the bytes that were told",
        ),
        pytest.param(
            (TOLD,), (topic(file="x.xml"),), (replace(TOLD, file="x.xml"),), (), id="a file renamed"
        ),
        pytest.param((TOLD,), (), (), (TOLD,), id="a feed that is gone"),
        pytest.param(
            (TOLD,),
            (topic("one", HUB, OTHER_HUB),),
            (ping(hub=OTHER_HUB, since=LATER, due_at=LATER),),
            (),
            id="a hub that is new",
        ),
        pytest.param(
            (TOLD,),
            (topic("one", OTHER_HUB),),
            (ping(hub=OTHER_HUB, since=LATER, due_at=LATER),),
            (TOLD,),
            id="another hub",
        ),
    ],
)
def test_rows_follow_the_feeds(
    known: tuple[Ping, ...], topics: tuple[Topic, ...], put: tuple[Ping, ...], drop: tuple[Ping, ...]
) -> None:
    found = plan("essai", known, topics, LATER)
    assert (found.put, found.drop) == (put, drop)


def test_a_public_copy_that_is_not_new_yet_is_looked_at_soon_and_ever_more_rarely() -> None:
    row, waits = ping(), []
    for _ in range(9):
        row = not_yet(row, "old", now=NOON, dice=EVEN)
        assert row.due_at is not None
        waits.append((row.due_at - NOON).total_seconds())
    assert waits == [10, 30, 60, 120, 300, 600, 900, 900, 900]


def test_a_hub_that_is_down_is_tried_ever_more_rarely() -> None:
    row, waits = ping(), []
    for _ in range(9):
        row = answered(row, NotTold(why="down"), now=NOON, dice=EVEN)
        assert row.due_at is not None
        waits.append((row.due_at - NOON).total_seconds())
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_a_hub_that_refuses_is_asked_rarely() -> None:
    row, waits = ping(), []
    for _ in range(4):
        row = answered(row, Refused(why="no such topic"), now=NOON, dice=EVEN)
        assert row.due_at is not None
        waits.append((row.due_at - NOON).total_seconds() / 3600)
    assert waits == [1, 4, 16, 24]
    assert row.reason == "the hub refused it: no such topic"


def test_a_busy_hub_is_left_alone_for_as_long_as_it_asks_and_a_little_more() -> None:
    row = answered(ping(), NotTold(why="busy", retry_after=600), now=NOON, dice=EVEN)
    assert row.due_at == NOON + timedelta(seconds=630)


def test_what_was_told_is_done_until_the_feed_changes() -> None:
    row = answered(ping(looks=2, attempts=3), Told(), now=NOON, dice=EVEN)
    assert row == ping(told="one", due_at=None, reason="the hub took it")
    assert row.is_told
    assert not row.is_given_up


@pytest.mark.parametrize("answer", [NotTold(why="down", retry_after=60), Refused(why="down")])
def test_after_three_days_a_hub_is_not_tried_again(answer: NotTold | Refused) -> None:
    row = answered(ping(), answer, now=NOON + GIVE_UP_AFTER, dice=EVEN)
    assert row.is_given_up
    assert row.reason == "given up after 3 days: down"


def test_after_three_days_a_copy_is_not_looked_at_again() -> None:
    row = not_yet(ping(), "still the old one", now=NOON + GIVE_UP_AFTER, dice=EVEN)
    assert row.is_given_up


@given(dice=st.floats(0, 1, exclude_max=True), times=st.integers(0, 10_000))
def test_a_next_try_is_never_now_and_never_later_than_a_day_and_a_quarter(dice: float, times: int) -> None:
    row = ping(looks=times, attempts=times)
    for after in (
        not_yet(row, "", now=NOON, dice=dice),
        answered(row, NotTold(why=""), now=NOON, dice=dice),
        answered(row, Refused(why=""), now=NOON, dice=dice),
    ):
        assert after.due_at is not None
        assert timedelta(seconds=7) <= after.due_at - NOON <= timedelta(hours=30)
