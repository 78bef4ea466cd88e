"""Revision 0001: the tables as feedbot was born with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    _articles()
    _deliveries()
    _rest()


def _articles() -> None:
    op.create_table("site", _key("name"), _text("since"))
    op.create_table(
        "source",
        _key("site"),
        _key("path"),
        _text("stamp"),
        _text("sha256"),
        _text("rules"),
        _text("reading"),
    )
    op.create_table(
        "article",
        _key("site"),
        _key("uid"),
        _text("path"),
        _text("address"),
        _text("own_id"),
        _text("body_hash"),
        _text("facts_hash"),
        _text("published"),
        _text("updated"),
        _text("first_seen"),
        _maybe("gone"),
    )
    op.create_table(
        "feed",
        _key("site"),
        _key("file"),
        _text("made_of"),
        _text("sha256"),
        _text("stamp"),
        _text("updated"),
    )


def _deliveries() -> None:
    op.create_table(
        "delivery",
        _key("id"),
        _text("site"),
        _text("uid"),
        _text("account"),
        _text("kind"),
        _text("state"),
        _text("reason"),
        _text("planned"),
        _maybe("due_at"),
        _number("fence"),
        _text("owner"),
        _maybe("lease_until"),
        _number("claims"),
        _number("attempts"),
        _maybe("frozen"),
        _maybe("sent_at"),
        _maybe("absent_at"),
        _maybe("wanted_since"),
        _text("remote_id"),
        _text("remote_url"),
        sa.UniqueConstraint("site", "uid", "account", "kind", name="one_per_article_and_account"),
        sa.CheckConstraint(
            "(state IN ('waiting', 'unknown')) = (due_at IS NOT NULL)", name="due_when_to_be_done"
        ),
        sa.CheckConstraint("state <> 'sending' OR frozen IS NOT NULL", name="frozen_before_sending"),
    )
    op.create_index("delivery_due", "delivery", ["site", "state", "due_at"])
    op.create_table(
        "history",
        _key("delivery"),
        sa.Column("fence", sa.Integer(), primary_key=True),
        _text("at"),
        _maybe("before"),
        _text("after"),
        _text("actor"),
        _text("reason"),
    )


def _rest() -> None:
    op.create_table(
        "account",
        _key("site"),
        _key("name"),
        _maybe("since"),
        _maybe("trouble"),
        _maybe("trouble_since"),
        _maybe("trouble_until"),
        _maybe("reason"),
    )
    op.create_table("lease", _key("name"), _text("owner"), _text("until"), _number("fence"))
    op.create_table("meta", _key("name"), _text("value"))


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)
