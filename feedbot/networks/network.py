"""The contract of a network: what it is asked, and what its answers prove. Values only; speaks to nobody.

A network answers honestly: ``NotSent`` needs proof that nothing was made
(DNS, TCP or TLS failed before a byte left; 429; a refusal that says so),
``Refused`` means the same request will never be taken,
``Posted`` needs a well-formed id, and everything doubtful is ``Unknown``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from feedbot.announcements.announcement import Announcement
from feedbot.announcements.limits import Limits

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)  # `replay_until` of a network whose keys never expire


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryKey:
    """What one delivery is called for as long as it exists: equal over every retry and restart."""

    text: str  # unique over all sites, articles, accounts and kinds
    planned: datetime  # when the delivery was planned; the source of time-ordered record keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The exact request, stored before its first byte is sent; holds no credentials.

    A network that can take the same request twice without posting twice says until when: ``replay_until``.
    """

    request: str  # JSON, the network's own shape
    key: str  # record key, idempotency key; "" where the network has neither
    link: str  # the article's address, for finding the post again
    made: datetime
    replay_until: datetime | None = None


class Trouble(StrEnum):
    """What keeps a whole account from posting."""

    LOGIN = "login"  # token expired or revoked, password changed
    CREDIT = "credit"  # out of credit or quota; a bill to pay
    SUSPENDED = "suspended"  # the account or the app is locked
    BUSY = "busy"  # rate limit; passes by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The post is there."""

    id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSent:
    """Proved: the post was not made. ``retry_after`` is in seconds, as the network asked for."""

    why: str
    retry_after: float | None = None
    account: Trouble | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Proved: the post was not made, and this request never will be; ``repair`` says what to change."""

    why: str
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """The request left, and nothing proves what became of it."""

    why: str


Outcome: TypeAlias = Posted | NotSent | Refused | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Read back: the post is there."""

    id: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Read back from the place that would know: the post is not there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotTell:
    """The network could not be read, or has nothing to read."""

    why: str


Finding: TypeAlias = Found | Absent | CannotTell


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatus:
    """Whether an account can post, found without posting."""

    ok: bool
    who: str  # the account's public name there; "" where login failed
    says: str  # one sentence for a person: what works, or what to do
    trouble: Trouble | None = None
    valid_until: datetime | None = None


class Network(Protocol):
    """One account on one network."""

    def limits(self) -> Limits:
        """Return how this account counts and how much fits; may ask the server once and remember."""

    def prepare(
        self, announcement: Announcement, key: DeliveryKey, now: datetime
    ) -> Frozen | NotSent | Refused:
        """Upload what must be uploaded and return the exact request; posts nothing."""

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> Outcome:
        """Post it.

        ``may_write`` is asked once, right before the first byte leaves; after a no the answer is NotSent.
        """

    def find(self, frozen: Frozen) -> Finding:
        """Look whether the post is there, from the place that would know."""

    def check(self) -> AccountStatus:
        """Log in and look, posting nothing."""
