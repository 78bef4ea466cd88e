"""The courier over a real store, with networks that answer as they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from feedbot.announcements.announcement import Announcement
from feedbot.announcements.house_limits import limits_for_local
from feedbot.announcements.limits import Limits
from feedbot.deliveries.courier import Courier
from feedbot.deliveries.delivery import State
from feedbot.deliveries.errand import Withdrawn, Worded
from feedbot.deliveries.live_gate import Live
from feedbot.deliveries.retry import SETTLE
from feedbot.deliveries.world import World
from feedbot.errors import StateError
from feedbot.networks.network import (
    Absent,
    AccountStatus,
    DeliveryKey,
    Finding,
    Frozen,
    Network,
    NotSent,
    Outcome,
    Posted,
    Trouble,
)
from feedbot.store.store import Store, open_store
from tests.networks.conformance import an_announcement
from tests.store.samples import FROZEN, NOON, SITE, delivery, planned


class Killed(BaseException):
    """Ends a thread as a kill would: nothing that catches errors catches it."""


@dataclass
class Told:
    """A network that can always log in, never shows a post, and answers ``answer`` to a create call."""

    answer: Callable[[], Outcome] = lambda: Posted(id="1", url="https://social.example/1")
    sends: list[Frozen] = field(default_factory=list)

    def limits(self) -> Limits:
        return limits_for_local()

    def prepare(self, announcement: Announcement, key: DeliveryKey, now: object) -> Frozen:
        return FROZEN

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        self.sends.append(frozen)
        return self.answer()

    def find(self, frozen: Frozen) -> Finding:
        return Absent()

    def check(self) -> AccountStatus:
        return AccountStatus(ok=True, who="me", says="")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store("", tmp_path) as opened:
        yield opened


def courier(
    store: Store, networks: Mapping[str, Network], *, worded: Worded | None = None, probe: bool = False
) -> Courier:
    return Courier(
        site=SITE,
        outbox=store.outbox,
        networks=networks,
        word=lambda _row, _network: worded or an_announcement("https://atelier.example/a"),
        gate=lambda _: Live(),
        give_up_after=timedelta(days=3),
        world=World(
            clock=lambda: NOON,
            boottime=lambda: 0.0,
            dice=lambda: 0.5,
            failpoint=lambda _: None,
            stopping=lambda: False,
            alive=lambda: None,
            owner="host:1",
        ),
        probe=probe,
    )


def test_where_one_account_cannot_go_on_the_others_begin_nothing_new(store: Store) -> None:
    begun = Event()

    def state_is_lost() -> Outcome:
        assert begun.wait(30)
        raise StateError("the disk is full")

    def slow() -> Outcome:
        begun.set()
        assert ours.halted.wait(30)
        return Posted(id="1", url="https://social.example/1")

    networks = {"failing": Told(answer=state_is_lost), "slow": Told(answer=slow)}
    ours = courier(store, networks)
    planned(store, delivery("a", "failing"), delivery("a", "slow"), delivery("b", "slow"))
    with pytest.raises(StateError):
        ours.deliver_due()
    assert [row.state for row in store.outbox.listing(SITE, account="slow")] == [State.POSTED, State.WAITING]


def test_absence_that_was_proved_of_an_earlier_request_proves_nothing_of_the_next(store: Store) -> None:
    def dies() -> Outcome:
        raise Killed

    seen_absent = replace(delivery(), absent_at=NOON - timedelta(days=1))
    planned(store, seen_absent)
    with pytest.raises(Killed):
        courier(store, {"masto": Told(answer=dies)}).deliver_due()
    (row,) = store.outbox.recover(SITE, NOON, settle=SETTLE, alone=True)
    assert (row.state, row.absent_at) == (State.UNKNOWN, None)


@pytest.mark.parametrize(("worded", "sends"), [(None, 1), (Withdrawn(), 0)])
def test_an_article_that_was_withdrawn_meanwhile_is_not_sent_again(
    store: Store, worded: Worded | None, sends: int
) -> None:
    frozen = replace(FROZEN, replay_until=NOON + timedelta(hours=1))
    planned(store, replace(delivery(state=State.UNKNOWN), frozen=frozen, sent_at=NOON - timedelta(minutes=5)))
    network = Told()
    courier(store, {"masto": network}, worded=worded).deliver_due()
    assert len(network.sends) == sends


def test_an_account_whose_login_works_but_which_cannot_post_is_asked_once_a_pass(store: Store) -> None:
    network = Told(answer=lambda: NotSent(why="out of credit", account=Trouble.CREDIT))
    planned(store, *(delivery(uid) for uid in "abc"))
    ours = courier(store, {"masto": network}, probe=True)
    while ours.deliver_due():
        pass
    assert len(network.sends) == 1
