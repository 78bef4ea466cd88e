"""Replace a file whole or not at all, durably; chooses no folder, no name and no words for what fails.

A reader of the file sees the old bytes or the new ones, whatever happens in between, a power cut included.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

AS_THE_UMASK_LEAVES = 0o666


def replace_whole(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Make ``path`` a file with these bytes: written beside it, synced, then renamed.

    ``mode`` holds whatever the umask; without one the umask decides.
    A link at ``path`` is replaced and not followed; what a killed writer left beside it is overwritten.
    Two writers of one file must not run at once.

    Raises:
        OSError: It cannot be written; the old file stays, and nothing new lies beside it.
    """
    beside = unfinished(path)
    beside.unlink(missing_ok=True)
    try:
        _write_synced(beside, data, mode)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def unfinished(path: Path) -> Path:
    """Return where a file is written before it takes its place."""
    return path.with_name(f".{path.name}.new")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut; raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_synced(path: Path, data: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, AS_THE_UMASK_LEAVES if mode is None else mode)
    with open(descriptor, "wb") as file:  # noqa: PTH123  # a descriptor has no path
        file.write(data)
        file.flush()
        if mode is not None:
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)
