"""What a path is to Jekyll: a post, a draft, a document of a collection, or none of them; pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

POSTS, DRAFTS = "_posts", "_drafts"
DATED_NAME = re.compile(r"(\d{2,4})-(\d{1,2}-\d{1,2})-(.*)", re.DOTALL)
FIRST_YEAR_OF_OLD = 69  # Ruby reads 69 to 99 as years of the last century


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file that Jekyll may build, as its path tells."""

    source_path: str  # below the site's folder
    path: str  # below ``collections_dir``
    collection: str
    home: str  # the folder that made it a document: "_posts", "_drafts" or that of its collection
    entry: str  # below that folder

    @property
    def is_draft(self) -> bool:
        """Say whether it lies among the drafts."""
        return self.home == DRAFTS

    @property
    def stem(self) -> str:
        """Return the name without its last ending."""
        return PurePosixPath(self.path).name.rpartition(".")[0]

    @property
    def slug(self) -> str:
        """Return the name without its date; Jekyll lets no dots stand at its end."""
        dated = DATED_NAME.fullmatch(self.stem)
        return (dated[3] if dated else self.stem).rstrip(".")

    @property
    def day(self) -> str:
        """Return the date that the name begins with, its year in full; "" where it has none."""
        dated = DATED_NAME.fullmatch(self.stem)
        if not dated:
            return ""
        year = dated[1]
        if len(year) == 2:
            year = f"{'19' if int(year) >= FIRST_YEAR_OF_OLD else '20'}{year}"
        return f"{year}-{dated[2]}"

    @property
    def folders(self) -> tuple[str, ...]:
        """Return the folders above ``_posts``, which are categories; a collection has none."""
        if self.path.startswith(self.home):
            return ()
        above = self.path.partition(self.home)[0].split("/")
        return tuple(folder for folder in above if folder)

    @property
    def below_home(self) -> str:
        """Return the path without ending and without the folder of its collection."""
        bare = self.path.removesuffix(PurePosixPath(self.path).suffix)
        return bare.replace(self.home, "", 1).rstrip(".")


def document_at(path: str, collections: Collection[str], collections_dir: str) -> Document | None:
    """Return what a path below the source is; None where Jekyll reads no document there."""
    above = f"{collections_dir}/" if collections_dir else ""
    if not path.startswith(above):
        return None
    inside = path.removeprefix(above)
    first, _, rest = inside.partition("/")
    if rest and first.startswith("_") and first[1:] in collections:
        return Document(source_path=path, path=inside, collection=first[1:], home=first, entry=rest)
    parts = inside.split("/")
    for place, part in enumerate(parts[:-1]):
        if part in {POSTS, DRAFTS}:
            entry = "/".join(parts[place + 1 :])
            return Document(source_path=path, path=inside, collection="posts", home=part, entry=entry)
    return None
