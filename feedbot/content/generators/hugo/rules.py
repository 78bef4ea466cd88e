"""Hugo: what its paths, keys and permalinks mean, as Hugo itself computes them; touches no file.

Measured against Hugo 0.111.3 and 0.168.0. Where the two differ, the newer one is followed;
a page whose address depends on the version without its author seeing why gets a doubt.

Settings in ``SiteRules.options``, each as text (a list's items parted by blanks, yes is ``true``):
``languages``, ``disabled_languages``, ``default_language``, ``default_language_in_subdir``,
``date_keys``, ``publish_keys``, ``updated_keys``, ``expiry_keys`` (see ``dates``),
``tag_keys``, ``category_keys`` (taxonomies that are called otherwise), ``author_section`` (the folder
whose pages are people), ``ignore_files`` (regular expressions of whole paths, one a line),
``ugly_urls`` (``true``, or sections), ``disable_path_to_lower``, ``remove_path_accents``,
``build_drafts``, ``build_future``, ``root_pages`` (whether pages of no section are articles, ``true`` or
``false``). As JSON, from Hugo's own configuration: ``mounts`` (folders below the
site's, each with its place in the tree and its language), ``hosts`` (addresses by language),
``permalinks_by_language`` (lists of key and pattern), ``cascade``, ``people`` (names by key), ``params``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from feedbot.content import addresses, fields
from feedbot.content.article import Author
from feedbot.content.dates import DateFault, read_date
from feedbot.content.generators.generator import Generator, NoPlace, Page, Picked, Placed, Placement
from feedbot.content.generators.hugo.addresses import as_given, by_folders
from feedbot.content.generators.hugo.cascades import cascaded, digest_of
from feedbot.content.generators.hugo.dates import RESERVED, settled
from feedbot.content.generators.hugo.permalinks import (
    BY_CHANCE,
    KNOWN,
    Facts,
    Unknown,
    doubted,
    filled,
    patterns_for,
)
from feedbot.content.generators.hugo.picking import PAGES, picked
from feedbot.content.generators.hugo.sections import Sections
from feedbot.content.generators.hugo.settings import Settings, settings_of
from feedbot.content.generators.hugo.tree import Spot, Tree
from feedbot.content.generators.keys import changed
from feedbot.content.generators.patterns import outside, with_slash
from feedbot.content.generators.shown_anyway import shown_anyway
from feedbot.content.metadata import values
from feedbot.content.metadata.values import Table, Value, fold, truth
from feedbot.content.site import SiteRules
from feedbot.content.text.templates import Templates

YAML_11_TRUE = frozenset({"yes", "on", "y"})
NOT_BUILT = {"render": frozenset({"never", "false", "link"}), "list": frozenset({"never", "false", "local"})}
# Below `params` these are the site's own, whatever they say.
HUGOS_OWN = RESERVED | {"title", "draft", "slug", "url", "aliases", "build", "headless", "cascade", "params"}


class Hugo(Generator):
    """A site built by Hugo."""

    extensions = PAGES
    published_keys = ("publishdate", "date")  # as `meant` puts them
    updated_keys = ("lastmod",)
    templates = Templates.HUGO

    def __init__(self, rules: SiteRules) -> None:
        """Know the site."""
        super().__init__(rules)
        self.shows_future = self.yes("build_future")

    # Which files are articles

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Take pages of sections; those of none where few others are, or the person says so."""
        wanted = {section.strip("/").removeprefix("./") for section in self.rules.sections}
        is_said = not wanted.isdisjoint({"", ".", folder, self._tree.virtual(folder)})
        at_root = is_said or self._settings.root_pages
        return picked(folder, names, folders, self._settings, at_root=at_root)

    def folders_of(self, section: str) -> tuple[str, ...]:
        """Return the section's folder in every mount, one language's or all."""
        found = tuple(self._tree.folders_of(section)) if section else ("",)
        return tuple(dict.fromkeys((*found, section)))

    def data_folders(self) -> tuple[str, ...]:
        """Return the folder whose pages are people."""
        people = self._settings.people
        return tuple(self._tree.folders_of(people)) if people else ()

    def digest(self, path: str, source: bytes) -> str:
        """Keep what a section hands down, and where it matters what the section is called."""
        people = self._settings.people
        is_person = bool(people) and self._tree.spot(path).folders[:1] == (people,)
        return digest_of(path, source, names=is_person or self._settings.names_sections())

    def defaults(self, path: str) -> Table:
        """Return what the sections above a page hand down, the nearest first, then the configuration."""
        spot = self._tree.spot(path)
        return cascaded(spot, (*self._sections.handed_down(spot), *self._settings.cascade))

    def meant(self, path: str, table: Table) -> Table:
        """Lift what stands below ``params``, and put dates and taxonomies under the names feedbot knows."""
        params = table.get("params")
        if isinstance(params, Table):
            below = {key: value for key, value in params.entries.items() if fold(key) not in HUGOS_OWN}
            table = table.over(values.table((key, value, None) for key, value in below.items()))
        table = settled(table, self._tree.spot(path).name, self._settings.dates)
        return changed(table, dict(self._taxonomies(table)))

    def withheld(self, path: str, table: Table) -> str:
        """Know ``headless`` and ``build``."""
        del path
        if truth(table.get("headless")):
            return "headless: true"
        build = table.get("build")
        if isinstance(build, Table):
            for key, words in NOT_BUILT.items():
                if build.text(key).lower() in words:
                    return f"build.{key}: {build.text(key)}"
        return ""

    def quirk(self, path: str, table: Table) -> str:
        """Know the YAML 1.1 booleans that newer versions take for text, and sites that show drafts."""
        word = table.text("draft").lower()
        if word in YAML_11_TRUE:
            return f"Hugo 0.168 and later publish this in spite of `draft: {word}`"
        if self.yes("build_drafts") and fields.draft(table, path):
            return "Hugo publishes drafts here: its configuration has buildDrafts"
        return shown_anyway("Hugo", path, table, frozenset({"draft", "published"}))

    # What

    def authors(self, table: Table) -> tuple[Author, ...]:
        """Return everyone who wrote, by the names that their own pages or files give them."""
        return fields.authors(table, self._people)

    def variables(self, table: Table) -> Mapping[str, str]:
        """Return the site's parameters too, which the short code ``param`` shows."""
        params = {f"site.params.{key}": text for key, text in self._settings.params.items()}
        return {**super().variables(table), **params}

    # Where

    def language(self, path: str) -> str:
        """Return the language of a file name's suffix or of its folder; "" for the default one."""
        language = self._tree.spot(path).language
        return "" if language == self._tree.default else language

    def section(self, path: str) -> str:
        """Return the first folder of Hugo's tree."""
        return "".join(self._tree.spot(path).folders[:1])

    def place(self, page: Page) -> Placement:
        """Return the address: ``url``, else the section's permalink, else folders and ``slug`` or name."""
        spot = self._tree.spot(page.path)
        date = self._date(page)
        if isinstance(date, NoPlace):
            return date
        facts = Facts(
            date=date,
            title=page.table.text("title"),
            slug=page.table.text("slug").strip("-"),
            name=spot.name,
            sections=self._sections.of(spot),
            slugs=self._sections.slugs(spot),
            spelling=self._settings.finish.spelling,
        )
        given = page.table.text("url")
        if given:
            return self._given(given, facts, spot)
        patterns = patterns_for(spot, self._settings.permalinks(spot.language))
        made = self._made(next(iter(patterns), ""), facts, spot)
        if len(patterns) > 1 and isinstance(made, Placed):
            return replace(made, doubt=BY_CHANCE, repair="leave one of them in the configuration")
        return made

    def _given(self, url: str, facts: Facts, spot: Spot) -> Placement:
        """Take a ``url``; newer versions fill tokens in, and stop at one that they do not know."""
        path = filled(url, facts)
        if not isinstance(path, Unknown):
            return self._placed(as_given(path, self._prefix(spot)), "", spot)
        doubt = f"newer versions of Hugo take {path.token} in the url for a token"
        return self._placed(as_given(url, self._prefix(spot)), doubt, spot)

    def _made(self, pattern: str, facts: Facts, spot: Spot) -> Placement:
        if not pattern:
            folders = self._sections.elements(spot)
            path, doubt = by_folders(spot, folders, facts.slug, lower=self._settings.finish.spelling.lower)
            return self._finished(path, doubt, spot)
        made = filled(pattern, facts)
        if isinstance(made, Unknown):
            return NoPlace(
                code="permalink-token",
                what=f"the permalink token {made.token} is unknown",
                repair=f"use one of {KNOWN}, or a date in Go's way, as :2006",
            )
        doubt = self._sections.doubt(spot) if "sectionslug" in pattern else ""
        return self._finished(made, doubt or doubted(pattern, made, facts), spot)

    def _finished(self, path: str, doubt: str, spot: Spot) -> Placement:
        path = self._settings.finish.of(path, "".join(spot.folders[:1]))
        return self._placed(self._prefix(spot) + path, doubt, spot)

    def _placed(self, path: str, doubt: str, spot: Spot) -> Placement:
        slash = self.rules.trailing_slash
        path = path if slash is None else with_slash(path, slash=slash)
        address = addresses.on_site(self._settings.hosts.get(spot.language, self.rules.url), path)
        return outside(self.rules, path, "url") if address is None else Placed(address=address, doubt=doubt)

    def _date(self, page: Page) -> datetime | NoPlace:
        """Return the date that addresses are made of: never that of a later publication."""
        own = page.table.scalar("date")
        if own is None or page.table.scalar("publishdate") is None:
            return page.date
        found = read_date(own.text, self.zone(own.value))
        if isinstance(found, DateFault):
            return NoPlace(code=found.code, what=f"date: {found.what}", repair=found.repair, key="date")
        return found.at

    def _prefix(self, spot: Spot) -> str:
        if self._settings.hosts:
            return ""
        if self.yes("default_language_in_subdir") or spot.language != self._tree.default:
            return f"/{spot.language}"
        return ""

    def _taxonomies(self, table: Table) -> Iterator[tuple[str, Value]]:
        for known in ("tag", "category"):
            keys = [fold(key) for key in self.options.get(f"{known}_keys", "").split()]
            found = [value for key in keys if (value := table.get(key)) is not None]
            if found:
                items = (value if isinstance(value, tuple) else (value,) for value in found)
                plural = {"tag": "tags", "category": "categories"}[known]
                yield plural, found[0] if len(found) == 1 else tuple(item for each in items for item in each)

    @cached_property
    def _settings(self) -> Settings:
        return settings_of(self.rules)

    @cached_property
    def _people(self) -> Mapping[str, Author]:
        named = {key: Author(name=name) for key, name in self._settings.names.items()}
        return {**named, **self._sections.people(self._settings.people)}

    @property
    def _tree(self) -> Tree:
        return self._settings.tree

    @cached_property
    def _sections(self) -> Sections:
        return Sections.of_data(self.rules.data, self._tree)
