"""Watch folders: a change below one of them wakes the loop once the folders have been quiet for a moment.

The kernel's notices are a convenience, never the truth: it drops some when a queue overflows, and has limits.
So nothing here is an error that stops feedbot; where watching fails, the tick still finds every change.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from watchfiles import Change, watch

from feedbot.scheduler.occasion import Reason, Wake

_log = logging.getLogger(__name__)

# Written by git, by feedbot itself, and by editors while a file is open (vim's 4913 probes the folder).
_IGNORED_NAMES = (".git", ".feedbot", "*.swp", "*.swx", "*~", ".#*", "#*#", "4913")

_Identity = tuple[int, int]  # device and inode: a folder made anew under its old name is another folder


def matters(path: Path, folder: Path, ignores: Callable[[Path], bool]) -> bool:
    """Say whether a change of ``path``, below the watched ``folder``, may be a change of content."""
    if not path.is_relative_to(folder) or ignores(path):
        return False
    parts = path.relative_to(folder).parts
    return not any(fnmatchcase(part, name) for part in parts for name in _IGNORED_NAMES)


class FolderWatch:
    """Watches on a thread of its own; ``wake`` is called there and must not block."""

    def __init__(
        self,
        wake: Callable[[Wake], None],
        *,
        quiet: float = 0.5,
        longest: float = 5.0,
        look: float = 2.0,
        again: float = 60.0,
    ) -> None:
        """Prepare the watch; all times are in seconds.

        Args:
            wake: Takes a wake with the folders that changed.
            quiet: How long nothing may have changed before the loop is woken.
            longest: After this much unrest the loop is woken anyway.
            look: How often to look whether a folder was removed, came back, or was exchanged.
            again: How long to wait where the system refused to watch.
        """
        self._wake = wake
        self._quiet = quiet
        self._longest = longest
        self._look = look
        self._again = again
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._complained = False
        # Not the default: watchfiles then swallows every error of a subfolder, the system's limits too.
        self._lenient = False

    def follow(
        self, folders: tuple[Path, ...], ignores: Callable[[Path], bool], *, patience: float = 10.0
    ) -> None:
        """Watch these folders instead of the ones before; of no account is what ``ignores`` says.

        Returns once the watch stands, so that whatever is written afterwards is noticed,
        or after ``patience`` seconds.
        """
        self.stop()
        self._stop = threading.Event()
        if not folders:
            return
        stands = threading.Event()
        self._thread = threading.Thread(
            target=self._run,
            args=(_absolute(folders), ignores, self._stop, stands),
            name="folder-watch",
            daemon=True,
        )
        self._thread.start()
        stands.wait(patience)

    def stop(self) -> None:
        """Watch nothing any more; returns when the thread has ended."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(
        self,
        folders: tuple[Path, ...],
        ignores: Callable[[Path], bool],
        stop: threading.Event,
        stands: threading.Event,
    ) -> None:
        before = _identities(folders)
        while not stop.is_set():
            seen = _identities(folders)
            sentry = _Sentry(stop, self._announcer(_differing(before, seen), stands))
            before = seen
            try:
                lost = self._watch_until_lost(folders, ignores, seen, sentry)
                before = {folder: identity for folder, identity in seen.items() if folder not in lost}
            except FileNotFoundError:  # gone since we looked
                stop.wait(self._look)
            except PermissionError as error:
                self._complain(error)
                self._lenient = True
            except (OSError, RuntimeError) as error:  # watchfiles' own error is a RuntimeError
                self._complain(error)
                stands.set()
                stop.wait(self._again)

    def _announcer(self, changed: tuple[Path, ...], stands: threading.Event) -> Callable[[], None]:
        def announce() -> None:
            # Only now: what was written before the watch stood made no notice.
            if changed:
                self._wake(Wake(reason=Reason.CONTENT, folders=changed))
            stands.set()

        return announce

    def _watch_until_lost(
        self,
        folders: tuple[Path, ...],
        ignores: Callable[[Path], bool],
        seen: Mapping[Path, _Identity],
        sentry: _Sentry,
    ) -> set[Path]:
        """Watch the folders that are there until one of all the folders goes, comes, or is exchanged.

        Returns those that were seen to go: another may stand in their place already, with the same inode.
        """
        if not seen:
            while not sentry.is_set() and not _identities(folders):
                sentry.wait(self._look)
            return set()
        for changes in watch(
            *seen,
            watch_filter=None,
            step=int(self._quiet * 1000),
            debounce=int(self._longest * 1000),
            rust_timeout=int(self._look * 1000),
            yield_on_timeout=True,
            stop_event=sentry,
            ignore_permission_denied=self._lenient,
            raise_interrupt=False,
        ):
            self._complained = False
            paths = {Path(path) for _, path in changes}
            touched = tuple(f for f in seen if any(matters(path, f, ignores) for path in paths))
            if touched:
                self._wake(Wake(reason=Reason.CONTENT, folders=touched))
            lost = {Path(path) for kind, path in changes if kind is Change.deleted and Path(path) in seen}
            if lost or _identities(folders) != seen:
                return lost
        return set()

    def _complain(self, error: Exception) -> None:
        if not self._complained:
            _log.warning(
                "cannot watch all of the content folders (%s); the regular look finds what goes unnoticed."
                " Where a limit was reached, raise fs.inotify.max_user_watches or max_user_instances",
                error,
            )
        self._complained = True


class _Sentry:
    """What watchfiles asks between two looks at its queue, and so the first sign that the watch stands."""

    def __init__(self, stop: threading.Event, announce: Callable[[], None]) -> None:
        self._stop = stop
        self._announce: Callable[[], None] | None = announce

    def is_set(self) -> bool:
        """Say whether to stop; the first question means that the watch stands."""
        if self._announce is not None:
            self._announce()
            self._announce = None
        return self._stop.is_set()

    def wait(self, seconds: float) -> None:
        """Sleep, but not beyond the stop."""
        self._stop.wait(seconds)


def _absolute(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path.absolute() for path in paths)


def _identities(folders: tuple[Path, ...]) -> dict[Path, _Identity]:
    found: dict[Path, _Identity] = {}
    for folder in folders:
        try:
            status = folder.stat()
        except OSError:
            continue
        found[folder] = (status.st_dev, status.st_ino)
    return found


def _differing(before: Mapping[Path, _Identity], seen: Mapping[Path, _Identity]) -> tuple[Path, ...]:
    return tuple(sorted(f for f in {*before, *seen} if before.get(f) != seen.get(f)))
