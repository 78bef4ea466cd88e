"""Write a feed's file whole or not at all; leave an equal one untouched, and write nothing elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from feedbot.whole_files import replace_whole

READABLE_BY_ALL = 0o644  # a web server reads it as another user, whatever the umask
PASSABLE_BY_ALL = 0o755

REASONS = {
    errno.ENOSPC: "the disk is full; make room",
    errno.EDQUOT: "the disk quota is used up; make room",
    errno.EFBIG: "the file would pass the size limit of this process; raise the limit (ulimit -f)",
    errno.EROFS: "the file system is read-only; mount it writable, or name another output folder",
    errno.EACCES: "this user may not write there; give it the right, or name another output folder",
    errno.EPERM: "this user may not write there; give it the right, or name another output folder",
    errno.EISDIR: "a folder of that name is in the way; remove it, or name another file",
    errno.ENOTDIR: "a file stands where a folder is needed; remove it, or name another file",
    errno.ENAMETOOLONG: "the file name is too long; name a shorter one",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The file now holds the new bytes."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The file held these bytes already; neither it nor its time was touched."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CouldNotWrite:
    """The file is as it was before, and why, in words for a person."""

    path: Path
    why: str


def write_whole(path: Path, data: bytes, *, output: Path) -> Written | Unchanged | CouldNotWrite:
    """Make ``path``, which lies below the folder ``output``, hold ``data``.

    Missing folders below ``output`` are made; ``output`` itself is the site generator's to make.
    Two writers of one file must not run at once: the pass's lock sees to that.
    """
    if not output.is_dir():
        return CouldNotWrite(path=path, why=f"the output folder {output} is not there; build the site first")
    folder = path.parent.resolve()
    if path.name in {"", ".", ".."} or not folder.is_relative_to(output.resolve()):
        return CouldNotWrite(
            path=path, why=f"it lies outside the output folder {output}; name a file below it"
        )
    target = folder / path.name
    try:
        if _holds(target, data):
            return Unchanged(path=path)
        _make_folders(folder, output.resolve())
        replace_whole(target, data, mode=READABLE_BY_ALL)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return CouldNotWrite(path=path, why=_reason(error))
    return Written(path=path)


def _holds(target: Path, data: bytes) -> bool:
    """Say whether ``target`` is a plain file with exactly these bytes; never wait for a pipe of that name."""
    try:
        descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size != len(data):
            return False
        return file.read() == data


def _make_folders(folder: Path, output: Path) -> None:
    if folder.is_dir():
        return
    below = [each for each in (folder, *folder.parents) if each != output and each.is_relative_to(output)]
    for each in reversed(below):
        with suppress(FileExistsError):
            each.mkdir()
            each.chmod(PASSABLE_BY_ALL)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return REASONS.get(error.errno, os.strerror(error.errno))
    return str(error)
