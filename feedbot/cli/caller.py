"""Who calls, and how they want to be answered; every command gets this value first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The options that stand before the command."""

    config: Path | None
    quiet: bool
    verbose: bool
