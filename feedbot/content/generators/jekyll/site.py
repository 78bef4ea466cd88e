"""The settings of one Jekyll site, out of ``SiteRules.options``; pure, and says nothing of any page.

Each option is text; lists' items are parted by blanks, and yes is ``true``:

* ``collections`` (those with pages, beside the posts), ``collections_dir``, ``data_dir``;
  ``exclude`` and ``include`` (one pattern a line); ``markdown_ext`` (endings parted by commas);
* ``excerpt_separator``, ``titles_from_headings``, ``future``, ``show_drafts``, ``unpublished``;
* ``languages``, ``default_language``, ``language_from_path`` and ``polyglot`` (each language but the
  default one is built into a folder of its own);
* as JSON ``defaults`` (as in ``_config.yml``), ``authors`` (people by key), ``variables`` (texts by name).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property

from feedbot.content.article import Author
from feedbot.content.generators.jekyll.defaults import Scope, scopes_of, values_for
from feedbot.content.generators.jekyll.paths import Document
from feedbot.content.generators.jekyll.people import people_of
from feedbot.content.generators.jekyll.walk import Filter, Walk
from feedbot.content.site import SiteRules

MARKDOWN_EXT = "markdown,mkdown,mkdn,mkd,md"
EXCLUDED = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip


class JekyllSite:
    """What a site's configuration settles."""

    def __init__(self, rules: SiteRules) -> None:
        """Know the options; each is read when it is first asked for."""
        self._rules = rules
        self._options = dict(rules.options)

    @cached_property
    def markdown(self) -> frozenset[str]:
        """Return the endings of Markdown files."""
        endings = self._options.get("markdown_ext") or MARKDOWN_EXT
        return frozenset(f".{ending.strip().lower()}" for ending in endings.split(","))

    @cached_property
    def languages(self) -> frozenset[str]:
        """Return the languages that folders may be named by."""
        return frozenset(self._options.get("languages", "").split())

    @cached_property
    def walk(self) -> Walk:
        """Return where articles are looked for."""
        options = self._options
        return Walk(
            filter=Filter(
                exclude=(*_lines(options.get("exclude", "")), *EXCLUDED),
                include=_lines(options.get("include", "")),
            ),
            collections=frozenset(options.get("collections", "").split()) - {"posts", "data"},
            collections_dir=options.get("collections_dir", "").strip("/"),
            data_dir=options.get("data_dir", "").strip("/") or "_data",
            sections=tuple(section.strip("/").removeprefix("./") for section in self._rules.sections),
        )

    def defaults(self, document: Document) -> Mapping[str, object]:
        """Return what ``defaults:`` says of a document."""
        return values_for(self._scopes, document, self.walk.collections_dir) if self._scopes else {}

    @cached_property
    def people(self) -> Mapping[str, Author]:
        """Return the people that authors may be keys of; ``_data`` goes first."""
        return people_of((*(text for _, text in self._rules.data), self._options.get("authors", "")))

    @cached_property
    def variables(self) -> Mapping[str, str]:
        """Return the texts of the configuration by the names that templates know them by."""
        found = json.loads(self._options.get("variables") or "{}")
        return {f"site.{name}": text for name, text in found.items() if isinstance(text, str)}

    @cached_property
    def _scopes(self) -> tuple[Scope, ...]:
        return scopes_of(self._options.get("defaults", ""))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)
