"""Where files lie in Hugo's own tree of pages, by folders mounted anywhere and by language; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

ROOT = ""
CONTENT = "content"
Row: TypeAlias = tuple[str, str, str]  # folder below the site's, place in the tree, language
USUAL: tuple[Row, ...] = ((CONTENT, ROOT, ""),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A folder below feedbot's content folder, and what it is in Hugo's tree."""

    folder: str  # "" for the content folder itself
    target: str = ROOT  # where its files lie in the tree
    language: str = ""  # "" means the default one


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a page lies; a page that has a folder to itself lies beside that folder, and has its name."""

    language: str
    folders: tuple[str, ...]
    name: str  # without ending and language
    in_folder: bool = False  # its files lie in a folder of its own

    @property
    def path(self) -> str:
        """Return the path that patterns in Hugo's configuration speak of."""
        return "/" + "/".join((*self.folders, self.name)).replace(" ", "-").lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The shape of one site."""

    default: str = "en"  # language
    languages: frozenset[str] = frozenset()  # all that are built, in lower case
    disabled: frozenset[str] = frozenset()
    mounts: tuple[Mount, ...] = (Mount(folder=ROOT),)

    def mount(self, folder: str) -> Mount | None:
        """Return the mount that a folder lies in; None above them all."""
        over = [mount for mount in self.mounts if _lies_in(folder, mount.folder)]
        return max(over, key=lambda mount: len(mount.folder), default=None)

    def leads_to_mount(self, folder: str) -> bool:
        """Say whether a mount lies below a folder."""
        return any(_lies_in(mount.folder, folder) for mount in self.mounts)

    def virtual(self, folder: str) -> str:
        """Return where a folder lies in the tree."""
        mount = self.mount(folder)
        return joined(mount.target, folder[len(mount.folder) :]) if mount else folder

    def spot(self, path: str) -> Spot:
        """Return where a page lies."""
        folder, _, file = path.rpartition("/")
        mount = self.mount(folder)
        name, suffix = self.named(file)
        language = suffix or (mount.language if mount else "") or self.default
        folders = tuple(part for part in self.virtual(folder).split("/") if part)
        if name.lower() == "index" and folders:
            return Spot(language=language, folders=folders[:-1], name=folders[-1], in_folder=True)
        return Spot(language=language, folders=folders, name=name)

    def named(self, file: str) -> tuple[str, str]:
        """Return a file's name without ending and language, and its language if the name says one."""
        stem = PurePosixPath(file).stem
        name, _, suffix = stem.rpartition(".")
        language = suffix.lower()
        return (name, language) if name and language in self.languages | self.disabled else (stem, "")

    def is_disabled(self, file: str) -> bool:
        """Say whether a file is of a language that is not built."""
        return self.named(file)[1] in self.disabled

    def folders_of(self, section: str) -> Iterator[str]:
        """Yield the folders that hold a section's pages."""
        for mount in self.mounts:
            if _lies_in(section, mount.target):
                yield joined(mount.folder, section[len(mount.target) :])
            elif _lies_in(mount.target, section):
                yield mount.folder


def tree_of(options: Mapping[str, str], mounts: Iterable[Row], content: str) -> Tree:
    """Make a site's tree of the generator's settings; ``content`` is feedbot's folder below the site's."""
    default = options.get("default_language", "").lower() or "en"
    disabled = frozenset(options.get("disabled_languages", "").lower().split())
    named = frozenset(options.get("languages", "").lower().split())
    seen = tuple(_seen_from(content, mounts))
    return Tree(
        default=default,
        languages=named | {default},
        disabled=disabled - {default},
        mounts=seen or (Mount(folder=ROOT),),
    )


def _seen_from(content: str, rows: Iterable[Row]) -> Iterator[Mount]:
    """Yield what of the mounts lies in feedbot's content folder: they below it, or it below one of them."""
    for written, target, language in rows:
        source = "" if written == "." else written
        if _lies_in(source, content):
            folder = source[len(content) :].strip("/")
            yield Mount(folder=folder, target=target, language=language)
        elif _lies_in(content, source):
            inner = joined(target, content[len(source) :])
            yield Mount(folder=ROOT, target=inner, language=language)


def _lies_in(folder: str, other: str) -> bool:
    return not other or folder == other or folder.startswith(f"{other}/")


def joined(*parts: str) -> str:
    """Join folders and names; an empty one is no step."""
    return "/".join(part.strip("/") for part in parts if part.strip("/"))
