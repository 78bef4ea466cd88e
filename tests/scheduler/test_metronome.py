"""APScheduler as a metronome, in real time but in tenths of a second."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from feedbot.scheduler.inbox import Inbox
from feedbot.scheduler.metronome import ApMetronome
from feedbot.scheduler.occasion import Reason

HOUR = timedelta(hours=1)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def metronome(inbox: Inbox) -> Iterator[ApMetronome]:
    beating = ApMetronome(inbox.put, tick=3600)
    beating.start()
    yield beating
    beating.stop()


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # APScheduler itself goes by the real clock


def test_it_ticks(inbox: Inbox) -> None:
    beating = ApMetronome(inbox.put, tick=0.05)
    beating.start()
    try:
        assert [wake.reason for _ in range(2) for wake in inbox.take(10)[:1]] == [Reason.TICK, Reason.TICK]
    finally:
        beating.stop()


def test_it_wakes_at_the_due_moment(inbox: Inbox, metronome: ApMetronome) -> None:
    moment = now() + timedelta(seconds=0.2)
    metronome.due_at(moment)
    assert [wake.reason for wake in inbox.take(10)] == [Reason.DUE]
    assert now() >= moment


def test_a_moment_long_past_is_not_dropped(inbox: Inbox, metronome: ApMetronome) -> None:
    metronome.due_at(now() - HOUR)
    assert [wake.reason for wake in inbox.take(10)] == [Reason.DUE]


def test_a_new_moment_replaces_the_old_one(
    inbox: Inbox, metronome: ApMetronome, caplog: pytest.LogCaptureFixture
) -> None:
    metronome.due_at(now() + timedelta(seconds=0.2))
    metronome.due_at(now() + HOUR)
    assert inbox.take(0.4) == ()
    metronome.due_at(now() + timedelta(seconds=0.1))
    metronome.due_at(None)
    metronome.due_at(None)
    assert inbox.take(0.3) == ()
    assert [line for line in caplog.records if line.levelno >= logging.WARNING] == []


def test_a_moment_that_has_just_come_may_be_taken_back_and_the_beat_may_end() -> None:
    """An error on the scheduler's thread fails the test; switching often makes the races likely."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for take_back in (True, False) * 10:
            inbox = Inbox()
            beating = ApMetronome(inbox.put)
            beating.start()
            beating.due_at(now() + timedelta(milliseconds=2))
            inbox.take(10)
            if take_back:
                beating.due_at(None)
            beating.stop()
    finally:
        sys.setswitchinterval(interval)


def test_the_inbox_hands_out_all_that_lies_there_and_nothing_when_nothing_comes(inbox: Inbox) -> None:
    metronome = ApMetronome(inbox.put)
    metronome._beat(Reason.TICK)
    metronome._beat(Reason.DUE)
    assert [wake.reason for wake in inbox.take(1)] == [Reason.TICK, Reason.DUE]
    assert inbox.take(0.01) == ()
