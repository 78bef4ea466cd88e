"""Whatever a network, a crash and a person do, in whatever order: never two posts, and true rows.

The network keeps its posts in memory and knows what no client knows: what was made, and what will be yet.
The store is a real SQLite file; only time is virtual.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from feedbot.announcements.announcement import Announcement
from feedbot.announcements.house_limits import limits_for_local
from feedbot.announcements.limits import Limits
from feedbot.deliveries import by_hand
from feedbot.deliveries.courier import Courier
from feedbot.deliveries.delivery import Delivery, Hold, Skip, State, delivery_id
from feedbot.deliveries.live_gate import Live
from feedbot.deliveries.retry import SETTLE
from feedbot.deliveries.world import World
from feedbot.networks.network import (
    Absent,
    AccountStatus,
    CannotTell,
    DeliveryKey,
    Finding,
    Found,
    Frozen,
    NotSent,
    Outcome,
    Posted,
    Refused,
    Trouble,
    Unknown,
)
from feedbot.store.ledger import Changes
from feedbot.store.store import Store, open_store
from tests.crash.invariants import broken
from tests.crash.stage import Crash
from tests.networks.conformance import an_announcement

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
KEY_HOLDS = timedelta(minutes=50)
LATE = timedelta(seconds=80)  # a server makes a post that long after its client has left
LAG = timedelta(seconds=900)  # a post shows that long after it was made; 960 would be too long for the rules
POINTS = (
    "after_claim",
    "after_prepare",
    "after_sending_commit",
    "after_answer",
    "after_outcome_commit",
    "in_readback",
    "before_replay",
    "after_replay",
)
NOT_MADE: Mapping[str, Outcome] = {
    "never": Unknown(why="no answer"),
    "busy": NotSent(why="too many", retry_after=90, account=Trouble.BUSY),
    "login": NotSent(why="token revoked", account=Trouble.LOGIN),
    "refused": Refused(why="too long", repair="shorten it"),
    "no route": NotSent(why="no route"),
}
SENDS = ("made", "lost", "late", "never", "bug", "dies", "dies made", "dies late", *NOT_MADE)


VERBS = ("release", "retry", "retry", "skip")

AFTER = sampled_from((0, 1, 60, 60, 130, 130, 400, 700, 5 * 86400))  # seconds
SENDINGS = sampled_from(("made", "late", "never", "never", "dies late", "dies late", *SENDS))
READABLE = sampled_from((True, True, True, False))
FROZEN_FOR = sampled_from(((40,), (400,), (400, 130, 700)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One post as the network has it, and from when on."""

    key: str
    at: datetime


@dataclass(slots=True, kw_only=True)
class MemoryNetwork:
    """A network by its proof: ``key`` knows a request again, ``list`` only shows posts, ``none`` neither."""

    proof: str
    clock: Callable[[], datetime]
    posts: list[Made] = field(default_factory=list)
    requests: dict[str, set[str]] = field(default_factory=dict)  # since it was last prepared
    sends: str = "made"
    readable: bool = True
    logged_in: bool = True

    def limits(self) -> Limits:
        return limits_for_local()

    def prepare(
        self, announcement: Announcement, key: DeliveryKey, now: datetime
    ) -> Frozen | NotSent | Refused:
        self.requests[key.text] = set()
        replay_until = now + KEY_HOLDS if self.proof == "key" else None
        return Frozen(request=now.isoformat(), key=key.text, link="l", made=now, replay_until=replay_until)

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        if not may_write():
            return NotSent(why="held back")
        self.requests[frozen.key].add(frozen.request)
        if self.sends == "login":
            self.logged_in = False
        if self.sends == "bug":
            raise KeyError(frozen.key)
        if self.sends == "dies":
            raise Crash
        if self.sends in NOT_MADE:
            return NOT_MADE[self.sends]
        self._make(frozen, LATE if self.sends.endswith("late") else timedelta(0))
        if self.sends.startswith("dies"):
            raise Crash
        if self.sends == "made":
            return Posted(id=frozen.key, url="https://social.example/1")
        return Unknown(why=f"no answer ({self.sends})")

    def find(self, frozen: Frozen) -> Finding:
        if self.proof == "none" or not self.readable:
            return CannotTell(why="cannot be read")
        shown = [post for post in self.posts if post.key == frozen.key and post.at + LAG <= self.clock()]
        return Found(id=frozen.key, url="https://social.example/1") if shown else Absent()

    def check(self) -> AccountStatus:
        trouble = None if self.logged_in else Trouble.LOGIN
        return AccountStatus(ok=self.logged_in, who="bot", says="as told", trouble=trouble)

    def _make(self, frozen: Frozen, after: timedelta) -> None:
        """Make the post; a key is known again only once its first request is done, as on real servers."""
        now = self.clock()
        known = any(post.key == frozen.key and post.at <= now for post in self.posts)
        if not (self.proof == "key" and known):
            self.posts.append(Made(key=frozen.key, at=now + after))


