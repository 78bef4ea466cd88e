"""The SQLite file: born whole, private, and still the one that was opened; knows nothing of its tables."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from feedbot.errors import StateError
from feedbot.whole_files import sync_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """The file as it was when it was opened."""

    path: Path
    device: int
    inode: int
    size: int  # bytes

    def verify(self) -> None:
        """Make sure that the path still leads to the file that was opened.

        SQLite goes on writing into a file that was renamed or replaced, and says nothing.

        Raises:
            StateError: It does not, so whatever is written would be lost.
        """
        try:
            found = self.path.stat()
        except OSError:
            found = None
        if found is None or (found.st_dev, found.st_ino) != (self.device, self.inode):
            raise StateError(
                f"{self.path}: the database was moved, deleted or replaced while feedbot was using it. "
                "Put the right file there, then start feedbot again"
            )


def remember_file(path: Path) -> OpenedFile:
    """Note which file stands at the path now."""
    found = path.stat()
    return OpenedFile(path=path, device=found.st_dev, inode=found.st_ino, size=found.st_size)


def was_left_open(path: Path) -> bool:
    """Say whether the last process to use the file died over it, or is using it now."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except FileNotFoundError:
        return False


def create(path: Path, build: Callable[[Path], None]) -> None:
    """Create the file, whole or not at all: built beside its place, mode 0600, then moved in.

    So an empty file at the path is never a beginning; it is a loss, and opening it fails.
    Where two processes create at once, the first one's file stays.

    Raises:
        StateError: The folder cannot be made or written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unborn = path.with_name(f".{path.name}.{os.getpid()}.new")
        unborn.unlink(missing_ok=True)
        os.close(os.open(unborn, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600))
        try:
            build(unborn)
            _move_in(unborn, path)
        finally:
            unborn.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise StateError(
            f"{path}: the state cannot be created ({error.strerror}). "
            "Give its folder to the user that runs feedbot, and make room on the disk"
        ) from error


def _move_in(unborn: Path, path: Path) -> None:
    try:
        os.link(unborn, path)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}:
            raise
        unborn.rename(path)  # a file system without hard links
