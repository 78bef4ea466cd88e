"""Astro: what paths and keys of its collections and Markdown pages mean, measured against 5.18; pure.

Settings in ``SiteRules.options``, each as text:
``route`` (``/blog/{id}/``), ``name`` (of the collection, ``blog``), ``include`` (globs below its folder,
parted by blanks, those after a ``!`` take out), ``languages`` (parted by blanks: first folders of ids),
``default_language``, ``date_keys`` (the site's own names of the date, parted by blanks);
for several collections ``collections`` instead (read by ``collections.py``), which the finder writes.
``permalinks`` may name a route for a collection, by its name.
Tokens: ``{id}``; ``{rest}``, the id without its language; ``{slug}``, its last element;
``{public}``, the id without the folders that begin with an underscore; ``{path}``, the file's own path;
``{collection} {lang} {year} {month} {day}``, ``{category}`` as ids are written, and ``{data.x}`` for a key
of the front matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import cached_property
from posixpath import splitext

from feedbot.content.generators.astro.collections import Collection, collections_of
from feedbot.content.generators.astro.ids import id_of, slugged
from feedbot.content.generators.generator import MARKDOWN, Generator, Page, Picked, Placed, Placement
from feedbot.content.generators.keys import changed
from feedbot.content.generators.patterns import TOKEN, by_pattern
from feedbot.content.metadata.values import Table, fold, truth
from feedbot.content.site import SiteRules
from feedbot.content.text.templates import Templates

DATE_KEYS = (
    "date", "pubdate", "pubdatetime", "publisheddate", "publishedat", "publishdate", "publishedon",
    "published", "datepublished", "dateposted", "createdat", "created", "createddate", "datecreated",
)  # fmt: skip

UNREADABLE = re.compile("[#?]")


class Astro(Generator):
    """A site built by Astro."""

    extensions = MARKDOWN | {".mdwn", ".mdx", ".mdoc"}
    updated_keys = (
        "lastmod", "modified", "updated", "updateddate", "moddatetime", "updatedat", "updateddatetime",
        "modifieddate", "modifiedat", "lastmodified", "lastupdated", "dateupdated", "datemodified",
    )  # fmt: skip
    templates = Templates.NONE  # but over .mdx and .mdoc, see ``templates_of``
    naive_is_odd = True
    shows_future = True
    default_content = "src/content/blog"
    default_output = "dist"
    static_folders = ("public",)
    renames_images = True

    def __init__(self, rules: SiteRules) -> None:
        """Know the site, and what it calls a date."""
        super().__init__(rules)
        own = (fold(key) for key in self.options.get("date_keys", "").split())
        self.published_keys = (*DATE_KEYS, *own)  # type: ignore[misc]  # a site has names of its own

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Take what the collections' patterns name."""
        inside = f"{folder}/" if folder else ""
        return Picked(
            names=tuple(name for name in names if self._is_entry(inside + name)), folders=tuple(folders)
        )

    def meant(self, path: str, table: Table) -> Table:
        """Know the themes' own words for an image and a language."""
        del path
        found = {"image": table.get("ogimage", "socialimage"), "lang": table.scalar("locale")}
        given = {"image": table.get("image", "cover", "coverimage", "heroimage"), "lang": table.get("lang")}
        return changed(table, {key: value for key, value in found.items() if value and not given[key]})

    def withheld(self, path: str, table: Table) -> str:
        """Know the words that themes filter by."""
        del path
        if truth(table.get("isdraft")):
            return "isDraft: true"
        return "publish: false" if truth(table.get("publish")) is False else ""

    def zone(self, value: object) -> tzinfo:
        """Return UTC: the zone of the machine that builds is known to nobody."""
        del value
        return UTC

    def language(self, path: str) -> str:
        """Return a first folder below the collection's that is named like one of the configured languages."""
        collection = self._collection(path)
        first = collection.below(path).partition("/")[0] if collection else ""
        return next((each for each in self._languages if fold(each) == fold(first)), "")

    def section(self, path: str) -> str:
        """Return the name of the collection."""
        collection = self._collection(path)
        return collection.name if collection else ""

    def place(self, page: Page) -> Placement:
        """Fill the route of the collection in."""
        collection = self._collection(page.path) or Collection()
        language = self.language(page.path)
        patterns = dict(self.rules.permalinks)
        own = collection.routes.get(language or self._default, collection.route)
        pattern = patterns.get(collection.name, patterns.get("", own))
        slash = self.rules.trailing_slash
        if slash is not None:
            pattern = pattern.rstrip("/") + "/" * slash
        keys = (token for token in TOKEN.findall(pattern) if token.startswith("data."))
        data = {token: page.table.text(fold(token.removeprefix("data."))) for token in keys}
        placed = by_pattern(pattern, {**self._tokens(page, collection, language), **data}, self.rules)
        if isinstance(placed, Placed) and UNREADABLE.search(page.path):
            doubt = "Astro cannot read a file whose name has # or ? in it"
            return replace(placed, doubt=doubt, repair="take these signs out of the name")
        return placed

    def _tokens(self, page: Page, collection: Collection, language: str) -> Mapping[str, str]:
        below = collection.below(page.path)
        name = page.table.text("slug").strip("/") or id_of(below)
        rest = name.partition("/")[2] if language and fold(name.partition("/")[0]) == fold(language) else name
        bare, day = splitext(below)[0], page.date.astimezone(UTC)
        return {
            "id": name,
            "rest": rest,
            "slug": name.rpartition("/")[2],
            "public": re.sub(r"(?<![^/])_[^/]*/", "", name),
            "path": "" if bare == "index" else bare.removesuffix("/index"),
            "collection": collection.name,
            "category": slugged(page.table.text("category")),
            "lang": name.partition("/")[0] if language and rest != name else language or self._default,
            "year": f"{day.year:04}",
            "month": f"{day.month:02}",
            "day": f"{day.day:02}",
        }

    @cached_property
    def _collections(self) -> tuple[Collection, ...]:
        return collections_of(self.rules)

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        return tuple(self.options.get("languages", "").split())

    @property
    def _default(self) -> str:
        return self.options.get("default_language", "") or self.rules.language

    def _collection(self, path: str) -> Collection | None:
        return next((each for each in self._collections if each.has(path)), None)

    def _is_entry(self, path: str) -> bool:
        collection = self._collection(path)
        return collection is not None and collection.takes(collection.below(path))
