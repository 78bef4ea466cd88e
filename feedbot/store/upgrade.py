"""Bring older tables to the newest revision, with Alembic; imported only when they are older."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def to_newest(connection: Connection) -> None:
    """Run every missing revision inside the caller's transaction."""
    command.upgrade(settings(connection), "head")


def settings(connection: Connection) -> Config:
    """Return Alembic's settings: the revisions inside this package, the caller's connection."""
    config = Config()
    config.set_main_option("script_location", "feedbot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
