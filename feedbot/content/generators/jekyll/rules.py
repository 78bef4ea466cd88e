"""Jekyll: what its paths, keys and permalinks mean, as Jekyll itself computes them; touches no file.

Measured against Jekyll 4.3.1. The content folder is Jekyll's ``source``, as a rule the site's own folder.
``SiteRules.permalinks`` has the patterns of collections by their names, under "" the site's ``permalink``;
``site`` lists the settings in ``SiteRules.options``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feedbot.content import addresses, fields
from feedbot.content.article import Author
from feedbot.content.generators.generator import Generator, NoPlace, Page, Picked, Placed, Placement, Words
from feedbot.content.generators.jekyll.people import FILES, digest_of_people
from feedbot.content.generators.jekyll.permalinks import TOKENS, Parts, UnknownToken, filled, template_of
from feedbot.content.generators.jekyll.said import Said
from feedbot.content.generators.jekyll.site import JekyllSite
from feedbot.content.generators.jekyll.words import heading_of, tags_of, title_of
from feedbot.content.generators.patterns import outside, with_slash
from feedbot.content.generators.shown_anyway import shown_anyway
from feedbot.content.metadata import values
from feedbot.content.metadata.fences import Syntax
from feedbot.content.metadata.values import Scalar, Table, plain_value, truth
from feedbot.content.problem import Problem, notice
from feedbot.content.site import SiteRules
from feedbot.content.text.templates import Templates

if TYPE_CHECKING:
    from feedbot.content.metadata.front_matter import FrontMatter

HTML = frozenset({".html", ".htm"})


class Jekyll(Generator):
    """A site built by Jekyll."""

    templates = Templates.LIQUID
    naive_is_odd = True
    default_content = "."
    default_output = "_site"
    static_folders = ()  # what lies in the site's own folder is served as it is

    def __init__(self, rules: SiteRules) -> None:
        """Know the site."""
        super().__init__(rules)
        self.site = JekyllSite(rules)
        self.extensions = self.site.markdown | HTML
        self.shows_future = self.yes("future")

    # Which files are articles

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Take what lies in ``_posts``, ``_drafts`` and collections; a page is no article."""
        return self.site.walk.pick(folder, names, folders, data=FILES)

    def folders_of(self, section: str) -> tuple[str, ...]:
        """Know collections by their names; posts may lie anywhere."""
        walk = self.site.walk
        if section == "posts":
            return (walk.collections_dir,)
        return (f"{walk.collections_dir}/_{section}".lstrip("/") if section in walk.collections else section,)

    def data_folders(self) -> tuple[str, ...]:
        """Return the folder of tables, such as that of the authors."""
        return (self.site.walk.data_dir,)

    def digest(self, path: str, source: bytes) -> str:
        """Keep who the authors are."""
        return digest_of_people(path, source)

    def is_article_without_front_matter(self, path: str) -> bool:
        """Say yes of posts: date and title are in the name."""
        document = self.site.walk.document(path)
        return document is not None and document.collection == "posts" and bool(document.day)

    def unseen(self, front: FrontMatter) -> str:
        """Know that Jekyll reads YAML alone, and only from the first line on."""
        if front.syntax is not Syntax.YAML:
            return f"Jekyll reads no {front.syntax} above a text, and shows it"
        return "" if front.line == 2 else "Jekyll reads no front matter below a blank line, and shows it"

    def defaults(self, path: str) -> Table:
        """Return what ``defaults:`` says of the file."""
        document = self.site.walk.document(path)
        found = plain_value(dict(self.site.defaults(document))) if document else None
        return found if isinstance(found, Table) else Table()

    def meant(self, path: str, table: Table) -> Table:
        """Know that a key without a value leaves the default as it is."""
        default = self.defaults(path)
        kept = values.table(
            (key, default.entries[key], value.line)
            for key, value in table.entries.items()
            if isinstance(value, Scalar) and value.value is None and key in default.entries
        )
        return replace(kept.over(table), line=table.line, duplicates=table.duplicates)

    def refusal(self, path: str, table: Table) -> Problem | None:
        """Know that a post has its date in its name, whatever its keys say."""
        del table
        document = self.site.walk.document(path)
        if document is not None and (document.collection != "posts" or document.is_draft or document.day):
            return None
        return notice(
            "no-date",
            path,
            what="Jekyll makes no post of a file whose name does not begin with a date: not an article",
            repair="name it like 2026-01-31-title.md, in _posts, if it is one",
        )

    def withheld(self, path: str, table: Table) -> str:
        """Know that an empty ``published`` keeps a page back."""
        said = self._said(path, table)
        value = said.value("published") if said else None
        empty = isinstance(value, Scalar) and value.value is None
        return "published: without a value" if empty and not self.yes("unpublished") else ""

    def quirk(self, path: str, table: Table) -> str:
        """Know that Jekyll asks ``published`` alone, and does not take the word in quotes for a switch."""
        published = table.entries.get("published")
        known = set() if self.yes("show_drafts") else {"the folder _drafts"}
        if isinstance(published, Scalar) and published.value is False and not self.yes("unpublished"):
            known.add("published")
        return shown_anyway("Jekyll", path, table, frozenset(known))

    # When

    def zone(self, value: object) -> tzinfo:
        """Read what YAML takes for a moment as UTC, and every other text in the site's zone."""
        return UTC if isinstance(value, datetime) else super().zone(value)

    def dated_name(self, path: str, table: Table) -> str:
        """Return the date of the name."""
        del table
        document = self.site.walk.document(path)
        return document.day if document else ""

    # What

    def tags(self, table: Table) -> Words:
        """Take ``tag`` whole, else part ``tags`` at blanks, if it is a text."""
        return tags_of(table)

    def categories(self, path: str, table: Table) -> tuple[str, ...]:
        """Return the folders above ``_posts``, those of ``defaults:``, and the page's own."""
        said = self._said(path, table)
        known = tuple(Scalar(value=word, text=word) for word in said.categories) if said else ()
        if not {"categories", "category"} & table.entries.keys():
            known += tuple(Scalar(value=word, text=word) for word in fields.categories(table))
        return fields.categories(Table(folded={"categories": known}))

    def authors(self, table: Table) -> tuple[Author, ...]:
        """Return everyone who wrote, by name where a table of people has the key."""
        return tuple(self.site.people.get(author.name, author) for author in fields.authors(table))

    def stand_in_title(self, path: str, body: str) -> str:
        """Return the first heading, where the site has a plugin for that, else the name in title case."""
        heading = heading_of(body) if self.yes("titles_from_headings") else ""
        document = self.site.walk.document(path)
        return heading or (title_of(document.slug) if document else "")

    def templates_in(self, path: str, table: Table) -> Templates:
        """Know ``render_with_liquid: false``."""
        as_written = truth(table.get("renderwithliquid")) is False
        return Templates.NONE if as_written else super().templates_in(path, table)

    def excerpt_mark(self, table: Table) -> str:
        """Return ``excerpt_separator``, the page's or the site's."""
        return table.text("excerptseparator") or self.options.get("excerpt_separator", "")

    def variables(self, table: Table) -> Mapping[str, str]:
        """Return ``site.x`` of the configuration and ``page.x`` of the front matter."""
        page = table.entries.items()
        return {
            **{f"page.{key}": value.text for key, value in page if isinstance(value, Scalar)},
            **self.site.variables,
            **self._address_parts,
        }

    # Where

    def language(self, path: str) -> str:
        """Return the language that a folder is named by, or any part of the path (``language_from_path``)."""
        return self._language_part(path).replace("_", "-")

    def section(self, path: str) -> str:
        """Return the collection."""
        document = self.site.walk.document(path)
        return document.collection if document else ""

    def place(self, page: Page) -> Placement:
        """Return the address: ``permalink``, the page's or the collection's, with its tokens filled in."""
        said = self._said(page.path, page.table)
        if said is None:
            return NoPlace(code="no-date", what="Jekyll reads no article here", repair="move it into _posts")
        own = said.text("permalink")
        if "://" in own:
            return outside(self.rules, own, "permalink")
        pattern = own or template_of(dict(self.rules.permalinks), said.document.collection)
        path = filled(pattern, self._parts(said, page.date))
        if isinstance(path, UnknownToken):
            return NoPlace(
                code="permalink-token",
                what=f"the permalink token :{path.name} is unknown; Jekyll stops there",
                repair="use " + " ".join(f":{name}" for name in TOKENS),
                key="permalink" if own else "",
            )
        whole = self._prefix(said) + self._ended(path.path)
        address = addresses.on_site(self.rules.url, whole)
        if address is None:
            return outside(self.rules, whole, "permalink")
        return Placed(address=address, doubt=path.doubt)

    def _said(self, path: str, table: Table) -> Said | None:
        document = self.site.walk.document(path)
        if document is None:
            return None
        return Said(document=document, table=table, defaults=self.site.defaults(document))

    def _parts(self, said: Said, date: datetime) -> Parts:
        ending = PurePosixPath(said.document.path).suffix
        return Parts(
            date=date.astimezone(super().zone(None)),
            collection=said.document.collection,
            path=said.document.below_home,
            stem=said.document.stem,
            slug=said.text("slug") or said.document.slug,
            categories=said.categories,
            ending=".html" if ending.lower() in self.site.markdown else ending,
        )

    def _ended(self, path: str) -> str:
        slash = self.rules.trailing_slash
        return path if slash is None else with_slash(path, slash=slash)

    def _language_part(self, path: str) -> str:
        parts = re.split(r"[./]", path) if self.yes("language_from_path") else path.split("/")[:-1]
        return next((part for part in parts if part in self.site.languages), "")

    def _prefix(self, said: Said) -> str:
        """Return the folder of the page's language, where Polyglot makes one."""
        if not self.yes("polyglot"):
            return ""
        from_path = self._language_part(said.document.source_path) if self.yes("language_from_path") else ""
        language = said.text("lang") or from_path
        default = self.options.get("default_language") or "en"
        return f"/{language}" if language in self.site.languages and language != default else ""

    @cached_property
    def _address_parts(self) -> Mapping[str, str]:
        site = urlsplit(self.rules.url)
        return {
            "site.url": f"{site.scheme}://{site.netloc}",
            "site.baseurl": site.path,
            "site.title": self.rules.title,
        }
