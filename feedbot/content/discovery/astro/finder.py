"""What an Astro site's own files say of its articles: configuration, collections, pages; reads, runs nothing.

A site that shows one collection has that folder as its content; one that shows several, or has Markdown
pages beside, has itself, and each folder as a section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from posixpath import normpath

from feedbot.content import globs
from feedbot.content.discovery.astro.content import Defined, defined_in
from feedbot.content.discovery.astro.matching import Matched, Matching
from feedbot.content.discovery.astro.pages import Pages
from feedbot.content.discovery.astro.settings import settings_of
from feedbot.content.discovery.astro.titles import Titles, looked_at, titles_of
from feedbot.content.discovery.files import UnreadableError, text_of, web_address
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.javascript_modules import Modules
from feedbot.content.generators.astro.collections import Collection, written
from feedbot.content.literals.code import Code, usual

ENDINGS = ("mjs", "js", "ts", "mts", "cjs", "cts")
NAMES = tuple(f"astro.config.{ending}" for ending in ENDINGS)


def find_astro(root: Path) -> Findings:
    """Read the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: the configuration is there and cannot be read.
    """
    name = next((name for name in NAMES if (root / name).is_file()), "")
    modules = Modules(root)
    config = modules.script(root / name, text_of(root / name)).exported if name else {}
    site = _Site(root, name, config, modules)
    found = site.collections()
    several = len(found.collections) > 1 or any(not collection.folder for collection in found.collections)
    return Findings(
        title=site.settings.title or site.titles.title,
        description=site.settings.description or site.titles.description,
        author=site.titles.author,
        url=site.url(),
        language=site.default_locale or site.language,
        timezone="UTC",
        output=site.folder("outDir", "dist"),
        content="." if several else found.collections[0].folder if found.collections else "",
        sections=tuple(dict.fromkeys(found.sections)) if several else (),
        trailing_slash=site.trailing_slash(),
        markdown=site.markdown(),
        options=tuple(site.options(found, several=several)),
        origin=name,
        asks=tuple(dict.fromkeys((*site.asks(), *found.asks))),
        read=(*(root / each for each in NAMES), *site.read()),
    )


class _Site:
    """One site's files."""

    def __init__(self, root: Path, name: str, config: Mapping[str, object], modules: Modules) -> None:
        self.root = root
        self.name = name
        self.config = config
        self.modules = modules
        self.source = self.folder("srcDir", "src")
        self.pages = Pages(root, f"{self.source}/pages", modules, self.locales)
        self.titles: Titles = titles_of(root, self.source, self.pages.feeds, modules)
        self.settings = settings_of(root / self.source)

    def folder(self, key: str, default: str) -> str:
        found = self.config.get(key)
        return normpath(found) if isinstance(found, str) and found else default

    def url(self) -> str:
        site, base = usual(self.config.get("site")), usual(self.config.get("base", ""))
        if isinstance(site, str) and isinstance(base, str):
            return web_address(f"{site.rstrip('/')}/{base.strip('/')}")
        if site is None or isinstance(site, Code):
            return self.settings.url or web_address(self.titles.url)
        return ""

    def asks(self) -> Iterator[tuple[str, str]]:
        for key, field in (("site", "url"), ("base", "url"), ("trailingSlash", "trailing_slash")):
            found = usual(self.config.get(key))
            if isinstance(found, Code) and not (field == "url" and self.url()):
                yield field, f"{self.name} computes {key}: {found.text[:80]}"

    def trailing_slash(self) -> bool | None:
        found = self.config.get("trailingSlash")
        if found in {"always", "never"}:
            return found == "always"
        return False if self.format == "file" else self.settings.trailing_slash

    @property
    def language(self) -> str:
        """Return the language that the site says it is in."""
        return self.settings.language or self.titles.language

    @property
    def format(self) -> str:
        build = self.config.get("build")
        found = build.get("format") if isinstance(build, dict) else ""
        return found if isinstance(found, str) else ""

    def markdown(self) -> tuple[str, ...]:
        found = self.config.get("markdown")
        plain = isinstance(found, dict) and found.get("smartypants") is False
        return () if plain else ("smart-punctuation",)

    @property
    def _i18n(self) -> Mapping[str, object]:
        found = self.config.get("i18n")
        return found if isinstance(found, dict) else {}

    @property
    def default_locale(self) -> str:
        found = self._i18n.get("defaultLocale")
        return found if isinstance(found, str) else ""

    @property
    def locales(self) -> tuple[str, ...]:
        """Return the languages, by the names that folders have."""
        found = self._i18n.get("locales")
        named = (
            (item.get("path") if isinstance(item, dict) else item for item in found or ())
            if isinstance(found, list)
            else ()
        )
        return tuple(item for item in named if isinstance(item, str))

    def collections(self) -> Matched:
        """Return the collections that pages show, and Markdown pages as one more."""
        found = self._matching.matched()
        if not self.pages.has_markdown:
            return found
        folder = f"{self.source}/pages"
        route = "/{path}" if self.format == "preserve" else "/{path}/"
        pages = Collection(name="pages", folder=folder, route=route)
        return found.with_one(pages, folder)

    @cached_property
    def _matching(self) -> Matching:
        return Matching(
            root=self.root,
            folder=f"{self.source}/content",
            defined=self._defined(),
            pages=self.pages,
            default_locale=self.default_locale,
            language=self.language,
            route=self.settings.route,
            preserving=self.format == "preserve",
        )

    def _defined(self) -> tuple[Defined, ...]:
        for file in self._content_configs():
            try:
                text = text_of(file)
            except UnreadableError:
                continue
            if text:
                return defined_in(text, self.modules.names(file, text))
        return ()

    def _content_configs(self) -> Iterator[Path]:
        for stem in ("content.config", "content/config"):
            for ending in ("ts", "mjs", "js", "mts"):
                yield self.root / self.source / f"{stem}.{ending}"

    def options(self, found: Matched, *, several: bool) -> Iterator[tuple[str, str]]:
        only, usual = found.collections[0] if found.collections else None, Collection()
        if several:
            yield "collections", written(found.collections)
        elif only and only.routes:
            yield "collections", written([only])
        elif only:
            yield "route", only.route.replace("{collection}", only.name)
            if only.name != usual.name:
                yield "name", only.name
            if only.patterns != usual.patterns:
                yield "include", globs.joined(only.patterns)
        if found.languages:
            yield "languages", " ".join(found.languages)
        if self.default_locale:
            yield "default_language", self.default_locale
        if found.dates:
            yield "date_keys", " ".join(found.dates)

    def read(self) -> Iterator[Path]:
        yield from self._content_configs()
        yield from self._matching.looked_into()
        yield from self.pages.folders
        yield from self.pages.read
        yield from self.settings.read
        yield from looked_at(self.root, self.source)
        yield from self.modules.read
