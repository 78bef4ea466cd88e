"""The permalinks of a Hugo site's configuration, in each of their shapes, as pairs of key and pattern; pure.

``posts = "..."`` at the top, or below ``page`` (since 0.112), or a list of tables with ``pattern`` and
``target`` (0.168). What a key means stands in ``generators.hugo_permalinks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from feedbot.content import globs
from feedbot.content.discovery.files import Tree, table, text, texts

KIND = "page"
NO_SECTION = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern, and the pages that it is for."""

    key: str
    pattern: str
    languages: str = ""  # a glob; "" means all


def permalinks(value: object) -> Iterator[Rule]:
    """Yield the rules for pages; those of lists and terms are passed over."""
    if isinstance(value, dict):
        for section, pattern in {**value, **table(value, KIND)}.items():
            if isinstance(pattern, str):
                yield Rule(key=section.strip(" /") or NO_SECTION, pattern=pattern)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and (pattern := text(item, "pattern")):
            target = table(item, "target")
            kind = text(target, "kind").lower()
            if not kind or globs.matches(KIND, kind):
                yield Rule(key=text(target, "path").lower(), pattern=pattern, languages=_languages(target))


def of_all(value: object) -> list[tuple[str, str]]:
    """Return the patterns that do not depend on the language."""
    return [(rule.key, rule.pattern) for rule in permalinks(value) if not rule.languages]


def of_language(language: str, own: Tree, value: object) -> list[tuple[str, str]]:
    """Return all the patterns of one language: its own table goes instead of the site's."""
    rules = permalinks(own.get("permalinks", value))
    return [
        (rule.key, rule.pattern)
        for rule in rules
        if not rule.languages or globs.matches(language, rule.languages)
    ]


def _languages(target: Tree) -> str:
    named = texts(table(table(target, "sites"), "matrix").get("languages")) or texts(target.get("lang"))
    return "{" + ",".join(named).lower() + "}" if named else ""
