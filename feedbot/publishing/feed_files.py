"""The files that a pass serves, with their compressed twins: written whole, remembered once all are.

A file that is as it was last written is not opened; one that differs, for whatever reason, is written again.
One with the same bytes and another time, as a copied folder has, is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from feedbot.feeds.compression import ENDINGS, Compression, compressed
from feedbot.feeds.files import CouldNotWrite, Written, write_whole
from feedbot.publishing.report import FeedDone
from feedbot.store.ledger import FeedRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedFile:
    """What a file is to hold, and of what that was made."""

    file: str
    data: bytes
    made_of: str
    updated: datetime
    about: str = ""
    twins: tuple[Compression, ...] = ()


@dataclass(slots=True, kw_only=True)
class FeedFiles:
    """The files of one site below its output folder; with ``dry`` nothing is written."""

    output: Path
    records: Mapping[str, FeedRecord]
    dry: bool = False
    written: dict[str, FeedRecord] = field(default_factory=dict)  # to be remembered
    wanted: set[str] = field(default_factory=set)  # every file that the site has now
    whys: dict[str, str] = field(default_factory=dict)  # of the files that could not be written

    def are_current(self, file: str, made_of: str, twins: tuple[Compression, ...] = ()) -> bool:
        """Say whether a file and its twins are as they were written, of the same things as now."""
        return all(self._is_current(name, made_of) for name in self.keep(file, twins))

    def keep(self, file: str, twins: tuple[Compression, ...] = ()) -> tuple[str, ...]:
        """Want a file and its twins, whatever they hold; return their names."""
        names = (file, *(file + ENDINGS[how] for how in twins))
        self.wanted.update(names)
        return names

    def put(self, served: ServedFile) -> FeedDone:
        """Bring a file and its twins up to date, the twins first: no twin is ever the older one."""
        done = [
            self._put(served.file + ENDINGS[how], compressed(served.data, how), served)
            for how in (() if self.dry else served.twins)
        ]
        if FeedDone.FAILED not in done:
            done.append(self._put(served.file, served.data, served))
        if FeedDone.FAILED in done:
            return FeedDone.FAILED
        return FeedDone.WRITTEN if FeedDone.WRITTEN in done else FeedDone.UNCHANGED

    def left_over(self) -> tuple[str, ...]:
        """Return the twins that are no longer wanted: a server would go on sending them, older and older."""
        return tuple(
            name
            for name in self.records
            if name not in self.wanted
            and name.endswith(tuple(ENDINGS.values()))
            and name.rpartition(".")[0] in self.wanted
        )

    def remove(self, name: str) -> None:
        """Remove a twin, unless somebody else has written it since."""
        path = self.output / name
        if _digest(path) == self.records[name].sha256:
            with suppress(OSError):
                path.unlink()

    def _is_current(self, name: str, made_of: str) -> bool:
        record, path = self.written.get(name) or self.records.get(name), self.output / name
        if record is None or record.made_of != made_of:
            return False
        stamp = _stamp(path)
        if stamp and stamp == record.stamp:
            return True
        if _digest(path) != record.sha256:
            return False
        self.written[name] = replace(record, stamp=stamp)
        return True

    def _put(self, name: str, data: bytes, served: ServedFile) -> FeedDone:
        self.wanted.add(name)
        digest, path = sha256(data).hexdigest(), self.output / name
        if self.dry:
            return FeedDone.UNCHANGED if _digest(path) == digest else FeedDone.WRITTEN
        with suppress(OSError):  # a site never built has no output folder; what fails is told below
            self.output.mkdir(exist_ok=True)
        result = write_whole(path, data, output=self.output)
        if isinstance(result, CouldNotWrite):
            self.whys[served.file] = result.why
            return FeedDone.FAILED
        self.written[name] = FeedRecord(
            file=name,
            made_of=served.made_of,
            sha256=digest,
            stamp=_stamp(path),
            updated=served.updated,
            about=served.about,
        )
        return FeedDone.WRITTEN if isinstance(result, Written) else FeedDone.UNCHANGED


def made_of_bytes(data: bytes) -> str:
    """Return what a file that depends on nothing but its bytes was made of."""
    return sha256(data).hexdigest()


def high_water(records: Mapping[str, FeedRecord], files: Iterable[str]) -> datetime | None:
    """Return the latest ``updated`` that a feed's files ever told."""
    return max((records[file].updated for file in files if file in records), default=None)


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def _digest(path: Path) -> str:
    """Return the hash of a plain file; "" for anything else, such as a pipe, which is never waited for."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""
