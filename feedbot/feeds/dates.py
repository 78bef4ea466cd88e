"""Write an instant as the formats want it: in UTC, to the second, in English whatever the locale."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime


def rfc3339(moment: datetime) -> str:
    """Write ``2026-03-01T08:00:00Z`` (RFC 3339), for Atom and JSON Feed."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def rfc822(moment: datetime) -> str:
    """Write ``Sun, 01 Mar 2026 08:00:00 GMT`` (RFC 822 with a year of four digits), for RSS."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
