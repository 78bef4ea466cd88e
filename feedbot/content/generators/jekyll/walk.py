"""Which files Jekyll reads: its walk through the site's folder, and what it leaves out; pure.

``exclude`` and ``include`` compare whole texts, not elements of paths: ``exclude: [old]`` leaves
``older/`` out too, and a star takes slashes. So they are no gitignore patterns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

from feedbot.content.generators.generator import Picked
from feedbot.content.generators.jekyll.paths import DRAFTS, POSTS, Document, document_at

SPECIAL = (".", "_", "#", "~")
# What plugins of Jekyll's make pages of, and feedbot does not read.
UNREAD = (".adoc", ".asciidoc", ".ad", ".org", ".rst", ".textile", ".rmd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What Jekyll leaves out of a folder that it reads."""

    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()

    def takes(self, entry: str, base: str = "", *, is_folder: bool = False) -> bool:
        """Say whether an entry of the folder ``base`` is read; both are paths."""
        name = entry.rpartition("/")[2]
        if entry.endswith("."):
            return False
        if any(_names(self.include, one, is_folder=is_folder) for one in (entry, name)):
            return True
        excluded = (pattern for pattern in self.exclude if pattern not in self.include)
        if _names(excluded, f"{base}/{entry}".lstrip("/"), is_folder=is_folder):
            return False
        return not (entry.startswith(SPECIAL) or name.startswith(SPECIAL) or entry.endswith("~"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The folders of one site, as its configuration names them."""

    filter: Filter
    collections: frozenset[str]
    collections_dir: str
    data_dir: str
    sections: tuple[str, ...]  # collections or folders; none means all

    def document(self, path: str) -> Document | None:
        """Return what a file is; None where Jekyll reads no document there."""
        return document_at(path, self.collections, self.collections_dir)

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str], data: frozenset[str]) -> Picked:
        """Take the documents of one folder, and enter those that may hold some."""
        if folder == self.data_dir:
            return Picked(names=(), data=tuple(name for name in names if name in data))
        if self.document(f"{folder}/x") is not None:
            taken = tuple(name for name in names if self._takes(f"{folder}/{name}"))
            return Picked(names=taken, folders=tuple(folders), unread=tuple(_unread(taken)))
        homes = self._homes(folder)
        return Picked(
            names=(),
            folders=tuple(
                name for name in folders if name in homes or self.filter.takes(name, folder, is_folder=True)
            ),
        )

    def _homes(self, folder: str) -> frozenset[str]:
        """Return the folders to enter here although their names begin with a sign."""
        homes = {self.data_dir} if not folder else set()
        if folder == self.collections_dir:
            homes |= {f"_{name}" for name in self.collections}
        elif f"{self.collections_dir}/".startswith(f"{folder}/".lstrip("/")):
            homes.add(self.collections_dir[len(folder) :].strip("/").split("/")[0])
        inside = not self.collections_dir or f"{folder}/".startswith(f"{self.collections_dir}/")
        if inside and self._is_reached(folder):
            homes |= {POSTS, DRAFTS}
        return frozenset(homes)

    def _is_reached(self, folder: str) -> bool:
        """Say whether Jekyll comes by on its way through the site; it reads collections without one."""
        parts = folder.split("/") if folder else []
        return all(
            self.filter.takes(part, "/".join(parts[:place]), is_folder=True)
            for place, part in enumerate(parts)
        )

    def _takes(self, path: str) -> bool:
        found = self.document(path)
        if found is None:
            return False
        in_section = any(
            section == found.collection or path.startswith(f"{section}/") for section in self.sections
        )
        base = path.removesuffix(f"/{found.entry}") if found.collection == "posts" else found.home
        return (in_section or not self.sections) and self.filter.takes(found.entry, base)


def _unread(names: Sequence[str]) -> Iterator[str]:
    """Yield what may be an article in another format, unless it lies there in a second one."""
    stems = Counter(name.rpartition(".")[0] for name in names)
    for name in names:
        if name.lower().endswith(UNREAD) and stems[name.rpartition(".")[0]] == 1:
            yield name


def _names(patterns: Iterable[str], path: str, *, is_folder: bool) -> bool:
    """Say whether a pattern matches the path, or begins it, whatever follows."""
    whole = f"{path}/" if is_folder else path
    bare = (re.sub("/+", "/", pattern.lstrip("/")) for pattern in patterns)
    return any(
        path.startswith(pattern) or whole == pattern or _glob(pattern).fullmatch(path)
        for pattern in bare
        if pattern
    )


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of Ruby's ``fnmatch``, in which a star takes slashes too."""
    return re.compile(translate(pattern.replace("[^", "[!")))
