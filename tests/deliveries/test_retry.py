"""What an outcome makes of a delivery, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.deliveries import retry
from feedbot.deliveries.delivery import LEGAL, Delivery, Move, State
from feedbot.deliveries.retry import Replay
from feedbot.networks.network import (
    Absent,
    CannotTell,
    Finding,
    Found,
    Frozen,
    NotSent,
    Outcome,
    Posted,
    Refused,
    Trouble,
    Unknown,
)

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
THREE_DAYS = timedelta(days=3)


def row(state: State = State.SENDING, **facts: object) -> Delivery:
    given_facts = {"planned": NOW - timedelta(minutes=1), "sent_at": NOW, **facts}
    return Delivery(id="d1", site="s", uid="u", account="a", state=state, **given_facts)  # type: ignore[arg-type]


def frozen(replay_until: datetime | None = None) -> Frozen:
    return Frozen(request="{}", key="k", link="https://s/a", made=NOW, replay_until=replay_until)


def sent(outcome: Outcome, delivery: Delivery | None = None, dice: float = 0.0) -> Move:
    return retry.after_sending(outcome, delivery or row(), now=NOW, dice=dice, give_up_after=THREE_DAYS)


def looked(finding: Finding, delivery: Delivery, *, now: datetime) -> Move | Replay:
    return retry.after_looking(finding, delivery, now=now, give_up_after=THREE_DAYS)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Posted(id="1", url="u"), State.POSTED),
        (NotSent(why="port closed"), State.WAITING),
        (NotSent(why="too many", retry_after=60, account=Trouble.BUSY), State.WAITING),
        (NotSent(why="token revoked", account=Trouble.LOGIN), State.WAITING),
        (Refused(why="too long", repair="shorten it"), State.HELD),
        (Unknown(why="silence"), State.UNKNOWN),
    ],
)
def test_each_outcome_of_a_create_call_leads_to_one_state(outcome: Outcome, state: State) -> None:
    assert sent(outcome).to is state


def test_doubt_waits_until_the_answer_to_the_call_could_have_come() -> None:
    move = sent(Unknown(why="silence"))
    assert move.due_at == NOW + timedelta(seconds=retry.SETTLE)
    assert timedelta(seconds=retry.SETTLE) > timedelta(seconds=retry.SEND_TIMEOUT)


def test_a_retry_is_never_earlier_than_the_network_asked() -> None:
    for dice in (0.0, 0.5, 0.999):
        move = sent(NotSent(why="busy", retry_after=7200), dice=dice)
        assert move.due_at is not None
        assert NOW + timedelta(hours=2) <= move.due_at <= NOW + timedelta(hours=2.2)


def test_account_trouble_neither_counts_as_an_attempt_nor_grows_old() -> None:
    old = row(planned=NOW - timedelta(days=30), attempts=2)
    move = sent(NotSent(why="token revoked", account=Trouble.LOGIN), old)
    assert (move.to, move.attempts) == (State.WAITING, None)


def test_late_news_is_worse_than_none() -> None:
    old = row(planned=NOW - THREE_DAYS)
    move = sent(NotSent(why="port closed"), old)
    assert move.to is State.HELD
    assert move.reason.startswith("expired")


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_the_back_off_stays_between_five_seconds_and_an_hour(attempts: int, dice: float) -> None:
    assert timedelta(seconds=5) <= retry.backoff(attempts, dice) <= timedelta(hours=1)


def test_found_is_posted() -> None:
    move = looked(Found(id="7", url="u7"), row(State.UNKNOWN), now=NOW)
    assert isinstance(move, Move)
    assert (move.to, move.remote_id, move.remote_url) == (State.POSTED, "7", "u7")


def test_absent_and_replayable_is_sent_again_once_the_first_request_has_settled() -> None:
    settled = NOW + timedelta(seconds=retry.SETTLE)
    delivery = row(State.UNKNOWN, frozen=frozen(settled + timedelta(minutes=1)))
    early = looked(Absent(), delivery, now=settled - timedelta(seconds=1))
    assert isinstance(early, Move)
    assert (early.to, early.due_at) == (State.UNKNOWN, settled)
    assert looked(Absent(), delivery, now=settled) == Replay()
    assert looked(Absent(), delivery, now=settled + timedelta(minutes=1)) != Replay()


def test_absence_has_to_be_proved_twice_ten_minutes_apart_and_not_too_early() -> None:
    delivery = row(State.UNKNOWN, frozen=frozen())
    early = looked(Absent(), delivery, now=NOW + timedelta(minutes=2))
    assert isinstance(early, Move)
    assert (early.to, early.absent_at, early.due_at) == (State.UNKNOWN, None, NOW + retry.ABSENCE_COUNTS)

    first_at = NOW + retry.ABSENCE_COUNTS
    once = looked(Absent(), delivery, now=first_at)
    assert isinstance(once, Move)
    assert (once.to, once.absent_at) == (State.UNKNOWN, first_at)

    seen_once = row(State.UNKNOWN, frozen=frozen(), absent_at=first_at)
    again_too_soon = looked(Absent(), seen_once, now=first_at + timedelta(minutes=9))
    assert isinstance(again_too_soon, Move)
    assert again_too_soon.to is State.UNKNOWN
    twice = looked(Absent(), seen_once, now=first_at + retry.ABSENCES_APART)
    assert isinstance(twice, Move)
    assert (twice.to, twice.forget_absence) == (State.WAITING, True)


def test_old_news_that_is_proved_absent_is_for_a_person() -> None:
    facts = {"planned": NOW - THREE_DAYS, "absent_at": NOW - timedelta(hours=1), "sent_at": NOW - THREE_DAYS}
    move = looked(Absent(), row(State.UNKNOWN, frozen=frozen(NOW + THREE_DAYS), **facts), now=NOW)
    assert isinstance(move, Move)
    assert (move.to, move.reason.split(":")[0]) == (State.HELD, "expired")


def test_a_withdrawn_article_is_not_sent_again_and_not_left_to_a_person() -> None:
    sent_at = NOW - timedelta(hours=1)
    unknown = row(State.UNKNOWN, frozen=frozen(NOW + THREE_DAYS), sent_at=sent_at)
    once = retry.after_looking(Absent(), unknown, now=NOW, give_up_after=THREE_DAYS, withdrawn=True)
    assert isinstance(once, Move)
    assert (once.to, once.absent_at) == (State.UNKNOWN, NOW)
    seen_once = replace(unknown, planned=NOW - THREE_DAYS, absent_at=sent_at)
    twice = retry.after_looking(Absent(), seen_once, now=NOW, give_up_after=THREE_DAYS, withdrawn=True)
    assert isinstance(twice, Move)
    assert twice.to is State.WAITING


def test_what_ends_every_worker_is_set_aside_and_doubt_stays_doubt() -> None:
    assert retry.poisoned(row(State.WAITING)).reason.startswith("poison")
    assert retry.poisoned(row(State.UNKNOWN)).reason.startswith("unresolved")


def test_absence_counts_only_after_a_paused_worker_would_have_lost_its_lease() -> None:
    assert timedelta(seconds=retry.LEASE + retry.SEND_TIMEOUT) < retry.ABSENCE_COUNTS


def test_what_cannot_be_told_for_a_day_is_for_a_person() -> None:
    delivery = row(State.UNKNOWN, frozen=frozen())
    soon = looked(CannotTell(why="503"), delivery, now=NOW + timedelta(hours=1))
    late = looked(CannotTell(why="503"), delivery, now=NOW + timedelta(hours=24))
    assert isinstance(soon, Move)
    assert isinstance(late, Move)
    assert (soon.to, late.to) == (State.UNKNOWN, State.HELD)
    assert late.reason.startswith("unresolved")


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Posted(id="1", url="u"), State.POSTED),
        (NotSent(why="port closed"), State.UNKNOWN),
        (Unknown(why="silence"), State.UNKNOWN),
        (Refused(why="no", repair="?"), State.HELD),
    ],
)
def test_only_success_of_a_replay_settles_the_doubt(outcome: Outcome, state: State) -> None:
    assert retry.after_replaying(outcome, row(State.UNKNOWN), now=NOW, dice=0).to is state


def test_a_page_that_is_not_live_is_asked_ever_more_rarely_and_not_for_ever() -> None:
    ages = [timedelta(0), timedelta(minutes=3), timedelta(hours=5)]
    waits = []
    for age in ages:
        delivery = row(State.WAITING, planned=NOW - age)
        move = retry.not_live_yet("404", delivery, now=NOW, give_up_after=THREE_DAYS)
        assert move.to is State.WAITING
        assert move.due_at is not None
        waits.append(move.due_at - NOW)
    assert waits == [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10)]
    old = row(State.WAITING, planned=NOW - THREE_DAYS)
    assert retry.not_live_yet("404", old, now=NOW, give_up_after=THREE_DAYS).to is State.HELD


def test_nothing_leaves_posted_and_sending_never_goes_where_it_could_be_sent_blindly() -> None:
    assert LEGAL[State.POSTED] == frozenset()
    assert State.SKIPPED not in LEGAL[State.SENDING]
    assert set(LEGAL) == set(State)
