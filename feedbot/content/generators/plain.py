"""No generator, or one that feedbot does not know: addresses by a pattern of tokens; touches no file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from feedbot.content import addresses
from feedbot.content.dates import IN_NAME
from feedbot.content.generators.generator import NoPlace, Page, Picked, Placed, Placement
from feedbot.content.site import SiteRules
from feedbot.content.values import Table

TOKEN = re.compile(r"\{([^{}]*)\}")
DEFAULT_PATTERN = "/{dirs}/{name}/"
INDEX = "index"


class Plain:
    """Markdown files in folders; ``permalinks`` may say how addresses are made, by section.

    Tokens: ``{lang} {section} {dirs} {stem} {slug} {name} {year} {month} {day}``.
    ``{slug}`` is the key, else the file's name without its date; ``{name}`` the key, else the whole name.
    """

    extensions = frozenset({".md", ".markdown", ".html", ".htm"})
    published_keys = ("date", "pubdate", "publishedat", "publishdate", "published")
    updated_keys = ("lastmod", "modified", "updated", "lastmodifiedat")

    def pick(self, folder: str, names: Sequence[str], rules: SiteRules) -> Picked:
        """Take every file whose name does not begin with ``_``."""
        del folder, rules
        return Picked(names=tuple(name for name in names if not name.startswith("_")))

    def zone(self, value: object, rules: SiteRules) -> tzinfo:
        """Return the configured zone."""
        del value
        return ZoneInfo(rules.zone)

    def date_name(self, path: str, rules: SiteRules) -> str:
        """Return the file's name, or its folder's for an index file."""
        del rules
        return _dirs_and_stem(path)[1]

    def withheld(self, table: Table) -> str:
        """Have no keys of its own."""
        del table
        return ""

    def quirk(self, table: Table) -> str:
        """Agree with feedbot."""
        del table
        return ""

    def split_tags(self, text: str) -> tuple[str, ...]:
        """Part at commas."""
        return tuple(text.split(","))

    def language(self, path: str, rules: SiteRules) -> str:
        """Return a first folder that is named like one of the configured languages."""
        first = path.partition("/")[0] if "/" in path else ""
        return first if first and first in dict(rules.options).get("languages", "").split() else ""

    def section(self, path: str, rules: SiteRules) -> str:
        """Return the first folder below the language's."""
        dirs = _dirs_and_stem(path)[0]
        if dirs and dirs[0] == self.language(path, rules):
            dirs = dirs[1:]
        return dirs[0] if dirs else ""

    def place(self, page: Page, rules: SiteRules) -> Placement:
        """Fill the section's pattern in; ``url`` and ``permalink`` in the front matter win."""
        given = page.table.text("url", "permalink", "path")
        if given:
            return _below(rules, given, "url")
        patterns = dict(rules.permalinks)
        pattern = patterns.get(self.section(page.path, rules), patterns.get("", DEFAULT_PATTERN))
        tokens = self._tokens(page, rules)
        unknown = next((token for token in TOKEN.findall(pattern) if token not in tokens), None)
        if unknown is not None:
            return NoPlace(
                code="permalink-token",
                what=f"the permalink token {{{unknown}}} is unknown",
                repair="use one of " + " ".join(f"{{{token}}}" for token in tokens),
            )
        filled = TOKEN.sub(lambda found: tokens[found[1]], pattern)
        return _below(rules, re.sub("/+", "/", filled), "slug")  # an empty token leaves no gap

    def _tokens(self, page: Page, rules: SiteRules) -> dict[str, str]:
        dirs, stem = _dirs_and_stem(page.path)
        dated = IN_NAME.match(stem)
        slug = page.table.text("slug")
        return {
            "lang": self.language(page.path, rules),
            "section": self.section(page.path, rules),
            "dirs": "/".join(dirs),
            "stem": stem,
            "slug": slug or (stem[dated.end() :] if dated else stem) or stem,
            "name": slug or stem,
            "year": f"{page.date.year:04}",
            "month": f"{page.date.month:02}",
            "day": f"{page.date.day:02}",
        }


def _dirs_and_stem(path: str) -> tuple[tuple[str, ...], str]:
    """Part a path; an index file has its folder's name."""
    pure = PurePosixPath(path)
    dirs = pure.parts[:-1]
    if pure.stem == INDEX and dirs:
        return dirs[:-1], dirs[-1]
    return dirs, pure.stem


def _below(rules: SiteRules, path: str, key: str) -> Placement:
    address = addresses.on_site(rules.url, path)
    if address is None:
        return outside(rules, path, key)
    return Placed(address=address)


def outside(rules: SiteRules, path: str, key: str) -> NoPlace:
    """Say why a path below the site's address cannot be one."""
    if addresses.base(rules.url) is None:
        return NoPlace(
            code="no-site-url",
            what=f'the site\'s address "{rules.url}" has no scheme or host',
            repair="set site.url to something like https://blog.example",
        )
    return NoPlace(
        code="url-outside",
        what=f'the address "{path[:80]}" would leave {rules.url}',
        repair=f"write a {key} without //, .. or another host",
        key=key,
    )
