"""What a person may do to a delivery."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedbot.deliveries import by_hand
from feedbot.deliveries.by_hand import Declined, Moves
from feedbot.deliveries.delivery import LEGAL, Delivery, Move, State

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def row(state: State, reason: str = "") -> Delivery:
    return Delivery(id="d1", site="s", uid="u", account="a", state=state, reason=reason, planned=NOW)


def states(moves: Moves) -> list[State] | None:
    return None if isinstance(moves, Declined) else [move.to for move in moves]


ROWS = [
    row(State.WAITING),
    row(State.SENDING),
    row(State.UNKNOWN),
    row(State.HELD, "burst: 5 new articles"),
    row(State.HELD, "unresolved: nobody knows"),
    row(State.POSTED),
    row(State.SKIPPED, "baseline: old"),
    row(State.SKIPPED, "person: left as it is"),
]

W, H, P, S, U = [State.WAITING], [State.HELD], [State.POSTED], [State.SKIPPED], [State.UNKNOWN]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        #              waiting sending unknown held  in doubt posted skipped left
        ("release", [None, None, None, W, None, None, W, None]),
        ("retry", [W, None, U, W, None, None, None, None]),
        ("skip", [S, None, None, S, None, None, None, None]),
        ("posted", [None, None, H + P, P, P, None, None, None]),
        ("again", [None, None, H + W, W, W, None, None, W]),
        ("leave", [None, None, H + S, S, S, None, None, None]),
    ],
)
def test_every_verb_on_every_state(verb: str, expected: list[list[State] | None]) -> None:
    assert [states(done(verb, delivery)) for delivery in ROWS] == expected


@pytest.mark.parametrize("verb", ["release", "retry", "skip", "posted", "again", "leave"])
def test_every_verb_makes_legal_moves_only(verb: str) -> None:
    for delivery in ROWS:
        state = delivery.state
        for after in states(done(verb, delivery)) or []:
            assert after in LEGAL[state]
            state = after


def test_what_may_be_there_is_never_sent_again_by_a_verb_that_does_not_say_so() -> None:
    for verb in ("release", "retry", "skip"):
        declined = done(verb, row(State.HELD, "unresolved: nobody knows"))
        assert isinstance(declined, Declined)
        assert "resolve" in declined.why


def test_what_a_person_left_in_doubt_is_not_sent_by_releasing_its_article() -> None:
    (left,) = moves_of(by_hand.resolve_skip(row(State.HELD, "unresolved: nobody knows")))
    declined = by_hand.release(row(State.SKIPPED, left.reason), NOW)
    assert isinstance(declined, Declined)
    assert "--again" in declined.why


def moves_of(moves: Moves) -> tuple[Move, ...]:
    assert not isinstance(moves, Declined)
    return moves


def done(verb: str, delivery: Delivery) -> Moves:
    match verb:
        case "release":
            return by_hand.release(delivery, NOW)
        case "retry":
            return by_hand.retry(delivery, NOW)
        case "skip":
            return by_hand.skip(delivery)
        case "posted":
            return by_hand.resolve_posted(delivery, "https://x.example/1")
        case "again":
            return by_hand.resolve_again(delivery, NOW)
        case _:
            return by_hand.resolve_skip(delivery)
