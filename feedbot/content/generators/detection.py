"""Which generator builds the site in a folder? Look at the names of its configuration; runs none of it."""

from __future__ import annotations

import re
from pathlib import Path

HUGO_FILES = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
SHARED_FILES = ("config.toml", "config.yaml", "config.yml", "config.json")
HUGO_KEY = re.compile(
    r"""^\s*["']?(baseurl|contentdir|languagecode|theme)["']?\s*[:=]""", re.IGNORECASE | re.MULTILINE
)
ZOLA_KEY = re.compile(r"^\s*base_url\s*=", re.MULTILINE)
MOST_READ = 256 * 1024  # bytes


def detect(root: Path) -> str:
    """Return ``hugo`` or ``plain``."""
    if any((root / name).is_file() for name in HUGO_FILES) or (root / "config" / "_default").is_dir():
        return "hugo"
    texts = [_head(root / name) for name in SHARED_FILES if (root / name).is_file()]
    if any(HUGO_KEY.search(text) and not ZOLA_KEY.search(text) for text in texts):
        return "hugo"
    return "plain"


def _head(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_READ).decode("utf-8", "replace")
    except OSError:
        return ""
