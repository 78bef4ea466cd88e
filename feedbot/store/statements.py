"""Statements that SQLite and PostgreSQL share in all but the name of their dialect; holds no meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Table, bindparam, update

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert: TypeAlias = sqlite.Insert | postgresql.Insert

Item = TypeVar("Item")

BATCH = 500  # values in one IN list, far below any database's limit


def insert(connection: Connection, table: Table) -> Insert:
    """Begin an INSERT that may say ON CONFLICT."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # imported late: 30 ms

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415  # the other dialect's turn

    return sqlite.insert(table)


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, or overwrite those with the same primary key."""
    if not rows:
        return
    statement = insert(connection, table)
    others = {
        column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key
    }
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=others), list(rows)
    )


def rekey(connection: Connection, table: Table, site: str, uids: Sequence[tuple[str, str]]) -> None:
    """Let the rows of each old uid be those of the new one, which no row may have yet."""
    if not uids:
        return
    statement = (
        update(table)
        .where(table.c.site == bindparam("of_site"), table.c.uid == bindparam("old_uid"))
        .values(uid=bindparam("new_uid"))
    )
    names = ("of_site", "old_uid", "new_uid")
    connection.execute(statement, [dict(zip(names, (site, *pair), strict=True)) for pair in uids])


def as_row(value: Any) -> dict[str, Any]:
    """Return a value's fields by name; columns bear the same names."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut a long list into pieces for IN."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
