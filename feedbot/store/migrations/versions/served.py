"""Revision 0003: feeds of one value and their archives, and what hubs are to be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what an older program neither reads nor writes."""
    op.add_column("feed", sa.Column("about", sa.String(), nullable=False, server_default=""))
    op.create_table("archive", _key("site"), _key("feed"), _number("number", key=True), _text("entries"))
    op.create_table(
        "archive_file",
        _key("site"),
        _key("file"),
        _text("feed"),
        _number("number"),
        _text("sha256"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "ping",
        _key("site"),
        _key("hub"),
        _key("topic"),
        _text("file"),
        _text("sha256"),
        _text("told"),
        _text("since"),
        sa.Column("due_at", sa.String(), nullable=True),
        _number("looks"),
        _number("attempts"),
        _text("reason"),
    )
    op.create_index("ping_due", "ping", ["site", "due_at"])


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, primary_key=key)
