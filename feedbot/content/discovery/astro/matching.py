"""Which collection of an Astro site is shown by which route; says what is assumed, and what to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from feedbot.content.discovery.astro.content import Defined
from feedbot.content.discovery.astro.pages import Pages
from feedbot.content.discovery.astro.parameters import UNKNOWN
from feedbot.content.discovery.astro.routes import Route, collections_in, feed_links
from feedbot.content.generators.astro.collections import DEFAULT_ROUTE, PATTERNS, Collection
from feedbot.content.literals.script import Script
from feedbot.content.site import Pairs

LANGUAGE_FOLDER = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
IN_GLOB = re.compile(r"[*?\[\]{}!]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The collections that are articles, the folders to look into, and what could not be read."""

    collections: tuple[Collection, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    asks: Pairs = ()

    def with_one(self, collection: Collection, *sections: str) -> Matched:
        """Return these and one more."""
        return replace(
            self, collections=(*self.collections, collection), sections=(*self.sections, *sections)
        )


@dataclass(frozen=True, kw_only=True)
class Matching:
    """What the site's files say."""

    root: Path
    folder: str  # of the collections that name none
    defined: tuple[Defined, ...]
    pages: Pages
    default_locale: str
    language: str  # that the site says it is in
    route: str  # that its settings give where a page computes one; "" where they give none
    preserving: bool  # a page's address is its file's

    def matched(self) -> Matched:
        """Match every collection with its routes."""
        found = Matched()
        for each in self._shown:
            place, routes = self._place(each), self._routes(each)
            languages = self.pages.languages or _language_folders(self.root / place, routes)
            collection, main = self._collection(each, routes, languages)
            found = replace(
                found.with_one(collection, *_sections(place, each.patterns)),
                languages=tuple(dict.fromkeys((*found.languages, *languages))),
                dates=tuple(dict.fromkeys((*found.dates, *each.dates))),
                asks=(*found.asks, *self._asks(each, collection, main)),
            )
        return found

    def looked_into(self) -> Iterator[Path]:
        """Yield the folders that may hold collections or one's languages, whether they are there or not."""
        yield self.root / self.folder
        yield from (self.root / place for each in self.defined if (place := self._place(each)) != ".")

    @cached_property
    def _known(self) -> tuple[Defined, ...]:
        """Return what is defined, and the folders that are shown; without definitions, every folder."""
        names = {each.name for each in self.defined}
        shown = {name for route in self.pages.routes for name in route.collections}
        try:
            folders = sorted(path.name for path in (self.root / self.folder).iterdir() if path.is_dir())
        except OSError:
            folders = []
        more = (
            Defined(name=name)
            for name in folders
            if not name.startswith((".", "_")) and name not in names and (name in shown or not names)
        )
        return tuple(
            each
            for each in (*self.defined, *more)
            if (self.root / self._place(each)).is_dir()
            and (each.name in shown or not self._place(each).startswith(f"{self.pages.folder}/"))
        )

    @property
    def _shown(self) -> Iterator[Defined]:
        """Yield the collections whose entries have pages, as far as can be known."""
        routed = [each for each in self._known if self._routes(each)]
        for each in self._known:
            if each in routed or not routed or (each.dated and self._free):
                yield each

    @cached_property
    def _free(self) -> tuple[Route, ...]:
        """Return the routes that do not say what they show."""
        return tuple(route for route in self.pages.routes if not route.collections)

    def _place(self, each: Defined) -> str:
        return each.base or f"{self.folder}/{each.name}"

    def _routes(self, each: Defined) -> tuple[Route, ...]:
        """Return a collection's routes, those for which most speaks."""
        routes = (route for route in self.pages.routes if each.name in route.collections)
        own = [route for route in routes if UNKNOWN not in route.pattern]
        if own:
            return tuple(route for route in own if route.weight == own[0].weight)
        if each.documents:
            return (Route(file="", collections=(each.name,), pattern="/{id}/"),)
        return self._linked(each) or self._left(each)

    def _linked(self, each: Defined) -> tuple[Route, ...]:
        """Return the route that the links of a feed of one collection show."""
        for file, text in self.pages.feeds:
            link = next(feed_links(text), "")
            if link and set(collections_in(Script(text))) == {each.name}:
                return (Route(file=file.name, collections=(each.name,), pattern=link),)
        return ()

    def _left(self, each: Defined) -> tuple[Route, ...]:
        """Return the route that does not say what it shows, for the only collection that no other does."""
        shown = {name for route in self.pages.routes for name in route.collections}
        left = [one for one in self._known if one.name not in shown and (one.dated or len(self._known) == 1)]
        free = [route for route in self._free if UNKNOWN not in route.pattern]
        return (replace(free[0], assumed=True),) if left == [each] and free else ()

    def _collection(
        self, each: Defined, routes: Sequence[Route], languages: Sequence[str]
    ) -> tuple[Collection, Route | None]:
        """Return a collection, and the route that shows it where no language has its own."""
        patterns = {route.file: self._pattern(route, languages) for route in routes}
        general = [route for route in routes if not route.language]
        with_language = [route for route in general if "{lang}" in patterns[route.file]]
        plain = [route for route in general if route not in with_language]
        main = next(iter((*plain, *with_language, *routes)), None)
        own = {route.language: patterns[route.file] for route in routes if route.language}
        others = tuple(language for language in languages if language != self._default(languages))
        pattern = patterns[main.file] if main else DEFAULT_ROUTE
        if plain and with_language:
            own |= dict.fromkeys(others, patterns[with_language[0].file])
        elif main and main.bare and len(others) < len(languages):
            own |= dict.fromkeys(others, pattern)
            pattern = pattern.replace("/{lang}", "", 1)
        place = self._place(each)
        collection = Collection(
            name=each.name,
            folder="" if place == "." else place,
            patterns=each.patterns or PATTERNS,
            route=pattern,
            routes=own,
        )
        return collection, main

    def _asks(self, each: Defined, collection: Collection, route: Route | None) -> Iterator[tuple[str, str]]:
        assumed = f"{collection.route.replace('{collection}', each.name)} is assumed"
        if route is None:
            yield "permalinks", f"no page shows the collection {each.name}; {assumed}"
        elif route.assumed:
            yield "permalinks", f"{route.file} does not say which collection it shows; {assumed}"
        elif not route.sure and not self.route:
            yield "permalinks", f"{route.file} computes the addresses of {each.name}; {assumed}"
        for ask in each.asks:
            yield "permalinks", f"{ask} is computed; {assumed}"

    def _default(self, languages: Sequence[str]) -> str:
        """Return the site's own language by the name that folders have; "" where no folder is named by it."""
        named = (self.default_locale, self.language, self.language.partition("-")[0])
        return next((name for name in named if name in languages), self.default_locale)

    def _pattern(self, route: Route, languages: Sequence[str]) -> str:
        pattern = route.pattern
        if not route.sure and self.route:
            return self.route
        if not route.sure and "{lang}" not in pattern:  # what code does to ids, mostly
            pattern = pattern.replace("{id}", "{rest}" if languages else "{public}")
        preserved = self.preserving and PurePosixPath(route.file).stem != "index"
        return pattern.rstrip("/") if preserved else pattern


def _sections(place: str, patterns: Sequence[str]) -> Iterator[str]:
    """Yield the folders to look into; of the whole site, only those that the patterns begin with."""
    if place != ".":
        yield place
        return
    for pattern in patterns:
        parts = PurePosixPath(pattern).parts[:-1]
        fixed = next((index for index, part in enumerate(parts) if IN_GLOB.search(part)), len(parts))
        if fixed and not pattern.startswith("!"):
            yield "/".join(parts[:fixed])


def _language_folders(folder: Path, routes: Sequence[Route]) -> tuple[str, ...]:
    """Return the folders named like languages, where a route has a language."""
    if not any("{lang}" in route.pattern or (route.speaks and not route.sure) for route in routes):
        return ()
    try:
        names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    except OSError:
        return ()
    return tuple(name for name in names if LANGUAGE_FOLDER.fullmatch(name))
