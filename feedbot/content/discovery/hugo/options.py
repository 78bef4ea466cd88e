"""The settings of a Hugo site that feedbot's own Hugo knows by name (see ``generators.hugo``); pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from feedbot.content.discovery.files import Tree, switch, table, text, texts
from feedbot.content.discovery.hugo.languages import CONTENT, Languages, Mount
from feedbot.content.discovery.hugo.permalinks import of_all, of_language
from feedbot.content.generators.hugo.cascades import entries_of
from feedbot.content.metadata.values import plain_value

SWITCHES = {
    "defaultcontentlanguageinsubdir": "default_language_in_subdir",
    "disablepathtolower": "disable_path_to_lower",
    "removepathaccents": "remove_path_accents",
    "builddrafts": "build_drafts",
    "buildfuture": "build_future",
}
DATES = {
    "date": "date_keys",
    "publishdate": "publish_keys",
    "lastmod": "updated_keys",
    "expirydate": "expiry_keys",
}
NAMES = {"tag": frozenset({"tag", "tags"}), "category": frozenset({"category", "categories"})}
MOST_PARAMS = 200
LONGEST_PARAM = 300  # characters
PEOPLE = frozenset({"author", "authors"})
NEITHER = PEOPLE | {"series", "serie", "archive", "archives", "type", "types", "project", "projects"}


def options(tree: Tree, languages: Languages, mounts: tuple[Mount, ...]) -> Iterator[tuple[str, str]]:
    """Yield every setting that the configuration has."""
    yield from _of_languages(languages, mounts)
    for key, option in SWITCHES.items():
        if switch(tree, key):
            yield option, "true"
    if ugly := _ugly(tree):
        yield "ugly_urls", ugly
    for key, option in DATES.items():
        if listed := texts(table(tree, "frontmatter").get(key)):
            yield option, " ".join("".join(item.split()) for item in listed)
    yield from _taxonomies(tree)
    if ignored := tuple(filter(_is_pattern, texts(tree.get("ignorefiles")))):
        yield "ignore_files", "\n".join(ignored)
    if shown := dict(islice(_texts(languages.params()), MOST_PARAMS)):
        yield "params", json.dumps(shown, sort_keys=True, ensure_ascii=False)
    if handed_down := list(entries_of(plain_value(tree.get("cascade")))):
        yield "cascade", json.dumps(handed_down, sort_keys=True)


def _of_languages(languages: Languages, mounts: tuple[Mount, ...]) -> Iterator[tuple[str, str]]:
    if languages.built:
        yield "languages", " ".join(languages.built)
    if languages.disabled:
        yield "disabled_languages", " ".join(languages.disabled)
    if languages.is_said:
        yield "default_language", languages.default
    if mounts != (Mount(source=CONTENT),):
        yield "mounts", json.dumps([(mount.source, mount.target, mount.language) for mount in mounts])
    if hosts := languages.hosts():
        yield "hosts", json.dumps(hosts, sort_keys=True)
    patterns = languages.tree.get("permalinks")
    every = {key: of_language(key, languages.settings(key), patterns) for key in languages.built}
    own = {key: pairs for key, pairs in every.items() if pairs != of_all(patterns)}
    if own:
        yield "permalinks_by_language", json.dumps(own, sort_keys=True)


def _texts(tree: Tree, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts that short codes may show, by the names that they have there."""
    for key in tree:
        if isinstance(tree[key], dict):
            yield from _texts(tree[key], f"{before}{key}.")
        elif (found := text(tree, key)) and len(found) <= LONGEST_PARAM:
            yield before + key, found


def _ugly(tree: Tree) -> str:
    """Return ``true``, or the sections that have it."""
    sections = table(tree, "uglyurls")
    if sections:
        return " ".join(section for section in sections if switch(sections, section))
    return "true" if switch(tree, "uglyurls") else ""


def _taxonomies(tree: Tree) -> Iterator[tuple[str, str]]:
    """Say which taxonomies are tags and categories, where they are called otherwise, and which holds people.

    Of a site without tags and categories by these names, every other taxonomy is tags.
    """
    found = {
        singular: plural for singular, plural in table(tree, "taxonomies").items() if isinstance(plural, str)
    }
    for known, names in NAMES.items():
        keys = [plural for singular, plural in found.items() if {singular, plural.lower()} & names]
        if known == "tag" and found and not keys:
            keys = [plural for singular, plural in found.items() if not {singular, plural.lower()} & OTHERS]
        if keys and keys != [max(names, key=len)]:
            yield f"{known}_keys", " ".join(keys)
    people = next((plural for singular, plural in found.items() if {singular, plural.lower()} & PEOPLE), "")
    if people:
        yield "author_section", people.lower()


OTHERS = NEITHER | NAMES["category"]


def _is_pattern(text: str) -> bool:
    """Say whether Python knows the expression; Go's are nearly the same."""
    try:
        re.compile(text)
    except re.error:
        return False
    return "\n" not in text
