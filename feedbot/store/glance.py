"""A glance at the SQLite file without opening the store: has any delivery moved since? Never writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

PATIENCE = 0.2  # seconds


def history_length(file: Path) -> int | None:
    """Return how many moves the history holds, to which every move of a delivery adds one.

    None: the file cannot be asked now.
    """
    address = f"file:{quote(str(file))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
            (length,) = connection.execute("SELECT count(*) FROM history").fetchone()
    except sqlite3.Error:
        return None
    return int(length)