class DeliveryMachine(RuleBasedStateMachine):
    """One account with a few articles; each rule is something that happens to them."""

    def __init__(self, store: Store, site: str) -> None:
        super().__init__()
        self.store = store
        self.site = site
        self.now = START
        self.network = MemoryNetwork(proof="key", clock=lambda: self.now)
        self.seen: dict[str, int] = {}  # the fence of each row whose history was looked at
        self.numbers = itertools.count()

    @initialize(proof=sampled_from(("key", "key", "list", "list", "none")))
    def choose(self, proof: str) -> None:
        self.network.proof = proof
        self.an_article_comes_out()

    @rule()
    def an_article_comes_out(self) -> None:
        uid = f"article-{next(self.numbers)}"
        row = Delivery(
            id=delivery_id(self.site, uid, "news", self.now),
            site=self.site,
            uid=uid,
            account="news",
            state=State.WAITING,
            reason="new article",
            planned=self.now,
            due_at=self.now,
        )
        self.store.ledger.remember(self.site, Changes(deliveries=(row,)), self.now)

    @rule(after=AFTER, sends=SENDINGS, readable=READABLE, probe=sampled_from((True, False)))
    def a_pass(self, after: int, sends: str, readable: bool, probe: bool) -> None:  # noqa: FBT001
        self._turn(after, sends, readable=readable)
        self._pass(probe=probe)

    @rule(after=AFTER, sends=SENDINGS, readable=READABLE, point=sampled_from(POINTS))
    def a_pass_dies(self, after: int, sends: str, readable: bool, point: str) -> None:  # noqa: FBT001
        self._turn(after, sends, readable=readable)
        self._pass({point: self._die})

    @rule(after=AFTER, sends=SENDINGS, point=sampled_from(POINTS), frozen_for=FROZEN_FOR)
    def a_pass_is_frozen_while_others_go_on(
        self, after: int, sends: str, point: str, frozen_for: tuple[int, ...]
    ) -> None:
        self._turn(after, sends, readable=True)
        self._pass({point: lambda: self._others(frozen_for)})

    @rule(
        after=AFTER,
        sends=SENDINGS,
        point=sampled_from(POINTS),
        verb=sampled_from(VERBS),
        number=integers(0, 2),
    )
    def a_person_acts_during_a_pass(self, after: int, sends: str, point: str, verb: str, number: int) -> None:
        self._turn(after, sends, readable=True)
        self._pass({point: lambda: self.a_person_acts(verb, number)})

    @rule(verb=sampled_from(VERBS), number=integers(0, 2))
    def a_person_acts(self, verb: str, number: int) -> None:
        rows = self.store.outbox.listing(self.site)
        if number < len(rows):
            row = rows[number]
            moves = by_hand.skip(row) if verb == "skip" else getattr(by_hand, verb)(row, self.now)
            self._move(row, moves)

    @rule(number=integers(0, 2))
    def a_person_looks_and_tells_the_truth(self, number: int) -> None:
        rows = self.store.outbox.listing(self.site, states=(State.HELD, State.UNKNOWN))
        if number < len(rows):
            row = rows[number]
            there = self._posts(row)
            self._move(
                row, by_hand.resolve_posted(row, "u") if there else by_hand.resolve_again(row, self.now)
            )

    @invariant()
    def never_two_posts_and_rows_that_tell_the_truth(self) -> None:
        for row in self.store.outbox.listing(self.site):
            if self.seen.get(row.id) != row.fence:
                assert broken(row, self.store.outbox.history(row.id)) == ()
                self.seen[row.id] = row.fence
            posts = self._posts(row)
            assert posts <= 1, (row, posts)
            if row.state is State.POSTED:
                assert posts == 1, row
            if _says_absent(row):
                assert posts == 0, row
            assert len(self.network.requests.get(row.key.text, ())) <= 1, "I5: other bytes were sent again"

    def teardown(self) -> None:
        """In peace and with a working network, nothing stays undone by itself."""
        for seconds in (0, 3600, 700, 700, 700, 30 * 3600, 700):
            self._turn(seconds, "made", readable=True)
            self._pass()
            self.never_two_posts_and_rows_that_tell_the_truth()
        left = {row.state for row in self.store.outbox.listing(self.site)}
        assert left <= {State.POSTED, State.SKIPPED, State.HELD}

    def _turn(self, after: int, sends: str, *, readable: bool) -> None:
        """Let time go by, and the network change its mind."""
        self.now += timedelta(seconds=after)
        self.network.sends, self.network.readable = sends, readable
        self.network.logged_in = True

    def _others(self, pauses: tuple[int, ...]) -> None:
        """Let another host, for which leases have to run out, make passes meanwhile."""
        for seconds in pauses:
            self._turn(seconds, "made", readable=True)
            self._pass(alone=False)

    def _pass(
        self,
        at_point: dict[str, Callable[[], None]] | None = None,
        *,
        probe: bool = True,
        alone: bool = True,
    ) -> None:
        remaining = dict(at_point or {})
        outbox = self.store.outbox
        outbox.recover(self.site, self.now, settle=SETTLE, alone=alone)
        courier = Courier(
            site=self.site,
            outbox=outbox,
            networks={"news": self.network},
            word=lambda row, _: replace(an_announcement("l"), uid=row.uid),
            gate=lambda _: Live(),
            give_up_after=timedelta(days=3),
            world=World(
                clock=lambda: self.now,
                boottime=self._boottime,
                dice=lambda: 0.5,
                failpoint=lambda name: remaining.pop(name, lambda: None)(),
                stopping=lambda: False,
                alive=lambda: None,
                owner="host:1",
            ),
            probe=probe,
        )
        try:
            while courier.deliver_due():
                pass
        except Crash:
            return

    def _move(self, row: Delivery, moves: by_hand.Moves) -> None:
        after: Delivery | None = row
        for move in moves if isinstance(moves, tuple) else ():
            after = self.store.outbox.move(after, move, actor="person:me", now=self.now) if after else None

    def _boottime(self) -> float:
        return (self.now - START).total_seconds()

    def _posts(self, row: Delivery) -> int:
        return sum(post.key == row.key.text for post in self.network.posts)

    @staticmethod
    def _die() -> None:
        raise Crash


def _says_absent(row: Delivery) -> bool:
    """Say whether the row claims that its post is not there."""
    if row.state is State.HELD:
        return not row.reason.startswith(Hold.UNRESOLVED)
    left_as_it_is = row.reason.startswith(Skip.PERSON) and row.sent_at is not None
    return row.state is State.WAITING or (row.state is State.SKIPPED and not left_as_it_is)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store("", tmp_path) as opened:
        yield opened


def test_no_order_of_events_posts_twice(store: Store) -> None:
    sites = (f"site-{number}.example" for number in itertools.count())
    run_state_machine_as_test(
        lambda: DeliveryMachine(store, next(sites)),  # type: ignore[arg-type]  # any maker of machines will do
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
            database=None,
        ),
    )
