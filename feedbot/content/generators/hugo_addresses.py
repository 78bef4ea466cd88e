"""Hugo's addresses but for permalinks: by folders and slug, or as a page's ``url`` says; pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from feedbot.content.generators.hugo_names import hyphenated, lowered, of_file_name, without_accents
from feedbot.content.generators.hugo_tree import Spot

INDEX = "/index.html"
BY_VERSION = "the address depends on the version of Hugo: a name has blanks beside hyphens or signs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What a site's configuration does to every address but a page's ``url``."""

    lower: bool  # else paths are as their files' names, and in those all versions treat blanks alike
    accents: bool
    ugly: Collection[str]  # sections whose pages are files; "*" means all

    def of(self, path: str, section: str) -> str:
        """Finish a page's path."""
        path = path if self.accents else without_accents(path)
        path = lowered(path) if self.lower else path
        ugly = "*" in self.ugly or section.lower() in self.ugly
        return f"{path}.html" if ugly else f"{path.rstrip('/')}/"


def as_given(url: str, prefix: str) -> str:
    """Take a page's ``url`` as it is written; without a slash in front it comes after the language."""
    path = url if url.startswith("/") else f"{prefix}/{url}"
    if path.endswith(INDEX):
        return path.removesuffix(INDEX.strip("/"))
    return path if path.endswith("/") or "." in url else f"{path}/"


def by_folders(spot: Spot, slug: str, *, lower: bool) -> tuple[str, str]:
    """Return folders and slug or name, and why the address may be another one."""
    names = spot.folders if slug else (*spot.folders, spot.name)
    elements = [of_file_name(name) if lower else hyphenated(name) for name in names]
    doubt = "" if elements == [hyphenated(name) for name in names] else BY_VERSION
    if slug:
        elements.append(hyphenated(slug.strip("-")).strip("/"))
    return "/" + "/".join(element for element in elements if element), doubt
