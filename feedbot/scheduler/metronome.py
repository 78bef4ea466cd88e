"""The metronome: APScheduler puts a wake into the inbox at every tick and when a moment comes due.

It remembers nothing that matters: all truth is in the store, and the jobs are made anew at every start.
Its settings are not APScheduler's defaults, which drop a job that is a second late (``misfire_grace_time``);
its wait uses a clock that stands still in suspend, hence the short tick.
Wall-clock rules (quiet hours, zones) are decided elsewhere: everything here is UTC.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from feedbot.scheduler.occasion import Reason, Wake

_DUE = "due"


class ApMetronome:
    """Beats until it is stopped; ``wake`` is called on the scheduler's own thread and must not block."""

    def __init__(self, wake: Callable[[Wake], None], *, tick: float = 30.0) -> None:
        """Prepare the metronome; ``tick`` is in seconds."""
        self._wake = wake
        self._tick = tick
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to beat."""
        self._scheduler.add_job(self._beat, "interval", seconds=self._tick, args=[Reason.TICK], id="tick")
        self._scheduler.start()

    def due_at(self, moment: datetime | None) -> None:
        """Wake the loop at this moment instead of the one named before; None: at no moment."""
        if moment is not None:
            self._scheduler.add_job(
                self._beat, "date", run_date=moment, args=[Reason.DUE], id=_DUE, replace_existing=True
            )
        else:
            with contextlib.suppress(JobLookupError):  # its moment has come, or there was none
                self._scheduler.remove_job(_DUE)

    def stop(self) -> None:
        """Stop beating; returns when the scheduler's threads have ended."""
        # A job that comes due during the shutdown would end the scheduler's thread with a traceback.
        # No new one is begun while it is paused, and removing them waits for the one that has begun.
        self._scheduler.pause()
        self._scheduler.remove_all_jobs()
        self._scheduler.shutdown(wait=True)

    def _beat(self, reason: Reason) -> None:
        self._wake(Wake(reason=reason))
