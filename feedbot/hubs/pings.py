"""What telling hubs needs of a store: the protocol that ``store.sql_pings`` fulfils."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from feedbot.hubs.ping import Ping, Plan


class Pings(Protocol):
    """The rows of one database, one for each hub and topic of a site, the done ones too."""

    def of(self, site: str) -> tuple[Ping, ...]:
        """Return all rows of a site, those that are due first, oldest due first."""

    def carry_out(self, plan: Plan) -> None:
        """Put and drop rows in one transaction."""

    def settle(self, before: Ping, after: Ping) -> bool:
        """Replace a row, unless it is no longer what it was."""

    def next_due(self, site: str) -> datetime | None:
        """Return when the next row of a site is due; None where nothing is left to do."""
