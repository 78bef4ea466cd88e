"""Where Eleventy puts a page: by its permalink, a data file's or the site's, else by folders and name; pure.

What only code knows takes a pattern in feedbot's own configuration, and is told where there is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath

from feedbot.content.generators.eleventy.data import Said
from feedbot.content.generators.eleventy.templates import Names, rendered
from feedbot.content.generators.generator import NoPlace, Page, Placed, Placement
from feedbot.content.generators.patterns import below, by_pattern, outside, usual_tokens, with_slash
from feedbot.content.metadata import values
from feedbot.content.metadata.values import Scalar, Table
from feedbot.content.site import SiteRules

DAY_IN_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-(.*)", re.DOTALL)
ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d{1,30})?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
OTHER_FORMAT = re.compile(r"\.(?:xml|json|txt|js|css|ics|webmanifest)\Z", re.IGNORECASE)
INDEX = re.compile(r"/index(?:\.html|/)?\Z")


class Permalinks:
    """The permalinks of one site."""

    def __init__(self, rules: SiteRules) -> None:
        """Know the site."""
        self._rules = rules
        self._options = dict(rules.options)
        self._patterns = dict(rules.permalinks)

    def place(self, page: Page, said: Said, section: str, language: str) -> Placement:
        """Return a page's address; ``said`` is what data files and its layout say of it."""
        pattern = self._patterns.get(section, self._patterns.get("", ""))
        computed = _computed(page.table) or ("" if pattern else said.computed)
        own = computed or _written(page.table.get("permalink"), only_own=True)
        template = own or (None if pattern else self._inherited(said))
        path = rendered(template, self._names(page)) if template else None
        if path is not None:
            return self._placed(page, path.text, is_sure=path.sure)
        if pattern:
            tokens = usual_tokens(page, section, language)
            return by_pattern(self._slashed(pattern), tokens, self._rules)
        if template:
            return _no_place(f"the permalink {template[:80]} takes code", section)
        if template is None:
            code = said.code or self._options.get("permalink_code")
            return _no_place(f"{code} computes the permalink", section)
        return self._placed(page, _by_folders(page.path))

    def _inherited(self, said: Said) -> str | None:
        """Return the template of data files or the site; "" for none, None where only code knows it."""
        if said.code:
            return None
        written = _written(said.values.get("permalink"))
        if written or not self._options.get("permalink_code"):
            return written or self._options.get("permalink", "")
        return None

    def _names(self, page: Page) -> Names:
        """Return what a permalink may name: the page's keys, and what Eleventy adds."""
        pure = PurePosixPath(page.path)
        folders, stem = pure.parts[:-1], _undated(pure.stem)
        slug = (_undated(folders[-1]) if folders else "") if stem == "index" else stem
        said = {key: value.text for key, value in page.table.entries.items() if isinstance(value, Scalar)}
        date = page.date.astimezone(UTC)
        added = {
            "page.fileSlug": slug,
            "page.filePathStem": "/" + "/".join((*folders, stem)),
            "page.outputFileExtension": "html",
        }
        return Names(
            values={**said, **added, "page.date": date, "date": date},
            own_filters=frozenset(self._options.get("own_filters", "").split()),
            date_filters=self._date_filters,
        )

    @cached_property
    def _date_filters(self) -> Mapping[str, str]:
        try:
            found = json.loads(self._options.get("date_filters", "{}"))
        except (ValueError, RecursionError):
            return {}
        return (
            {name: form for name, form in found.items() if isinstance(form, str)}
            if isinstance(found, dict)
            else {}
        )

    def _placed(self, page: Page, path: str, *, is_sure: bool = True) -> Placement:
        if "://" in path or ".." in path.split("/"):
            return outside(self._rules, path, "permalink")
        ending = "/" if path.endswith("/") else ""
        path = INDEX.sub("/", normpath(f"/{path.strip('/')}{ending}").rstrip("/") + ending)
        if OTHER_FORMAT.search(path):
            what = f"the permalink makes {path[-40:]}, which is no page"
            return NoPlace(code="no-page", what=what, repair="end it with a slash", key="permalink")
        placed = below(self._rules, self._slashed(path), "permalink")
        return _doubted(placed, page, is_sure=is_sure) if isinstance(placed, Placed) else placed

    def _slashed(self, path: str) -> str:
        slash = self._rules.trailing_slash
        return path if slash is None else with_slash(path, slash=slash)


def _computed(table: Table) -> str:
    """Return the page's own template under ``eleventyComputed``, which goes before any other."""
    computed = table.get("eleventycomputed")
    return computed.text("permalink") if isinstance(computed, Table) else ""


def _written(permalink: values.Value | None, *, only_own: bool = False) -> str:
    """Return the template of a permalink; what a data file says has no line."""
    if only_own and values.line_of(permalink) is None:
        return ""
    if isinstance(permalink, Table):
        permalink = permalink.get("build")
    return permalink.text.strip() if isinstance(permalink, Scalar) else ""


def _by_folders(path: str) -> str:
    pure = PurePosixPath(path)
    stands_for_folder = pure.stem in {"index", pure.parent.name}
    return "/".join((*pure.parts[:-1], *(() if stands_for_folder else (pure.stem,)), ""))


def _undated(name: str) -> str:
    found = DAY_IN_NAME.search(name)
    return found[1] if found else name


def _doubted(placed: Placed, page: Page, *, is_sure: bool) -> Placed:
    date = page.table.scalar("date")
    if date is not None and isinstance(date.value, str) and not ISO.fullmatch(date.text.strip()):
        doubt = f'Eleventy stops at the date "{date.text.strip()[:40]}"'
        return replace(placed, doubt=doubt, repair="write 2026-01-31 or 2026-01-31T09:00:00Z")
    if is_sure:
        return placed
    doubt = "the permalink goes through a filter that the site has made its own, or unusual letters"
    return replace(placed, doubt=doubt, repair="write the permalink out in the front matter")


def _no_place(what: str, section: str) -> NoPlace:
    what += ", which feedbot does not run"
    repair = f'name a pattern in feedbot.toml, as [site.permalinks] {_key(section)} = "/blog/{{slug}}/"'
    return NoPlace(code="permalink-token", what=what, repair=repair, key="permalink")


def _key(section: str) -> str:
    """Write a section as a key of TOML."""
    return section if re.fullmatch(r"[\w-]+", section, re.ASCII) else json.dumps(section, ensure_ascii=False)
