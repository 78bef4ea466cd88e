"""Say what a page's keys mean by other keys: a table in which some are changed; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from feedbot.content.metadata.values import Table, Value, fold


def changed(table: Table, values: Mapping[str, Value]) -> Table:
    """Return a table in which these keys (given folded) have these values, whatever they had before."""
    if not values:
        return table
    kept = {key: value for key, value in table.entries.items() if fold(key) not in values}
    return replace(table, entries={**kept, **values}, folded={**table.folded, **values})
