"""Revision 0002: how the feed that was live before presented an article that was adopted from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what an older program neither reads nor writes: "" stands for an article that was not adopted."""
    for name in ("adopted", "published_as", "updated_as"):
        op.add_column("article", sa.Column(name, sa.String(), nullable=False, server_default=""))
