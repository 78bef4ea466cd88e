"""A process killed at each dangerous moment, on each network: one post in the end, and a row that says so."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from feedbot.deliveries.delivery import Delivery, HistoryLine, Hold, State
from tests.crash.conftest import Prepared
from tests.crash.invariants import broken
from tests.crash.nursery import Nursery
from tests.crash.services import NAMES, REMOTE, REPLAYING, Service
from tests.crash.stage import Stage, copy_of
from tests.servers.cutting_proxy import Death

POINTS = (
    "after_remember",
    "after_feeds",
    "after_claim",
    "after_prepare",
    "after_sending_commit",
    "after_answer",
    "after_outcome_commit",
)
ABSENT, MADE = "after_sending_commit", "after_answer"  # how a delivery first came to be in doubt
SETTLED = timedelta(minutes=3)

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One site with one new article, on one service."""

    service: Service
    stage: Stage
    link: str
    nursery: Nursery

    def killed(self, point: str = "", *, at_the_server: str = "") -> None:
        """Let a child die in a pass: at a point of its own, or while its request is at the server."""

        def arm(kill: Callable[[], None]) -> None:
            if at_the_server:
                self.service.proxy.next(*self.service.create, Death(kill=kill, made=at_the_server == "made"))

        now = self.stage.clock.now().isoformat()
        ended = self.nursery.bear([str(self.stage.config), "--now", now, "--kill", point], ready=arm)
        assert ended == -signal.SIGKILL

    @property
    def posts(self) -> int:
        return self.service.posts(self.stage, self.link)

    @property
    def story(self) -> tuple[Delivery, tuple[HistoryLine, ...]]:
        ((row, history),) = self.stage.rows()
        assert broken(row, history) == ()
        return row, history

    @property
    def bodies(self) -> list[bytes]:
        """Return what the server was asked to post about the article."""
        method, path = self.service.create
        asked = [one for one in self.service.proxy.asked if (one.method, one.path) == (method, path)]
        return [one.body for one in asked if self.link.encode() in one.body]


