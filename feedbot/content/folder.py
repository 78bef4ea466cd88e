"""The content folder: list its files, read one of them; opens nothing but regular files inside the folder.

Listing opens no file at all. Reading never waits (a FIFO would block for ever), never follows a link
out of the folder, and never takes more than the limit into memory.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from feedbot.content import folder_problems
from feedbot.content.generators.generator import Generator
from feedbot.content.generators.registry import generator_of
from feedbot.content.problem import Problem
from feedbot.content.site import Pairs, SiteRules
from feedbot.errors import ContentError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

LARGEST_FILE = 5 * 1024 * 1024  # bytes; the largest post met in 27 real sites has 711 kB
NEVER_CONTENT = frozenset({"node_modules"})
SAFE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFile:
    """One file that may be an article; an equal stamp means that it was not touched."""

    path: str  # below the content folder, with "/"
    stamp: str  # size:mtime_ns:ctime_ns


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Every file of a content folder that may be an article, by path."""

    files: tuple[ContentFile, ...]
    data: tuple[ContentFile, ...] = ()  # what may say something of the others
    folders: tuple[str, ...] = ()  # that were looked into
    sought: tuple[str, ...] = ()  # folders that are not there, or cannot be listed
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """The file changed or vanished while it was read: the next pass reads it again."""

    path: str
    why: str


def list_content(rules: SiteRules) -> Listing:
    """List the content files; raises ContentError where there is no content folder, or no address known."""
    if rules.trouble:
        raise ContentError(rules.trouble)
    root = os.path.realpath(rules.content)
    if not _is_folder(root):
        raise ContentError(
            f"there is no content folder {rules.content}; set site.content to the folder of the articles"
        )
    walk = _Walk(
        root=root,
        output=os.path.realpath(rules.output),
        generator=generator_of(rules),
        excluded=_patterns(rules.exclude),
    )
    for section in rules.sections or ("",):
        folder = section.strip("/").removeprefix("./")
        walk.section("" if folder == "." else folder)
    walk.data_beside_sections()
    return Listing(
        files=tuple(walk.files[path] for path in sorted(walk.files)),
        data=tuple(walk.data[path] for path in sorted(walk.data)),
        folders=tuple(sorted(walk.folders)),
        sought=tuple(sorted(walk.sought - walk.folders)),
        problems=tuple(
            sorted((*walk.problems, *folder_problems.unread(walk.unread)), key=lambda problem: problem.path)
        ),
    )


def read_content(rules: SiteRules, path: str) -> bytes | Problem | Unsettled:
    """Read one listed file whole."""
    root = os.path.realpath(rules.content)
    target = os.path.realpath(Path(root, path))
    if not _inside(target, root):
        return folder_problems.leads_out(path)
    try:
        opened = _open_below(root, os.path.relpath(target, root))
    except FileNotFoundError:
        return Unsettled(path=path, why="the file is gone")
    except OSError as error:
        return folder_problems.not_readable(path, error)
    try:
        return _read_open(opened, path)
    except OSError as error:
        return folder_problems.not_readable(path, error)
    finally:
        os.close(opened)


