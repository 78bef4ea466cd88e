"""What configuration computes instead of saying; feedbot runs none of it, and asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What stands where a literal was looked for, as it is written, on one line."""

    text: str
