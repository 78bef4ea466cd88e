"""The revisions of the tables, oldest first in ``versions``; run by Alembic through ``store.upgrade``."""
