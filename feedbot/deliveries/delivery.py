"""A delivery: the durable row that carries one announcement to one account, its states and their legal moves.

Every change of state in feedbot is in ``LEGAL``, and nowhere else. The line that matters most:
a crash in ``sending`` leads to ``unknown``, never back to ``waiting``.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from feedbot.networks.network import DeliveryKey, Frozen


class State(StrEnum):
    """Where a delivery stands; the comment says what each means."""

    WAITING = "waiting"  # to be sent at `due_at`; a lease on it: a worker prepares it
    SENDING = "sending"  # the frozen request is committed, its bytes may be on the way
    UNKNOWN = "unknown"  # it may exist; read back at `due_at`
    HELD = "held"  # needs a person
    POSTED = "posted"  # it is there
    SKIPPED = "skipped"  # it will not be sent


LEGAL: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.WAITING: frozenset({State.WAITING, State.SENDING, State.HELD, State.SKIPPED, State.POSTED}),
        State.SENDING: frozenset({State.POSTED, State.WAITING, State.HELD, State.UNKNOWN}),
        State.UNKNOWN: frozenset({State.UNKNOWN, State.POSTED, State.WAITING, State.HELD}),
        State.HELD: frozenset({State.WAITING, State.POSTED, State.SKIPPED}),
        State.POSTED: frozenset(),
        State.SKIPPED: frozenset({State.WAITING}),
    }
)


class Hold(StrEnum):
    """Why a delivery needs a person; the stored reason begins with one of these words."""

    BURST = "burst"
    REFUSED = "refused"
    UNRESOLVED = "unresolved"
    EXPIRED = "expired"
    POISON = "poison"


class Skip(StrEnum):
    """Why a delivery will not be sent; the stored reason begins with one of these words."""

    BASELINE = "baseline"
    WITHDRAWN = "withdrawn"
    UNWANTED = "unwanted"  # the article says announce: false
    PERSON = "person"


NO_LONGER_OUT = f"{Skip.WITHDRAWN}: the article is no longer out"
TOLD_NOT_TO = f"{Skip.UNWANTED}: the article says announce: false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the outbox, unique by (site, uid, account, kind); ``fence`` grows with every write."""

    id: str
    site: str
    uid: str
    account: str
    kind: str = "announce"
    state: State
    reason: str = ""
    planned: datetime
    due_at: datetime | None = None
    fence: int = 0
    owner: str = ""  # who holds the lease; "" where nobody does
    lease_until: datetime | None = None
    claims: int = 0  # leases since it last reached `sending`
    attempts: int = 0  # create calls that went wrong through no fault of a rate limit
    frozen: Frozen | None = None
    sent_at: datetime | None = None  # first byte of the last create call, not later
    absent_at: datetime | None = None  # first read-back that proved absence since `sent_at`
    wanted_since: datetime | None = None  # since when it is to be sent; None: since it was planned
    remote_id: str = ""
    remote_url: str = ""

    @property
    def key(self) -> DeliveryKey:
        """Return what the networks know this delivery by."""
        return DeliveryKey(text=f"{self.site} {self.uid} {self.account} {self.kind}", planned=self.planned)

    def age(self, now: datetime) -> timedelta:
        """Return for how long it has been meant to be sent."""
        return now - (self.wanted_since or self.planned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of a delivery: the new state and what is written with it; None leaves a field as it is."""

    to: State
    reason: str
    due_at: datetime | None = None  # always written: only waiting and unknown have one
    keep_lease: bool = False  # else the lease ends with the move
    attempts: int | None = None
    claims: int | None = None
    frozen: Frozen | None = None
    sent_at: datetime | None = None
    absent_at: datetime | None = None
    wanted_since: datetime | None = None  # from here on it grows old anew
    forget_absence: bool = False
    remote_id: str = ""
    remote_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One move as it was made; append-only."""

    at: datetime
    before: State | None  # None: the delivery was planned
    after: State
    actor: str  # "pass", "courier", "person:NAME"
    reason: str


def delivery_id(site: str, uid: str, account: str, planned: datetime) -> str:
    """Return the id of a delivery: 16 letters and digits, of which a person types the first few.

    The moment is part of it, for an account may be renamed and its old name given to another.
    """
    digest = sha256(f"{site}\n{uid}\n{account}\n{planned.isoformat()}".encode()).digest()
    return b32encode(digest[:10]).decode("ascii").lower()
