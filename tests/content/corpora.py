"""Where the shared test data lies, and rules to read it by; skips, saying why, where it is absent."""

from __future__ import annotations

import re
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from feedbot.content.site import SiteRules

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
needs_corpora = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="no ../shared/corpora here: real-site tests need it"
)


def unpack(name: str, folder: Path) -> Path:
    """Unpack one pack, leaving out members that a safe filter refuses."""

    def safe(member: tarfile.TarInfo, path: str) -> tarfile.TarInfo | None:
        try:
            return tarfile.data_filter(member, path)
        except tarfile.FilterError:
            return None

    with tarfile.open(CORPORA / f"{name}.tar.gz") as pack:
        pack.extractall(folder, filter=safe)
    return folder / name


def site(root: Path = Path("/nowhere"), **changes: Any) -> SiteRules:
    """Make the rules of a small Hugo site."""
    settings: dict[str, Any] = {
        "name": "blog.example",
        "url": "https://blog.example",
        "generator": "hugo",
        "root": root,
        "content": root / "content",
        "output": root / "public",
    }
    return SiteRules(**(settings | changes))


def f1(one: str, other: str) -> float:
    """Return how much of two texts' words is the same, whatever their order: 1 is all."""
    mine, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    words = sum(mine.values()) + sum(theirs.values())
    return 2 * sum((mine & theirs).values()) / words if words else 1.0
