"""What is true of every delivery at every moment, whatever died: I1 to I4, read from its row and its history.

I3 and I5 (a stale worker writes nothing; a request sent again is the same) need the caller's own eyes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from feedbot.deliveries.delivery import LEGAL, Delivery, HistoryLine, Hold, State
from feedbot.deliveries.errand import ACTOR


def broken(row: Delivery, history: Sequence[HistoryLine]) -> tuple[str, ...]:
    """Return every invariant that a delivery breaks."""
    return (*_of_row(row), *_of_history(row, history))


def _of_row(row: Delivery) -> Iterator[str]:
    match row.state:
        case State.WAITING | State.UNKNOWN if row.due_at is None:
            yield "I1: it is never due"
        case State.SENDING if not row.owner or row.lease_until is None:
            yield "I1: nobody holds what is being sent"
        case State.HELD if not row.reason.startswith(tuple(Hold)):
            yield f"I1: it waits for a person, who is not told why: {row.reason}"
        case State.POSTED if not row.remote_id:
            yield "I4: it is posted nowhere"
    if row.state in {State.SENDING, State.UNKNOWN} and row.frozen is None:
        yield "nothing says what was sent"


def _of_history(row: Delivery, history: Sequence[HistoryLine]) -> Iterator[str]:
    if history[0].before is not None or history[-1].after is not row.state:
        yield "the history does not lead from the plan to the row"
    for line, following in pairwise(history):
        if following.before is not line.after:
            yield f"a move is missing between {line} and {following}"
        if following.after not in LEGAL[line.after]:
            yield f"{line.after} became {following.after}"
        if line.after is State.SENDING and following.actor != ACTOR and following.after is not State.UNKNOWN:
            yield f"I2: {following.actor} moved what was being sent to {following.after}"
