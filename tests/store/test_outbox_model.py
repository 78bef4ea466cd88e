"""Whatever two workers and a crash do, in whatever order, the outbox does what a dictionary would."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import integers, sampled_from

from feedbot.deliveries.delivery import LEGAL, Delivery, Move, State
from feedbot.store.ledger import Changes
from feedbot.store.store import Store
from tests.store.samples import FROZEN, NOON, delivery

LEASE = 300.0
DATED = (State.WAITING, State.UNKNOWN)


class OutboxMachine(RuleBasedStateMachine):
    """The rows as the model has them are ``model``; what workers believe of them is ``seen``."""

    seen = Bundle("seen")

    def __init__(self, store: Store, site: str) -> None:
        super().__init__()
        self.store = store
        self.site = site
        self.now = NOON
        self.model: dict[str, Delivery] = {}
        self.moves: dict[str, list[State]] = {}

    @rule(target=seen, number=integers(0, 2), state=sampled_from((State.WAITING, State.HELD)))
    def plan(self, number: int, state: State) -> Delivery:
        row = delivery(f"{number}", site=self.site, state=state)
        self.store.ledger.remember(self.site, Changes(deliveries=(row,)), self.now)
        self.moves.setdefault(row.id, [state])
        return self.model.setdefault(row.id, row)

    @rule(passed=integers(1, 400))
    def time_goes_by(self, passed: int) -> None:
        self.now += timedelta(seconds=passed)

    @rule(target=seen, believed=seen, owner=sampled_from(("one", "two")))
    def claim(self, believed: Delivery, owner: str) -> object:
        if believed.state not in DATED:
            return multiple()
        taken = self.store.outbox.claim(believed, owner=owner, now=self.now, lease=LEASE)
        row = self.model[believed.id]
        free = row.lease_until is None or row.lease_until <= self.now
        if not (free and row.fence == believed.fence):
            assert taken is None
            return multiple()
        until = self.now + timedelta(seconds=LEASE)
        expected = replace(row, owner=owner, lease_until=until, fence=row.fence + 1, claims=row.claims + 1)
        return self._now_is(taken, expected)

    @rule(target=seen, believed=consumes(seen), to=sampled_from(State))
    def move(self, believed: Delivery, to: State) -> object:
        if to not in LEGAL[believed.state] or (to is State.SENDING and not believed.owner):
            return believed
        due = self.now if to in DATED else None
        step = Move(to=to, reason=f"to {to}", due_at=due, frozen=FROZEN, keep_lease=to is State.SENDING)
        after = self.store.outbox.move(believed, step, actor="courier", now=self.now)
        row = self.model[believed.id]
        if row.fence != believed.fence:
            assert after is None, "a stale fence wrote"
            return row
        self.moves[row.id].append(to)
        expected = replace(row, state=to, reason=step.reason, due_at=due, frozen=FROZEN, fence=row.fence + 1)
        if not step.keep_lease:
            expected = replace(expected, owner="", lease_until=None)
        return self._now_is(after, expected)

    @rule()
    def recover(self) -> None:
        for after in self.store.outbox.recover(self.site, self.now, settle=60, alone=False):
            before = self.model[after.id]
            assert before.owner
            assert before.lease_until is not None
            assert before.lease_until <= self.now
            assert after.state is (State.UNKNOWN if before.state is State.SENDING else before.state)
            self.moves[after.id].append(after.state)
            self.model[after.id] = after

    @invariant()
    def rows_and_history_are_what_the_model_says(self) -> None:
        outbox = self.store.outbox
        assert {row.id: row for row in outbox.listing(self.site)} == self.model
        for name, states in self.moves.items():
            assert [line.after for line in outbox.history(name)] == states

    @invariant()
    def what_is_due_is_free_and_to_be_done(self) -> None:
        due = {row.id for row in self.store.outbox.due(self.site, self.now)}
        assert due == {row.id for row in self.model.values() if _is_due(row, self.now)}

    def _now_is(self, after: Delivery | None, expected: Delivery) -> Delivery:
        assert after == expected
        self.model[expected.id] = expected
        return expected


def _is_due(row: Delivery, now: datetime) -> bool:
    free = row.lease_until is None or row.lease_until <= now
    return free and row.state in DATED and row.due_at is not None and row.due_at <= now


def _sites() -> Iterator[str]:
    return (f"site-{number}.example" for number in itertools.count())


def test_the_outbox_behaves_like_its_model(store: Store) -> None:
    sites = _sites()
    run_state_machine_as_test(
        lambda: OutboxMachine(store, next(sites)),  # type: ignore[arg-type]  # any maker of machines will do
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
            database=None,
        ),
    )
