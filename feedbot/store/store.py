"""The store of one feedbot: ledger, outbox, pings and leases over one open database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from feedbot.store.database import Database, open_database, open_file
from feedbot.store.leases import Leases
from feedbot.store.sql_archives import SqlArchives
from feedbot.store.sql_ledger import SqlLedger
from feedbot.store.sql_outbox import SqlOutbox
from feedbot.store.sql_pings import SqlPings

FILE = "feedbot.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """What is remembered, and by whom it is shared."""

    ledger: SqlLedger
    archives: SqlArchives
    outbox: SqlOutbox
    pings: SqlPings
    leases: Leases
    alone: bool  # the locks in the state folder are the only ones: the database lies there too
    database: Database

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str, folder: Path) -> Store:
    """Open the store at ``url``; "" means the SQLite file in the state folder.

    Raises:
        ConfigError: The URL is of no database that feedbot knows.
        StateError: The state is damaged, not feedbot's, of a newer feedbot, or cannot be reached or written.
        LockedError: Other processes keep the database busy.
    """
    database = open_database(url) if url else open_file(folder / FILE)
    return Store(
        ledger=SqlLedger(database),
        archives=SqlArchives(database),
        outbox=SqlOutbox(database),
        pings=SqlPings(database),
        leases=Leases(database),
        alone=database.file is not None and database.file.path.parent.resolve() == folder.resolve(),
        database=database,
    )
