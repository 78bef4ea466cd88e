"""What an Astro site calls itself, by its feed's script or the constants that themes keep; runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from feedbot.content.discovery.files import UnreadableError, text_of
from feedbot.content.discovery.javascript_modules import Modules
from feedbot.content.metadata.values import fold

PLACES = (
    "consts",
    "constants",
    "config",
    "site.config",
    "site",
    "siteConfig",
    "data/site",
    "data/config",
    "config/site",
)
OUTSIDE = ("site.config", "siteConfig")  # beside the folder of sources
ENDINGS = ("ts", "js", "mjs", "json")
TITLES = ("sitetitle", "title", "sitename", "name")
DESCRIPTIONS = ("sitedescription", "description", "desc", "subtitle", "tagline")
AUTHORS = ("siteauthor", "author", "authorname")
ADDRESSES = ("siteurl", "url", "website", "site", "href", "origin")
LANGUAGES = ("lang", "language", "locale", "sitelang", "sitelanguage")
FEED_CALLS = ("rss", "getRssString", "getRssResponse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What was found; "" where nothing was."""

    title: str = ""
    description: str = ""
    author: str = ""
    url: str = ""
    language: str = ""


def titles_of(root: Path, source: str, feeds: Iterable[tuple[Path, str]], modules: Modules) -> Titles:
    """Look in the feed's script first, then in the site's constants."""
    said = [_of_feed(file, text, modules) for file, text in feeds]
    said += [table for file in looked_at(root, source) for table in _constants(file, modules)]
    return Titles(
        title=_first(said, TITLES),
        description=_first(said, DESCRIPTIONS),
        author=_first(said, AUTHORS),
        url=_first(said, ADDRESSES),
        language=_first(said, LANGUAGES),
    )


def looked_at(root: Path, source: str) -> Iterator[Path]:
    """Yield the files that may hold the constants, whether they are there or not."""
    places = (*(root / source / place for place in PLACES), *(root / place for place in OUTSIDE))
    for place in places:
        yield from (place.with_name(f"{place.name}.{ending}") for ending in ENDINGS)


def _of_feed(file: Path, text: str, modules: Modules) -> Mapping[str, object]:
    for call in modules.script(file, text).calls(*FEED_CALLS):
        if call.arguments and isinstance(call.arguments[0], dict):
            return _folded(call.arguments[0])
    return {}


def _constants(file: Path, modules: Modules) -> Iterator[Mapping[str, object]]:
    """Yield the constants of one file, then the tables among them that look like the site's own."""
    try:
        text = text_of(file)
    except UnreadableError:
        return
    if not text:
        return
    names = modules.names(file, text if file.suffix != ".json" else f"export const site = {text}")
    yield _folded({name: value for name, value in names.items() if fold(name).startswith("site")})
    for name, value in names.items():
        if isinstance(value, dict) and ("site" in fold(name) or "config" in fold(name)):
            yield _folded(value)
        yield _folded(modules.script(file, text).exported)


def _folded(found: Mapping[str, object]) -> Mapping[str, object]:
    return {fold(str(name)): value for name, value in found.items()}


def _first(said: Iterable[Mapping[str, object]], names: Iterable[str]) -> str:
    wanted = tuple(names)
    for table in said:
        for name in wanted:
            found = table.get(name)
            if isinstance(found, str) and found.strip():
                return found.strip()
    return ""
