"""The article that feedbot began with, read from where it lies; nothing of its text stands in the tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "seed"
FILE = next(iter(sorted(FOLDER.glob("*.md"))), FOLDER / "none.md")
ADDRESS = f"https://blog.example/posts/{FILE.stem}/"
TAGS = ("DigiGre", "Digital Grenoble", "FrenchTech", "Grenoble", "Numérique")
CATEGORY = "LA VIE À SOGILIS"

needs_seed = pytest.mark.skipif(not FILE.is_file(), reason="the seed article is not beside this checkout")


def said(key: str) -> str:
    """Return one line of its front matter."""
    found = re.search(rf"^{key}: (.*)$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None
    return found[1]


def words(*, before_the_marker: bool) -> list[str]:
    """Return the plain words of its body before or behind the more-marker, in order."""
    body = FILE.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    parts = body.split("<!-- more -->")
    text = re.sub(r"<[^>]*>|&\w+;", " ", parts[0 if before_the_marker else 1])
    return re.findall(r"[^\W_]{4,}", text)
