"""The network that needs no account: it writes what would be posted to a page and JSON lines, sends nothing.

``announcements.jsonl`` is the truth, one line per post, and only ever grows;
``announcements.html`` shows the newest of it to a person and is written anew after each post.
The same delivery sent again is the same line. Several accounts, threads and processes may share the folder.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from feedbot.announcements.announcement import Announcement, CardImage
from feedbot.announcements.limits import Limits
from feedbot.networks.entry import OptionValue, text_of
from feedbot.networks.local_page import MOST_SHOWN, page
from feedbot.networks.network import (
    FOR_EVER,
    Absent,
    AccountStatus,
    CannotTell,
    DeliveryKey,
    Finding,
    Found,
    Frozen,
    NotSent,
    Outcome,
    Posted,
    Refused,
    Unknown,
)
from feedbot.whole_files import replace_whole

LINES = "announcements.jsonl"
PAGE = "announcements.html"

Record = dict[str, Any]


class Local:
    """One folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first announcement is written."""
        self._folder = folder

    def limits(self) -> Limits:
        """Return the limits of the page."""
        from feedbot.announcements.house_limits import limits_for_local  # noqa: PLC0415  # imported late: 40 ms

        return limits_for_local()

    def prepare(
        self, announcement: Announcement, key: DeliveryKey, now: datetime
    ) -> Frozen | NotSent | Refused:
        """Return the exact line."""
        identity = sha256(key.text.encode()).hexdigest()[:16]
        image = announcement.card.image
        record = {
            "id": identity,
            "at": now.isoformat(),
            "account": announcement.account,
            "uid": announcement.uid,
            "text": announcement.text,
            "hashtags": list(announcement.hashtags),
            "hidden_tags": list(announcement.hidden_tags),
            "link": announcement.card.address,
            "title": announcement.card.title,
            "description": announcement.card.description,
            "image": None if image is None else _picture(image),
            "language": announcement.language,
            "warning": announcement.warning,
        }
        request = json.dumps(record, ensure_ascii=False)
        link = announcement.card.address
        return Frozen(request=request, key=identity, link=link, made=now, replay_until=FOR_EVER)

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        """Append the line, unless it is there already, and write the page anew."""
        may_be_there = False
        try:
            with self._lines() as file:
                records = _mended(file)
                may_be_there = any(record["id"] == frozen.key for record in records)
                if not may_be_there:
                    if not may_write():
                        return NotSent(why="held back right before the first byte: the time for it was over")
                    may_be_there = True
                    records.append(_append(file, frozen.request))
                shown = page(records[-MOST_SHOWN:][::-1], total=len(records))
                replace_whole(self._folder / PAGE, shown.encode())
        except OSError as error:  # where the disk is full, closing the file raises once more
            why = f"{self._folder}: {error.strerror}"
            return Unknown(why=why) if may_be_there else NotSent(why=why)
        return self._posted(frozen)

    def find(self, frozen: Frozen) -> Finding:
        """Look for the line."""
        try:
            with self._lines() as file:
                there = any(record["id"] == frozen.key for record in _mended(file))
        except OSError as error:
            return CannotTell(why=f"{self._folder}: {error.strerror}")
        posted = self._posted(frozen)
        return Found(id=posted.id, url=posted.url) if there else Absent()

    def check(self) -> AccountStatus:
        """See whether the folder can be written to."""
        place = next(folder for folder in (self._folder, *self._folder.parents) if folder.exists())
        if not place.is_dir() or not os.access(place, os.W_OK):
            return AccountStatus(ok=False, who=str(self._folder), says=f"nothing can be written to {place}")
        says = f"announcements are written to {self._folder / PAGE}, none is sent"
        return AccountStatus(ok=True, who=str(self._folder), says=says)

    def _posted(self, frozen: Frozen) -> Posted:
        return Posted(id=frozen.key, url=f"{(self._folder / PAGE).absolute().as_uri()}#a-{frozen.key}")

    @contextmanager
    def _lines(self) -> Iterator[BinaryIO]:
        """Open the lines for reading and appending, for nobody else meanwhile."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / LINES).open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # ends with the file; each open file locks, so threads too
            yield file


def _picture(image: CardImage) -> dict[str, str]:
    """Describe a picture; its local file is shown before the site has been deployed."""
    file = image.file.absolute().as_uri() if image.file is not None else ""
    return {"address": image.address, "alt": image.alt, "file": file}


def _mended(file: BinaryIO) -> list[Record]:
    """Read every line, and end the last one where a crash tore it: whole it counts, else it goes."""
    file.seek(0)
    raw = file.read()
    whole, newline, torn = raw.rpartition(b"\n")
    if torn and _record(torn) is None:
        file.truncate(len(whole) + len(newline))
    elif torn:
        file.write(b"\n")
        file.flush()
    records = (_record(line) for line in raw.split(b"\n"))
    return [record for record in records if record is not None]


def _append(file: BinaryIO, request: str) -> Record:
    file.write(request.encode() + b"\n")
    file.flush()
    os.fsync(file.fileno())
    record: Record = json.loads(request)
    return record


def _record(line: bytes) -> Record | None:
    """Return a line's record; None for one that a person has spoiled, which is left alone."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) and isinstance(record.get("id"), str) else None


def build(
    options: Mapping[str, OptionValue],
    *,
    clock: Callable[[], datetime],  # noqa: ARG001  # a line carries the time it was made at
    folder: Path,
) -> Local:
    """Build it; a relative ``path`` starts at ``folder``."""
    return Local(folder / text_of(options, "path"))
