"""The rows of the table ``delivery`` and their history, inside a transaction that somebody else began.

Every change of state is a legal one, compared and set in one statement, with its line of history.
A row's fence grows with every write, so (delivery, fence) names a line of history and gives their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, not_, or_, select, update
from sqlalchemy import insert as plain_insert

from feedbot.deliveries.delivery import LEGAL, NO_LONGER_OUT, Delivery, Hold, Move, Skip, State
from feedbot.store import schema
from feedbot.store.statements import as_row, batches, insert

TABLE = schema.delivery
HISTORY = schema.history

DATED = frozenset({State.WAITING, State.UNKNOWN})
AT_WORK = frozenset({State.SENDING, State.UNKNOWN, State.POSTED})
RETURNED = "the article is out again"
WISHED = "the article says when to announce it"


def fetch(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Delivery, ...]:
    """Return the rows that fulfil every condition, oldest plan first."""
    statement = select(TABLE).where(*conditions).order_by(TABLE.c.planned, TABLE.c.id)
    return tuple(Delivery(**row) for row in connection.execute(statement).mappings())


def unleased(now: datetime) -> ColumnElement[bool]:
    """Nobody works on the row at ``now``."""
    return or_(TABLE.c.lease_until.is_(None), TABLE.c.lease_until <= now)


def plan(connection: Connection, deliveries: Sequence[Delivery], *, actor: str, now: datetime) -> None:
    """Insert the deliveries that do not exist yet, each with its first line of history."""
    if not deliveries:
        return
    statement = (
        insert(connection, TABLE)
        .on_conflict_do_nothing(index_elements=["site", "uid", "account", "kind"])
        .returning(TABLE.c.id)
    )
    inserted = set(connection.execute(statement, [_row(delivery) for delivery in deliveries]).scalars())
    new = [delivery for delivery in deliveries if delivery.id in inserted]
    _write_history(connection, new, before=None, actor=actor, now=now)


def move(
    connection: Connection, delivery: Delivery, step: Move, *, actor: str, now: datetime
) -> Delivery | None:
    """Make one legal move with its line of history; None: the row is no longer as ``delivery`` says.

    Raises:
        ValueError: The move is not legal, or leaves out what its state must have.
    """
    _verify_legal(delivery.state, step)
    if step.to is State.SENDING and not (step.keep_lease and delivery.owner):
        raise ValueError(f"delivery {delivery.id} would be sent without a lease")
    after = compare_and_set(connection, delivery, _written(step))
    if after is not None:
        _write_history(connection, (after,), before=delivery.state, actor=actor, now=now)
    return after


def compare_and_set(
    connection: Connection, delivery: Delivery, values: dict[str, Any], *conditions: ColumnElement[bool]
) -> Delivery | None:
    """Write to the row if it is still the one that ``delivery`` says; its fence grows by one."""
    statement = (
        update(TABLE)
        .where(
            TABLE.c.id == delivery.id,
            TABLE.c.state == delivery.state,
            TABLE.c.fence == delivery.fence,
            *conditions,
        )
        .values(fence=delivery.fence + 1, **values)
        .returning(*TABLE.columns)
    )
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else Delivery(**row)


def withdraw(connection: Connection, site: str, uids: Sequence[str], *, actor: str, now: datetime) -> None:
    """Skip what waits or is held for these articles, unless a worker has it in hand or it may exist."""
    step = Move(to=State.SKIPPED, reason=NO_LONGER_OUT)
    in_doubt = TABLE.c.reason.startswith(Hold.UNRESOLVED)
    for some in batches(uids):
        for before in (State.WAITING, State.HELD):
            conditions = (TABLE.c.site == site, TABLE.c.uid.in_(some), unleased(now), not_(in_doubt))
            _move_all(connection, before, step, *conditions, actor=actor, now=now)


def take_back(connection: Connection, site: str, uids: Sequence[str], *, actor: str, now: datetime) -> None:
    """Let what was withdrawn wait again, due at once; what was held before is held again."""
    step = Move(to=State.WAITING, reason=RETURNED, due_at=now, wanted_since=now)
    for some in batches(uids):
        conditions = (
            TABLE.c.site == site,
            TABLE.c.uid.in_(some),
            TABLE.c.reason.startswith(Skip.WITHDRAWN),
        )
        rows = _move_all(connection, State.SKIPPED, step, *conditions, actor=actor, now=now)
        for row in _held_before(connection, rows):
            hold = Move(to=State.HELD, reason=_reason_to_hold(connection, row))
            move(connection, row, hold, actor=actor, now=now)


def put_off(
    connection: Connection, site: str, moments: Sequence[tuple[str, datetime]], *, actor: str, now: datetime
) -> None:
    """Let what waits for an article be due at the moment that its file names now, sooner or later."""
    for uid, moment in moments:
        step = Move(to=State.WAITING, reason=WISHED, due_at=moment, wanted_since=moment)
        conditions = (TABLE.c.site == site, TABLE.c.uid == uid, TABLE.c.due_at != moment, unleased(now))
        _move_all(connection, State.WAITING, step, *conditions, actor=actor, now=now)


def rename_account(
    connection: Connection, site: str, old: str, new: str, *, actor: str, now: datetime
) -> None:
    """Let the deliveries of ``old`` be those of ``new``.

    Where ``new`` has its own delivery of the same article, only one of the two may ever be sent.
    """
    rivals = {(row.uid, row.kind): row for row in fetch(connection, *_of_account(site, new))}
    if not rivals:
        connection.execute(update(TABLE).where(*_of_account(site, old)).values(account=new))
        return
    for row in fetch(connection, *_of_account(site, old)):
        rival = rivals.get((row.uid, row.kind))
        if rival is None:
            connection.execute(update(TABLE).where(TABLE.c.id == row.id).values(account=new))
            continue
        may_exist = row.state in AT_WORK or row.reason.startswith(Hold.UNRESOLVED)
        loser, winner = (rival, row) if may_exist else (row, rival)
        if loser.state in {State.WAITING, State.HELD}:
            reason = f"{Skip.UNWANTED}: {winner.account} is the same account and has this delivery too"
            move(connection, loser, Move(to=State.SKIPPED, reason=reason), actor=actor, now=now)


def _move_all(
    connection: Connection,
    before: State,
    step: Move,
    *conditions: ColumnElement[bool],
    actor: str,
    now: datetime,
) -> tuple[Delivery, ...]:
    """Make one move with every row in a state that fulfils the conditions; one statement, so none slips."""
    _verify_legal(before, step)
    statement = (
        update(TABLE)
        .where(TABLE.c.state == before, *conditions)
        .values(fence=TABLE.c.fence + 1, **_written(step))
        .returning(*TABLE.columns)
    )
    rows = tuple(Delivery(**row) for row in connection.execute(statement).mappings())
    _write_history(connection, rows, before=before, actor=actor, now=now)
    return rows


def _of_account(site: str, account: str) -> tuple[ColumnElement[bool], ...]:
    return (TABLE.c.site == site, TABLE.c.account == account)


def _held_before(connection: Connection, rows: Sequence[Delivery]) -> list[Delivery]:
    """Return those of the rows, which have just been taken back, that were held when they were withdrawn."""
    found: set[tuple[str, int]] = set()
    for some in batches([row.id for row in rows]):
        statement = select(HISTORY.c.delivery, HISTORY.c.fence).where(
            HISTORY.c.delivery.in_(some), HISTORY.c.before == State.HELD, HISTORY.c.after == State.SKIPPED
        )
        found.update((line.delivery, line.fence) for line in connection.execute(statement))
    return [row for row in rows if (row.id, row.fence - 1) in found]


def _reason_to_hold(connection: Connection, row: Delivery) -> str:
    statement = (
        select(HISTORY.c.reason)
        .where(HISTORY.c.delivery == row.id, HISTORY.c.after == State.HELD)
        .order_by(HISTORY.c.fence.desc())
        .limit(1)
    )
    return str(connection.execute(statement).scalar_one())


def _row(delivery: Delivery) -> dict[str, Any]:
    if delivery.state in DATED and delivery.due_at is None:
        raise ValueError(f"delivery {delivery.id} is {delivery.state} but never due")
    return as_row(delivery if delivery.state in DATED else replace(delivery, due_at=None))


def _verify_legal(before: State, step: Move) -> None:
    if step.to not in LEGAL[before]:
        raise ValueError(f"a delivery cannot go from {before} to {step.to}")
    if step.to in DATED and step.due_at is None:
        raise ValueError(f"a delivery would be {step.to} but never due")
    if step.to is State.SENDING and step.frozen is None:
        raise ValueError("a delivery would be sent without a frozen request")


def _written(step: Move) -> dict[str, Any]:
    values: dict[str, Any] = {
        "state": step.to,
        "reason": step.reason,
        "due_at": step.due_at if step.to in DATED else None,
    }
    if not step.keep_lease:
        values |= {"owner": "", "lease_until": None}
    if step.forget_absence:
        values["absent_at"] = None
    optional = {
        name: getattr(step, name)
        for name in ("attempts", "claims", "frozen", "sent_at", "absent_at", "wanted_since")
    }
    words = {name: getattr(step, name) for name in ("remote_id", "remote_url")}
    values |= {name: value for name, value in optional.items() if value is not None}
    return values | {name: word for name, word in words.items() if word}


def _write_history(
    connection: Connection, rows: Sequence[Delivery], *, before: State | None, actor: str, now: datetime
) -> None:
    lines = [
        {
            "delivery": row.id,
            "fence": row.fence,
            "at": now,
            "before": before,
            "after": row.state,
            "actor": actor,
            "reason": row.reason,
        }
        for row in rows
    ]
    if lines:
        connection.execute(plain_insert(HISTORY), lines)
