"""Whether the pages of a Hugo site that lie in no section are its articles; counts files, reads none.

Most sites keep articles in a section, and "About" and the like beside the sections.
A site without any section has its articles there,
as has one where many pages lie there, and more than in any section.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from feedbot.content.discovery.hugo.languages import Mount
from feedbot.content.generators.hugo.picking import BUNDLE, PAGES, SECTION

MANY = 10  # more than the pages that a site has about itself
MOST_LEVELS = 12


def root_pages(root: Path, mounts: Iterable[Mount]) -> str:
    """Return ``true`` or ``false``; "" where there are no pages at all."""
    mounts = tuple(mounts)
    sources = frozenset(root / mount.source for mount in mounts)
    outside = sum(_outside(root / mount.source) for mount in mounts if not mount.target)
    enough = max(outside, MANY)
    sections: Counter[str] = Counter()
    for mount in mounts:
        for name, folder in _sections(root, mount, sources):
            sections[name] += _pages(folder, enough - sections[name], MOST_LEVELS)
    most = max(sections.values(), default=0)
    if not most:
        return "true" if outside else ""
    return "true" if outside > most and outside >= MANY else "false"


def _outside(folder: Path) -> int:
    """Count the pages that lie in a folder, and those below it that have one to themselves."""
    files, folders = _names(folder)
    return sum(map(_is_page, files)) + sum(map(_is_bundle, folders))


def _sections(root: Path, mount: Mount, sources: frozenset[Path]) -> Iterator[tuple[str, Path]]:
    if mount.target:
        yield mount.target.partition("/")[0], root / mount.source
        return
    for folder in _names(root / mount.source)[1]:
        if folder not in sources and not _is_bundle(folder):
            yield folder.name.lower(), folder


def _pages(folder: Path, enough: int, levels: int) -> int:
    """Count the pages in and below a folder, up to a number that is enough to decide."""
    files, folders = _names(folder)
    if any(map(_is_own, files)):
        return 1
    found = sum(map(_is_page, files))
    for below in folders if levels else ():
        if found >= enough:
            break
        found += _pages(below, enough - found, levels - 1)
    return found


def _names(folder: Path) -> tuple[list[str], list[Path]]:
    """Return the names of a folder's files, and its folders; links are not followed."""
    try:
        with os.scandir(folder) as opened:
            entries = [entry for entry in opened if not entry.name.startswith(".")]
    except OSError:
        return [], []
    folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    files = [entry.name for entry in entries if entry not in folders]
    return files, sorted(Path(entry.path) for entry in folders)


def _is_bundle(folder: Path) -> bool:
    return any(map(_is_own, _names(folder)[0]))


def _is_own(name: str) -> bool:
    return _stem(name) == BUNDLE


def _is_page(name: str) -> bool:
    return _stem(name) not in {"", BUNDLE, SECTION}


def _stem(name: str) -> str:
    """Return a page's name without ending and language; "" for a file that is no page."""
    path = PurePosixPath(name)
    return path.name.lower().partition(".")[0] if path.suffix.lower() in PAGES else ""
