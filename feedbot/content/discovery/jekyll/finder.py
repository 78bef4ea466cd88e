"""What a Jekyll site's own configuration says: ``_config.yml``, beside it Gemfile and CNAME; runs none of it.

Files named on Jekyll's command line, themes' configurations and plugins of the site's own are not followed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from feedbot.content.discovery.files import Tree, switch, table, text, texts, tree_of, zone
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.jekyll.address import served_at
from feedbot.content.discovery.jekyll.plugins import PAGES, plugins_of
from feedbot.content.generators.jekyll.people import json_of_people
from feedbot.content.metadata.values import Table, plain_value

NAMES = ("_config.yml", "_config.yaml", "_config.toml")  # Jekyll takes the first that is there
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
YES, NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
LABEL = re.compile(r"[A-Za-z0-9_.-]+")  # Jekyll never builds a collection with another name
TEXTS = ("collections_dir", "data_dir", "markdown_ext", "excerpt_separator")
SWITCHES = ("future", "show_drafts", "unpublished")
STRAIGHT = "apos,apos,quot,quot"
TRANSLATIONS = "jekyll-multiple-languages-plugin"
SMART, BREAKS, EMOJI = "smart-punctuation", "line-breaks", "emoji"

MOST_VARIABLES = 300
LONGEST_VARIABLE = 1000  # characters


def find_jekyll(root: Path) -> Findings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    name = next((name for name in NAMES if (root / name).is_file()), "")
    found = _without_nulls(tree_of(root / name)) if name else {}
    plugins = plugins_of(found, root)
    source = _folder(found, "source")
    homes = (root, root / source) if source else (root,)
    served = served_at(found, name, homes)
    author = found.get("author")
    return Findings(
        title=_line(text(found, "title", "name")),
        url=served.url,
        description=_line(text(found, "description")),
        author=text(author, "name") if isinstance(author, dict) else text(found, "author"),
        language=text(found, "default_lang", "lang", "language", "locale").replace("_", "-"),
        timezone=zone(text(found, "timezone")),
        content=source or ".",
        output=_folder(found, "destination"),
        permalinks=tuple(_permalinks(found)),
        markdown=tuple(_markdown(found, plugins)),
        options=tuple(_options(found, plugins)),
        origin=name,
        asks=tuple(_asks(found, served.ask, plugins)),
        read=(
            *(root / name for name in (*NAMES, "Gemfile", "_plugins/polyglot.rb")),
            *(home / "CNAME" for home in homes),
        ),
    )


def _asks(found: Tree, url: str, plugins: frozenset[str]) -> Iterator[tuple[str, str]]:
    if url:
        yield "url", url
    if (most := text(found, "limit_posts")) not in {"", "0"}:
        yield "limit_posts", f"Jekyll builds the newest {most[:20]} posts alone, feedbot takes all"
    if TRANSLATIONS in plugins:
        yield "languages", f"the posts in _i18n, where {TRANSLATIONS} has them, are not read"


def _without_nulls(tree: Tree) -> dict[str, Any]:
    return {str(key): value for key, value in tree.items() if not (isinstance(value, str) and value in NULLS)}


def _folder(found: Tree, key: str) -> str:
    path = text(found, key)
    return "" if "\0" in path else path


def _line(text: str) -> str:
    return " ".join(text.split())


def _permalinks(found: Tree) -> Iterator[tuple[str, str]]:
    """Yield the site's pattern under "", and those of collections."""
    if style := text(found, "permalink"):
        yield "", style
    for label, settings in table(found, "collections").items():
        if isinstance(settings, dict) and (pattern := text(settings, "permalink")):
            yield str(label), pattern


