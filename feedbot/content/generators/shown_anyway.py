"""What a generator shows although feedbot withholds it: keys that only people understand; pure."""

from __future__ import annotations

from feedbot.content import fields
from feedbot.content.metadata.values import Table


def shown_anyway(generator: str, path: str, table: Table, known: frozenset[str]) -> str:
    """Say that the generator publishes a page which a key holds back that is none of its ``known`` ones."""
    said = fields.draft(table, path)
    if said is None or said[0].partition(":")[0] in known:
        return ""
    return f"{generator} publishes this in spite of {said[0]}"
