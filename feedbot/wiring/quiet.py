"""A pass that left nothing to do, remembered: while nothing has moved since, the next pass is a glance.

A cron job makes hundreds of passes a day, and nearly all find nothing: getting ready to look costs most.
So a pass writes down the stamps of all that it depended on: content, configuration, pictures, pages, feeds,
the history of deliveries, feedbot itself, and the moment at which something comes due by itself.
If one of them differs, or cannot be compared, a whole pass is made.
The file is never needed: whoever deletes it loses a second.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from feedbot.config.finding import find_config, state_folder
from feedbot.errors import FeedbotError
from feedbot.store.glance import history_length
from feedbot.whole_files import replace_whole
from feedbot.wiring.hands import Hands

FILE = "quiet.json"
DATABASE = "feedbot.db"
PACKAGES = ("site-packages", "dist-packages")
TICK = 0.05  # seconds; what changes after a moment has a stamp that is at most this much older


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What a pass depended on; a file that was looked for and is not there counts too."""

    config: Path
    state: Path
    folders: tuple[Path, ...]  # each with the files in it, but not with what lies in folders below it
    files: tuple[Path, ...]
    feeds: Mapping[Path, str]  # as they were written: size and mtime
    history: int
    until: datetime | None  # when something comes due by itself


class _UntraceableError(Exception):
    """Something cannot be compared by its stamp, for example what a link leads to."""


def still_quiet(given: Path | None, hands: Hands) -> tuple[str, ...] | None:
    """Return what the last pass would say again; None: a whole pass is to be made."""
    try:
        config = find_config(given, cwd=hands.cwd)
        state = state_folder(config, hands.environ)
        if os.geteuid() == 0 and state.stat().st_uid != 0:
            return None
        memory = json.loads((state / FILE).read_bytes())
        return tuple(memory["lines"]) if _holds(memory, config, state, hands.now()) else None
    except (FeedbotError, OSError, ValueError, LookupError, TypeError, _UntraceableError):
        return None


def remember_quiet(traces: Traces, lines: Iterable[str], *, started: datetime) -> None:
    """Remember a pass, if nothing that it depended on may have changed since it ``started``."""
    file = traces.state / FILE
    try:
        memory = _memory(traces, tuple(lines), oldest_doubt=started.timestamp() - TICK)
        replace_whole(file, json.dumps(memory).encode(), mode=0o600)
    except (OSError, _UntraceableError):
        forget_quiet(traces.state)


def forget_quiet(state: Path) -> None:
    """Let the next pass be a whole one."""
    with suppress(OSError):
        (state / FILE).unlink(missing_ok=True)


def _memory(traces: Traces, lines: tuple[str, ...], *, oldest_doubt: float) -> dict[str, Any]:
    folders = {str(folder): _folder(folder, oldest_doubt) for folder in traces.folders}
    files = {str(file): _stamp(file, oldest_doubt) for file in (traces.config, *traces.files)}
    return {
        "feedbot": _feedbot(),
        "config": str(traces.config),
        "until": traces.until.isoformat() if traces.until else None,
        "history": traces.history,
        "folders": folders,
        "files": files,
        "feeds": {str(file): stamp for file, stamp in traces.feeds.items()},
        "lines": lines,
    }


def _holds(memory: Mapping[str, Any], config: Path, state: Path, now: datetime) -> bool:
    """Compare the cheapest first; everything must be equal."""
    until = memory["until"]
    return (
        memory["feedbot"] == _feedbot()
        and memory["config"] == str(config)
        and (until is None or now < datetime.fromisoformat(until))
        and all(_stamp(Path(file)) == stamp for file, stamp in memory["files"].items())
        and all(_feed_stamp(Path(file)) == stamp for file, stamp in memory["feeds"].items())
        and memory["history"] == history_length(state / DATABASE)
        and all(_folder(Path(folder)) == digest for folder, digest in memory["folders"].items())
    )


def _feedbot() -> str:
    """Name this very code, an edited checkout's too: another may read the same content otherwise."""
    digest = sha256(sys.version.encode())
    for folder in sys.path:  # a package that came, went or changed may render otherwise
        if folder.endswith(PACKAGES):
            digest.update(f"{folder}\0{_stamp(Path(folder))}\0".encode(errors="surrogateescape"))
    for module in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(f"{module}\0{_stamp(module)}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _feed_stamp(file: Path) -> str:
    status = file.stat()
    return f"{status.st_size}:{status.st_mtime_ns}"


def _stamp(file: Path, oldest_doubt: float | None = None) -> str:
    try:
        return _stamp_of(file.lstat(), oldest_doubt)
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _stamp_of(status: os.stat_result, oldest_doubt: float | None) -> str:
    youngest = max(status.st_mtime, status.st_ctime)
    link = (status.st_mode & 0o170000) == 0o120000
    if link or (oldest_doubt is not None and youngest >= oldest_doubt):
        raise _UntraceableError
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}"


def _folder(folder: Path, oldest_doubt: float | None = None) -> str:
    """Return a digest of a folder's names and its files' stamps; what begins with a dot is nothing."""
    digest = sha256()
    try:
        with os.scandir(folder) as opened:
            entries = sorted(
                (entry for entry in opened if not entry.name.startswith(".")), key=lambda entry: entry.name
            )
            for entry in entries:
                inner = entry.is_dir(follow_symlinks=False)
                stamp = "" if inner else _stamp_of(entry.stat(follow_symlinks=False), oldest_doubt)
                digest.update(f"{entry.name}\0{stamp}\0".encode(errors="surrogateescape"))
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return digest.hexdigest()
