"""One delivery in a courier's hands: from its claim to the row that says what became of it.

The order is the promise: claim the row; see that the page is live; word and prepare;
**commit the frozen request**; ask once more whether the lease holds; only then let the first byte go;
write down what the answer proves. Whatever dies in between leaves a row that says how far it came.
An errand decides nothing (``retry`` does) and never repeats a create call by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeAlias, TypeVar

from feedbot.announcements.announcement import Announcement
from feedbot.deliveries import retry
from feedbot.deliveries.delivery import NO_LONGER_OUT, Delivery, Hold, Move, State
from feedbot.deliveries.live_gate import Live, NotLive
from feedbot.deliveries.outbox import Outbox
from feedbot.deliveries.world import World
from feedbot.errors import FeedbotError
from feedbot.networks.network import Absent, Frozen, Network, NotSent, Outcome, Refused

log = logging.getLogger(__name__)

Result = TypeVar("Result", bound=Outcome)

ACTOR = "courier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """There is nothing to say any more; ``reason`` is what the row will tell."""

    reason: str = NO_LONGER_OUT


Worded: TypeAlias = Announcement | Refused | Withdrawn


@dataclass(slots=True, kw_only=True)
class Errand:
    """Brings one row one state further; ``row`` is always as the store has it."""

    row: Delivery
    outbox: Outbox
    networks: Mapping[str, Network]  # by account
    word: Callable[[Delivery, Network], Worded]
    gate: Callable[[Delivery], Live | NotLive]
    give_up_after: timedelta
    world: World
    stopping: Callable[[], bool]
    tell_trouble: Callable[[NotSent], None]
    trouble: bool = False  # the whole account's, met on this errand
    _deadline: float = 0.0  # boottime at which the lease is too short for another create call

    def take(self) -> Delivery | None:
        """Claim the row and bring it one state further; None: it was somebody else's."""
        started = self.world.boottime()
        claimed = self.outbox.claim(
            self.row, owner=self.world.owner, now=self.world.clock(), lease=retry.LEASE
        )
        if claimed is None:
            return None
        self.row = claimed
        self._deadline = started + retry.LEASE - retry.SEND_TIMEOUT
        self.world.failpoint("after_claim")
        try:
            if claimed.claims > retry.POISON_CLAIMS:
                return self._move(retry.poisoned(claimed))
            return self._resolve() if claimed.state is State.UNKNOWN else self._announce()
        except FeedbotError:
            raise
        except Exception as error:  # one broken adapter must not stop the other rows
            log.exception("delivery %s to %s failed in feedbot itself", self.row.id, self.row.account)
            return self._after_our_error(error)

    def _announce(self) -> Delivery | None:
        row, now = self.row, self.world.clock()
        if row.due_at and now - row.due_at > self.give_up_after:
            return self._move(
                Move(to=State.HELD, reason=f"{Hold.EXPIRED}: it was due {row.due_at:%F %R} UTC")
            )
        gate = self.gate(row)
        if isinstance(gate, NotLive):
            now = self.world.clock()
            return self._move(retry.not_live_yet(gate.why, row, now=now, give_up_after=self.give_up_after))
        frozen = self._frozen()
        return self._send(frozen) if isinstance(frozen, Frozen) else self._move(frozen)

    def _frozen(self) -> Frozen | Move:
        network = self._network
        worded = self.word(self.row, network)
        if isinstance(worded, Withdrawn):
            return Move(to=State.SKIPPED, reason=worded.reason, claims=0)
        if isinstance(worded, Announcement):
            prepared = network.prepare(worded, self.row.key, self.world.clock())
        else:
            prepared = worded
        if isinstance(prepared, Frozen):
            return prepared
        return self._after_preparing(self._noting_trouble(prepared))

    def _after_preparing(self, outcome: NotSent | Refused) -> Move:
        return retry.after_preparing(
            outcome,
            self.row,
            now=self.world.clock(),
            dice=self.world.dice(),
            give_up_after=self.give_up_after,
        )

    def _send(self, frozen: Frozen) -> Delivery | None:
        self.world.failpoint("after_prepare")
        if self.stopping():
            due_at = self.row.due_at
            return self._move(Move(to=State.WAITING, reason=retry.HANDED_BACK, due_at=due_at, claims=0))
        if not self._lease_holds():
            slow = NotSent(why="preparing it took longer than the lease lasts")
            return self._move(self._after_preparing(slow))
        now = self.world.clock()
        sending = Move(
            to=State.SENDING,
            reason="the frozen request is stored; sending it",
            keep_lease=True,
            frozen=frozen,
            sent_at=now,
            claims=0,
            forget_absence=True,  # whatever was proved absent was an earlier request
        )
        if not self._go_on(sending):
            return None
        self.world.failpoint("after_sending_commit")
        outcome = self._noting_trouble(self._network.send(frozen, self._lease_holds))
        self.world.failpoint("after_answer")
        return self._move(
            retry.after_sending(
                outcome,
                self.row,
                now=self.world.clock(),
                dice=self.world.dice(),
                give_up_after=self.give_up_after,
            )
        )

    def _resolve(self) -> Delivery | None:
        frozen = self.row.frozen
        if frozen is None:
            return self._move(Move(to=State.HELD, reason=f"{Hold.UNRESOLVED}: nothing says what was sent"))
        network = self._network
        finding = network.find(frozen)
        self.world.failpoint("in_readback")
        decision = retry.after_looking(
            finding,
            self.row,
            now=self.world.clock(),
            give_up_after=self.give_up_after,
            withdrawn=isinstance(finding, Absent) and isinstance(self.word(self.row, network), Withdrawn),
        )
        if isinstance(decision, Move):
            return self._move(decision)
        now = self.world.clock()
        reason = "not there; sending the same request again"
        again = Move(
            to=State.UNKNOWN, reason=reason, due_at=now, keep_lease=True, sent_at=now, forget_absence=True
        )
        if not self._go_on(again):
            return None
        self.world.failpoint("before_replay")
        outcome = self._noting_trouble(network.send(frozen, self._lease_holds))
        self.world.failpoint("after_replay")
        return self._move(
            retry.after_replaying(outcome, self.row, now=self.world.clock(), dice=self.world.dice())
        )

    def _go_on(self, move: Move) -> bool:
        """Make a move in the middle of the step; False: the row is no longer ours."""
        move = replace(move, reason=self.world.strike(move.reason))
        moved = self.outbox.move(self.row, move, actor=ACTOR, now=self.world.clock())
        if moved is None:
            log.warning("delivery %s was taken over; leaving it alone", self.row.id)
            return False
        self.row = moved
        return True

    def _move(self, move: Move) -> Delivery | None:
        moved = self._go_on(move)
        self.world.failpoint("after_outcome_commit")
        if not moved:
            return None
        log.info(
            "delivery %s to %s is %s: %s", self.row.id, self.row.account, self.row.state, self.row.reason
        )
        return self.row

    def _noting_trouble(self, outcome: Result) -> Result:
        if isinstance(outcome, NotSent) and outcome.account is not None:
            self.trouble = True
            self.tell_trouble(outcome)
        return outcome

    def _after_our_error(self, error: Exception) -> Delivery | None:
        """Leave a truthful row behind: in doubt once the request was stored, else to be tried again."""
        now, why = self.world.clock(), f"feedbot failed: {type(error).__name__}"
        if self.row.state is State.WAITING:
            due_at = now + retry.backoff(self.row.attempts, self.world.dice())
            return self._move(Move(to=State.WAITING, reason=why, due_at=due_at))
        due_at = now + timedelta(seconds=retry.SETTLE)
        return self._move(Move(to=State.UNKNOWN, reason=why, due_at=due_at))

    def _lease_holds(self) -> bool:
        return self.world.boottime() < self._deadline

    @property
    def _network(self) -> Network:
        return self.networks[self.row.account]
