"""Pelican: what paths and metadata mean, as Pelican itself computes them; touches no file.

Measured against Pelican 4.12. ``SiteRules.permalinks`` has ``ARTICLE_URL`` under "".
Settings in ``SiteRules.options``, each as text:
``default_language``, ``author``, ``article_lang_url``, ``subsites`` (languages with a folder of their own,
parted by blanks), ``excluded_folders`` and ``ignore_files`` (one a line), ``no_readers`` (endings, parted by
blanks), ``filename_metadata``, ``path_metadata``, ``default_category``, ``default_date``,
``slug_source`` (``title`` or ``basename``), ``locale``, ``unread`` (endings that plugins read),
``computed`` (settings of addresses that only code knows, parted by blanks);
switches: ``categories``, ``folder_as_category``, ``future`` (on unless ``false``),
``slug_unicode``, ``slug_case``, ``yaml`` (a plugin reads YAML between fences; off unless ``true``);
as JSON: ``default_metadata``, ``extra_path_metadata``,
``slug_substitutions``, ``category_substitutions``, ``author_substitutions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cached_property
from html import escape
from pathlib import PurePosixPath

from feedbot.content.article import Author
from feedbot.content.generators.generator import Generator, NoPlace, Page, Picked, Placed, Placement, Words
from feedbot.content.generators.keys import changed
from feedbot.content.generators.patterns import below, with_slash
from feedbot.content.generators.pelican.addresses import filled, needs_locale
from feedbot.content.generators.pelican.dates import spelled
from feedbot.content.generators.pelican.paths import FILE_TIME, Paths
from feedbot.content.generators.pelican.slugs import Slugs, slugs_of
from feedbot.content.generators.pelican.words import authors_of, names_of_authors, tags_of
from feedbot.content.generators.shown_anyway import shown_anyway
from feedbot.content.metadata import values
from feedbot.content.metadata.fences import Style
from feedbot.content.metadata.values import Scalar, Table
from feedbot.content.problem import Problem, held, notice
from feedbot.content.site import SiteRules

READ = ("md", "markdown", "mkd", "mdown", "rst", "html", "htm")
STYLES = {".rst": Style.RST, ".html": Style.HTML, ".htm": Style.HTML}
ARTICLE_URL = "{slug}.html"
ARTICLE_LANG_URL = "{slug}-{lang}.html"
STATUSES = frozenset({"published", "draft", "hidden", "skip"})
SINGLE = ("date", "modified", "tags", "status", "category", "author", "authors", "slug", "url", "saveas")


class Pelican(Generator):
    """A site built by Pelican."""

    updated_keys = ("modified",)
    default_output = "output"
    static_folders = ()

    def __init__(self, rules: SiteRules) -> None:
        """Know the site."""
        super().__init__(rules)
        self.extensions = frozenset(f".{name}" for name in self._endings)
        self.shows_future = self.options.get("future", "").lower() != "false"
        self._paths = Paths(self.options)

    # Which files are articles

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Take every file that Pelican reads; a folder of pages holds no articles."""
        inside = f"{folder}/" if folder else ""
        return Picked(
            names=tuple(
                name for name in names if name.rpartition(".")[2] in self._endings and not self._ignored(name)
            ),
            folders=tuple(
                name
                for name in folders
                if f"{inside}{name}" not in self._excluded_folders and not self._ignored(name)
            ),
            unread=tuple(name for name in names if name.rpartition(".")[2] in self._unread),
        )

    def style(self, path: str) -> Style:
        """Know reStructuredText and HTML by their endings."""
        usual = Style.FENCED if self.yes("yaml") else Style.PELICAN
        return STYLES.get(PurePosixPath(path).suffix.lower(), usual)

    def is_article_without_front_matter(self, path: str) -> bool:
        """Say yes where the path alone gives title and date."""
        said = self.defaults(path)
        return bool(said.text("title") and said.text("date"))

    def defaults(self, path: str) -> Table:
        """Return what settings, folders and the file's name say."""
        return self._paths.defaults(path)

    def meant(self, path: str, table: Table) -> Table:
        """Spell dates as feedbot does; of some keys, take the first line, and an empty value for none."""
        one_line = self.style(path) is Style.PELICAN
        defaults = self.defaults(path)
        new: dict[str, values.Value] = {}
        for key in SINGLE:
            found = table.get(key)
            if found is None and key in defaults.folded:
                new[key] = defaults.folded[key]
            elif isinstance(found, Scalar):
                text = found.text.split("\n", 1)[0] if one_line else found.text
                text = spelled(text, table.text("timezone")) if key in {"date", "modified"} else text
                if text != found.text:
                    new[key] = Scalar(value=text, text=text, line=found.line)
        title = table.scalar("title")
        if title is not None and self.style(path) is Style.RST:  # the others have their titles in HTML
            text = escape(title.text, quote=False)
            new["title"] = Scalar(value=text, text=text, line=title.line)
        return changed(table, new)

    def refusal(self, path: str, table: Table) -> Problem | None:
        """Know that Pelican leaves out what has no title, and may take the file's time for a date."""
        if not table.text("title"):
            return notice(
                "no-title",
                path,
                what="no title: Pelican leaves it out",
                repair="write Title: if it is an article",
            )
        if self.options.get("default_date") == FILE_TIME and not table.text("date"):
            return held(
                "no-date",
                path,
                line=table.line,
                what="no date: Pelican takes the file's time, which changes with every copy",
                repair="write Date: 2026-01-31 10:00",
            )
        return None

    def withheld(self, path: str, table: Table) -> str:
        """Know that Pelican leaves out what has a status that it does not know."""
        del path
        status = table.text("status").lower()
        return f"status: {status[:40]}, which Pelican does not know" if status not in {"", *STATUSES} else ""

    def quirk(self, path: str, table: Table) -> str:
        """Know that Pelican looks at ``status`` alone."""
        if table.text("status").lower() not in {"", "published"}:
            return ""
        return shown_anyway("Pelican", path, table, frozenset({"status"}))

    # What

    def tags(self, table: Table) -> Words:
        """Part a text at semicolons, else at commas; brackets of a YAML list go, with a warning."""
        return tags_of(table)

    def categories(self, path: str, table: Table) -> tuple[str, ...]:
        """Return the one category."""
        del path
        category = table.text("category")
        return (category,) if category else ()

    def authors(self, table: Table) -> tuple[Author, ...]:
        """Part ``authors`` at semicolons, else at commas; an ``author`` is one, whatever is in the name."""
        return authors_of(table)

    # Where

    def place(self, page: Page) -> Placement:
        """Return the address: ``url``, else ``ARTICLE_URL`` or its twin for other languages."""
        given = page.table.text("url")
        if given:
            return below(self.rules, given, "url")
        default = self.options.get("default_language", "") or self.rules.language
        language = page.table.text("lang") or default.lower()
        subsites = self.options.get("subsites", "").split()
        is_usual = language == default.lower()
        prefix = f"{language}/" if not is_usual and language in subsites else ""
        if is_usual or subsites:
            pattern = self._pattern(page.path)
        else:
            pattern = self.options.get("article_lang_url", ARTICLE_LANG_URL)
        if unknown := self._computed(page.path, is_usual=is_usual or bool(subsites)):
            return unknown
        path = filled(pattern, self._tokens(page, language), page.date)
        if isinstance(path, NoPlace):
            return path
        if self.rules.trailing_slash is not None:
            path = with_slash(path, slash=self.rules.trailing_slash)
        placed = below(self.rules, prefix + path.lstrip("/"), "slug")
        return self._doubted(placed, page, pattern) if isinstance(placed, Placed) else placed

    def _computed(self, path: str, *, is_usual: bool) -> NoPlace | None:
        """Say that the setting which makes the address is computed, unless there is a pattern by hand."""
        name = "ARTICLE_URL" if is_usual else "ARTICLE_LANG_URL"
        patterns = dict(self.rules.permalinks)
        if name not in self.options.get("computed", "").split() or {self.section(path), ""} & patterns.keys():
            return None
        what = f"{name} is computed, which feedbot does not run"
        repair = 'name a pattern in feedbot.toml, as [site.permalinks] "" = "{date:%Y}/{slug}.html"'
        return NoPlace(code="permalink-token", what=what, repair=repair)

    def _pattern(self, path: str) -> str:
        patterns = dict(self.rules.permalinks)
        return patterns.get(self.section(path), patterns.get("", ARTICLE_URL))

    def _tokens(self, page: Page, language: str) -> dict[str, str]:
        table = page.table
        author = next(iter(names_of_authors(table)), self.options.get("author", ""))
        said = {key: value.text for key, value in table.folded.items() if isinstance(value, Scalar)}
        return said | {
            "path": page.path,
            "slug": self._slug(page),
            "lang": language,
            "author": self._author_slugs.of(author) if author else "",
            "category": self._category_slugs.of(table.text("category")) if table.text("category") else "",
        }

    def _slug(self, page: Page) -> str:
        given = page.table.text("slug")
        if given:
            return given
        pure = PurePosixPath(page.path)
        if self.options.get("slug_source") == "basename":
            return self._slugs.of(pure.stem)
        return self._slugs.of(page.table.text("title"))

    def _doubted(self, placed: Placed, page: Page, pattern: str) -> Placed:
        if page.table.text("saveas"):
            doubt = "Pelican writes the page where save_as says, and links to another address"
            return replace(placed, doubt=doubt, repair="write url:, too")
        if needs_locale(pattern) and self.options.get("locale"):
            doubt = "names of months in the address are in the language of LOCALE, where the build has it"
            return replace(placed, doubt=doubt, repair="use numbers in ARTICLE_URL, as {date:%m}")
        return placed

    def _ignored(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self._ignored_names)

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(READ) - set(self.options.get("no_readers", "").split())

    @cached_property
    def _unread(self) -> frozenset[str]:
        return frozenset(self.options.get("unread", "").split())

    @cached_property
    def _excluded_folders(self) -> frozenset[str]:
        return frozenset(self.options.get("excluded_folders", "pages").split("\n"))

    @cached_property
    def _ignored_names(self) -> tuple[str, ...]:
        return tuple(line for line in self.options.get("ignore_files", "").split("\n") if line)

    @cached_property
    def _slugs(self) -> Slugs:
        return slugs_of(self.options, "slug")

    @cached_property
    def _category_slugs(self) -> Slugs:
        return slugs_of(self.options, "category")

    @cached_property
    def _author_slugs(self) -> Slugs:
        return slugs_of(self.options, "author")
