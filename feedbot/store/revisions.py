"""Which revision of the tables a database holds, and how it gets the one that this program knows.

One SELECT tells. New tables are made at one go; only an older database needs Alembic.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Connection, inspect, select, text

from feedbot.store import schema


class Standing(StrEnum):
    """How a database stands to this program."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"  # of a newer program, which says that this one cannot use it


def standing(connection: Connection) -> Standing:
    """Say how the database stands; a newer one that still serves this program is current."""
    if not inspect(connection).has_table(schema.revision.name):
        return Standing.EMPTY
    reader = select(schema.meta.c.value).where(schema.meta.c.name == "reader").scalar_subquery()
    row = connection.execute(select(schema.revision.c.version_num, reader)).first()
    if row is None:
        return Standing.EMPTY
    revision, oldest_reader = row
    if oldest_reader > schema.REVISION:
        return Standing.AHEAD
    return Standing.BEHIND if revision < schema.REVISION else Standing.CURRENT


def bring_up_to_date(connection: Connection) -> None:
    """Create or upgrade the tables, unless another process has just done so."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7310)"))  # one host at a time
    match standing(connection):
        case Standing.EMPTY:
            create(connection)
        case Standing.BEHIND:
            from feedbot.store import upgrade  # noqa: PLC0415  # imported late: Alembic, 280 ms

            upgrade.to_newest(connection)
        case Standing.CURRENT | Standing.AHEAD:
            return


def create(connection: Connection) -> None:
    """Create every table and say which revision they are."""
    schema.metadata.create_all(connection, checkfirst=False)
    schema.revision.create(connection)
    connection.execute(schema.revision.insert().values(version_num=schema.REVISION))
    connection.execute(schema.meta.insert().values(name="reader", value=schema.READER))
    connection.execute(schema.meta.insert().values(name="instance", value=_instance(connection)))


def _instance(connection: Connection) -> str:
    """Let the database name itself: the same name for as long as it lives, and in its backups."""
    random = {
        "sqlite": "SELECT lower(hex(randomblob(16)))",
        "postgresql": "SELECT replace(gen_random_uuid()::text, '-', '')",
    }
    return str(connection.execute(text(random[connection.dialect.name])).scalar_one())
