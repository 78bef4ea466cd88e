"""What a site's sections are called and hand down to their pages, by their own ``_index`` files; pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from feedbot.content.article import Author
from feedbot.content.generators.hugo.cascades import Entry
from feedbot.content.generators.hugo.names import in_pattern
from feedbot.content.generators.hugo.tree import Spot, Tree
from feedbot.content.site import Pairs
from feedbot.content.text import plain_text

Key: TypeAlias = tuple[str, tuple[str, ...]]  # language and folders


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The sections that have a page of their own."""

    pages: Mapping[Key, Mapping[str, Any]]  # what ``digest`` kept of each

    @classmethod
    def of_data(cls, data: Pairs, tree: Tree) -> Sections:
        """Read what was kept of ``_index`` files."""
        spots = ((tree.spot(path), said) for path, said in data)
        return cls(pages={(spot.language, spot.folders): json.loads(said) for spot, said in spots})

    def of(self, spot: Spot) -> tuple[str, ...]:
        """Return the folders to the nearest section that a page is in: the first one is always one."""
        for depth in range(len(spot.folders), 1, -1):
            if (spot.language, spot.folders[:depth]) in self.pages:
                return spot.folders[:depth]
        return spot.folders[:1]

    def elements(self, spot: Spot) -> tuple[str, ...]:
        """Return the folders of a page as its address has them: newer versions take their slugs."""
        return tuple(
            self.pages.get((spot.language, spot.folders[: depth + 1]), {}).get("slug", "") or folder
            for depth, folder in enumerate(spot.folders)
        )

    def slugs(self, spot: Spot) -> tuple[str, ...]:
        """Return what those sections are called in addresses."""
        folders = self.of(spot)
        found = (self._slug(spot, folders[:depth]) for depth in range(1, len(folders) + 1))
        return tuple(slug for slug in found if slug)

    def doubt(self, spot: Spot) -> str:
        """Say that a section's name is made up by Hugo; "" where the section has one."""
        if not spot.folders or (spot.language, spot.folders[:1]) in self.pages:
            return ""
        return f"the address holds a title that Hugo makes up for {spot.folders[0]}, which has no _index file"

    def handed_down(self, spot: Spot) -> Iterator[Entry]:
        """Yield what the sections above a page say of it, the nearest first."""
        for depth in range(len(spot.folders), -1, -1):
            yield from self.pages.get((spot.language, spot.folders[:depth]), {}).get("cascade", ())

    def people(self, section: str) -> Mapping[str, Author]:
        """Return those whom pages below a section describe, by the names of their folders."""
        named = (
            (folders[1], plain_text.line(page.get("title", "")))
            for (_, folders), page in self.pages.items()
            if section and len(folders) == 2 and folders[0] == section
        )
        return {key: Author(name=name) for key, name in named if name}

    def _slug(self, spot: Spot, folders: Sequence[str]) -> str:
        page = self.pages.get((spot.language, tuple(folders)))
        if page is None:
            return in_pattern(_plural(folders[0])) if len(folders) == 1 else ""
        return in_pattern(page.get("slug", "") or page.get("title", ""))


def _plural(name: str) -> str:
    """Make the title of a section without a page, as Hugo does with English words."""
    if name.endswith("s"):
        return name
    if name.endswith(("x", "ch", "sh", "z")):
        return f"{name}es"
    return f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else f"{name}s"
