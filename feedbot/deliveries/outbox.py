"""What the courier needs of a store: the protocol that ``store.outbox`` fulfils on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from feedbot.deliveries.delivery import Delivery, Move
from feedbot.networks.network import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPause:
    """Why nothing is sent to an account, and until when at least."""

    account: str
    trouble: Trouble
    reason: str
    since: datetime
    until: datetime


class Outbox(Protocol):
    """The durable rows of one database; every write is a compare-and-set on (id, state, fence)."""

    def due(self, site: str, now: datetime, *, limit: int = 100) -> Sequence[Delivery]:
        """Return rows that are waiting or unknown, due at ``now``, without a live lease, oldest due first."""

    def claim(self, delivery: Delivery, *, owner: str, now: datetime, lease: float) -> Delivery | None:
        """Lease a row for ``lease`` seconds: fence + 1, claims + 1. None: somebody else was faster."""

    def move(self, delivery: Delivery, move: Move, *, actor: str, now: datetime) -> Delivery | None:
        """Make one legal move and its line of history in one transaction. None: the row is no longer ours."""

    def recover(self, site: str, now: datetime, *, settle: float, alone: bool) -> Sequence[Delivery]:
        """Free what a dead worker held: leased waiting rows are free again, sending rows become unknown.

        With ``alone`` (this process holds the only lock on the database) every lease is a dead worker's;
        else only those that ran out. Unknown rows are due ``settle`` seconds after their ``sent_at``.
        """

    def pauses(self, site: str) -> Sequence[AccountPause]:
        """Return the accounts that nothing may be sent to."""

    def pause(self, site: str, pause: AccountPause) -> None:
        """Remember an account's trouble, replacing what was known of it."""

    def resume(self, site: str, account: str) -> None:
        """Forget an account's trouble."""
