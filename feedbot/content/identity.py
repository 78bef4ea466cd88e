"""Who is this article? Compare what the ledger knows with what the folder holds; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger remembers of one article that was once published; ``uid`` is never derived again."""

    uid: str
    path: str
    address: str
    own_id: str
    body_hash: str
    facts_hash: str
    published: datetime  # at first publication; stays, whatever the file says later
    updated: datetime  # of the last change that a reader sees; never earlier than `published`
    first_seen: datetime
    gone: datetime | None = None  # since when it is no longer out
