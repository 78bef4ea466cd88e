"""Hugo's addresses but for permalinks: by folders and slug, or as a page's ``url`` says; pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from feedbot.content.generators.hugo.names import Spelling, hyphenated, of_file_name
from feedbot.content.generators.hugo.tree import Spot

INDEX = "/index.html"
BY_SECTION = "only newer versions of Hugo put the slug of a section into the addresses of its pages"
BY_VERSION = "the address depends on the version of Hugo: a name has blanks beside hyphens or signs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """What a site's configuration does to every address but a page's ``url``."""

    spelling: Spelling
    ugly: Collection[str]  # sections whose pages are files; "*" means all

    def of(self, path: str, section: str) -> str:
        """Finish a page's path."""
        bare = "".join(f"/{element}" for element in path.split("/") if element)
        if "*" in self.ugly or section.lower() in self.ugly:
            return self.spelling.of(hyphenated(f"{bare}.html"))
        return self.spelling.of(hyphenated(bare)) + "/"


def as_given(url: str, prefix: str) -> str:
    """Take a page's ``url`` as it is written; without a slash in front it comes after the language."""
    path = url if url.startswith("/") else f"{prefix}/{url}"
    if path.endswith(INDEX):
        return path.removesuffix(INDEX.strip("/"))
    return path if path.endswith("/") or "." in url else f"{path}/"


def by_folders(spot: Spot, folders: Sequence[str], slug: str, *, lower: bool) -> tuple[str, str]:
    """Return folders and slug or name, and why the address may be another one.

    ``folders`` are the page's own, or what their sections call themselves.
    """
    names = spot.folders if slug else (*spot.folders, spot.name)
    in_old_way = [hyphenated(name) for name in names]
    elements = [of_file_name(name) if lower else hyphenated(name) for name in names]
    doubt = "" if elements == in_old_way else BY_VERSION
    for depth, (folder, name) in enumerate(zip(spot.folders, folders, strict=True)):
        if folder != name:
            elements[depth], doubt = hyphenated(name).strip("/"), BY_SECTION
    if slug:
        elements.append(hyphenated(slug.strip("-")).strip("/"))
    return "/".join(elements), doubt