def _options(found: Tree, plugins: frozenset[str]) -> Iterator[tuple[str, str]]:
    if labels := tuple(_with_pages(found)):
        yield "collections", " ".join(labels)
    for key in TEXTS:
        if value := text(found, key):
            yield key, value
    for key in ("exclude", "include"):
        if patterns := tuple(_patterns(found.get(key))):
            yield key, "\n".join(patterns)
    for key in SWITCHES:
        if switch(found, key) or (key == "future" and key not in found and PAGES in plugins):
            yield key, "true"
    headings = table(found, "titles_from_headings")
    if "jekyll-titles-from-headings" in plugins and switch(headings, "enabled") is not False:
        yield "titles_from_headings", str(switch(headings, "collections") is True).lower()
    yield from _languages(found, plugins)
    yield from _structured(found)


def _with_pages(found: Tree) -> Iterator[str]:
    for label, settings in table(found, "collections").items():
        if isinstance(settings, dict) and switch(settings, "output") and LABEL.fullmatch(str(label)):
            yield str(label)


def _patterns(value: object) -> Iterator[str]:
    """Yield the patterns of a list, or of a text that parts them at commas, as Jekyll 3 knew it."""
    given = value.split(",") if isinstance(value, str) else texts(value)
    yield from (pattern.strip() for pattern in given if pattern.strip() not in NULLS and "\n" not in pattern)


def _languages(found: Tree, plugins: frozenset[str]) -> Iterator[tuple[str, str]]:
    languages = found.get("languages")
    codes = tuple(languages) if isinstance(languages, dict) else texts(languages)
    if codes := tuple(code for code in codes if code and not re.search(r"\s", code)):
        yield "languages", " ".join(codes)
        if default := text(found, "default_lang"):
            yield "default_language", default
        if "jekyll-polyglot" in plugins:
            yield "polyglot", "true"
            if switch(found, "lang_from_path"):
                yield "language_from_path", "true"


def _structured(found: Tree) -> Iterator[tuple[str, str]]:
    defaults = found.get("defaults")
    if isinstance(defaults, list) and defaults:
        yield "defaults", _json([_typed(item) for item in defaults])
    if names := _people(found):
        yield "authors", names
    if variables := dict(list(_variables(found))[:MOST_VARIABLES]):
        yield "variables", _json(variables)


def _people(found: Tree) -> str:
    try:
        people = plain_value(table(found, "authors"))
    except ValueError:  # nested more deeply than anybody's name
        return ""
    return json_of_people(people) if isinstance(people, Table) else ""


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _typed(value: object) -> object:
    """Read yes, no and nothing out of the texts of YAML; what else there is stays text."""
    if isinstance(value, dict):
        return {str(key): _typed(item) for key, item in value.items() if key != "layout"}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if isinstance(value, str):
        word = value.lower()
        return None if value in NULLS else True if word in YES else False if word in NO else value
    return value


def _variables(tree: Tree, above: str = "", depth: int = 3) -> Iterator[tuple[str, str]]:
    """Yield the texts that ``{{ site.x }}`` and ``{{ site.x.y }}`` show."""
    for key, value in tree.items():
        if isinstance(value, Mapping) and depth:
            yield from _variables(value, f"{above}{key}.", depth - 1)
        elif isinstance(value, str | int | float) and len(str(value)) <= LONGEST_VARIABLE:
            yield f"{above}{key}", str(value)


def _markdown(found: Tree, plugins: frozenset[str]) -> Iterator[str]:
    """Yield what the site's renderer does to text: kramdown's rules unless another one is named."""
    engine = (text(found, "markdown") or "kramdown").lower()
    key = "commonmark" if engine.startswith("commonmark") or engine == "gfm" else engine
    settings = table(found, key)
    words = {word.lower() for name in ("options", "extensions") for word in texts(settings.get(name))}
    quotes = ",".join(texts(settings.get("smart_quotes")))
    if (engine == "kramdown" and quotes.replace(" ", "") != STRAIGHT) or "smart" in words:
        yield SMART
    if switch(settings, "hard_wrap") or words & {"hardbreaks", "hard_wrap"}:
        yield BREAKS
    if "jemoji" in plugins:
        yield EMOJI
