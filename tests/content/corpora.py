"""Where the shared test data lies, and rules to read it by; skips, saying why, where it is absent."""

from __future__ import annotations

import tarfile
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
