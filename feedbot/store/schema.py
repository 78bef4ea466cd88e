"""The tables of the store, and how a moment, a state and a frozen request are written in them.

Columns bear the names of the fields that they hold, so that a row becomes a value without translation.
Text keys, plain indexes, no native types: the same tables stand in SQLite and in PostgreSQL's family.
Every change here needs a revision in ``migrations``; a test compares the two. Revisions only add,
so that two versions of feedbot can share one database while hosts are upgraded one by one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

from feedbot.deliveries.delivery import State
from feedbot.networks.network import Frozen, Trouble
from feedbot.store import json_text

REVISION = "0003"  # the newest revision in `migrations`; what this program writes
READER = "0001"  # the oldest revision whose program can still use the tables as they stand now


class Moment(TypeDecorator[datetime]):
    """An aware datetime as text in UTC, of one width, so that it sorts by time everywhere and reads well."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write an aware datetime; a naive one is a bug."""
        _ = dialect
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read it back, microseconds and all, in UTC."""
        _ = dialect
        return None if value is None else datetime.fromisoformat(value)


class Prose(TypeDecorator[str]):
    """Words from outside; what PostgreSQL or UTF-8 cannot hold becomes U+FFFD."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write any text."""
        _ = dialect
        if value is None or (value.isascii() and "\0" not in value):
            return value
        text = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text.replace("\0", "\ufffd")


class StateWord(TypeDecorator[State]):
    """A delivery's state as its word."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> State | None:
        """Read the word."""
        _ = dialect
        return None if value is None else State(value)


class TroubleWord(TypeDecorator[Trouble]):
    """An account's trouble as its word."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Trouble | None:
        """Read the word."""
        _ = dialect
        return None if value is None else Trouble(value)


class FrozenText(TypeDecorator[Frozen]):
    """A frozen request as JSON."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write it."""
        _ = dialect
        return None if value is None else json_text.of_frozen(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Frozen | None:
        """Read it back."""
        _ = dialect
        return None if value is None else json_text.to_frozen(value)


def moment_text(value: datetime) -> str:
    """Write a moment as the store does: UTC, microseconds, one width.

    Raises:
        ValueError: The moment has no offset.
    """
    if value.tzinfo is None:
        raise ValueError(f"{value.isoformat()} has no offset from UTC")
    try:
        value = value.astimezone(UTC)
    except OverflowError:  # 0001-01-01+02:00 and 9999-12-31-05:00 stand for "always" and "never"
        value = value.replace(tzinfo=UTC)
    return value.isoformat(timespec="microseconds")


metadata = MetaData()

revision = Table(  # Alembic's own table, under Alembic's own name, so outside of what Alembic compares
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), primary_key=True),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),  # "reader", "instance"
    Column("value", String, nullable=False),
)

site = Table(
    "site",
    metadata,
    Column("name", String, primary_key=True),
    Column("since", Moment, nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("site", String, primary_key=True),
    Column("path", String, primary_key=True),
    Column("stamp", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("rules", String, nullable=False),
    Column("reading", String, nullable=False),  # JSON
)

article = Table(
    "article",
    metadata,
    Column("site", String, primary_key=True),
    Column("uid", String, primary_key=True),
    Column("path", String, nullable=False),
    Column("address", String, nullable=False),
    Column("own_id", String, nullable=False),
    Column("body_hash", String, nullable=False),
    Column("facts_hash", String, nullable=False),
    Column("published", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("gone", Moment),
    Column("adopted", String, nullable=False, server_default=""),  # since revision 0002, as the next two
    Column("published_as", String, nullable=False, server_default=""),
    Column("updated_as", String, nullable=False, server_default=""),
)

account = Table(
    "account",
    metadata,
    Column("site", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("since", Moment),  # its baseline; NULL: never planned for
    Column("trouble", TroubleWord),
    Column("trouble_since", Moment),
    Column("trouble_until", Moment),
    Column("reason", Prose),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", String, primary_key=True),
    Column("site", String, nullable=False),
    Column("uid", String, nullable=False),
    Column("account", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", StateWord, nullable=False),
    Column("reason", Prose, nullable=False),
    Column("planned", Moment, nullable=False),
    Column("due_at", Moment),
    Column("fence", Integer, nullable=False),
    Column("owner", String, nullable=False),
    Column("lease_until", Moment),
    Column("claims", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("frozen", FrozenText),
    Column("sent_at", Moment),
    Column("absent_at", Moment),
    Column("wanted_since", Moment),
    Column("remote_id", Prose, nullable=False),
    Column("remote_url", Prose, nullable=False),
    UniqueConstraint("site", "uid", "account", "kind", name="one_per_article_and_account"),
    CheckConstraint("(state IN ('waiting', 'unknown')) = (due_at IS NOT NULL)", name="due_when_to_be_done"),
    CheckConstraint("state <> 'sending' OR frozen IS NOT NULL", name="frozen_before_sending"),
    Index("delivery_due", "site", "state", "due_at"),
)

history = Table(
    "history",
    metadata,
    Column("delivery", String, primary_key=True),
    Column("fence", Integer, primary_key=True),  # of the row after the move: gives the order
    Column("at", Moment, nullable=False),
    Column("before", StateWord),
    Column("after", StateWord, nullable=False),
    Column("actor", String, nullable=False),
    Column("reason", Prose, nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("site", String, primary_key=True),
    Column("file", String, primary_key=True),
    Column("made_of", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("stamp", String, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("about", String, nullable=False, server_default=""),  # since revision 0003
)

archive = Table(  # since revision 0003, as the next two
    "archive",
    metadata,
    Column("site", String, primary_key=True),
    Column("feed", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("entries", String, nullable=False),  # JSON
)

archive_file = Table(
    "archive_file",
    metadata,
    Column("site", String, primary_key=True),
    Column("file", String, primary_key=True),
    Column("feed", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

ping = Table(
    "ping",
    metadata,
    Column("site", String, primary_key=True),
    Column("hub", String, primary_key=True),
    Column("topic", String, primary_key=True),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),  # of the bytes that the hub is to be told of
    Column("told", String, nullable=False),  # of those that it was told of last; "": of none yet
    Column("since", Moment, nullable=False),
    Column("due_at", Moment),  # NULL: told, or given up
    Column("looks", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", Prose, nullable=False),
    Index("ping_due", "site", "due_at"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String, primary_key=True),
    Column("owner", String, nullable=False),  # "" where nobody holds it
    Column("until", Moment, nullable=False),
    Column("fence", Integer, nullable=False),
)
