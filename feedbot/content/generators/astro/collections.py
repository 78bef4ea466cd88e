"""The collections of one Astro site: a folder, the files in it, the route that shows them; values, pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import relpath
from typing import Any

from feedbot.content import globs
from feedbot.content.generators.places import below_content
from feedbot.content.site import SiteRules
from feedbot.errors import ContentError

DEFAULT_ROUTE = "/{collection}/{id}/"
# What Astro takes where a collection names no files: hidden are those below an underscore.
PATTERNS = ("**/*", "!**/_*/**", "!**/_*")
WORDS = ("route", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One folder of entries, or of Markdown pages that Astro builds where they lie."""

    name: str = "blog"
    folder: str = ""  # below the content folder; "" for that itself
    patterns: tuple[str, ...] = PATTERNS  # globs below the folder; those after a "!" take out
    route: str = DEFAULT_ROUTE
    routes: Mapping[str, str] = field(default_factory=dict)  # of single languages

    def has(self, path: str) -> bool:
        """Say whether a file of the content folder lies below this collection's."""
        return not self.folder or path.startswith(f"{self.folder}/")

    def below(self, path: str) -> str:
        """Return a path of the content folder as it is below this collection's."""
        return relpath(path, self.folder) if self.folder else path

    def takes(self, path: str) -> bool:
        """Say whether the patterns take a file below the collection's folder."""
        without = [pattern[1:] for pattern in self.patterns if pattern.startswith("!")]
        taken = (pattern for pattern in self.patterns if not pattern.startswith("!"))
        return any(globs.matches(path, _bare(pattern)) for pattern in taken) and not any(
            globs.matches(path, _bare(pattern)) for pattern in without
        )


def collections_of(rules: SiteRules) -> tuple[Collection, ...]:
    """Return the collections, the deepest folders first; a site that says nothing has one, its content.

    In the option ``collections``, folders are below the site's own.

    Raises:
        ContentError: the option is not what the finder writes.
    """
    options = dict(rules.options)
    if "collections" not in options:
        words: dict[str, Any] = {word: options[word] for word in WORDS if word in options}
        if "include" in options:
            words["patterns"] = globs.parted(options["include"])
        return (_collection(words),)
    try:
        found = [_collection(fields) for fields in json.loads(options["collections"])]
    except (ValueError, TypeError) as error:
        raise ContentError(
            f"the option collections is no list of collections ({error}); take it out"
        ) from error
    placed = (replace(each, folder=below_content(each.folder, rules)) for each in found)
    return tuple(sorted(placed, key=lambda collection: -len(collection.folder)))


def written(collections: Sequence[Collection]) -> str:
    """Write collections as the option ``collections``, with what is not usual."""
    usual = Collection()
    names = Collection.__slots__
    differing = (
        {name: getattr(each, name) for name in names if getattr(each, name) != getattr(usual, name)}
        for each in collections
    )
    return json.dumps(list(differing))


def _collection(fields: Mapping[str, Any]) -> Collection:
    given = dict(fields)
    if "patterns" in given:
        given["patterns"] = tuple(given["patterns"])
    return Collection(**given)


def _bare(pattern: str) -> str:
    return pattern.removeprefix("./")
