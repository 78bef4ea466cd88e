"""The folder of pages of an Astro site: its routes, its feeds, whether Markdown lies in it; runs nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from feedbot.content.discovery.astro.routes import Route, collections_in, route_of, script_of
from feedbot.content.discovery.files import UnreadableError, text_of
from feedbot.content.discovery.javascript_modules import Modules

MARKDOWN = frozenset({".md", ".mdx", ".mdoc", ".markdown"})
SCRIPTS = frozenset({".js", ".ts", ".mjs"})
FEED_NAMES = ("rss", "feed", "atom", "index.xml")
MOST_FILES = 3000
MOST_PAGES = 200  # that are read


class Pages:
    """What lies below the folder of pages."""

    def __init__(self, root: Path, folder: str, modules: Modules, languages: Sequence[str]) -> None:
        """Know the folder; it need not be there."""
        self.folder = folder
        self._folder = root / folder
        self._modules = modules
        self.languages = languages
        self.read: list[Path] = []  # files that were looked into
        self.folders: list[Path] = [self._folder]  # that were listed

    @cached_property
    def has_markdown(self) -> bool:
        """Say whether a Markdown file is a page by itself."""
        return any(PurePosixPath(file).suffix in MARKDOWN for file in self._files)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Return the pages that may show entries of collections, those first for which most speaks."""
        found = []
        for file in self._files:
            if file.endswith(".astro") and "[" in file and (page := self._text(file)):
                script = self._modules.script(self._folder / file, script_of(page))
                if route := route_of(file, page, script, self.languages):
                    found.append(route if route.collections else self._named_beside(route, page))
        return tuple(sorted(found, key=lambda route: (-route.weight, route.file)))

    def _named_beside(self, route: Route, page: str) -> Route:
        """Look for the collection in the scripts that a page imports from, if they name one only."""
        for whole in (False, True):
            scripts = self._modules.beside(self._folder / route.file, script_of(page), whole=whole)
            names = {name for script in scripts for name in collections_in(script)}
            if len(names) == 1:
                return replace(route, collections=tuple(names))
        return route

    @cached_property
    def feeds(self) -> tuple[tuple[Path, str], ...]:
        """Return the scripts that write feeds, with their texts."""
        names = (
            file
            for file in self._files
            if PurePosixPath(file).suffix in SCRIPTS and PurePosixPath(file).name.startswith(FEED_NAMES)
        )
        return tuple((self._folder / file, text) for file in names if (text := self._text(file)))

    @cached_property
    def _files(self) -> tuple[str, ...]:
        return tuple(sorted(self._walk()))

    def _walk(self) -> Iterator[str]:
        """Yield the paths of the pages; what begins with an underscore or a dot is none."""
        count = 0
        for folder, folders, names in os.walk(self._folder):
            folders[:] = sorted(name for name in folders if not name.startswith(("_", ".")))
            self.folders += (Path(folder) / name for name in folders)
            for name in names:
                count += 1
                if count > MOST_FILES:
                    return
                if not name.startswith(("_", ".")):
                    yield (Path(folder) / name).relative_to(self._folder).as_posix()

    def _text(self, file: str) -> str:
        """Return a page's text; "" where it cannot be read, or enough was."""
        if len(self.read) >= MOST_PAGES:
            return ""
        self.read.append(self._folder / file)
        try:
            return text_of(self._folder / file)
        except UnreadableError:
            return ""
