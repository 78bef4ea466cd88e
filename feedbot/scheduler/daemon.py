"""The daemon: one loop that makes passes, one after another, until it is told to stop.

A pass is made at the start, when content changed, when a moment comes due, when somebody asks (SIGUSR1),
after a reload (SIGHUP, or a site whose own configuration was edited),
and every few minutes anyway, because notices of changes get lost.
SIGTERM and SIGINT end the loop after what is being sent; a second one ends the process at once,
which is safe because all truth is in the store and a pass may be cut anywhere.

The loop knows no configuration: it gets finished work, and clocks, signals and threads from outside.
It never sends anything and never decides what is due.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Protocol

from feedbot.errors import FeedbotError
from feedbot.scheduler.logs import brief
from feedbot.scheduler.occasion import (
    Agenda,
    Occasion,
    PassResult,
    Reason,
    Wake,
    Work,
    back_off,
    reason_for_pass,
    widest,
)
from feedbot.scheduler.systemd import Systemd

_log = logging.getLogger(__name__)

Handler = Callable[[int, FrameType | None], None]

# After these, the content was read in full, so the regular look begins to count anew.
_LOOKED_AT_ALL = frozenset({Reason.START, Reason.RELOAD, Reason.POKE, Reason.TICK})

_PATIENCE = 60.0  # seconds; the loop looks at its clocks this often even if every thread has died
_CLOCK_STEP = 5.0  # seconds
_SOON = timedelta(seconds=1)  # a pass that leaves something overdue is not repeated faster than this
_TO_FINISH = 60.0  # seconds asked of systemd at each sign of life while stopping; longer than one create call


class Inbox(Protocol):
    """Where wakes arrive; ``inbox.Inbox`` is the real one."""

    def put(self, wake: Wake) -> None:
        """Add a wake; called by signal handlers, so it never blocks."""

    def take(self, patience: float) -> tuple[Wake, ...]:
        """Return the wakes that are there, or what comes within ``patience`` seconds."""


class Metronome(Protocol):
    """What beats; ``metronome.ApMetronome`` is the real one."""

    def start(self) -> None:
        """Begin to beat."""

    def due_at(self, moment: datetime | None) -> None:
        """Wake the loop at this moment instead of the one named before."""

    def stop(self) -> None:
        """Stop beating."""


class Watch(Protocol):
    """What notices changes; ``watch.FolderWatch`` is the real one."""

    def follow(self, folders: tuple[Path, ...], ignores: Callable[[Path], bool]) -> None:
        """Watch these folders instead of the ones before."""

    def stop(self) -> None:
        """Watch nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clocks that the loop reads."""

    now: Callable[[], datetime]  # aware
    uptime: Callable[[], float]  # CLOCK_BOOTTIME in seconds: counts suspend, never steps
    monotonic: Callable[[], float]  # CLOCK_MONOTONIC in seconds, as systemd wants it


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """All that the loop touches of the world."""

    inbox: Inbox
    metronome: Metronome
    watch: Watch
    clocks: Clocks
    systemd: Systemd
    set_handler: Callable[[signal.Signals, Handler | signal.Handlers], object] = signal.signal


class Daemon:
    """The loop and what it remembers between two passes."""

    def __init__(self, work: Work, *, reload: Callable[[], Work], surroundings: Surroundings) -> None:
        """Prepare the loop.

        Args:
            work: What to do, from a configuration that is known to be good.
            reload: Reads the configuration again and returns new work, or raises and changes nothing.
            surroundings: Inbox, metronome, watch, clocks, service manager and signals.
        """
        self._work = work
        self._load = reload
        self._around = surroundings
        self._agenda = Agenda(pending=frozenset({Reason.START}))
        self._folders: set[Path] = set()
        self._stopping = False
        self._reload_wanted = False
        self._failures = 0
        self._last_failure = ""
        self._complaint = ""  # why the last reload was refused; stays in the status until one succeeds
        self._status = "starting"
        self._offset: float | None = None  # wall clock minus uptime
        self._pinged = float("-inf")

    def run(self) -> int:
        """Make passes until told to stop; return the exit code. Call it on the main thread."""
        self._take_signals()
        with self._threads():
            self._around.systemd.ready(self._status)
            self._turn()
            while not self._stopping:
                self._hear(self._around.inbox.take(self._patience()))
                self._turn()
        _log.info("stopped")
        return 0

    def _take_signals(self) -> None:
        set_handler = self._around.set_handler
        set_handler(signal.SIGTERM, self._on_stop)
        set_handler(signal.SIGINT, self._on_stop)
        set_handler(signal.SIGHUP, self._on_reload)
        set_handler(signal.SIGUSR1, self._on_poke)

    @contextmanager
    def _threads(self) -> Iterator[None]:
        self._around.metronome.start()
        try:
            self._around.watch.follow(self._work.folders, self._work.ignores)
            yield
        finally:
            self._around.watch.stop()
            self._around.metronome.stop()

    # Handlers run between two steps of the main thread, in the middle of a pass too, so they only take notes.
    # They do not log: the interrupted step may be writing a log line itself.

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for number in (signal.SIGTERM, signal.SIGINT):
            self._around.set_handler(number, signal.SIG_DFL)  # the second one leaves at once
        self._around.systemd.stopping()
        self._around.inbox.put(Wake(reason=None))

    def _on_reload(self, _number: int, _frame: FrameType | None) -> None:
        self._reload_wanted = True
        self._around.inbox.put(Wake(reason=None))

    def _on_poke(self, _number: int, _frame: FrameType | None) -> None:
        self._around.inbox.put(Wake(reason=Reason.POKE))

    def _patience(self) -> float:
        """Return how long the loop may sleep: for the watchdog's sake, and until a back-off ends."""
        left = self._agenda.not_before - self._around.clocks.uptime()
        ping = self._around.systemd.watchdog
        return min(_PATIENCE, left if left > 0 else _PATIENCE, ping / 2 if ping else _PATIENCE)

    def _hear(self, wakes: tuple[Wake, ...]) -> None:
        """Note what was asked for; a tick or a due moment only nudges, for the clock decides about them."""
        self._folders.update(folder for wake in wakes for folder in wake.folders)
        self._ask({Reason.POKE, Reason.CONTENT} & {wake.reason for wake in wakes})

    def _ask(self, reasons: set[Reason]) -> None:
        self._agenda = replace(self._agenda, pending=self._agenda.pending | reasons)

    def _turn(self) -> None:
        """Look around once, and make a pass if there is a reason."""
        self._alive()
        self._note_clock_step()
        if self._stopping:
            return
        if self._reload_wanted:
            self._reload()
        clocks = self._around.clocks
        reason = reason_for_pass(self._agenda, clocks.now(), clocks.uptime())
        if reason is None:
            return
        if self._work.is_stale():
            self._reload()
        self._pass(reason)

    def _alive(self) -> None:
        """Answer the watchdog, not more often than needed; while stopping, ask for time as well."""
        if self._stopping:
            self._around.systemd.extend(_TO_FINISH)
        limit, uptime = self._around.systemd.watchdog, self._around.clocks.uptime()
        if limit is not None and uptime - self._pinged >= limit / 4:
            self._around.systemd.alive()
            self._pinged = uptime

    def _note_clock_step(self) -> None:
        clocks = self._around.clocks
        offset = clocks.now().timestamp() - clocks.uptime()
        if self._offset is not None and abs(offset - self._offset) > _CLOCK_STEP:
            _log.warning("clock_step: the wall clock moved by %+.1f s", offset - self._offset)
        self._offset = offset

    def _reload(self) -> None:
        """Take a new configuration whole, or keep the old one whole and say why.

        What nobody asked for is tried again before each pass, and logged once.
        """
        wanted, self._reload_wanted = self._reload_wanted, False
        self._around.systemd.reloading(self._around.clocks.monotonic())
        try:
            work = self._load()
        except Exception as error:  # noqa: BLE001  # whatever is wrong with the new one, the old one goes on
            before = self._complaint
            self._complaint = f"NOT RELOADED, the old configuration stays: {_headline(error)}"
            if wanted or self._complaint != before:
                _log.error("configuration not reloaded, the old one stays: %s", _told(error))
        else:
            self._take(work)
        self._around.systemd.ready(self._full_status())

    def _take(self, work: Work) -> None:
        self._work, self._complaint = work, ""
        self._around.watch.follow(work.folders, work.ignores)
        self._ask({Reason.RELOAD})
        _log.info("configuration reloaded")

    def _pass(self, reason: Reason) -> None:
        """Make one pass; whatever happens in it, the loop lives on."""
        began = self._around.clocks.uptime()
        occasion = Occasion(
            reason=reason,
            folders=tuple(sorted(self._folders)),
            stopping=lambda: self._stopping,
            alive=self._alive,
        )
        pending = self._agenda.pending | {reason}
        self._agenda = replace(self._agenda, pending=frozenset())
        try:
            result = self._work.make_pass(occasion)
        except Exception as error:  # noqa: BLE001  # the loop is the last to hear of it
            self._failed(error, pending)
        else:
            self._done(result, reason, began)
        self._around.systemd.status(self._full_status())

    def _done(self, result: PassResult, reason: Reason, began: float) -> None:
        if self._failures:
            _log.info("passes work again after %d failed", self._failures)
        self._failures, self._last_failure, self._status = 0, "", result.status
        self._folders.clear()
        next_look = began + self._work.every if reason in _LOOKED_AT_ALL else self._agenda.next_look
        self._agenda = replace(self._agenda, not_before=0.0, next_look=next_look)
        self._expect(result.next_due)
        _log.info("pass done reason=%s: %s", reason, result.status)

    def _failed(self, error: Exception, pending: frozenset[Reason]) -> None:
        """Keep what was asked for, wait longer each time, and log each different failure once."""
        self._failures += 1
        wait = back_off(self._failures)
        told = _told(error)
        if told != self._last_failure:
            _log.error("pass failed, the next try is in %.0f s: %s", wait, told)
        self._last_failure = told
        self._status = f"{self._failures} passes failed in a row: {_headline(error)}"
        self._agenda = replace(
            self._agenda,
            pending=frozenset(reason for reason in (widest(pending),) if reason is not None),
            not_before=self._around.clocks.uptime() + wait,
        )

    def _expect(self, moment: datetime | None) -> None:
        if moment is not None:
            moment = max(moment, self._around.clocks.now() + _SOON)
        self._agenda = replace(self._agenda, next_due=moment)
        self._around.metronome.due_at(moment)

    def _full_status(self) -> str:
        return " | ".join(part for part in (self._complaint, self._status) if part)


def _told(error: Exception) -> str:
    """Tell what we stop for in its own words, and a bug with the way it took."""
    return str(error) if isinstance(error, FeedbotError) else brief(error)


def _headline(error: Exception) -> str:
    """Tell it for the status, which every user of the machine may read: a bug's own text stays in the log."""
    if isinstance(error, FeedbotError):
        return next(iter(str(error).splitlines()), type(error).__name__)
    return f"{type(error).__name__}, see the log"
