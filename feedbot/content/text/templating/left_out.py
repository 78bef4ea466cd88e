"""What of a body has no rendering here: each thing once, with its line, no more than a person reads."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

MOST_LEFT_OUT = 100
LONGEST_NAME = 40
NEW_LINE = re.compile("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A tag that has no rendering here."""

    name: str
    line: int  # in the body, from 1


@dataclass
class LeftOuts:
    """All that is left out of one body, in its order."""

    body: str
    found: dict[LeftOut, None] = field(default_factory=dict)

    def note(self, name: str, place: int) -> None:
        """Note what is left out where."""
        if len(self.found) < MOST_LEFT_OUT:
            shown = " ".join(name.split())[:LONGEST_NAME]
            self.found[LeftOut(name=shown, line=bisect_left(self._new_lines, place) + 1)] = None

    @cached_property
    def _new_lines(self) -> list[int]:
        return [found.start() for found in NEW_LINE.finditer(self.body)]
