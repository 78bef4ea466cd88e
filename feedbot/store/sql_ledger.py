"""The ledger in a database: a pass is remembered in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, Table, delete, func, select

from feedbot.content.identity.known import Known
from feedbot.deliveries.delivery import Delivery
from feedbot.store import delivery_rows, json_text, schema
from feedbot.store.database import Database
from feedbot.store.ledger import Changes, FeedRecord, Source
from feedbot.store.statements import as_row, batches, insert, put, rekey

BY = "pass"  # the actor of what a pass plans, withdraws and takes back


@dataclass(frozen=True, slots=True)
class SqlLedger:
    """Fulfils ``Ledger``; safe to share between threads."""

    database: Database

    def since(self, site: str) -> datetime | None:
        """Return when the site's first pass was made; None before it."""
        statement = select(schema.site.c.since).where(schema.site.c.name == site)
        return self.database.read(lambda connection: connection.execute(statement).scalar_one_or_none())

    def sites(self) -> Mapping[str, datetime]:
        """Return every site that ever had a pass, with the instant of its first."""
        statement = select(schema.site.c.name, schema.site.c.since).where(schema.site.c.since.is_not(None))
        return self.database.read(
            lambda connection: {row.name: row.since for row in connection.execute(statement)}
        )

    def sources(self, site: str) -> Mapping[str, Source]:
        """Return what is remembered of the site's content files, by path.

        A reading that this program does not understand is left out: its file is read again.
        """
        rows = self.database.read(lambda connection: connection.execute(_of_site(schema.source, site)).all())
        readings = json_text.to_readings([row.reading for row in rows])
        return {
            row.path: Source(
                path=row.path, stamp=row.stamp, sha256=row.sha256, rules=row.rules, reading=reading
            )
            for row, reading in zip(rows, readings, strict=True)
            if reading is not None
        }

    def articles(self, site: str) -> tuple[Known, ...]:
        """Return every article that was ever published, the gone ones too, in the order of their uids."""
        statement = _of_site(schema.article, site).order_by(schema.article.c.uid)
        rows = self.database.read(lambda connection: connection.execute(statement).mappings().all())
        return tuple(Known(**row) for row in rows)

    def accounts(self, site: str) -> Mapping[str, datetime]:
        """Return the accounts that have been planned for, with the instant of their baseline."""
        table = schema.account
        statement = select(table.c.name, table.c.since).where(
            table.c.site == site, table.c.since.is_not(None)
        )
        rows = self.database.read(lambda connection: connection.execute(statement).all())
        return {row.name: row.since for row in rows}

    def feeds(self, site: str) -> Mapping[str, FeedRecord]:
        """Return what is remembered of the site's feed files, by file name."""
        statement = _of_site(schema.feed, site)
        rows = self.database.read(lambda connection: connection.execute(statement).mappings().all())
        return {row["file"]: FeedRecord(**row) for row in rows}

    def remember(self, site: str, changes: Changes, now: datetime) -> None:
        """Write everything that a pass found, in one transaction.

        A delivery that exists already is left alone, and so is a withdrawn one that a worker is preparing:
        the worker sees for itself that the article is gone.
        A delivery that was held when its article was withdrawn is held again when the article returns.
        An article with a new uid takes its deliveries along; they stay what they are.

        Raises:
            StateError: It could not be written; nothing of it was.
        """
        self.database.write(lambda connection: _remember(connection, site, changes, now))

    def remember_feeds(self, site: str, records: Sequence[FeedRecord]) -> None:
        """Write what became of feed files, in one transaction."""
        rows = [{"site": site, **as_row(record)} for record in records]
        if rows:
            self.database.write(lambda connection: put(connection, schema.feed, rows))

    def forget_feed(self, site: str, file: str) -> None:
        """Forget one feed file, which is no longer written."""
        table = schema.feed
        statement = delete(table).where(table.c.site == site, table.c.file == file)
        self.database.write(lambda connection: connection.execute(statement))


def _of_site(table: Table, site: str) -> Select[tuple[object, ...]]:
    """Select all columns but the site's, so that a row has a value's fields."""
    return select(*(column for column in table.columns if column.name != "site")).where(table.c.site == site)


def _remember(connection: Connection, site: str, changes: Changes, now: datetime) -> None:
    first = insert(connection, schema.site).values(name=site, since=now)
    connection.execute(first.on_conflict_do_nothing())
    for old, new in changes.renamed_accounts:
        _rename_account(connection, site, old, new, now)
    _start_accounts(connection, site, changes.accounts, now)
    put(connection, schema.source, [_source_row(site, source) for source in changes.sources])
    for paths in batches(changes.dropped_sources):
        table = schema.source
        connection.execute(delete(table).where(table.c.site == site, table.c.path.in_(paths)))
    rekey(connection, schema.article, site, changes.rekeyed)
    rekey(connection, schema.delivery, site, changes.rekeyed)
    put(connection, schema.article, [{"site": site, **as_row(known)} for known in changes.articles])
    delivery_rows.plan(connection, [_of(site, row) for row in changes.deliveries], actor=BY, now=now)
    delivery_rows.withdraw(connection, site, changes.withdrawn, actor=BY, now=now)
    delivery_rows.take_back(connection, site, changes.returned, actor=BY, now=now)
    delivery_rows.put_off(connection, site, changes.awaited, actor=BY, now=now)


def _source_row(site: str, source: Source) -> dict[str, object]:
    return {"site": site, **as_row(source), "reading": json_text.of_reading(source.reading)}


def _of(site: str, delivery: Delivery) -> Delivery:
    if delivery.site != site:
        raise ValueError(f"delivery {delivery.id} belongs to {delivery.site}, not to {site}")
    return delivery


def _start_accounts(connection: Connection, site: str, names: tuple[str, ...], now: datetime) -> None:
    if not names:
        return
    table = schema.account
    statement = insert(connection, table)
    since = func.coalesce(table.c.since, statement.excluded.since)
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(table.primary_key), set_={"since": since}),
        [{"site": site, "name": name, "since": now} for name in names],
    )


def _rename_account(connection: Connection, site: str, old: str, new: str, now: datetime) -> None:
    table = schema.account
    this = table.c.site == site
    known = connection.execute(select(table).where(this, table.c.name == old)).mappings().one_or_none()
    if known is not None:
        put(connection, table, [{**known, "name": new}])
        connection.execute(delete(table).where(this, table.c.name == old))
    delivery_rows.rename_account(connection, site, old, new, actor=BY, now=now)
