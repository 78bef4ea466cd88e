"""One database, SQLite or PostgreSQL: how it is opened, and how one transaction is run on it.

A transaction is a function of a connection. It may be run again after SQLITE_BUSY, a deadlock
or a serialization failure, so it must do nothing but read and write that connection.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from feedbot.errors import ConfigError, StateError
from feedbot.store import faults, revisions, sqlite_file
from feedbot.store.sqlite_file import OpenedFile

Result = TypeVar("Result")

TRIES = 4
BUSY_TIMEOUT = 10_000  # milliseconds that SQLite itself waits for its turn
CHEAP_TO_CHECK = 8 * 1024 * 1024  # bytes; 10 ms, some 3,000 articles. Larger files only after a crash
_WRITES = "feedbot_writes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An open database; safe to share between threads."""

    engine: Engine
    place: str  # for messages: the path, or the URL without its password
    file: OpenedFile | None  # None on a server

    def read(self, work: Callable[[Connection], Result]) -> Result:
        """Run one transaction that only reads, on one snapshot where the database has them.

        Raises:
            StateError: The state cannot be read, or is not the one that was opened.
            LockedError: Other processes keep it busy.
        """
        return self._run(work, writes=False)

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """Run one transaction that writes: durable once this returns, else undone.

        Raises:
            StateError: The state cannot be written, or is not the one that was opened.
            LockedError: Other processes keep it busy.
        """
        return self._run(work, writes=True)

    def close(self) -> None:
        """Close every connection; SQLite folds its log into the file."""
        self.engine.dispose()

    def _run(self, work: Callable[[Connection], Result], *, writes: bool) -> Result:
        tries = TRIES
        while True:
            if self.file is not None:
                self.file.verify()
            tries -= 1
            try:
                with self._connect(writes=writes) as connection, connection.begin():
                    return work(connection)
            except faults.BUGS:
                raise
            except DBAPIError as error:
                if not (tries and faults.passes(error)):
                    raise faults.as_feedbot_error(error, self.place) from error
            time.sleep(0.05 * (TRIES - tries))

    def _connect(self, *, writes: bool) -> Connection:
        return self.engine.connect().execution_options(**{_WRITES: writes})


def open_database(url: str) -> Database:
    """Open the database, creating or upgrading its tables where needed.

    ``sqlite:////absolute/path`` or ``postgresql+psycopg://user@host/name``.

    Raises:
        ConfigError: The URL is neither.
        StateError: The state is damaged, not feedbot's, of a newer feedbot, or cannot be reached or written.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _unusable() from error
    in_memory = parsed.database in {None, "", ":memory:"}
    if parsed.get_backend_name() == "sqlite" and not in_memory and not parsed.query:
        return open_file(Path(str(parsed.database)))
    if parsed.get_backend_name() == "postgresql":
        return _open_postgresql(parsed.set(drivername="postgresql+psycopg"))
    raise _unusable()


def open_file(path: Path) -> Database:
    """Open an SQLite file, creating it where there is none, upgrading its tables where needed.

    Raises:
        StateError: The state is damaged, not feedbot's, of a newer feedbot, or cannot be opened or written.
    """
    path = path.absolute()
    if not path.exists():
        sqlite_file.create(path, _build)
    file = _note(path)
    doubtful = sqlite_file.was_left_open(path) or file.size <= CHEAP_TO_CHECK
    database = Database(engine=_sqlite_engine(path), place=str(path), file=file)
    _make_ready(database, doubtful=doubtful)
    _use_log(database)
    return database


def _unusable() -> ConfigError:
    return ConfigError(
        ("The database must be `sqlite:////absolute/path` or `postgresql+psycopg://user@host/database`.",)
    )


def _note(path: Path) -> OpenedFile:
    try:
        file = sqlite_file.remember_file(path)
    except OSError as error:
        raise StateError(f"{path}: the state cannot be opened ({error.strerror})") from error
    if file.size == 0:  # SQLite would take it for a new database
        raise faults.damaged(str(path), "it is empty")
    return file


def _use_log(database: Database) -> None:
    """Turn on the write-ahead log; it stays on, except that a copy by VACUUM INTO begins without it."""
    mode = database.read(lambda connection: connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
    if mode != "wal":
        connection = database.engine.raw_connection()  # SQLite refuses the change within a transaction
        connection.cursor().execute("PRAGMA journal_mode = WAL")
        connection.close()


def _open_postgresql(url: URL) -> Database:
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=10,
            pool_pre_ping=True,  # a restart of the server shows before a transaction, not within
            connect_args={
                "connect_timeout": 10,
                "application_name": "feedbot",
                "prepare_threshold": None,  # PgBouncer hands every transaction another session
            },
        )
    except ModuleNotFoundError as error:
        raise StateError("PostgreSQL needs a driver: pip install 'feedbot[postgres]'") from error
    event.listen(engine, "begin", _begin_postgresql)
    place = url.set(query={}).render_as_string(hide_password=True)
    database = Database(engine=engine, place=place, file=None)
    _make_ready(database, doubtful=False)
    return database


def _make_ready(database: Database, *, doubtful: bool) -> None:
    try:
        if doubtful:
            _check(database)
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise


def _check(database: Database) -> None:
    finding = database.read(
        lambda connection: connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    )
    if finding != "ok":
        raise faults.damaged(database.place, str(finding))


def _bring_up_to_date(database: Database) -> None:
    match database.read(revisions.standing):
        case revisions.Standing.CURRENT:
            return
        case revisions.Standing.EMPTY if database.file is not None:
            raise StateError(
                f"{database.place}: the file holds no feedbot state. "
                "If it was cut off or overwritten, put a backup in its place; "
                "if it is another program's, name another path"
            )
        case revisions.Standing.EMPTY | revisions.Standing.BEHIND:
            database.write(revisions.bring_up_to_date)
        case revisions.Standing.AHEAD:
            raise StateError(
                f"{database.place}: the state was written by a newer feedbot. Install that version, "
                "or put back the backup that was made before the upgrade"
            )


def _build(path: Path) -> None:
    """Fill a new file in one transaction; without a log beside it, so that it can be moved."""
    engine = _sqlite_engine(path)
    try:
        with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            revisions.create(connection)
    except DBAPIError as error:
        raise faults.as_feedbot_error(error, str(path)) from error
    finally:
        engine.dispose()


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True, pool_size=10)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    _ = record
    connection.isolation_level = None  # sqlite3 would begin and commit by its own rules
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: one that reads first and writes later could be refused midway."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '20s'")
