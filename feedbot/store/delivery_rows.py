"""The rows of the table ``delivery`` and their history, inside a transaction that somebody else began.

Every change of state goes through ``move``: a legal one, compared and set on (id, state, fence),
with its line of history. The other functions choose the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select, update
from sqlalchemy import insert as plain_insert

from feedbot.deliveries.delivery import LEGAL, Delivery, Move, Skip, State
from feedbot.store import schema
from feedbot.store.statements import as_row, batches, insert

TABLE = schema.delivery
HISTORY = schema.history

DATED = frozenset({State.WAITING, State.UNKNOWN})
AT_WORK = frozenset({State.SENDING, State.UNKNOWN, State.POSTED})
WITHDRAWN = f"{Skip.WITHDRAWN}: the article is no longer out"
RETURNED = "the article is out again"


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
    lines = [
        _line(delivery.id, delivery.fence, at=now, before=None, after=delivery.state)
        | {"actor": actor, "reason": delivery.reason}
        for delivery in deliveries
        if delivery.id in inserted
    ]
    if lines:
        connection.execute(plain_insert(HISTORY), lines)


def move(
    connection: Connection, delivery: Delivery, step: Move, *, actor: str, now: datetime
) -> Delivery | None:
    """Make one legal move with its line of history; None: the row is no longer as ``delivery`` says.

    Raises:
        ValueError: The move is not legal, or leaves out what its state must have.
    """
    _verify(delivery, step)
    after = compare_and_set(connection, delivery, _written(step))
    if after is not None:
        line = _line(after.id, after.fence, at=now, before=delivery.state, after=after.state)
        connection.execute(plain_insert(HISTORY), line | {"actor": actor, "reason": step.reason})
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
    """Skip what waits or is held for these articles, unless a worker has it in hand."""
    step = Move(to=State.SKIPPED, reason=WITHDRAWN)
    for some in batches(uids):
        rows = fetch(
            connection,
            TABLE.c.site == site,
            TABLE.c.uid.in_(some),
            TABLE.c.state.in_([State.WAITING, State.HELD]),
            unleased(now),
        )
        for row in rows:
            move(connection, row, step, actor=actor, now=now)


def take_back(connection: Connection, site: str, uids: Sequence[str], *, actor: str, now: datetime) -> None:
    """Let what was withdrawn wait again, due at once; what was held before is held again."""
    step = Move(to=State.WAITING, reason=RETURNED, due_at=now)
    for some in batches(uids):
        rows = fetch(
            connection,
            TABLE.c.site == site,
            TABLE.c.uid.in_(some),
            TABLE.c.state == State.SKIPPED,
            TABLE.c.reason.startswith(Skip.WITHDRAWN),
        )
        for row in rows:
            waiting = move(connection, row, step, actor=actor, now=now)
            hold = _hold_before(connection, row)
            if waiting is not None and hold is not None:
                move(connection, waiting, Move(to=State.HELD, reason=hold), actor=actor, now=now)


def rename_account(
    connection: Connection, site: str, old: str, new: str, *, actor: str, now: datetime
) -> None:
    """Let the deliveries of ``old`` be those of ``new``.

    Where ``new`` has its own delivery of the same article, only one of the two may ever be sent.
    """
    rivals = {(row.uid, row.kind): row for row in fetch(connection, *_of_account(site, new))}
    for row in fetch(connection, *_of_account(site, old)):
        rival = rivals.get((row.uid, row.kind))
        if rival is None:
            connection.execute(update(TABLE).where(TABLE.c.id == row.id).values(account=new))
            continue
        loser, winner = (rival, row) if row.state in AT_WORK else (row, rival)
        if loser.state in {State.WAITING, State.HELD}:
            reason = f"{Skip.UNWANTED}: {winner.account} is the same account and has this delivery too"
            move(connection, loser, Move(to=State.SKIPPED, reason=reason), actor=actor, now=now)


def _of_account(site: str, account: str) -> tuple[ColumnElement[bool], ...]:
    return (TABLE.c.site == site, TABLE.c.account == account)


def _hold_before(connection: Connection, row: Delivery) -> str | None:
    """Return the reason for which the row was held when it was withdrawn."""
    statement = (
        select(HISTORY)
        .where(HISTORY.c.delivery == row.id, HISTORY.c.fence <= row.fence)
        .order_by(HISTORY.c.fence.desc())
        .limit(2)
    )
    lines = connection.execute(statement).all()
    if len(lines) == 2 and lines[0].before is State.HELD:
        return str(lines[1].reason)
    return None


def _row(delivery: Delivery) -> dict[str, Any]:
    if delivery.state in DATED and delivery.due_at is None:
        raise ValueError(f"delivery {delivery.id} is {delivery.state} but never due")
    return as_row(delivery if delivery.state in DATED else replace(delivery, due_at=None))


def _verify(delivery: Delivery, step: Move) -> None:
    if step.to not in LEGAL[delivery.state]:
        raise ValueError(f"delivery {delivery.id} cannot go from {delivery.state} to {step.to}")
    if step.to in DATED and step.due_at is None:
        raise ValueError(f"delivery {delivery.id} would be {step.to} but never due")
    if step.to is State.SENDING and step.frozen is None and delivery.frozen is None:
        raise ValueError(f"delivery {delivery.id} would be sent without a frozen request")


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
        name: getattr(step, name) for name in ("attempts", "claims", "frozen", "sent_at", "absent_at")
    }
    words = {name: getattr(step, name) for name in ("remote_id", "remote_url")}
    values |= {name: value for name, value in optional.items() if value is not None}
    return values | {name: word for name, word in words.items() if word}


def _line(delivery: str, fence: int, *, at: datetime, before: State | None, after: State) -> dict[str, Any]:
    return {"delivery": delivery, "fence": fence, "at": at, "before": before, "after": after}
