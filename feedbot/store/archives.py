"""What is remembered of archives: which entries each holds, and its files, byte by byte.

An archive must never change, and a site generator that empties its output folder takes the files along:
so their bytes are kept here, and written again from here.
Here are the values and the contract; ``sql_archives`` keeps them in a database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from feedbot.feeds.history import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile:
    """One archive in one format."""

    file: str  # below the output folder
    number: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The archives of one feed; ``base`` is the site's address that their files were made for."""

    base: str
    archives: tuple[Archive, ...]  # the oldest first


class Archives(Protocol):
    """The archives of one database; ``feed`` is the name of the feed's first file."""

    def of(self, site: str) -> Mapping[str, Remembered]:
        """Return the archives of each of the site's feeds."""

    def files(self, site: str) -> Mapping[str, Mapping[str, str]]:
        """Return the SHA-256 (hex) of each archive file that is kept, by feed and file name."""

    def data(self, site: str, file: str) -> bytes | None:
        """Return the bytes of an archive file; None where it is not kept."""

    def remember(
        self, site: str, feed: str, base: str, archives: Sequence[Archive], files: Sequence[ArchiveFile]
    ) -> None:
        """Keep new or changed archives with their files, in one transaction.

        Of an archive that is given, any other file is forgotten: it shows what the archive was.
        """

    def forget(self, site: str, feed: str) -> None:
        """Forget every archive of a feed, and their files."""
