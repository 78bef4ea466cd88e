"""A plain folder of Markdown, or a generator that feedbot does not know: addresses by a pattern; pure."""

from __future__ import annotations

from collections.abc import Sequence

from feedbot.content import fields
from feedbot.content.generators.generator import MARKDOWN, Generator, Page, Picked, Placement, Words
from feedbot.content.generators.patterns import below, by_pattern, dirs_and_stem, usual_tokens, with_slash
from feedbot.content.metadata.values import Table
from feedbot.content.text.templates import Templates

DEFAULT_PATTERN = "/{dirs}/{name}/"


class Plain(Generator):
    """Markdown files in folders; ``permalinks`` may say how addresses are made, by section.

    Tokens: ``{lang} {section} {dirs} {stem} {slug} {name} {year} {month} {day}``.
    ``{slug}`` is the key, else the file's name without its date; ``{name}`` the key, else the whole name.
    """

    extensions = MARKDOWN | {".html", ".htm"}
    published_keys = ("date", "pubdate", "publishedat", "publishdate", "published")
    templates = Templates.UNKNOWN

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Take every file whose name does not begin with ``_``."""
        del folder
        return Picked(names=tuple(name for name in names if not name.startswith("_")), folders=tuple(folders))

    def dated_name(self, path: str, table: Table) -> str:
        """Return the file's name, or its folder's for an index file."""
        del table
        return dirs_and_stem(path)[1]

    def tags(self, table: Table) -> Words:
        """Part a text at commas."""
        return Words(words=fields.tags(table, lambda text: tuple(text.split(","))))

    def language(self, path: str) -> str:
        """Return a first folder that is named like one of the configured languages."""
        first = path.partition("/")[0] if "/" in path else ""
        return first if first and first in self.options.get("languages", "").split() else ""

    def section(self, path: str) -> str:
        """Return the first folder below the language's."""
        dirs = dirs_and_stem(path)[0]
        if dirs and dirs[0] == self.language(path):
            dirs = dirs[1:]
        return dirs[0] if dirs else ""

    def place(self, page: Page) -> Placement:
        """Fill the section's pattern in; ``url`` and ``permalink`` in the front matter win."""
        given = page.table.text("url", "permalink", "path")
        if given:
            return below(self.rules, given, "url")
        patterns = dict(self.rules.permalinks)
        pattern = patterns.get(self.section(page.path), patterns.get("", DEFAULT_PATTERN))
        if self.rules.trailing_slash is not None:
            pattern = with_slash(pattern, slash=self.rules.trailing_slash)
        return by_pattern(
            pattern, usual_tokens(page, self.section(page.path), self.language(page.path)), self.rules
        )
