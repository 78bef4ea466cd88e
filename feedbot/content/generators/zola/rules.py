"""Zola: what its paths and keys mean, by its documentation and source (0.5 to 0.21); touches no file.

Settings in ``SiteRules.options``, each as text:
``languages`` (those beside the default one, parted by blanks), ``default_language``,
``slugify_paths`` (``on``, ``safe`` or ``off``), ``slugify_paths_keep_dates`` (``true``),
``ignored_content``, ``skip_content_templating`` (Zola's globs, parted by blanks).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, tzinfo
from functools import cached_property
from pathlib import PurePosixPath

from feedbot.content import fields, globs
from feedbot.content.addresses import on_site
from feedbot.content.generators.generator import Generator, Page, Picked, Placed, Placement
from feedbot.content.generators.patterns import outside, with_slash
from feedbot.content.generators.shown_anyway import shown_anyway
from feedbot.content.generators.zola.slugs import Slug, slug_of
from feedbot.content.metadata import values
from feedbot.content.metadata.values import Scalar, Table, fold, truth
from feedbot.content.problem import Problem
from feedbot.content.text.templates import Templates

DATED_NAME = re.compile(
    r"(?P<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
    r"(?P<time>T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?"
    r"(?:\s?[-_](?P<slug>.+))?"
)
DAY_IN_NAME = re.compile(r"\d{4}-\d\d-\d\d")
DAY_IN_PATH = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?=/|$)")
DRAFT = json.dumps({"draft": True})
# Zola knows few keys; what else there is to say of a page stands in `[extra]`, and lists in `[taxonomies]`.
PEOPLE = frozenset(fields.AUTHOR_KEYS)
LISTS = PEOPLE | {"tags", "tag", "topics", "keywords", "categories", "category"}
LIFTED = PEOPLE | {
    *fields.IMAGE_KEYS, *(f"{key}alt" for key in fields.IMAGE_KEYS), "imagealt",
    *fields.SUMMARY_KEYS, "announce", "uid", "guid", "expires", "expirydate",
}  # fmt: skip


class Zola(Generator):
    """A site built by Zola."""

    extensions = frozenset({".md"})
    updated_keys = ("updated",)
    templates = Templates.ZOLA
    shows_future = True

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Take every ``.md``; a section's own page says something of the section's others."""
        pages = (name for name in names if name.endswith(".md") and not name.startswith("_index."))
        if not folder:
            pages = (name for name in pages if name != "index.md")  # Zola refuses it
        return Picked(
            names=tuple(name for name in pages if not self._ignored(f"{folder}/{name}".lstrip("/"))),
            data=tuple(name for name in names if name in self._section_names),
            folders=tuple(folders),
        )

    def digest(self, path: str, source: bytes) -> str:
        """Keep whether a section is a draft: all below it is then none of the site."""
        from feedbot.content.metadata.front_matter import read_front_matter  # noqa: PLC0415  # imported late: 30 ms

        found = read_front_matter(source, path)
        if isinstance(found, Problem) or found.table is None:
            return ""
        return DRAFT if truth(found.table.get("draft")) else ""

    def meant(self, path: str, table: Table) -> Table:
        """Lift what stands in ``[taxonomies]`` and ``[extra]``, and take the moment out of a name."""
        dated = DATED_NAME.match(self._stem(path))
        if dated and dated["time"]:
            moment = dated["day"] + dated["time"]
            table = table.over(values.table([("date", Scalar(value=moment, text=moment), None)]))
        for name, known in (("taxonomies", LISTS), ("extra", LIFTED)):
            below = table.get(name)
            if isinstance(below, Table):
                lifted = known - PEOPLE if table.get(*PEOPLE) else known
                found = ((key, value, None) for key, value in below.entries.items() if fold(key) in lifted)
                table = table.over(values.table(found))
        return table

    def withheld(self, path: str, table: Table) -> str:
        """Know sections that are drafts, and pages that get no page of their own."""
        if truth(table.get("render")) is False:
            return "render: false"
        for folder in PurePosixPath(path).parents:
            for name in self._section_names:
                if str(folder / name) in self.data:
                    return f"draft: true in {folder / name}"
        return ""

    def quirk(self, path: str, table: Table) -> str:
        """Know that Zola looks at ``draft`` alone."""
        return shown_anyway("Zola", path, table, frozenset({"draft"}))

    def zone(self, value: object) -> tzinfo:
        """Return UTC: Zola knows no other zone."""
        del value
        return UTC

    def dated_name(self, path: str, table: Table) -> str:
        """Return the date of the file's name or its folder's, else the one that ``path`` goes through."""
        stem = self._stem(path)
        dated = DATED_NAME.match(stem)
        if dated or DAY_IN_NAME.match(stem):
            return dated["day"] if dated else stem
        through = DAY_IN_PATH.search(table.text("path"))
        return "-".join(through.groups()) if through else ""

    def templates_in(self, path: str, table: Table) -> Templates:
        """Know ``skip_content_templating``."""
        patterns = globs.parted(self.options.get("skip_content_templating", ""))
        as_written = any(globs.matches(path, each, crossing=True) for each in patterns)
        return Templates.NONE if as_written else super().templates_in(path, table)

    def language(self, path: str) -> str:
        """Return the language of a file name's suffix, if that language is configured."""
        suffix = PurePosixPath(path).stem.partition(".")[2]
        return suffix if suffix in self._languages else ""

    def section(self, path: str) -> str:
        """Return the first folder; a page with files beside it lies in its folder's parent."""
        folders = self._folders(path)
        return folders[0] if folders else ""

    def place(self, page: Page) -> Placement:
        """Return the address: ``path`` whole, else language, folders as they are, and ``slug`` or name."""
        given = page.table.text("path")
        last = Slug(text="") if given else slug_of(self._to_slug(page), self.options.get("slugify_paths", ""))
        path = given or "/".join((self.language(page.path), *self._folders(page.path), last.text))
        slash = self.rules.trailing_slash
        path = f"/{path.strip('/')}/" if slash is None else with_slash(f"/{path.strip('/')}", slash=slash)
        address = on_site(self.rules.url, path)
        if address is None:
            return outside(self.rules, path, "path" if given else "slug")
        if unknown := self._unknown_language(page.path):
            doubt = f"Zola stops here: the language {unknown} in the file's name is not configured"
            return Placed(
                address=address, doubt=doubt, repair="configure it, or take the dot out of the name"
            )
        doubt = "the address depends on the version of Zola: the name has signs of no alphabet"
        return Placed(address=address, doubt="" if last.sure else doubt)

    def _to_slug(self, page: Page) -> str:
        given = page.table.text("slug")
        if given:
            return given
        stem = self._stem(page.path)
        dated = None if self.yes("slugify_paths_keep_dates") else DATED_NAME.fullmatch(stem)
        return (dated and dated["slug"]) or stem

    def _unknown_language(self, path: str) -> str:
        """Return what a name has in a language's place that is none, where the site has several."""
        suffix = PurePosixPath(path).stem.partition(".")[2]
        return suffix if self._languages and suffix not in {*self._languages, self._default, ""} else ""

    def _folders(self, path: str) -> tuple[str, ...]:
        """Return the folders in the address, without the one that a page shares with its own files."""
        pure = PurePosixPath(path)
        return pure.parts[:-2] if pure.stem.partition(".")[0] == "index" else pure.parts[:-1]

    def _stem(self, path: str) -> str:
        """Return the name without a language's suffix; of an ``index.md`` its folder's."""
        pure = PurePosixPath(path)
        language = self.language(path)
        stem = pure.stem.removesuffix(f".{language}") if language else pure.stem
        return pure.parts[-2] if stem == "index" and pure.parts[:-1] else stem

    def _ignored(self, path: str) -> bool:
        """Say whether ``ignored_content`` names a file; Zola compares the whole path, from the root on."""
        patterns = globs.parted(self.options.get("ignored_content", ""))
        return any(globs.matches(f"/site/content/{path}", each, crossing=True) for each in patterns)

    @cached_property
    def _default(self) -> str:
        return self.options.get("default_language", "") or "en"

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(self.options.get("languages", "").split()) - {self._default}

    @cached_property
    def _section_names(self) -> tuple[str, ...]:
        return ("_index.md", *(f"_index.{language}.md" for language in sorted(self._languages)))
