"""Leases on names ("site:..."), by which many hosts share one database; a dead host's simply run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, update

from feedbot.store import schema
from feedbot.store.database import Database
from feedbot.store.statements import insert

TABLE = schema.lease


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """One name, held by one owner until a moment; ``fence`` tells this holding from every other."""

    name: str
    owner: str
    until: datetime
    fence: int


@dataclass(frozen=True, slots=True)
class Leases:
    """The leases of one database; every write is a compare-and-set, and clocks agree to seconds."""

    database: Database

    def claim(self, name: str, owner: str, now: datetime, seconds: float) -> Lease | None:
        """Take a name that nobody holds at ``now``. None: somebody does, perhaps this owner."""
        until = now + timedelta(seconds=seconds)

        def work(connection: Connection) -> Lease | None:
            statement = insert(connection, TABLE).values(name=name, owner=owner, until=until, fence=1)
            statement = statement.on_conflict_do_update(
                index_elements=[TABLE.c.name],
                set_={"owner": owner, "until": until, "fence": TABLE.c.fence + 1},
                where=or_(TABLE.c.owner == "", TABLE.c.until <= now),
            )
            row = connection.execute(statement.returning(*TABLE.columns)).mappings().one_or_none()
            return None if row is None else Lease(**row)

        return self.database.write(work)

    def renew(self, lease: Lease, now: datetime, seconds: float) -> Lease | None:
        """Hold on for ``seconds`` from ``now``. None: it was lost, so stop what it covers."""
        return self._set(lease, owner=lease.owner, until=now + timedelta(seconds=seconds))

    def release(self, lease: Lease) -> None:
        """Give it back at once; nothing happens where it was lost already."""
        self._set(lease, owner="", until=lease.until)

    def _set(self, lease: Lease, *, owner: str, until: datetime) -> Lease | None:
        statement = (
            update(TABLE)
            .where(TABLE.c.name == lease.name, TABLE.c.owner == lease.owner, TABLE.c.fence == lease.fence)
            .values(owner=owner, until=until, fence=lease.fence + 1)
            .returning(*TABLE.columns)
        )

        def work(connection: Connection) -> Lease | None:
            row = connection.execute(statement).mappings().one_or_none()
            return None if row is None else Lease(**row)

        return self.database.write(work)
