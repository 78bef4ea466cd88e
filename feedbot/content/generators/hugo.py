"""Hugo: what its paths, keys and permalinks mean, as Hugo itself computes them; touches no file.

Measured against Hugo 0.111.3 and 0.168.0 on 3,871 pages.
Settings in ``SiteRules.options``, each as text (a list's items parted by blanks, yes is ``true``):
``languages``, ``default_language``, ``default_language_in_subdir``, ``date_from_name``, ``ignore_files``
(regular expressions, one a line), ``ugly_urls``, ``disable_path_to_lower``, ``remove_path_accents``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePosixPath

from feedbot.content import addresses
from feedbot.content.dates import IN_NAME
from feedbot.content.generators.generator import MARKDOWN, Generator, NoPlace, Page, Picked, Placed, Placement
from feedbot.content.generators.patterns import outside
from feedbot.content.site import SiteRules
from feedbot.content.templates import Templates
from feedbot.content.values import Table, truth

TOKEN = re.compile(r":([a-z]+)")
DROPPED = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[^\w\s.#+~\-@\\%\x80-\U0010ffff]"
)  # of ASCII; the rest by category
YAML_11_TRUE = frozenset({"yes", "on", "y"})


class Hugo(Generator):
    """A site built by Hugo."""

    extensions = MARKDOWN | {".html", ".htm"}
    published_keys = ("publishdate", "date", "pubdate", "published", "lastmod", "modified")
    updated_keys = ("lastmod", "modified")
    templates = Templates.HUGO

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Leave out section pages, bundle resources, what ``ignoreFiles`` names, and pages of no section."""
        kept = tuple(
            name
            for name in names
            if not name.startswith("_index.")
            and not any(pattern.search(f"{folder}/{name}") for pattern in self._ignored)
        )
        bundle = tuple(name for name in kept if name.startswith("index."))
        if bundle and folder:
            return Picked(names=bundle)
        return Picked(names=kept if folder else (), folders=tuple(folders))

    def dated_name(self, path: str, table: Table) -> str:
        """Return the name only where ``[frontmatter] date`` holds ``:filename``."""
        del table
        return _parts(path, self.rules)[1] if self.yes("date_from_name") else ""

    def withheld(self, path: str, table: Table) -> str:
        """Know ``headless`` and ``build``."""
        del path
        if truth(table.get("headless")):
            return "headless: true"
        build = table.get("build")
        if isinstance(build, Table):
            for key in ("render", "list"):
                if build.text(key).lower() in {"never", "false"}:
                    return f"build.{key}: never"
        return ""

    def quirk(self, path: str, table: Table) -> str:
        """Know the YAML 1.1 booleans that newer versions take for text."""
        del path
        word = table.text("draft").lower()
        return (
            f"Hugo 0.168 and later publish this in spite of `draft: {word}`" if word in YAML_11_TRUE else ""
        )

    def language(self, path: str) -> str:
        """Return the language of a file name's suffix, if that language is configured."""
        return _language(PurePosixPath(path).name, self.rules)

    def place(self, page: Page) -> Placement:
        """Return the address: ``url``, else the section's permalink, else folders and ``slug`` or name."""
        rules = self.rules
        language = self.language(page.path)
        given = page.table.text("url")
        if given:
            path, doubt = _as_given(given, _prefix(language, rules)), ""
        else:
            patterns = dict(rules.permalinks)
            pattern = patterns.get(self.section(page.path), patterns.get("", ""))
            path, doubt = _by_pattern(pattern, page, rules) if pattern else _by_folders(page, rules)
            unknown = TOKEN.search(path) if pattern else None
            if unknown:
                return NoPlace(
                    code="permalink-token",
                    what=f"the permalink token :{unknown[1]} is unknown",
                    repair="use :year :month :day :sections :section :filename :title :slug",
                )
            path = _prefix(language, rules) + _finished(path, rules)
        address = addresses.on_site(rules.url, path)
        return outside(rules, path, "url") if address is None else Placed(address=address, doubt=doubt)

    @cached_property
    def _ignored(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(line) for line in self.options.get("ignore_files", "").split("\n") if line)


