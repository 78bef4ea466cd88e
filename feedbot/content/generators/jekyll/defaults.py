"""``defaults:`` of a Jekyll site: front matter by path and collection; pure.

Of two scopes that fit, the one with the longer path wins, then the one with a type, then the later.
The rules are Jekyll 4's; version 3 compares whole elements of a path where 4 compares its beginning.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

from feedbot.content import globs
from feedbot.content.generators.jekyll.paths import Document

Values: TypeAlias = Mapping[str, object]

OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which documents some values are for."""

    path: str
    type: str | None
    values: Values

    def fits(self, document: Document, collections_dir: str) -> bool:
        """Say whether a document is meant."""
        if self.type is not None and self.type != document.collection:
            return False
        if "*" in self.path:
            pattern = self.path.strip("/")
            return any(globs.matches(each, pattern) for each in _beginnings(document.source_path))
        bare = self.path.removeprefix(f"{collections_dir}/") if collections_dir else self.path
        return document.path.startswith(bare)

    def goes_before(self, other: Scope) -> bool:
        """Say whether its values win."""
        own, others = (len(scope.path.removeprefix("/")) for scope in (self, other))
        return own > others if own != others else self.type is not None or other.type is None


def scopes_of(text: str) -> tuple[Scope, ...]:
    """Read the list that stands in ``_config.yml``, as JSON; what is no scope is left out."""
    found = json.loads(text) if text else []
    return tuple(_scopes(found)) if isinstance(found, list) else ()


def values_for(scopes: Sequence[Scope], document: Document, collections_dir: str) -> dict[str, object]:
    """Return what the scopes say of one document."""
    merged: dict[str, object] = {}
    strongest: Scope | None = None
    for scope in scopes:
        if not scope.fits(document, collections_dir):
            continue
        if strongest is None or scope.goes_before(strongest):
            merged, strongest = _joined(merged, scope.values), scope
        else:
            merged = _joined(scope.values, merged)
    return merged


def _scopes(found: Sequence[object]) -> Iterator[Scope]:
    for item in found:
        if not isinstance(item, dict) or not isinstance(values := item.get("values"), dict):
            continue
        scope = item.get("scope")
        scope = scope if isinstance(scope, dict) else {}
        path, kind = scope.get("path"), scope.get("type")
        yield Scope(
            path=path if isinstance(path, str) else "",
            type=OLD_TYPES.get(str(kind), str(kind)) if "type" in scope else None,
            values=values,
        )


def _joined(under: Values, over: Values) -> dict[str, object]:
    """Lay one table over another, tables in it too; a null says nothing."""
    joined = dict(under)
    for key, value in over.items():
        below = joined.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            joined[key] = _joined(below, value)
        elif value is not None or key not in joined:
            joined[key] = value
    return joined


def _beginnings(path: str) -> Iterator[str]:
    """Yield a path and the folders that it lies in."""
    yield path
    for parent in PurePosixPath(path).parents:
        if str(parent) != ".":
            yield str(parent)
