"""Locks between processes of one machine: one daemon per state folder, and one pass at a time.

They are the kernel's (``flock``): a killed process leaves none behind, whatever the files say.
The files stay; deleting one would let a second process lock another file of the same name.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from feedbot.errors import LockedError, StateError

PAUSE = 0.05  # seconds between two tries


@contextmanager
def daemon_lock(folder: Path) -> Iterator[None]:
    """Be the only daemon on this state folder.

    Raises:
        LockedError: Another daemon is; the message names its PID.
        StateError: The folder cannot be used.
    """
    with _locked(folder, "daemon.lock", wait=0, who="feedbot run"):
        yield


@contextmanager
def pass_lock(folder: Path, wait: float) -> Iterator[None]:
    """Be the only process that makes a pass; wait up to ``wait`` seconds for the turn.

    Raises:
        LockedError: The turn did not come; the message names the PID that has it.
        StateError: The folder cannot be used.
    """
    with _locked(folder, "pass.lock", wait=wait, who="a feedbot"):
        yield


@contextmanager
def _locked(folder: Path, name: str, *, wait: float, who: str) -> Iterator[None]:
    descriptor = _open(folder, name)
    try:
        for _ in range(int(wait / PAUSE)):
            if _take(descriptor):
                break
            time.sleep(PAUSE)
        else:
            if not _take(descriptor):
                raise LockedError(
                    f"{folder}: {who} works here already (PID {_holder(descriptor)}). "
                    "Wait for it, or stop it, then try again"
                )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _open(folder: Path, name: str) -> int:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise StateError(
            f"{folder / name}: the lock cannot be opened ({error.strerror}). "
            "Give the state folder to the user that runs feedbot"
        ) from error


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(descriptor: int) -> str:
    return os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"


def daemon_pid(folder: Path) -> int | None:
    """Return the PID of the daemon that works on this state folder; None where none does."""
    try:
        descriptor = os.open(folder / "daemon.lock", os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        holder = _holder(descriptor)
        return int(holder) if not _take(descriptor) and holder.isdecimal() else None
    finally:
        os.close(descriptor)


def poke_daemon(folder: Path) -> None:
    """Ask the daemon, if there is one, to make a pass now."""
    pid = daemon_pid(folder)
    if pid is not None:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGUSR1)