@pytest.fixture
def cell(
    network: str,
    prepare: Callable[[str], Prepared],
    nursery: Nursery,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Cell:
    prepared = prepare(network)
    stage = copy_of(prepared.stage, tmp_path / "site")
    slug = "".join(letter if letter.isalnum() else "-" for letter in request.node.name).strip("-").lower()
    return Cell(service=prepared.service, stage=stage, link=stage.write(slug), nursery=nursery)


def on(names: tuple[str, ...]) -> pytest.MarkDecorator:
    """Make a test run on each of these networks."""
    marks = {name: () if name in {"x", "local"} else pytest.mark.real for name in NAMES}
    return pytest.mark.parametrize("network", [pytest.param(name, marks=marks[name]) for name in names])


def ends_posted_once(cell: Cell) -> None:
    cell.stage.recover()
    row, _ = cell.story
    assert row.state is State.POSTED, row
    assert cell.posts == 1


@on(NAMES)
@pytest.mark.parametrize("point", POINTS)
def test_killed_on_the_way_it_is_posted_once(cell: Cell, point: str) -> None:
    cell.killed(point)
    assert cell.posts == (point in {"after_answer", "after_outcome_commit"})
    ends_posted_once(cell)


@on(REMOTE)
@pytest.mark.parametrize("done", ["made", "not made"])
def test_killed_while_its_request_is_at_the_server_it_is_posted_once(cell: Cell, done: str) -> None:
    cell.killed(at_the_server=done)
    assert cell.posts == (done == "made")
    row, _ = cell.story
    assert row.state is State.SENDING
    ends_posted_once(cell)


@on(NAMES)
@pytest.mark.parametrize("before", [ABSENT, MADE])
def test_killed_while_it_reads_back_it_is_posted_once(cell: Cell, before: str) -> None:
    cell.stage.crash(before)
    cell.stage.publish()
    cell.stage.clock.added += SETTLED
    cell.killed("in_readback")
    row, _ = cell.story
    assert row.state is State.UNKNOWN
    ends_posted_once(cell)


@on(REPLAYING)
@pytest.mark.parametrize("point", ["before_replay", "after_replay"])
def test_killed_around_a_replay_it_is_posted_once_and_with_the_same_bytes(cell: Cell, point: str) -> None:
    cell.stage.crash(ABSENT)
    cell.stage.publish()
    cell.stage.clock.added += SETTLED
    cell.killed(point)
    assert cell.posts == (point == "after_replay")
    frozen = cell.story[0].frozen
    ends_posted_once(cell)
    row, _ = cell.story
    assert row.frozen == frozen
    if cell.service.running is not None:
        assert len(set(cell.bodies)) == 1


@on(REPLAYING)
def test_after_a_death_around_a_replay_the_next_waits_until_its_bytes_have_settled(cell: Cell) -> None:
    cell.stage.crash(ABSENT)
    cell.stage.publish()
    cell.stage.clock.added += SETTLED
    cell.killed("before_replay")
    cell.stage.publish()
    row, _ = cell.story
    assert row.state is State.UNKNOWN
    assert row.due_at is not None
    assert row.due_at - cell.stage.clock.now() > timedelta(minutes=1)


@on(("x", "mastodon"))
@pytest.mark.parametrize("point", [ABSENT, MADE])
def test_what_cannot_be_proved_is_held_and_its_story_told(cell: Cell, point: str) -> None:
    with cell.stage.config.open("a", encoding="utf-8") as config:
        config.write('template = "{{ title }}"\n')  # no address by which a post could be told from others
    cell.killed(point)
    before = cell.posts
    cell.stage.recover()
    row, _ = cell.story
    assert (row.state, row.reason.split(":")[0]) == (State.HELD, Hold.UNRESOLVED)
    assert cell.posts == before
    told = cell.stage.command("why", row.id).stdout
    assert "sending → unknown" in told
    assert "recovery: the worker ended while the request was on its way" in told
    assert "cannot be recognised" in told or "no link by which to tell" in told
    declined = cell.stage.command("queue", "release", row.id)
    assert declined.returncode == 1
    assert "look at the account" in declined.stderr


@on(("local",))
@pytest.mark.parametrize("point", ["after_remember", "after_feeds"])
def test_killed_in_its_first_pass_it_announces_nothing_old(cell: Cell, point: str) -> None:
    shutil.rmtree(cell.stage.state)
    program = [sys.executable, "-m", "tests.crash.child", str(cell.stage.config), "--kill", point]
    project = Path(__file__).resolve().parents[2]
    assert subprocess.run(program, check=False, cwd=project).returncode == -signal.SIGKILL
    cell.stage.recover()
    assert cell.stage.rows() == ()
    assert cell.posts == 0
    link = cell.stage.write("news")
    cell.stage.recover()
    assert cell.service.posts(cell.stage, link) == 1


@on(("local",))
@pytest.mark.parametrize("point", ["after_claim", "after_prepare"])
def test_a_delivery_that_kills_every_worker_is_set_aside(cell: Cell, point: str) -> None:
    for _ in range(3):
        cell.killed(point)
    cell.stage.publish()
    row, _ = cell.story
    assert (row.state, row.reason.split(":")[0]) == (State.HELD, Hold.POISON)
    assert cell.posts == 0
    status = cell.stage.command("status", "--exit-code")
    assert status.returncode == 3
    assert "stopped at this delivery again and again" in status.stdout
    assert cell.stage.command("queue", "release", row.id).returncode == 0
    ends_posted_once(cell)


@on(("local",))
def test_a_reading_back_that_kills_every_worker_is_set_aside_as_in_doubt(cell: Cell) -> None:
    cell.stage.crash(MADE)
    cell.stage.publish()
    cell.stage.clock.added += SETTLED
    for _ in range(3):
        cell.killed("in_readback")
    cell.stage.publish()
    row, _ = cell.story
    assert (row.state, row.reason.split(":")[0]) == (State.HELD, Hold.UNRESOLVED)
    assert cell.posts == 1
