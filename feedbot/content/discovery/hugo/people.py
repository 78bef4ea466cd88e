"""Who writes on a Hugo site: the files below ``data/authors`` that many themes read, by their names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from feedbot.content.discovery.files import PARSERS, UnreadableError, folded, text, tree_of
from feedbot.content.text.plain_text import line

FOLDER = "data/authors"
NAME_KEYS = ("name", "displayname", "title")
MOST_FILES = 300


def people_files(root: Path) -> tuple[Path, ...]:
    """Return the files that may describe people."""
    try:
        names = sorted(entry.name for entry in (root / FOLDER).iterdir())
    except OSError:
        return ()
    known = [name for name in names if Path(name).suffix.lower() in PARSERS]
    return tuple(root / FOLDER / name for name in known[:MOST_FILES])


def people(files: Iterable[Path]) -> dict[str, str]:
    """Return people's names by the keys that articles have for them; a file that cannot be read has none."""
    found = {file.stem: _name(file) for file in files}
    return {key: name for key, name in found.items() if name}


def _name(file: Path) -> str:
    try:
        return line(text(folded(tree_of(file)), *NAME_KEYS))
    except UnreadableError:
        return ""
