"""What hubs are to be told, in a database; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from feedbot.hubs.ping import Ping, Plan
from feedbot.store import schema
from feedbot.store.database import Database
from feedbot.store.statements import as_row, put

TABLE = schema.ping


@dataclass(frozen=True, slots=True)
class SqlPings:
    """Fulfils ``hubs.pings.Pings``; safe to share between threads."""

    database: Database

    def of(self, site: str) -> tuple[Ping, ...]:
        """Return all rows of a site, those that are due first, oldest due first."""
        statement = (
            select(TABLE)
            .where(TABLE.c.site == site)
            .order_by(TABLE.c.due_at.is_(None), TABLE.c.due_at, TABLE.c.topic, TABLE.c.hub)
        )
        return self.database.read(
            lambda connection: tuple(Ping(**row) for row in connection.execute(statement).mappings())
        )

    def carry_out(self, plan: Plan) -> None:
        """Put and drop rows in one transaction.

        Raises:
            StateError: It could not be written; nothing of it was.
        """

        def work(connection: Connection) -> None:
            for row in plan.drop:
                connection.execute(
                    delete(TABLE).where(
                        TABLE.c.site == row.site, TABLE.c.hub == row.hub, TABLE.c.topic == row.topic
                    )
                )
            put(connection, TABLE, [as_row(row) for row in plan.put])

        self.database.write(work)

    def settle(self, before: Ping, after: Ping) -> bool:
        """Replace a row, unless it is no longer what it was."""
        statement = (
            update(TABLE)
            .where(
                TABLE.c.site == before.site,
                TABLE.c.hub == before.hub,
                TABLE.c.topic == before.topic,
                TABLE.c.sha256 == before.sha256,
                TABLE.c.told == before.told,
                TABLE.c.looks == before.looks,
                TABLE.c.attempts == before.attempts,
            )
            .values(**as_row(after))
        )
        return self.database.write(lambda connection: connection.execute(statement).rowcount == 1)

    def next_due(self, site: str) -> datetime | None:
        """Return when the next row of a site is due; None where nothing is left to do."""
        statement = select(func.min(TABLE.c.due_at)).where(TABLE.c.site == site)

        def work(connection: Connection) -> datetime | None:
            found: datetime | None = connection.execute(statement).scalar_one()
            return found

        return self.database.read(work)
