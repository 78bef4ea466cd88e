"""A network whose account has no usable secret: it counts like the real one and posts nothing.

So a plan can be shown before there is any login, and one missing token stops one account only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from feedbot.announcements.announcement import Announcement
from feedbot.announcements.limits import Limits
from feedbot.networks.network import (
    AccountStatus,
    CannotTell,
    DeliveryKey,
    Frozen,
    Network,
    NotSent,
    Trouble,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedOut:
    """Stands in for ``network`` until its secret can be had; ``why`` names the secret's place."""

    network: Network
    why: str

    def limits(self) -> Limits:
        """Return the limits of the network itself, which need no login."""
        return self.network.limits()

    def prepare(self, announcement: Announcement, key: DeliveryKey, now: datetime) -> NotSent:  # noqa: ARG002  # the contract's
        """Prepare nothing: the account is in trouble."""
        return NotSent(why=self.why, account=Trouble.LOGIN)

    def send(self, frozen: Frozen, may_write: Callable[[], bool]) -> NotSent:  # noqa: ARG002  # the contract's
        """Send nothing."""
        return NotSent(why=self.why, account=Trouble.LOGIN)

    def find(self, frozen: Frozen) -> CannotTell:  # noqa: ARG002  # the contract's
        """Look nowhere."""
        return CannotTell(why=self.why)

    def check(self) -> AccountStatus:
        """Say which secret is missing."""
        return AccountStatus(ok=False, who="", says=self.why, trouble=Trouble.LOGIN)
