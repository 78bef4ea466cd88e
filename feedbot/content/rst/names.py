"""Which content files are reStructuredText."""

from __future__ import annotations


def is_rst(path: str) -> bool:
    """Say whether a content file is reStructuredText."""
    return path.lower().endswith(".rst")
