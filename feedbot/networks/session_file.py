"""A small secret text in a file of its own, readable by its owner alone; replaced whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from feedbot.whole_files import replace_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFile:
    """Where a login outlives the process."""

    path: Path

    def load(self) -> str:
        """Return what was saved; "" where nothing was or nothing can be read: a new login mends that."""
        try:
            return self.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def save(self, text: str) -> None:
        """Replace what was saved, durably; raises OSError where the folder cannot be written."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_whole(self.path, text.encode(), mode=0o600)
