"""The outbox in a database: one row per delivery, claimed and moved by compare-and-set; decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, case, func, or_, select, update

from feedbot.deliveries.delivery import Delivery, HistoryLine, Move, State
from feedbot.deliveries.outbox import AccountPause
from feedbot.store import delivery_rows, schema
from feedbot.store.database import Database
from feedbot.store.delivery_rows import DATED, TABLE, fetch, unleased
from feedbot.store.statements import insert

RECOVERY = "recovery"  # the actor of what is done for a dead worker


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    """Fulfils ``deliveries.outbox.Outbox``, and answers what a person asks; safe to share between threads."""

    database: Database

    def due(self, site: str, now: datetime, *, limit: int = 100) -> tuple[Delivery, ...]:
        """Return rows that are waiting or unknown, due at ``now``, without a live lease, oldest due first.

        At most ``limit`` of each account, so that one in trouble does not stand in another's way.
        """
        place = func.row_number().over(partition_by=TABLE.c.account, order_by=(TABLE.c.due_at, TABLE.c.id))
        ranked = (
            select(TABLE.c.id, place.label("place"))
            .where(TABLE.c.site == site, TABLE.c.state.in_(DATED), TABLE.c.due_at <= now, unleased(now))
            .subquery()
        )
        statement = (
            select(TABLE)
            .join(ranked, ranked.c.id == TABLE.c.id)
            .where(ranked.c.place <= limit)
            .order_by(TABLE.c.due_at, TABLE.c.id)
        )
        return self.database.read(
            lambda connection: tuple(Delivery(**row) for row in connection.execute(statement).mappings())
        )

    def claim(self, delivery: Delivery, *, owner: str, now: datetime, lease: float) -> Delivery | None:
        """Lease a row for ``lease`` seconds: fence + 1, claims + 1. None: somebody else was faster.

        Raises:
            ValueError: Rows in this state are not for claiming.
        """
        if delivery.state not in DATED:
            raise ValueError(
                f"delivery {delivery.id} is {delivery.state}; only waiting and unknown are claimed"
            )
        values = {
            "owner": owner,
            "lease_until": now + timedelta(seconds=lease),
            "claims": delivery.claims + 1,
        }
        return self.database.write(
            lambda connection: delivery_rows.compare_and_set(connection, delivery, values, unleased(now))
        )

    def move(self, delivery: Delivery, move: Move, *, actor: str, now: datetime) -> Delivery | None:
        """Make one legal move and its line of history in one transaction. None: the row is no longer ours.

        Raises:
            ValueError: The move is not legal, or leaves out what its state must have.
        """
        return self.database.write(
            lambda connection: delivery_rows.move(connection, delivery, move, actor=actor, now=now)
        )

    def recover(self, site: str, now: datetime, *, settle: float, alone: bool) -> tuple[Delivery, ...]:
        """Free what a dead worker held: leased waiting rows are free again, sending rows become unknown.

        With ``alone`` (this process holds the only lock on the database) every lease is a dead worker's;
        else only those that ran out. Unknown rows are due ``settle`` seconds after their ``sent_at``.
        """
        return self.database.write(
            lambda connection: _recover(connection, site, now, timedelta(seconds=settle), alone=alone)
        )

    def pauses(self, site: str) -> tuple[AccountPause, ...]:
        """Return the accounts that nothing may be sent to."""
        table = schema.account
        statement = select(
            table.c.name.label("account"),
            table.c.trouble,
            table.c.reason,
            table.c.trouble_since.label("since"),
            table.c.trouble_until.label("until"),
        ).where(table.c.site == site, table.c.trouble.is_not(None))
        rows = self.database.read(lambda connection: connection.execute(statement).mappings().all())
        return tuple(AccountPause(**row) for row in rows)

    def pause(self, site: str, pause: AccountPause) -> None:
        """Remember an account's trouble, replacing what was known of it."""
        trouble = {
            "trouble": pause.trouble,
            "reason": pause.reason,
            "trouble_since": pause.since,
            "trouble_until": pause.until,
        }

        def work(connection: Connection) -> None:
            statement = insert(connection, schema.account).values(site=site, name=pause.account, **trouble)
            keys = list(schema.account.primary_key)
            connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=trouble))

        self.database.write(work)

    def resume(self, site: str, account: str) -> None:
        """Forget an account's trouble."""
        statement = (
            update(schema.account)
            .where(schema.account.c.site == site, schema.account.c.name == account)
            .values(trouble=None, reason=None, trouble_since=None, trouble_until=None)
        )
        self.database.write(lambda connection: connection.execute(statement))

    def get(self, id: str) -> Delivery | None:  # noqa: A002  # a delivery's id is called id
        """Return the delivery with this id, or the only one whose id begins so."""
        found = self.beginning_with(id, limit=2)
        exact = [delivery for delivery in found if delivery.id == id]
        return exact[0] if exact else found[0] if len(found) == 1 else None

    def beginning_with(self, prefix: str, *, limit: int = 10) -> tuple[Delivery, ...]:
        """Return the first deliveries whose id begins with ``prefix``, in the order of their ids."""
        statement = (
            select(TABLE)
            .where(TABLE.c.id >= prefix, TABLE.c.id.startswith(prefix, autoescape=True))
            .order_by(TABLE.c.id)
            .limit(limit)
        )
        return self.database.read(
            lambda connection: tuple(Delivery(**row) for row in connection.execute(statement).mappings())
        )

    def listing(
        self, site: str, states: Collection[State] | None = None, account: str | None = None
    ) -> tuple[Delivery, ...]:
        """Return the site's deliveries, oldest plan first; None means all states, all accounts."""
        conditions = [TABLE.c.site == site]
        if states is not None:
            conditions.append(TABLE.c.state.in_(states))
        if account is not None:
            conditions.append(TABLE.c.account == account)
        return self.database.read(lambda connection: fetch(connection, *conditions))

    def history(self, id: str) -> tuple[HistoryLine, ...]:  # noqa: A002  # a delivery's id is called id
        """Return every move of one delivery, the planning first."""
        table = schema.history
        statement = (
            select(table.c.at, table.c.before, table.c.after, table.c.actor, table.c.reason)
            .where(table.c.delivery == id)
            .order_by(table.c.fence)
        )
        rows = self.database.read(lambda connection: connection.execute(statement).mappings().all())
        return tuple(HistoryLine(**row) for row in rows)

    def next_due(self, site: str, accounts: Collection[str] | None = None) -> datetime | None:
        """Return when the next row can be worked on: due, its lease over, its account's pause over.

        Only rows of ``accounts`` count, where given: nobody works on those of an account that was removed.
        """
        free_at = case((TABLE.c.lease_until > TABLE.c.due_at, TABLE.c.lease_until), else_=TABLE.c.due_at)
        account = schema.account
        moment = case((account.c.trouble_until > free_at, account.c.trouble_until), else_=free_at)
        statement = (
            select(func.min(moment))
            .select_from(TABLE)
            .outerjoin(account, and_(account.c.site == TABLE.c.site, account.c.name == TABLE.c.account))
            .where(TABLE.c.site == site, TABLE.c.state.in_(DATED))
        )
        if accounts is not None:
            statement = statement.where(TABLE.c.account.in_(accounts))
        row = self.database.read(lambda connection: connection.execute(statement).one())
        found: datetime | None = row[0]
        return found

    def counts(self, site: str) -> Mapping[State, int]:
        """Return how many deliveries stand where; every state is there."""
        many = func.count().label("many")
        statement = select(TABLE.c.state, many).where(TABLE.c.site == site).group_by(TABLE.c.state)
        rows = self.database.read(lambda connection: connection.execute(statement).all())
        return dict.fromkeys(State, 0) | {row.state: row.many for row in rows}

    def planned_keys(self, site: str) -> set[tuple[str, str]]:
        """Return (uid, account) of every announcement that was ever planned."""
        statement = select(TABLE.c.uid, TABLE.c.account).where(
            TABLE.c.site == site, TABLE.c.kind == "announce"
        )
        return self.database.read(
            lambda connection: {(uid, name) for uid, name in connection.execute(statement)}
        )


def _recover(
    connection: Connection, site: str, now: datetime, settle: timedelta, *, alone: bool
) -> tuple[Delivery, ...]:
    leased = and_(TABLE.c.state.in_(DATED), TABLE.c.owner != "")
    left = or_(leased, TABLE.c.state == State.SENDING)
    conditions = [TABLE.c.site == site, left] if alone else [TABLE.c.site == site, left, unleased(now)]
    moved = (
        delivery_rows.move(connection, row, _freeing(row, now, settle), actor=RECOVERY, now=now)
        for row in fetch(connection, *conditions)
    )
    return tuple(row for row in moved if row is not None)


def _freeing(row: Delivery, now: datetime, settle: timedelta) -> Move:
    if row.state is State.SENDING:
        reason = "the worker ended while the request was on its way"
        return Move(to=State.UNKNOWN, reason=reason, due_at=(row.sent_at or now) + settle)
    work = "preparing it" if row.state is State.WAITING else "reading it back"
    return Move(to=row.state, reason=f"the worker ended while {work}", due_at=row.due_at)
