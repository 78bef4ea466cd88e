"""A Hugo site's configuration files, merged as ``hugo`` itself merges them for a build; runs none of it.

Read are the first of ``hugo.*`` and ``config.*``, then ``config/_default`` and, stronger,
``config/production``: in these folders a file but ``hugo`` and ``config`` is the table of its name,
``params.fr`` is that of a language, and ``hugo.fr`` the language itself. Themes and modules are not followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedbot.content.discovery.files import PARSERS, Tree, tree_of

WHOLE = ("hugo", "config")
FOLDERS = ("config/_default", "config/production")
OF_LANGUAGE = {"menu": "menus", "menus": "menus", "params": "params"}  # other names mean the language itself
RENAMED = {"indexes": "taxonomies"}
MOST_FILES = 300
MOST_LEVELS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The whole configuration; its keys, at every depth, are in lower case."""

    tree: Tree
    files: tuple[Path, ...]  # that there are, the stronger ones last
    looked_at: tuple[Path, ...]


def read_configuration(root: Path) -> Configuration:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    candidates = tuple(root / f"{name}{ending}" for name in WHOLE for ending in PARSERS)
    whole = next((file for file in candidates if file.is_file()), None)
    found: dict[str, Any] = _lower(tree_of(whole)) if whole else {}
    parts = tuple(file for folder in FOLDERS for file in _files(root / folder))
    for file in parts:
        found = _merged(found, _part(file))
    for old, new in RENAMED.items():
        if old in found:
            found[new] = found[old]
    folders = tuple(root / folder for folder in FOLDERS)
    return Configuration(
        tree=found,
        files=((whole,) if whole else ()) + parts,
        looked_at=(*candidates, *folders, *parts),
    )


def _files(folder: Path) -> Iterator[Path]:
    """Yield the configuration files of a folder and those below it, by name."""
    taken = 0
    for path, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in PARSERS and taken < MOST_FILES:
                taken += 1
                yield Path(path, name)


def _part(file: Path) -> dict[str, Any]:
    """Read one file of a folder, and put it where its name says that it belongs."""
    tree = _lower(tree_of(file))
    name = file.stem.lower()
    if name in WHOLE:
        return tree
    key, _, language = name.partition(".")
    if not language:
        return {key: tree}
    inner = {OF_LANGUAGE[key]: tree} if key in OF_LANGUAGE else tree
    return {"languages": {language: inner}}


def _lower(tree: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    return {str(key).lower(): _lower_value(value, depth + 1) for key, value in tree.items()}


def _lower_value(value: object, depth: int) -> object:
    if depth > MOST_LEVELS:
        return None
    if isinstance(value, dict):
        return _lower(value, depth)
    return [_lower_value(item, depth + 1) for item in value] if isinstance(value, list) else value


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Put one tree over another: tables are joined at every depth, everything else is replaced."""
    found = dict(under)
    for key, value in over.items():
        old = found.get(key)
        found[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return found
