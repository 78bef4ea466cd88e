"""Every way in which a network fails, over real HTTP: a true row, the right words, one post in the end.

Beside each failing account stands one on ``local``, which the failure must not touch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedbot.cli import words
from feedbot.deliveries.delivery import Delivery, State
from feedbot.deliveries.outbox import AccountPause
from feedbot.networks.network import Network, Trouble
from tests.crash.conftest import Prepared
from tests.crash.invariants import broken
from tests.crash.services import Service, posts_on_page
from tests.crash.stage import SITE, Stage, copy_of, set_up
from tests.servers.cutting_proxy import Answer, Fault
from tests.servers.process import free_port

pytestmark = [pytest.mark.slow, pytest.mark.real]

JSON = {"Content-Type": "application/json"}
SAID = (
    b'{"error": "NoSuchLuck", "message": "no such luck", "title": "no such luck", "detail": "no such luck"}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing that goes wrong with a create call, and what a person is told of it."""

    fault: Fault | Answer
    state: State
    says: str  # a pattern
    trouble: Trouble | None = None
    made: bool = False


FAILURES = {
    "too many requests": Failure(
        fault=Answer(status=429, headers={**JSON, "Retry-After": "600"}, body=b"{}"),
        state=State.WAITING,
        says="too many requests",
        trouble=Trouble.BUSY,
    ),
    "server error": Failure(
        fault=Answer(status=500, headers=JSON, body=SAID), state=State.UNKNOWN, says="answered 500"
    ),
    "login refused": Failure(
        fault=Answer(status=401, headers=JSON, body=SAID),
        state=State.WAITING,
        says="uck",
        trouble=Trouble.LOGIN,
    ),
    "text refused": Failure(
        fault=Answer(status=400, headers=JSON, body=SAID), state=State.HELD, says="refuse"
    ),
    "silence": Failure(fault=Fault.SILENCE, state=State.UNKNOWN, says="no whole answer|timed out"),
    "garbage": Failure(
        fault=Answer(status=200, headers=JSON, body=b"\x00\xff[{"), state=State.UNKNOWN, says="answered 200"
    ),
    "hung up": Failure(fault=Fault.DROP, state=State.UNKNOWN, says=""),
    "made and hung up": Failure(fault=Fault.CUT, state=State.UNKNOWN, says="", made=True),
    "made and silence": Failure(
        fault=Fault.HUSH, state=State.UNKNOWN, says="no whole answer|timed out", made=True
    ),
    "made and half an answer": Failure(fault=Fault.HALF, state=State.UNKNOWN, says="", made=True),
    "made and a hotel's page": Failure(
        fault=Fault.GARBLE, state=State.UNKNOWN, says="answered 200", made=True
    ),
}
NAMES = ("x", "mastodon", "bluesky")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One site with one new article and two accounts: ``news`` on the network, ``wall`` on local."""

    service: Service
    stage: Stage
    link: str

    def network(self, *, url: str = "", login: bool = True) -> Network:
        assert self.service.site is not None
        return self.service.site.network(
            url or self.service.proxy.url,
            folder=self.stage.folder / f"session-{login}",
            clock=self.stage.clock.now,
            login=login,
        )

    def with_network(self, network: Network) -> Stage:
        return replace(self.stage, networks={"news": network})

    @property
    def posts(self) -> int:
        return self.service.posts(self.stage, self.link)

    @property
    def row(self) -> Delivery:
        ((row, history),) = self.stage.rows()
        assert broken(row, history) == ()
        return row

    @property
    def told(self) -> str:
        """Return what ``feedbot why`` tells."""
        ((_, history),) = self.stage.rows()
        return "\n".join(words.history(history))

    @property
    def pause(self) -> AccountPause | None:
        with self.stage.opened() as app:
            return next(iter(app.store.outbox.pauses(SITE)), None)

    def assert_wall_is_done(self) -> None:
        ((row, history),) = self.stage.rows("wall")
        assert row.state is State.POSTED
        assert [line.after for line in history] == [State.WAITING, State.SENDING, State.POSTED]
        assert posts_on_page(self.stage, "wall", self.link) == 1

    def ends_posted_once(self) -> None:
        self.with_network(self.network()).recover()
        assert self.row.state is State.POSTED, self.told
        assert self.posts == 1
        assert self.pause is None
        self.assert_wall_is_done()


@pytest.fixture(scope="module")
def with_wall(
    prepare: Callable[[str], Prepared], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Prepared]]:
    """Prepare a network's site with a second account on ``local``."""
    ready: dict[str, Prepared] = {}
    with ExitStack():

        def prepared(name: str) -> Prepared:
            if name not in ready:
                service = prepare(name).service
                accounts = f'[accounts.news]\n{service.account}\n[accounts.wall]\nnetwork = "local"\n'
                stage = set_up(tmp_path_factory.mktemp(name) / "site", accounts, service.secrets)
                ready[name] = Prepared(service=service, stage=stage)
            return ready[name]

        yield prepared


