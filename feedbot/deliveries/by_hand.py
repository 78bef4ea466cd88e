"""What a person may do to a delivery: each verb becomes legal moves, or a reason why not; pure.

Sending again what may be there already needs the one verb that says so: ``resolve``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from feedbot.deliveries.delivery import Delivery, Hold, Move, Skip, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The verb does not fit the delivery; ``why`` tells a person what does."""

    why: str


Moves: TypeAlias = tuple[Move, ...] | Declined


def release(delivery: Delivery, now: datetime) -> Moves:
    """Let a held or skipped delivery be sent."""
    if delivery.state not in {State.HELD, State.SKIPPED}:
        return Declined(why=f"it is {delivery.state}, not held or skipped")
    if _may_exist(delivery):
        return Declined(why=_LOOK_FIRST)
    return (Move(to=State.WAITING, reason="released", due_at=now, wanted_since=now, attempts=0, claims=0),)


def retry(delivery: Delivery, now: datetime) -> Moves:
    """Try a waiting delivery now, look at an unknown one now, or give a refused one another chance."""
    match delivery.state:
        case State.WAITING | State.UNKNOWN:
            return (Move(to=delivery.state, reason="to be tried now", due_at=now),)
        case State.HELD:
            return release(delivery, now)
        case _:
            return Declined(why=f"it is {delivery.state}; a skipped one is released, a posted one is done")


def skip(delivery: Delivery) -> Moves:
    """Decide that a delivery is not to be sent."""
    move = Move(to=State.SKIPPED, reason=f"{Skip.PERSON}: skipped by hand", claims=0)
    match delivery.state:
        case State.WAITING:
            return (move,)
        case State.HELD if not _may_exist(delivery):
            return (move,)
        case State.HELD | State.UNKNOWN:
            return Declined(why=_LOOK_FIRST)
        case _:
            return Declined(why=f"it is {delivery.state}")


def resolve_posted(delivery: Delivery, url: str) -> Moves:
    """Note that a person has seen the post, at ``url``."""
    posted = Move(to=State.POSTED, reason="seen by a person", remote_id=url, remote_url=url)
    return _resolved(delivery, posted)


def resolve_again(delivery: Delivery, now: datetime) -> Moves:
    """Send again what a person has found to be absent."""
    again = Move(
        to=State.WAITING,
        reason="found absent by a person; to be sent again",
        due_at=now,
        wanted_since=now,
        attempts=0,
        claims=0,
        forget_absence=True,
    )
    return _resolved(delivery, again)


def resolve_skip(delivery: Delivery) -> Moves:
    """Leave it as it is, whatever it is."""
    return _resolved(delivery, Move(to=State.SKIPPED, reason=_LEFT, claims=0))


_LEFT = f"{Skip.PERSON}: left as it is"
_LOOK_FIRST = (
    "it may be there already: look at the account, "
    "then say feedbot queue resolve ID with --posted URL, --again or --skip"
)


def _resolved(delivery: Delivery, last: Move) -> Moves:
    if delivery.state is State.HELD:
        return (last,)
    if delivery.state is State.UNKNOWN:
        return (Move(to=State.HELD, reason=f"{Hold.UNRESOLVED}: a person decides"), last)
    if _may_exist(delivery):
        return (last,) if last.to is State.WAITING else Declined(why="it was left as it is; --again sends it")
    return Declined(why=f"it is {delivery.state}, so nothing is in doubt")


def _may_exist(delivery: Delivery) -> bool:
    return delivery.reason.startswith((Hold.UNRESOLVED, _LEFT))
