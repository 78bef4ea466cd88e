"""The archives in a database; their files are compressed there, and come out byte by byte as they went in."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, delete, select

from feedbot.feeds.history import Archive
from feedbot.store import schema
from feedbot.store.archives import ArchiveFile, Remembered
from feedbot.store.database import Database
from feedbot.store.statements import put


@dataclass(frozen=True, slots=True)
class SqlArchives:
    """Fulfils ``Archives``; safe to share between threads."""

    database: Database

    def of(self, site: str) -> Mapping[str, Remembered]:
        """Return the archives of each of the site's feeds."""
        table = schema.archive
        statement = select(table).where(table.c.site == site).order_by(table.c.feed, table.c.number)
        rows = self.database.read(lambda connection: connection.execute(statement).all())
        found: dict[str, Remembered] = {}
        for row in rows:
            kept = json.loads(row.entries)
            entries = tuple((uid, print_) for uid, print_ in kept["entries"])
            before = found[row.feed].archives if row.feed in found else ()
            archives = (*before, Archive(number=row.number, entries=entries))
            found[row.feed] = Remembered(base=kept["base"], archives=archives)
        return found

    def files(self, site: str) -> Mapping[str, Mapping[str, str]]:
        """Return the SHA-256 (hex) of each archive file that is kept, by feed and file name."""
        table = schema.archive_file
        statement = select(table.c.feed, table.c.file, table.c.sha256).where(table.c.site == site)
        rows = self.database.read(lambda connection: connection.execute(statement).all())
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            found.setdefault(row.feed, {})[row.file] = row.sha256
        return found

    def data(self, site: str, file: str) -> bytes | None:
        """Return the bytes of an archive file; None where it is not kept."""
        table = schema.archive_file
        statement = select(table.c.data).where(table.c.site == site, table.c.file == file)
        kept = self.database.read(lambda connection: connection.execute(statement).scalar_one_or_none())
        return None if kept is None else zlib.decompress(kept)

    def remember(
        self, site: str, feed: str, base: str, archives: Sequence[Archive], files: Sequence[ArchiveFile]
    ) -> None:
        """Keep new or changed archives with their files, in one transaction.

        Of an archive that is given, any other file is forgotten: it shows what the archive was.

        Raises:
            StateError: It could not be written; nothing of it was.
        """
        rows = [
            {
                "site": site,
                "feed": feed,
                "number": archive.number,
                "entries": json.dumps({"base": base, "entries": archive.entries}),
            }
            for archive in archives
        ]
        file_rows = [
            {
                "site": site,
                "feed": feed,
                "file": file.file,
                "number": file.number,
                "sha256": sha256(file.data).hexdigest(),
                "data": zlib.compress(file.data),
            }
            for file in files
        ]

        def work(connection: Connection) -> None:
            for archive in archives:
                _forget_files(connection, site, feed, archive.number)
            put(connection, schema.archive, rows)
            put(connection, schema.archive_file, file_rows)

        self.database.write(work)

    def forget(self, site: str, feed: str) -> None:
        """Forget every archive of a feed, and their files."""

        def work(connection: Connection) -> None:
            for table in (schema.archive, schema.archive_file):
                connection.execute(delete(table).where(table.c.site == site, table.c.feed == feed))

        self.database.write(work)


def _forget_files(connection: Connection, site: str, feed: str, number: int) -> None:
    table = schema.archive_file
    connection.execute(
        delete(table).where(table.c.site == site, table.c.feed == feed, table.c.number == number)
    )