def data_of(rules: SiteRules, listing: Listing) -> Pairs:
    """Return what files say of other files; one that cannot be read now says nothing."""
    generator = generator_of(rules)
    found = (
        (file.path, generator.digest(file.path, source))
        for file in listing.data
        if isinstance(source := read_content(rules, file.path), bytes)
    )
    return tuple((path, said) for path, said in found if said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """One listing in the making."""

    root: str
    output: str
    generator: Generator
    excluded: GitIgnoreSpec | None
    files: dict[str, ContentFile] = field(default_factory=dict)
    data: dict[str, ContentFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    sought: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def section(self, section: str) -> None:
        """List one section and every folder below it."""
        found = self._there(self.generator.folders_of(section))
        if not found:
            self.problems.append(folder_problems.no_section(section))
        while found:
            found += self._folder(found.pop())

    def data_beside_sections(self) -> None:
        """List what says something of articles and lies above their sections, or in folders of its own."""
        above = {str(parent) for folder in self.folders for parent in PurePosixPath(folder).parents}
        for folder in sorted(above):
            self._folder("" if folder == "." else folder, articles=False)
        found = self._there(self.generator.data_folders())
        while found:
            found += self._folder(found.pop(), articles=False)

    def _there(self, folders: Sequence[str]) -> list[str]:
        """Return those folders that are there; that the others were sought is remembered."""
        self.sought.update(folders)
        return [folder for folder in folders if self._is_there(folder)]

    def _is_there(self, folder: str) -> bool:
        path = os.path.realpath(Path(self.root, folder))
        return _inside(path, self.root) and _is_folder(path)

    def _folder(self, folder: str, *, articles: bool = True) -> Iterator[str]:
        """List one folder; return the folders to look into next."""
        if folder in self.folders:  # a section below another
            return iter(())
        self.sought.add(folder)
        try:
            with os.scandir(Path(self.root, folder)) as opened:
                entries = {entry.name: entry for entry in opened if not entry.name.startswith(".")}
        except FileNotFoundError:
            return iter(())
        except OSError as error:
            self.problems.append(folder_problems.not_readable(_printable(folder), error))
            return iter(())
        self.folders.add(folder)
        names = sorted(name for name, entry in entries.items() if not entry.is_dir(follow_symlinks=False))
        below = sorted(entries.keys() - set(names))
        picked = self.generator.pick(folder, names, below)
        if articles:
            self._linked_folders(folder, [entries[name] for name in names])
            self.unread.extend(_printable(_join(folder, name)) for name in picked.unread)
        for name in picked.names if articles else ():
            if _extension(name) in self.generator.extensions and not self._excluded(_join(folder, name)):
                self._file(_join(folder, name), entries[name], self.files)
        for name in picked.data:
            self._file(_join(folder, name), entries[name], self.data)
        return (
            _join(folder, name)
            for name in picked.folders
            if name not in NEVER_CONTENT and entries[name].path != self.output
            if not self._excluded(f"{_join(folder, name)}/")
        )

    def _linked_folders(self, folder: str, entries: list[os.DirEntry[str]]) -> None:
        for entry in entries:
            if (
                entry.is_symlink()
                and _extension(entry.name) not in self.generator.extensions
                and _is_folder(entry.path)
            ):
                self.problems.append(folder_problems.linked_folder(_printable(_join(folder, entry.name))))

    def _excluded(self, path: str) -> bool:
        return self.excluded is not None and self.excluded.match_file(path)

    def _file(self, path: str, entry: os.DirEntry[str], files: dict[str, ContentFile]) -> None:
        if not _is_text(path):
            self.problems.append(folder_problems.undecodable(_printable(path)))
            return
        try:
            found = entry.stat(follow_symlinks=False)
            if stat.S_ISLNK(found.st_mode):
                if not _inside(os.path.realpath(entry.path), self.root):
                    self.problems.append(folder_problems.leads_out(path))
                    return
                found = entry.stat()
        except OSError as error:
            if entry.is_symlink():  # a link to nothing, or to itself
                self.problems.append(folder_problems.leads_out(path))
            elif not isinstance(error, FileNotFoundError):  # that one is gone again
                self.problems.append(folder_problems.not_readable(path, error))
            return
        if not stat.S_ISREG(found.st_mode):
            self.problems.append(folder_problems.no_file(path))
            return
        stamp = f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"
        files[path] = ContentFile(path=path, stamp=stamp)


def _patterns(lines: tuple[str, ...]) -> GitIgnoreSpec | None:
    """Read patterns as gitignore(5) does; raises ContentError where one is none."""
    if not lines:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  # imported late: 15 ms, and few sites need it

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise ContentError(f"site.exclude cannot be read: {error}; mend that pattern") from error


def _open_below(root: str, relative: str) -> int:
    """Open a file step by step, so that no folder on the way can be swapped for a link."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        *folders, name = PurePosixPath(relative).parts
        for part in folders:
            inner = os.open(part, SAFE | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(name, SAFE, dir_fd=folder)
    finally:
        os.close(folder)


def _read_open(opened: int, path: str) -> bytes | Problem | Unsettled:
    before = os.fstat(opened)
    if not stat.S_ISREG(before.st_mode):
        return folder_problems.no_file(path)
    if before.st_size > LARGEST_FILE:
        return folder_problems.too_large(path, before.st_size, LARGEST_FILE)
    chunks = []
    size = 0
    while chunk := os.read(opened, min(before.st_size + 1, 1 << 20)):
        chunks.append(chunk)
        size += len(chunk)
        if size > before.st_size:
            break
    after = os.fstat(opened)
    if size != before.st_size or (before.st_mtime_ns, before.st_ctime_ns) != (
        after.st_mtime_ns,
        after.st_ctime_ns,
    ):
        return Unsettled(path=path, why="the file changed while it was read")
    return b"".join(chunks)


def _extension(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _is_folder(path: str) -> bool:
    """Say whether a path leads to a folder: no where it leads in circles, or may not be followed."""
    return os.path.isdir(path)  # noqa: PTH112  # Path.is_dir, and that of a DirEntry, would raise


def _inside(path: str, root: str) -> bool:
    return path == root or Path(path).is_relative_to(root)


def _is_text(path: str) -> bool:
    """Say whether a name is UTF-8; Python carries other bytes as lone surrogates."""
    return path.isascii() or not any("\ud800" <= character <= "\udfff" for character in path)


def _printable(path: str) -> str:
    """Return a name with "?" for each byte that is not UTF-8: it can be written down, and opens nothing."""
    return path.encode("utf-8", "replace").decode()
