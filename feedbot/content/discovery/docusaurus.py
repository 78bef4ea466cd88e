"""What a Docusaurus site's own configuration says of its blogs and languages; reads it, runs none of it.

A site with one blog in one language has that folder as its content;
one with several has itself, and each blog, with each translation below ``i18n``, as a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath

from feedbot.content import globs
from feedbot.content.discovery.docusaurus_plugins import blog_options
from feedbot.content.discovery.files import text_of, web_address
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.javascript_modules import Modules
from feedbot.content.generators.docusaurus.blogs import Blog, written
from feedbot.content.literals.code import Code, usual
from feedbot.content.site import Pairs

NAMES = tuple(f"docusaurus.config.{ending}" for ending in ("ts", "mts", "cts", "js", "mjs", "cjs"))
PLUGIN = "docusaurus-plugin-content-blog"
LOCALE = re.compile(r"""["']([a-z]{2,3}(?:-\w{2,8})*)["']""")


def find_docusaurus(root: Path) -> Findings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: the file is there and cannot be read.
    """
    name = next((name for name in NAMES if (root / name).is_file()), "")
    modules = Modules(root)
    config = modules.script(root / name, text_of(root / name)).exported if name else {}
    site = _Site(root=root, name=name, config=config)
    blogs, asks = site.blogs()
    several = len(blogs) > 1
    return Findings(
        title=site.text("title"),
        url=site.url(),
        description=site.text("tagline"),
        language=site.language(site.default_locale),
        timezone="UTC",
        content="." if several else blogs[0].folder if blogs else "",
        sections=tuple(blog.folder for blog in blogs) if several else (),
        trailing_slash=site.trailing_slash(),
        options=(*_options(blogs, several=several), *site.markdown_format()),
        origin=name,
        asks=(*site.asks(), *asks),
        read=(*(root / each for each in NAMES), *modules.read, *site.missing()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """One configuration."""

    root: Path
    name: str
    config: Mapping[str, object]

    def text(self, key: str, default: str = "") -> str:
        found = usual(self.config.get(key, default))
        return found if isinstance(found, str) else ""

    def url(self) -> str:
        if any(isinstance(usual(self.config.get(key)), Code) for key in ("url", "baseUrl")):
            return ""
        return web_address(f"{self.text('url').rstrip('/')}/{self.text('baseUrl', '/').strip('/')}")

    def trailing_slash(self) -> bool | None:
        found = self.config.get("trailingSlash")
        return found if isinstance(found, bool) else None

    def markdown_format(self) -> Iterator[tuple[str, str]]:
        """Yield how ``.md`` is read, where it is no MDX."""
        found = _text(_table(self.config, "markdown"), "format")
        if found in {"md", "detect"}:
            yield "markdown_format", found

    def asks(self) -> Iterator[tuple[str, str]]:
        for key, field in (("url", "url"), ("baseUrl", "url"), ("title", "title")):
            found = usual(self.config.get(key))
            if isinstance(found, Code):
                yield field, f"{self.name} computes {key}: {found.text[:80]}"
        if isinstance(self.config.get("trailingSlash"), Code):
            yield "trailing_slash", f"{self.name} computes trailingSlash"

    @property
    def default_locale(self) -> str:
        return _text(self._i18n, "defaultLocale") or "en"

    def language(self, locale: str) -> str:
        return _text(self._locale(locale), "htmlLang") or locale

    def blogs(self) -> tuple[tuple[Blog, ...], Pairs]:
        """Return the blogs with their translations, and what of them could not be read."""
        found: list[Blog] = []
        asks: list[tuple[str, str]] = []
        for options in blog_options(self.config):
            if isinstance(options, Code):
                asks.append(("content", f"{self.name} computes the options of a blog: {options.text[:80]}"))
                continue
            blog = _blog(options)
            if not (self.root / blog.folder).is_dir():
                continue
            found.append(blog)
            for locale in self._translations():
                found += self._translation(blog, _text(options, "id") or "default", locale)
        return tuple(found), tuple(asks)

    def missing(self) -> Iterator[Path]:
        """Yield the folders that would be blogs if they were there."""
        for options in blog_options(self.config):
            if isinstance(options, Mapping):
                plugin = _text(options, "id") or "default"
                translations = (self._folder(plugin, locale) for locale in self._translations())
                for folder in (_blog(options).folder, *translations):
                    if not (self.root / folder).is_dir():
                        yield self.root / folder

    @property
    def _i18n(self) -> Mapping[str, object]:
        return _table(self.config, "i18n")

    def _locale(self, locale: str) -> Mapping[str, object]:
        return _table(_table(self._i18n, "localeConfigs"), locale)

    def _translations(self) -> Iterator[str]:
        """Yield the other languages; of computed ones those that stand in the code as texts."""
        locales = self._i18n.get("locales")
        if isinstance(locales, Code):
            locales = list(dict.fromkeys(LOCALE.findall(locales.text)))
        for locale in locales if isinstance(locales, list) else ():
            if isinstance(locale, str) and locale != self.default_locale:
                yield locale

    def _translation(self, blog: Blog, plugin: str, locale: str) -> Iterator[Blog]:
        """Yield the blog in another language, if it is there and below the site's own address."""
        base = self._base(locale)
        folder = self._folder(plugin, locale)
        if base is not None and (self.root / folder).is_dir():
            yield Blog(
                folder=folder,
                route=f"{base}/{blog.route}".strip("/"),
                language=self.language(locale),
                original=blog.folder,
                authors_file=blog.authors_file,
                tags_file=blog.tags_file,
                include=blog.include,
                exclude=blog.exclude,
            )

    def _folder(self, plugin: str, locale: str) -> str:
        top = _text(self._i18n, "path") or "i18n"
        own = _text(self._locale(locale), "path") or locale
        return normpath(f"{top}/{own}/{PLUGIN}" + ("" if plugin == "default" else f"-{plugin}"))

    def _base(self, locale: str) -> str | None:
        """Return where a language's addresses begin, below the site's; None where they do not."""
        own = self._locale(locale)
        base, given = self.text("baseUrl", "/").strip("/"), own.get("baseUrl")
        if "url" in own or isinstance(given, Code):
            return None
        if not isinstance(given, str):
            return locale
        path = given.strip("/")
        if path == base or not base:
            return path if path != base else ""
        return path.removeprefix(f"{base}/") if path.startswith(f"{base}/") else None


def _blog(options: Mapping[str, object]) -> Blog:
    usual = Blog()
    folder = normpath(_text(options, "path") or "blog")
    route = options.get("routeBasePath")
    return Blog(
        folder=folder,
        route=route.strip("/") if isinstance(route, str) else usual.route,
        original=folder,
        authors_file=normpath(_text(options, "authorsMapPath") or usual.authors_file),
        tags_file=normpath(_text(options, "tags") or usual.tags_file),
        include=_texts(options, "include") or usual.include,
        exclude=_texts(options, "exclude") if isinstance(options.get("exclude"), list) else usual.exclude,
    )


def _options(blogs: tuple[Blog, ...], *, several: bool) -> Iterator[tuple[str, str]]:
    if several:
        yield "blogs", written(blogs)
        return
    usual = Blog()
    for blog in blogs:
        for name in ("route", "authors_file", "tags_file"):
            if (value := getattr(blog, name)) != getattr(usual, name):
                yield name, value
        for name in ("include", "exclude"):
            if (lines := getattr(blog, name)) != getattr(usual, name):
                yield name, globs.joined(lines)


def _table(tree: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = tree.get(key)
    return found if isinstance(found, dict) else {}


def _text(tree: Mapping[str, object], key: str) -> str:
    found = tree.get(key)
    return found if isinstance(found, str) else ""


def _texts(tree: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = tree.get(key)
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()
