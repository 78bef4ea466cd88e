"""Eleventy: what paths, keys and data files mean, as Eleventy itself computes them; touches no file.

Measured against Eleventy 3.1. The content folder is Eleventy's input folder.
``SiteRules.permalinks`` may say by section where a site's own code puts pages, in the tokens of ``plain``.
Settings in ``SiteRules.options``, each as text:
``skipped_folders`` (of layouts and global data) and ``ignored`` (globs), both one a line;
``permalink`` (a template for all pages), ``permalink_code`` (the file that computes it), ``own_filters``
(``slug`` or ``slugify``, where the site's are its own), ``date_filters`` (as JSON, the formats of the site's
own filters), ``layouts`` (as JSON, what each says of its pages), ``data_base`` (``setDataFileBaseName``),
``excerpt_mark``, ``languages`` (folders, parted by blanks), ``knows_drafts`` (``true``: the site leaves them
out by itself).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from feedbot.content import fields, globs
from feedbot.content.generators.eleventy.data import DataFiles, digest, names_of_data, parted
from feedbot.content.generators.eleventy.permalinks import Permalinks
from feedbot.content.generators.generator import Generator, Page, Picked, Placement, Words
from feedbot.content.generators.keys import changed
from feedbot.content.generators.shown_anyway import shown_anyway
from feedbot.content.metadata import values
from feedbot.content.metadata.fences import Syntax
from feedbot.content.metadata.values import Scalar, Table, truth
from feedbot.content.problem import Problem, held, notice
from feedbot.content.text.templates import Templates

if TYPE_CHECKING:
    from feedbot.content.metadata.front_matter import FrontMatter

SKIPPED = "_includes\n_data"
DAY_IN_PATH = re.compile(r"\d{4}-\d{2}-\d{2}")
DATED_TEMPLATE = re.compile(
    r"\d{4}-\d{2}-\d{2}.*\.(?:njk|liquid|webc|hbs|11ty\.\w+|vto|ejs|pug|mdx)\Z", re.DOTALL
)
DATE_WORDS = frozenset({"last modified", "created", "git last modified", "git created"})


class Eleventy(Generator):
    """A site built by Eleventy."""

    extensions = frozenset({".md", ".html"})
    templates = Templates.LIQUID
    naive_is_odd = True
    shows_future = True
    default_content = "."
    default_output = "_site"
    static_folders = ("public", "static")

    # Which files are articles

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Leave out layouts, global data, what is ignored, and what begins with an underscore."""
        inside = f"{folder}/" if folder else ""
        skipped = frozenset(self.options.get("skipped_folders", SKIPPED).split("\n"))
        return Picked(
            names=tuple(n for n in names if not n.startswith("_") and not self._ignored(inside + n)),
            data=names_of_data(folder or self.rules.content.name, names, self._data_base),
            folders=tuple(n for n in folders if inside + n not in skipped and not self._ignored(inside + n)),
            unread=tuple(n for n in names if DATED_TEMPLATE.match(n) and not self._ignored(inside + n)),
        )

    def digest(self, path: str, source: bytes) -> str:
        """Keep what a data file says of articles."""
        return digest(path, source)

    def unseen(self, front: FrontMatter) -> str:
        """Know that Eleventy wants a fence on the first line, and YAML or ``---json`` below it."""
        if front.syntax is Syntax.TOML:
            return "Eleventy reads TOML only where the site's own code does, and shows it otherwise"
        return "" if front.line == 2 else "Eleventy reads front matter only from the first line on"

    def defaults(self, path: str) -> Table:
        """Return what data files say."""
        return self._files.said_of(path).values

    def meant(self, path: str, table: Table) -> Table:
        """Know what the layout says, leave names of collections out of the tags, and know ``locale``."""
        said = self._files.said_of(path, table.text("layout"))
        collections = said.tags
        new = {key: value for key, value in said.values.folded.items() if key not in table.folded}
        table = changed(table, new)
        if collections and (found := fields.tags(table, parted)):
            line = values.line_of(table.get("tags"))
            new["tags"] = tuple(
                Scalar(value=tag, text=tag, line=line) for tag in found if tag not in collections
            )
        locale = table.scalar("locale")
        if locale is not None and not fields.language(table):
            new["lang"] = locale
        return changed(table, new)

    def refusal(self, path: str, table: Table) -> Problem | None:
        """Know lists, which page through other articles, and dates that are those of files."""
        if isinstance(table.get("pagination"), Table):
            what = "this page lists others (pagination): not an article"
            return notice("list-page", path, what=what, repair="take pagination out if it is one")
        date = table.scalar("date")
        if date is None or date.text.strip().lower() not in DATE_WORDS:
            return None
        return held(
            "date-unreadable",
            path,
            line=date.line,
            what=f'the date "{date.text.strip()}" is the file\'s, which changes with every copy',
            repair="write a date: 2026-01-31",
        )

    def withheld(self, path: str, table: Table) -> str:
        """Know pages that are not written, or in no collection."""
        del path
        permalink = table.get("permalink")
        build = permalink.get("build") if isinstance(permalink, Table) else permalink
        if truth(build) is False:
            return "permalink: false"
        return (
            "eleventyExcludeFromCollections: true"
            if truth(table.get("eleventyexcludefromcollections"))
            else ""
        )

    def quirk(self, path: str, table: Table) -> str:
        """Know that Eleventy itself knows no drafts, but sites do."""
        known = {"draft"} if self.yes("knows_drafts") else frozenset()
        return shown_anyway("Eleventy", path, table, frozenset(known))

    # When

    def zone(self, value: object) -> tzinfo:
        """Return UTC: Eleventy knows no other zone."""
        del value
        return UTC

    def dated_name(self, path: str, table: Table) -> str:
        """Return the first date in the path, folders included."""
        del table
        found = DAY_IN_PATH.search(path)
        return found[0] if found else ""

    # What

    def tags(self, table: Table) -> Words:
        """Part a text at commas."""
        return Words(words=fields.tags(table, parted))

    def excerpt_mark(self, table: Table) -> str:
        """Return what ``setFrontMatterParsingOptions`` names."""
        del table
        return self.options.get("excerpt_mark", "")

    def variables(self, table: Table) -> Mapping[str, str]:
        """Return the page's own keys, and the site's under the names that starter kits have."""
        own = {key: value.text for key, value in table.entries.items() if isinstance(value, Scalar)}
        about = {"url": self.rules.url, "title": self.rules.title}
        of_site = {
            f"{name}.{key}": said for name in ("site", "metadata", "meta") for key, said in about.items()
        }
        return {**own, **of_site}

    # Where

    def language(self, path: str) -> str:
        """Return a first folder that is named like one of the configured languages."""
        first = path.partition("/")[0] if "/" in path else ""
        return first if first and first in self.options.get("languages", "").split() else ""

    def place(self, page: Page) -> Placement:
        """Return the address: ``permalink``, the page's own or a data file's, else folders and name."""
        said = self._files.said_of(page.path, page.table.text("layout"))
        return self._permalinks.place(page, said, self.section(page.path), self.language(page.path))

    def _ignored(self, path: str) -> bool:
        return any(globs.matches(path, line) for line in self._ignores)

    @cached_property
    def _ignores(self) -> tuple[str, ...]:
        return tuple(line for line in self.options.get("ignored", "").split("\n") if line)

    @cached_property
    def _files(self) -> DataFiles:
        layouts = self.options.get("layouts", "")
        return DataFiles(self.data, layouts, root=self.rules.content.name, base=self._data_base)

    @property
    def _data_base(self) -> str:
        return self.options.get("data_base", "")

    @cached_property
    def _permalinks(self) -> Permalinks:
        return Permalinks(self.rules)
