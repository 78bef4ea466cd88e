"""Pelican's settings in the words of ``generators.pelican``, old names of settings included; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import TypeAlias

from feedbot.content.generators.pelican.slugs import USUAL
from feedbot.content.literals.code import Code
from feedbot.content.site import Pairs

Pair: TypeAlias = tuple[object, ...]

TEXTS = {
    "AUTHOR": "author", "ARTICLE_LANG_URL": "article_lang_url", "FILENAME_METADATA": "filename_metadata",
    "PATH_METADATA": "path_metadata", "DEFAULT_CATEGORY": "default_category", "SLUGIFY_SOURCE": "slug_source",
}  # fmt: skip
SWITCHES = {
    ("USE_FOLDER_AS_CATEGORY", False): "folder_as_category",
    ("WITH_FUTURE_DATES", False): "future",
    ("SLUGIFY_USE_UNICODE", True): "slug_unicode",
    ("SLUGIFY_PRESERVE_CASE", True): "slug_case",
}
ADDRESSES = ("ARTICLE_URL", "ARTICLE_LANG_URL")
KINDS = ("slug", "category", "author")
YAML_PLUGINS = ("yaml_metadata", "obsidian")  # which read YAML between fences
OTHER_READERS = {"ipynb": "ipynb", "jupyter": "ipynb", "asciidoc": "adoc asc asciidoc", "org_reader": "org"}
WORDS = {"nl2br": "line-breaks", "smarty": "smart-punctuation", "emoji": "emoji"}  # Markdown's extensions
ENGLISH = ("en", "c", "posix", "usa", "us")  # beginnings of names of locales
OLD_TOKEN = re.compile(r"%\((\w+)\)s")
OLD_DATE = re.compile(r"(%[A-Za-z])")


def options(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is said, as ``SiteRules.options`` has it."""
    for name, option in TEXTS.items():
        if isinstance(value := found.get(name), str):
            yield option, value
    for (name, said), option in SWITCHES.items():
        if found.get(name) is said:
            yield option, str(said).lower()
    language = found.get("DEFAULT_LANG")
    yield "default_language", language.lower() if isinstance(language, str) else "en"
    if computed := [name for name in ADDRESSES if isinstance(found.get(name), Code)]:
        yield "computed", " ".join(computed)
    if found.get("CATEGORY_SAVE_AS", True) in {"", False, None}:
        yield "categories", "false"
    if found.get("CLEAN_URLS") is True:
        yield "article_lang_url", "{slug}-{lang}/"
    yield from _lists(found)
    yield from _tables(found)
    yield from _dates(found.get("DEFAULT_DATE"))