@pytest.fixture
def cell(
    network: str,
    with_wall: Callable[[str], Prepared],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Cell:
    prepared = with_wall(network)
    stage = copy_of(prepared.stage, tmp_path / "site")
    slug = "".join(letter if letter.isalnum() else "-" for letter in request.node.name).strip("-").lower()
    return Cell(service=prepared.service, stage=stage, link=stage.write(slug))


on_each = pytest.mark.parametrize("network", NAMES)


@on_each
@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_a_failed_call_leaves_a_true_row_and_ends_in_one_post(cell: Cell, failure: Failure) -> None:
    cell.service.proxy.next(*cell.service.create, failure.fault)
    cell.with_network(cell.network()).publish()
    assert (cell.row.state, cell.posts) == (failure.state, failure.made), cell.told
    assert re.search(failure.says, cell.told)
    assert (cell.pause.trouble if cell.pause else None) == failure.trouble
    cell.assert_wall_is_done()
    if failure.state is State.HELD:
        assert cell.stage.command("queue", "retry", cell.row.id).returncode == 0
    cell.ends_posted_once()


@on_each
def test_while_nobody_listens_it_waits_and_then_it_is_posted(cell: Cell) -> None:
    nobody = cell.with_network(cell.network(url=f"http://127.0.0.1:{free_port()}"))
    nobody.publish()
    assert (cell.row.state, cell.pause) == (State.WAITING, None)
    assert "refused" in cell.told.lower()
    cell.assert_wall_is_done()
    cell.ends_posted_once()


@on_each
def test_where_nobody_ever_listens_it_is_held_as_old_news(cell: Cell) -> None:
    nobody = cell.with_network(cell.network(url=f"http://127.0.0.1:{free_port()}"))
    for _ in range(8):
        nobody.publish()
        cell.stage.clock.added += timedelta(hours=12)
    assert (cell.row.state, cell.row.reason.split(":")[0]) == (State.HELD, "expired")
    assert cell.posts == 0


@on_each
def test_a_login_that_fails_for_days_pauses_the_account_and_loses_nothing(cell: Cell) -> None:
    locked_out = cell.with_network(cell.network(login=False))
    begin = cell.stage.clock.now()
    for _ in range(5):
        locked_out.publish()
        assert cell.row.state is State.WAITING
        assert cell.pause is not None
        assert cell.pause.trouble is Trouble.LOGIN
        assert cell.pause.since - begin < timedelta(minutes=1)
        cell.assert_wall_is_done()
        cell.stage.clock.added += timedelta(hours=24)
    assert cell.posts == 0
    status = cell.stage.command("status")
    assert "paused (login)" in status.stdout
    cell.with_network(cell.network()).publish()
    assert cell.row.state is State.POSTED, cell.told
    assert cell.posts == 1


@on_each
def test_once_the_login_is_mended_the_next_pass_posts(cell: Cell) -> None:
    cell.with_network(cell.network(login=False)).publish()
    cell.with_network(cell.network()).publish()
    assert (cell.row.state, cell.posts, cell.pause) == (State.POSTED, 1, None), cell.told


@on_each
def test_a_day_in_which_nothing_can_be_read_back_ends_with_a_person(cell: Cell) -> None:
    cell.service.proxy.next(*cell.service.create, Fault.CUT)
    cell.with_network(cell.network()).publish()
    nobody = cell.with_network(cell.network(url=f"http://127.0.0.1:{free_port()}"))
    nobody.recover()
    assert (cell.row.state, cell.row.reason.split(":")[0]) == (State.HELD, "unresolved")
    assert "cannot tell yet" in cell.told
    assert cell.stage.command("queue", "release", cell.row.id).returncode == 1
    done = cell.stage.command("queue", "resolve", cell.row.id, "--posted", "https://social.example/1")
    assert done.returncode == 0, done.stderr
    cell.ends_posted_once()
