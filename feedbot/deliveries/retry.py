"""What an outcome makes of a delivery: pure policy, from values to one legal move; carries nothing out.

Retries belong to the row. How long to wait depends on what was proved:
a refusal waits for a person, a proof of "not sent" waits for its back-off,
and doubt waits until reading back can settle it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from feedbot.deliveries.delivery import Delivery, Hold, Move, State
from feedbot.networks.network import (
    Absent,
    CannotTell,
    Finding,
    Found,
    NotSent,
    Outcome,
    Posted,
    Refused,
    Trouble,
    Unknown,
)

LEASE = 300.0  # seconds a worker may hold a row
SEND_TIMEOUT = 30.0  # seconds one create call may take in all
SETTLE = 120.0  # seconds until a first look, long after the answer to a create call could have come
ABSENCE_COUNTS = timedelta(seconds=LEASE + SEND_TIMEOUT + 30)  # a paused worker's bytes cannot arrive later
ABSENCES_APART = timedelta(minutes=10)
UNRESOLVED_AFTER = timedelta(hours=24)
POISON_CLAIMS = 3  # leases in a row that ended without a word

NOT_LIVE = "page not live"  # how the reason of a wait that is no failure begins
HANDED_BACK = "handed back"

TROUBLE_PAUSE = {
    Trouble.LOGIN: timedelta(hours=1),
    Trouble.CREDIT: timedelta(hours=6),
    Trouble.SUSPENDED: timedelta(hours=6),
    Trouble.BUSY: timedelta(minutes=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Send the same frozen request again: the network cannot make two of it."""


def backoff(attempts: int, dice: float) -> timedelta:
    """Return how long to wait after ``attempts`` failures: 30 s, doubling up to 1 h.

    ``dice`` in [0, 1) takes up to half of it away, so that accounts do not wake together.
    """
    seconds = min(3600.0, 30.0 * 2 ** min(attempts, 12)) * (0.5 + dice / 2)
    return timedelta(seconds=max(5.0, seconds))


def pause_for(outcome: NotSent, now: datetime) -> datetime:
    """Return until when an account in trouble is left alone."""
    pause = TROUBLE_PAUSE[outcome.account or Trouble.BUSY]
    if outcome.retry_after is not None:
        return now + timedelta(seconds=outcome.retry_after)
    return now + pause


def after_preparing(
    outcome: NotSent | Refused, delivery: Delivery, *, now: datetime, dice: float, give_up_after: timedelta
) -> Move:
    """Decide after a preparation that did not end in a frozen request."""
    if isinstance(outcome, Refused):
        return _refused(outcome)
    return _try_later(outcome, delivery, now=now, dice=dice, give_up_after=give_up_after)


def after_sending(
    outcome: Outcome, delivery: Delivery, *, now: datetime, dice: float, give_up_after: timedelta
) -> Move:
    """Decide after a create call."""
    match outcome:
        case Posted():
            return Move(
                to=State.POSTED, reason="the network took it", remote_id=outcome.id, remote_url=outcome.url
            )
        case NotSent():
            return _try_later(outcome, delivery, now=now, dice=dice, give_up_after=give_up_after)
        case Refused():
            return _refused(outcome)
        case Unknown():
            return Move(
                to=State.UNKNOWN,
                reason=outcome.why,
                due_at=now + timedelta(seconds=SETTLE),
                attempts=delivery.attempts + 1,
                forget_absence=True,
            )
        case _:
            assert_never(outcome)


def after_replaying(outcome: Outcome, delivery: Delivery, *, now: datetime, dice: float) -> Move:
    """Decide after sending an unknown delivery's frozen request again; only its success proves anything."""
    match outcome:
        case Posted():
            reason = "sent again, which this network takes as the same post"
            return Move(to=State.POSTED, reason=reason, remote_id=outcome.id, remote_url=outcome.url)
        case NotSent() | Unknown():
            due_at = now + max(backoff(delivery.attempts, dice), _asked_for(outcome, dice))
            return Move(
                to=State.UNKNOWN,
                reason=outcome.why,
                due_at=due_at,
                attempts=delivery.attempts + 1,
                claims=0,
            )
        case Refused():
            reason = f"{Hold.UNRESOLVED}: sent again, it was refused: {outcome.why} ({outcome.repair})"
            return Move(to=State.HELD, reason=reason)
        case _:
            assert_never(outcome)