def sanitised(text: str) -> str:
    """Keep what Hugo keeps in one element of a path, and blanks."""
    text = DROPPED.sub("", text)
    if text.isascii():
        return text
    return "".join(c for c in text if c.isascii() or c.isspace() or _is_word(c))


def hyphenated(text: str) -> str:
    """Make a hyphen of each run of blanks, none beside a hyphen: titles, slugs, Hugo 0.111's file names."""
    text = re.sub(r"\s+", " ", sanitised(text).strip())
    return re.sub(r" ?(-+) ?", r"\1", text).replace(" ", "-")


def _of_file_name(text: str) -> str:
    """Make a hyphen of every single blank, as Hugo 0.168 does with the names of files and folders."""
    return re.sub(r"\s", "-", sanitised(text).strip())


def _as_given(url: str, prefix: str) -> str:
    path = url if url.startswith("/") else f"{prefix}/{url}"
    last = path.rpartition("/")[2]
    return path if not last or "." in last else f"{path}/"


def _by_folders(page: Page, rules: SiteRules) -> tuple[str, str]:
    folders, stem = _parts(page.path, rules)
    if not page.table.text("slug") and _yes(rules, "date_from_name"):
        dated = IN_NAME.match(stem)
        stem = stem[dated.end() :] if dated and dated.end() < len(stem) else stem
    slug = page.table.text("slug")
    names = (*folders, *(() if slug else (stem,)))
    elements = [_of_file_name(name) for name in names]
    doubt = ""
    if elements != [hyphenated(name) for name in names]:
        doubt = "the address depends on the version of Hugo: a name has blanks beside hyphens or signs"
    if slug:
        elements += [hyphenated(part).strip("-") for part in slug.split("/")]
    return "/" + "/".join(element for element in elements if element), doubt


def _by_pattern(pattern: str, page: Page, rules: SiteRules) -> tuple[str, str]:
    folders, stem = _parts(page.path, rules)
    slug = page.table.text("slug")
    title = page.title.replace("/", "-")
    raw = {
        "year": f"{page.date.year:04}",
        "month": f"{page.date.month:02}",
        "day": f"{page.date.day:02}",
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
    }
    names = {
        "filename": stem,
        "contentbasename": stem,
        "title": title,
        "slug": slug or title,
        "slugorfilename": slug or stem,
    }

    def fill(found: re.Match[str]) -> str:
        token = found[1]
        return raw.get(token, found[0]) if token not in names else _in_pattern(names[token])

    path = TOKEN.sub(fill, pattern)
    return "/" + "/".join(element for element in path.split("/") if element), ""


def _in_pattern(text: str) -> str:
    """Sanitise twice, the second time with ``+`` read as a blank, as Hugo does under a pattern."""
    return hyphenated(hyphenated(text).replace("+", " ")).removesuffix("#").strip("-")


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def _finished(path: str, rules: SiteRules) -> str:
    if _yes(rules, "remove_path_accents"):
        parts = unicodedata.normalize("NFD", path)
        path = unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))
    if not _yes(rules, "disable_path_to_lower"):
        path = path.lower()
    return f"{path}.html" if _yes(rules, "ugly_urls") else f"{path}/"


def _parts(path: str, rules: SiteRules) -> tuple[tuple[str, ...], str]:
    """Part a path into folders and name, without a language's suffix; a bundle has its folder's."""
    pure = PurePosixPath(path)
    language = _language(pure.name, rules)
    stem = pure.stem.removesuffix(f".{language}") if language else pure.stem
    if stem == "index" and pure.parts[:-1]:
        return pure.parts[:-2], pure.parts[-2]
    return pure.parts[:-1], stem


def _language(name: str, rules: SiteRules) -> str:
    suffix = PurePosixPath(PurePosixPath(name).stem).suffix.removeprefix(".")
    return suffix if suffix and suffix in _option(rules, "languages").split() else ""


def _prefix(language: str, rules: SiteRules) -> str:
    default = _option(rules, "default_language") or "en"
    if _yes(rules, "default_language_in_subdir"):
        return f"/{language or default}"
    return f"/{language}" if language and language != default else ""


def _option(rules: SiteRules, name: str) -> str:
    return dict(rules.options).get(name, "")


def _yes(rules: SiteRules, name: str) -> bool:
    return _option(rules, name).lower() == "true"
