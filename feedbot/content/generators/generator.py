"""The contract of a generator: what a file's path and keys mean to the program that builds the site.

``Generator`` is the contract and what most generators agree on; each has a file of its own that says
where it differs, and ``registry`` lists them all. Keys are given folded (see ``values.fold``).

Pure: paths, tables and rules in, values out. A generator touches no file and reads no clock.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeAlias
from zoneinfo import ZoneInfo

from feedbot.content import fields
from feedbot.content.article import Author
from feedbot.content.metadata.fences import Style
from feedbot.content.metadata.values import Table
from feedbot.content.problem import Problem
from feedbot.content.site import SiteRules
from feedbot.content.text.templates import Templates, templates_of

if TYPE_CHECKING:
    from feedbot.content.metadata.front_matter import FrontMatter

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What of one folder may be articles, what says something of other files, and which folders to enter."""

    names: tuple[str, ...]
    data: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()  # pages in a format that feedbot cannot read; told once for the whole site


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file that is to get an address."""

    path: str  # below the content folder, with "/"
    table: Table
    title: str  # plain text; "" where there is none
    date: datetime  # of publication, in the offset that it was written in


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A page's address; ``doubt`` says why the generator might choose another one, "" where it cannot."""

    address: str  # absolute, ASCII
    doubt: str = ""
    repair: str = "give the page a slug of its own"  # which takes the doubt away


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPlace:
    """Why a page gets no address."""

    code: str
    what: str
    repair: str
    key: str = ""  # the front-matter key that is to blame, folded


Placement: TypeAlias = Placed | NoPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Tags as feedbot takes them; ``odd`` says what the generator itself makes of them, "" where the same."""

    words: tuple[str, ...]
    odd: str = ""


class Generator(ABC):
    """One generator, for one site."""

    extensions: frozenset[str] = MARKDOWN  # lower-case endings of what may be an article
    published_keys: ClassVar[tuple[str, ...]] = ("date",)  # the preferred first
    updated_keys: ClassVar[tuple[str, ...]] = ("lastmod", "modified", "updated", "lastmodifiedat")
    templates: ClassVar[Templates] = Templates.NONE  # what usually runs over bodies
    naive_is_odd: ClassVar[bool] = False  # a time without an offset means what few authors expect
    shows_future: bool = False  # the generator builds a page before its date
    default_content: ClassVar[str] = "content"  # folder below the site's, where nothing says another
    default_output: ClassVar[str] = "public"
    static_folders: ClassVar[tuple[str, ...]] = ("static",)  # whose files the site serves as they are
    renames_images: ClassVar[bool] = (
        False  # an image beside its article gets an address that only a build knows
    )

    def __init__(self, rules: SiteRules) -> None:
        """Know the site."""
        self.rules = rules

    @cached_property
    def options(self) -> Mapping[str, str]:
        """Return the generator's own settings."""
        return dict(self.rules.options)

    @cached_property
    def data(self) -> Mapping[str, str]:
        """Return what files of the content folder say of others, by path, as JSON (see ``digest``)."""
        return dict(self.rules.data)

    def yes(self, option: str) -> bool:
        """Say whether a switch is on."""
        return self.options.get(option, "").lower() == "true"

    # Which files are articles

    def pick(self, folder: str, names: Sequence[str], folders: Sequence[str]) -> Picked:
        """Choose from what lies in a folder, "" for the content folder itself; ``names`` is every file.

        Files whose ending is none of ``extensions`` are never articles, whatever is said here.
        """
        del folder
        return Picked(names=tuple(name for name in names if not name.startswith("_")), folders=tuple(folders))

    def folders_of(self, section: str) -> tuple[str, ...]:
        """Return the folders below the content folder that a configured section stands for."""
        return (section,)

    def data_folders(self) -> tuple[str, ...]:
        """Return folders whose data files count even where no configured section holds them."""
        return ()

    def digest(self, path: str, source: bytes) -> str:
        """Return what a data file says of other files, as JSON with sorted keys; "" for nothing."""
        del path, source
        return ""

    def style(self, path: str) -> Style:
        """Return how the file's metadata are written."""
        del path
        return Style.FENCED

    def is_article_without_front_matter(self, path: str) -> bool:
        """Say whether a file needs no front matter."""
        del path
        return False

    def unseen(self, front: FrontMatter) -> str:
        """Say why the generator itself sees no front matter where feedbot reads some; "" where it sees it."""
        del front
        return ""

    def defaults(self, path: str) -> Table:
        """Return the front matter that the site gives a file which does not say otherwise."""
        del path
        return Table()

    def meant(self, path: str, table: Table) -> Table:
        """Return the front matter under the names that feedbot knows, where the generator has others."""
        del path
        return table

    def refusal(self, path: str, table: Table) -> Problem | None:
        """Say why a file is no article in spite of its front matter; None where it may be one."""
        del path, table
        return None

    def withheld(self, path: str, table: Table) -> str:
        """Say which key of the generator's own keeps a page out of lists; "" where none does."""
        del path, table
        return ""

    def quirk(self, path: str, table: Table) -> str:
        """Say where the generator would show a page that feedbot withholds; "" where it agrees."""
        del path, table
        return ""

    # When

    def zone(self, value: object) -> tzinfo:
        """Return the zone of a date without an offset, from what the syntax made of it; None for a name's."""
        del value
        return ZoneInfo(self.rules.zone)

    def dated_name(self, path: str, table: Table) -> str:
        """Return the text that may begin with the date where no key has it; "" where no text counts."""
        del path, table
        return ""

    # What

    def tags(self, table: Table) -> Words:
        """Return the tags, each as it was written; a text is one tag."""
        return Words(words=fields.tags(table, lambda text: (text,)))

    def categories(self, path: str, table: Table) -> tuple[str, ...]:
        """Return the categories as written."""
        del path
        return fields.categories(table)

    def authors(self, table: Table) -> tuple[Author, ...]:
        """Return everyone who wrote."""
        return fields.authors(table)

    def title_in_body(self, body: str) -> str:
        """Return the title that stands in the text, where the front matter need not have one; "" for none."""
        del body
        return ""

    def without_title(self, body: str) -> str:
        """Return the text without a title that the generator shows apart from it; as many lines as before."""
        return body

    def stand_in_title(self, path: str, body: str) -> str:
        """Return the title that the generator gives a page without one; "" where it gives none."""
        del path, body
        return ""

    def templates_in(self, path: str, table: Table) -> Templates:
        """Return what runs over the body of one file."""
        del table
        return templates_of(path, self.templates)

    def excerpt_mark(self, table: Table) -> str:
        """Return the site's own mark behind the summary; "" where it has none."""
        del table
        return ""

    def variables(self, table: Table) -> Mapping[str, str]:
        """Return the names that templates in bodies may show, as ``site.url``, with their values."""
        del table
        return {"site.url": self.rules.url, "site.title": self.rules.title}

    # Where

    def language(self, path: str) -> str:
        """Return the language that a path stands for; "" for the site's."""
        del path
        return ""

    def section(self, path: str) -> str:
        """Return the section that a path belongs to; "" for none."""
        return path.partition("/")[0] if "/" in path else ""

    @abstractmethod
    def place(self, page: Page) -> Placement:
        """Return the page's address."""
