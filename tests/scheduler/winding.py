"""A world that a test winds by hand: clocks, signals, an inbox that never sleeps."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedbot.scheduler.daemon import Clocks, Daemon, Handler, Surroundings
from feedbot.scheduler.occasion import Occasion, PassResult, Wake, Work
from feedbot.scheduler.systemd import Systemd

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Event = Wake | signal.Signals | Callable[[], None] | float  # a float lets so many seconds pass


@dataclass(slots=True, kw_only=True)
class HandWound:
    """Plays a script of events to a daemon; at the end of the script it sends SIGTERM."""

    script: list[Event] = field(default_factory=list)
    result: PassResult = field(default_factory=lambda: PassResult(next_due=None, status="2 sites"))
    address: str = ""
    watchdog: float | None = None
    now: datetime = NOON
    uptime: float = 1000.0
    passes: list[tuple[float, Occasion]] = field(
        default_factory=list
    )  # seconds since the start, what was told
    due: list[datetime | None] = field(default_factory=list)  # what the metronome was told
    followed: list[tuple[Path, ...]] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    handlers: dict[signal.Signals, Handler | signal.Handlers] = field(default_factory=dict)
    errors: list[Exception] = field(default_factory=list)  # raised by the next passes, one each
    during: Callable[[Occasion], None] = lambda occasion: None
    reload: Callable[[], Work] = lambda: Work(
        make_pass=lambda _: PassResult(next_due=None, status=""), folders=()
    )
    waits: list[float] = field(default_factory=list)
    waiting: list[Wake] = field(default_factory=list)

    def run(self, **work: object) -> int:
        """Run a daemon through the script."""
        daemon = Daemon(
            Work(make_pass=self.make_pass, folders=(Path("/content"),), **work),  # type: ignore[arg-type]  # kwargs
            reload=self.reload,
            surroundings=Surroundings(
                inbox=self,
                metronome=self,
                watch=_Watch(self),
                clocks=Clocks(
                    now=lambda: self.now, uptime=lambda: self.uptime, monotonic=lambda: self.uptime
                ),
                systemd=Systemd(address=self.address, watchdog=self.watchdog),
                set_handler=self.handlers.__setitem__,
            ),
        )
        return daemon.run()

    def make_pass(self, occasion: Occasion) -> PassResult:
        self.passes.append((self.uptime - 1000.0, occasion))
        self.during(occasion)
        if self.errors:
            raise self.errors.pop(0)
        return self.result

    @property
    def reasons(self) -> list[str]:
        return [occasion.reason for _, occasion in self.passes]

    def send(self, number: signal.Signals) -> None:
        handler = self.handlers[number]
        assert callable(handler), f"{number.name} would end the process"
        handler(number, None)

    def elapse(self, seconds: float) -> None:
        self.uptime += seconds
        self.now += timedelta(seconds=seconds)

    # The inbox: a script instead of a wait.

    def put(self, wake: Wake) -> None:
        self.waiting.append(wake)

    def take(self, patience: float) -> tuple[Wake, ...]:
        self.waits.append(patience)
        self._play(self.script.pop(0) if self.script else signal.SIGTERM)
        taken, self.waiting = tuple(self.waiting), []
        return taken

    def _play(self, event: Event) -> None:
        match event:
            case Wake():
                self.put(event)
            case signal.Signals():
                self.send(event)
            case float() | int():
                self.elapse(event)
            case _:
                event()

    # The metronome.

    def start(self) -> None:
        self.running.append("metronome")

    def due_at(self, moment: datetime | None) -> None:
        self.due.append(moment)

    def stop(self) -> None:
        self.running.remove("metronome")


@dataclass(slots=True)
class _Watch:
    world: HandWound

    def follow(self, folders: tuple[Path, ...], ignores: Callable[[Path], bool]) -> None:
        self.world.followed.append(folders)
        if "watch" not in self.world.running:
            self.world.running.append("watch")

    def stop(self) -> None:
        self.world.running.remove("watch")