def patterns(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the pattern of addresses, also in the ways that older versions had."""
    url = found.get("ARTICLE_URL", "{slug}/" if found.get("CLEAN_URLS") is True else None)
    structure = found.get("ARTICLE_PERMALINK_STRUCTURE")
    if isinstance(structure, str) and structure:
        folder = OLD_DATE.sub(r"{date:\1}", OLD_TOKEN.sub(r"{\1}", structure)).strip("/")
        url = f"{folder}/{url if isinstance(url, str) else '{slug}.html'}"
    if isinstance(url, str):
        yield "", url


def words(found: Mapping[str, object]) -> Iterator[str]:
    """Yield what the site's Markdown knows beside the usual."""
    markdown = found.get("MARKDOWN")
    said = markdown if isinstance(markdown, dict) else {}
    names = {*strings(said.get("extensions")), *(said.get("extension_configs") or ())}
    known = [word for name, word in WORDS.items() if any(each.endswith(name) for each in names)]
    if found.get("TYPOGRIFY") is True:
        known.append("smart-punctuation")
    yield from dict.fromkeys(known)


def strings(value: object) -> tuple[str, ...]:
    """Return the texts of a list; none of anything else."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _lists(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    pages = found.get("PAGE_PATHS", found.get("PAGE_DIR", "pages"))
    folders = (pages,) if isinstance(pages, str) else strings(pages)
    excluded = (*folders, *strings(found.get("ARTICLE_EXCLUDES")))
    if excluded != ("pages",):
        yield "excluded_folders", "\n".join(normpath(folder) for folder in excluded if "\n" not in folder)
    if ignored := strings(found.get("IGNORE_FILES")):
        yield "ignore_files", "\n".join(pattern for pattern in ignored if "\n" not in pattern)
    readers = found.get("READERS")
    if isinstance(readers, dict) and (none := [name for name, reader in readers.items() if reader is None]):
        yield "no_readers", " ".join(none)
    plugins = " ".join(strings(found.get("PLUGINS"))).replace("-", "_")
    if any(name in plugins for name in YAML_PLUGINS):
        yield "yaml", "true"
    if unread := [endings for name, endings in OTHER_READERS.items() if name in plugins]:
        yield "unread", " ".join(unread)
    subsites = found.get("I18N_SUBSITES")
    if isinstance(subsites, dict) and subsites:
        yield "subsites", " ".join(subsites)
    locale = found.get("LOCALE")
    locales = (locale,) if isinstance(locale, str) else strings(locale)
    if foreign := " ".join(name for name in locales if not name.lower().startswith(ENGLISH)):
        yield "locale", foreign


def _tables(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is made of tables, as JSON; of each only the texts in it."""
    extra = found.get("EXTRA_PATH_METADATA")
    said = {path: _texts(its) for path, its in extra.items()} if isinstance(extra, dict) else {}
    if said := {path: its for path, its in said.items() if its.keys() - {"path"}}:
        yield "extra_path_metadata", json.dumps(said, sort_keys=True)
    default = found.get("DEFAULT_METADATA")
    if isinstance(default, list):  # pairs, as the first versions had it
        default = {pair[0]: pair[1] for pair in default if isinstance(pair, list) and len(pair) == 2}
    if said_always := _texts(default):
        yield "default_metadata", json.dumps(said_always, sort_keys=True)
    yield from _substitutions(found)


def _substitutions(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is replaced in slugs: expressions or, in older versions, texts before the usual ones."""
    common = _pairs(found.get("SLUG_SUBSTITUTIONS"))
    for kind in KINDS:
        pairs = _pairs(found.get(f"{kind.upper()}_REGEX_SUBSTITUTIONS"))
        old = _pairs(found.get(f"{kind.upper()}_SUBSTITUTIONS"))
        if old or (common and kind == "author"):
            pairs = _of_texts(common + old if kind == "category" else old)
        if pairs:
            yield f"{kind}_substitutions", json.dumps([pair[:2] for pair in pairs])


def _of_texts(old: list[Pair]) -> list[Pair]:
    keeps = any(len(pair) > 2 and pair[2] is True for pair in old)
    plain: list[Pair] = [(re.escape(str(pair[0])), str(pair[1]).replace("\\", r"\\")) for pair in old]
    return [*plain, *(USUAL[1:3] if keeps else USUAL)]


def _pairs(value: object) -> list[Pair]:
    """Return pairs of texts, and what stands behind them."""
    pairs = value if isinstance(value, list) else []
    return [tuple(pair) for pair in pairs if isinstance(pair, list) and len(strings(pair)) == 2]


def _texts(said: object) -> dict[str, str | list[str]]:
    """Return what of a table is a text or a list of texts."""
    items = said.items() if isinstance(said, dict) else ()
    return {
        str(key).lower(): value if isinstance(value, str) else list(strings(value))
        for key, value in items
        if isinstance(value, str) or strings(value)
    }


def _dates(value: object) -> Pairs:
    """Return the date of what has none: a text, or the numbers of a Python ``datetime``."""
    if isinstance(value, str) and value:
        return (("default_date", value),)
    numbers = [item for item in value if isinstance(item, int)] if isinstance(value, list) else []
    if len(numbers) < 3:
        return ()
    year, month, day, hour, minute, second = (*numbers, 0, 0, 0)[:6]
    return (("default_date", f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),)
