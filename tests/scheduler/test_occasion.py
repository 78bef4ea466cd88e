"""When a pass is due, as a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.scheduler.occasion import Agenda, Reason, back_off, reason_for_pass, widest

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("agenda", "expected"),
    [
        (Agenda(next_look=101), None),
        (Agenda(next_look=100), Reason.TICK),
        (Agenda(next_look=200, next_due=NOON), Reason.DUE),
        (Agenda(next_look=200, next_due=NOON + SECOND), None),
        (Agenda(next_look=200, pending=frozenset({Reason.CONTENT})), Reason.CONTENT),
        (Agenda(next_look=100, pending=frozenset({Reason.CONTENT}), next_due=NOON), Reason.TICK),
        (Agenda(next_look=100, not_before=101), None),
        (Agenda(next_look=100, not_before=100), Reason.TICK),
        (Agenda(next_look=200, not_before=150, pending=frozenset({Reason.CONTENT})), None),
        (Agenda(next_look=200, not_before=150, pending=frozenset({Reason.POKE})), Reason.POKE),
        (Agenda(next_look=100, not_before=150, pending=frozenset({Reason.RELOAD})), Reason.RELOAD),
    ],
)
def test_a_pass_is_made_when_the_clock_or_somebody_says_so(agenda: Agenda, expected: Reason | None) -> None:
    assert reason_for_pass(agenda, NOON, 100.0) == expected


@given(st.sets(st.sampled_from(Reason), min_size=1))
def test_of_several_reasons_the_widest_counts(reasons: set[Reason]) -> None:
    order = list(Reason)
    assert widest(reasons) == min(reasons, key=order.index)


def test_a_failing_pass_is_left_alone_longer_each_time_but_never_beyond_five_minutes() -> None:
    assert [back_off(n) for n in (1, 2, 3, 6, 7, 8, 1000)] == [5, 10, 20, 160, 300, 300, 300]
