"""What Hugo's rules need to know of one site, made of its settings once; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from feedbot.content.generators.hugo.addresses import Finish
from feedbot.content.generators.hugo.cascades import Entry
from feedbot.content.generators.hugo.dates import DateKeys, date_keys
from feedbot.content.generators.hugo.names import Spelling
from feedbot.content.generators.hugo.tree import CONTENT, USUAL, Tree, tree_of
from feedbot.content.site import Pairs, SiteRules
from feedbot.errors import ContentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One site's settings, understood."""

    tree: Tree
    finish: Finish
    dates: DateKeys
    patterns: Pairs  # permalinks of every language that has none of its own
    patterns_by_language: Mapping[str, Pairs]
    hosts: Mapping[str, str]  # addresses of the languages that have one; then no path holds a language
    cascade: Sequence[Entry]
    ignored: tuple[re.Pattern[str], ...]  # of whole paths
    root_pages: bool | None  # whether pages of no section are articles; None means it was not looked at
    content: str  # feedbot's content folder, whole
    people: str  # the section whose pages are people; "" for none
    names: Mapping[str, str]  # of people, by their keys
    params: Mapping[str, str]  # what short codes may show of the configuration

    def permalinks(self, language: str) -> Pairs:
        """Return the permalinks of a language."""
        return self.patterns_by_language.get(language, self.patterns)

    def names_sections(self) -> bool:
        """Say whether addresses hold the titles of sections."""
        every = (self.patterns, *self.patterns_by_language.values())
        return any("sectionslug" in pattern for pairs in every for _, pattern in pairs)

    def is_ignored(self, path: str) -> bool:
        """Say whether a file or folder below the content folder is one that Hugo passes over."""
        return any(pattern.search(f"{self.content}/{path}") for pattern in self.ignored)


def settings_of(rules: SiteRules) -> Settings:
    """Read the settings.

    Raises:
        ContentError: one is not what it must be; ``hugo`` says which are written by hand.
    """
    options = dict(rules.options)
    own = _json(options, "permalinks_by_language") or {}
    return Settings(
        tree=tree_of(options, _json(options, "mounts") or USUAL, _content(rules)),
        finish=_finish(options),
        dates=date_keys(options),
        patterns=rules.permalinks,
        patterns_by_language={key: tuple((name, text) for name, text in own[key]) for key in own},
        hosts=_json(options, "hosts") or {},
        cascade=_json(options, "cascade") or (),
        ignored=tuple(_ignored(options.get("ignore_files", ""))),
        root_pages={"true": True, "false": False}.get(options.get("root_pages", "")),
        content=str(rules.content),
        people=options.get("author_section", "").lower(),
        names=_json(options, "people") or {},
        params=_json(options, "params") or {},
    )


def _content(rules: SiteRules) -> str:
    """Return the content folder below the site's; one that lies elsewhere is Hugo's own."""
    if not rules.content.is_relative_to(rules.root):
        return CONTENT
    below = rules.content.relative_to(rules.root).as_posix()
    return "" if below == "." else below


def _finish(options: Mapping[str, str]) -> Finish:
    ugly = options.get("ugly_urls", "").lower()
    return Finish(
        spelling=Spelling(
            lower=options.get("disable_path_to_lower") != "true",
            accents=options.get("remove_path_accents") != "true",
        ),
        ugly={"*"} if ugly == "true" else frozenset(ugly.split()),
    )


def _ignored(lines: str) -> Sequence[re.Pattern[str]]:
    try:
        return [re.compile(line) for line in lines.split("\n") if line]
    except re.error as error:
        why = f"the option ignore_files holds no regular expression: {error}; write one a line"
        raise ContentError(why) from error


def _json(options: Mapping[str, str], name: str) -> Any:
    try:
        return json.loads(options.get(name) or "null")
    except ValueError as error:
        why = f"the option {name} cannot be read: {error}; leave it out, feedbot finds it"
        raise ContentError(why) from error