def after_looking(
    finding: Finding, delivery: Delivery, *, now: datetime, give_up_after: timedelta, withdrawn: bool = False
) -> Move | Replay:
    """Decide after reading back what became of an unknown delivery; a withdrawn one is not sent again."""
    sent_at = delivery.sent_at or delivery.planned
    match finding:
        case Found():
            return Move(
                to=State.POSTED,
                reason="read back: it is there",
                remote_id=finding.id,
                remote_url=finding.url,
            )
        case Absent():
            late = delivery.age(now) >= give_up_after
            return _absent(delivery, sent_at, now, late=late, withdrawn=withdrawn)
        case CannotTell():
            if now - sent_at >= UNRESOLVED_AFTER:
                reason = f"{Hold.UNRESOLVED}: {finding.why}; look at the account and say what is true"
                return Move(to=State.HELD, reason=reason)
            wait = min(max(timedelta(seconds=SETTLE), (now - sent_at) / 2), timedelta(hours=1))
            reason = f"cannot tell yet: {finding.why}"
            return Move(to=State.UNKNOWN, reason=reason, due_at=now + wait, claims=0)
        case _:
            assert_never(finding)


def poisoned(delivery: Delivery) -> Move:
    """Set aside what ended its worker again and again; what may be there already stays in doubt."""
    if delivery.state is State.UNKNOWN:
        reason = f"{Hold.UNRESOLVED}: feedbot stopped at reading it back again and again; look at the account"
        return Move(to=State.HELD, reason=reason)
    return Move(to=State.HELD, reason=f"{Hold.POISON}: feedbot stopped at this delivery again and again")


def not_live_yet(why: str, delivery: Delivery, *, now: datetime, give_up_after: timedelta) -> Move:
    """Decide when the article's page is not live: look again soon, and ever more rarely."""
    age = delivery.age(now)
    if age >= give_up_after:
        return Move(to=State.HELD, reason=f"{Hold.EXPIRED}: its page is still not live: {why}", claims=0)
    wait = min(max(age / 3, timedelta(seconds=10)), timedelta(minutes=10))
    return Move(to=State.WAITING, reason=f"{NOT_LIVE}: {why}", due_at=now + wait, claims=0)


def _refused(outcome: Refused) -> Move:
    return Move(to=State.HELD, reason=f"{Hold.REFUSED}: {outcome.why}. {outcome.repair}", claims=0)


def _try_later(
    outcome: NotSent, delivery: Delivery, *, now: datetime, dice: float, give_up_after: timedelta
) -> Move:
    """Wait; trouble of the whole account neither counts as an attempt nor lets the row grow old."""
    if outcome.account is not None:
        # The pause holds it back, and may end early: a person mends the login and publishes at once.
        due_at = pause_for(outcome, now) if outcome.account is Trouble.BUSY else now
        return Move(to=State.WAITING, reason=outcome.why, due_at=due_at, claims=0)
    if delivery.age(now) >= give_up_after:
        return Move(to=State.HELD, reason=f"{Hold.EXPIRED}: {outcome.why}", claims=0)
    due_at = now + max(backoff(delivery.attempts, dice), _asked_for(outcome, dice))
    return Move(to=State.WAITING, reason=outcome.why, due_at=due_at, attempts=delivery.attempts + 1, claims=0)


def _asked_for(outcome: NotSent | Unknown, dice: float) -> timedelta:
    """Return what the network asked to wait, and up to a tenth more."""
    asked = outcome.retry_after if isinstance(outcome, NotSent) else None
    return timedelta(seconds=(asked or 0.0) * (1 + dice / 10))


def _absent(
    delivery: Delivery, sent_at: datetime, now: datetime, *, late: bool, withdrawn: bool
) -> Move | Replay:
    """Send again what is not there: by a safe replay, else once absence is proved; old news waits.

    What is proved absent and withdrawn waits too: its next step sees that there is nothing to say.
    """
    until = delivery.frozen.replay_until if delivery.frozen else None
    replays = until is not None and now < until and not (late or withdrawn)
    # While its first request may be under way, not every server knows a key again.
    counts_from = sent_at + (timedelta(seconds=SETTLE) if replays else ABSENCE_COUNTS)
    if now < counts_from:
        return Move(to=State.UNKNOWN, reason="not there so far", due_at=counts_from, claims=0)
    if replays:
        return Replay()
    again_at = (delivery.absent_at or now) + ABSENCES_APART
    if now < again_at:
        reason = "proved absent once; looking again"
        first = None if delivery.absent_at else now
        return Move(to=State.UNKNOWN, reason=reason, due_at=again_at, absent_at=first, claims=0)
    if late and not withdrawn:
        return Move(to=State.HELD, reason=f"{Hold.EXPIRED}: twice proved absent, and old news by now")
    return Move(to=State.WAITING, reason="twice proved absent", due_at=now, forget_absence=True, claims=0)
