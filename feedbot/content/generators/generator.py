"""The contract of a generator: what a file's path and keys mean to the program that builds the site.

Pure: paths, tables and rules in, values out. A generator touches no file and reads no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Protocol, TypeAlias

from feedbot.content.site import SiteRules
from feedbot.content.values import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Which files of one folder may be articles, and whether folders below it are looked into."""

    names: tuple[str, ...]
    below: bool = True


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPlace:
    """Why a page gets no address."""

    code: str
    what: str
    repair: str
    key: str = ""  # the front-matter key that is to blame, folded


Placement: TypeAlias = Placed | NoPlace


class Generator(Protocol):
    """One generator; ``registry`` lists them all. Keys are given folded (see ``values.fold``)."""

    @property
    def extensions(self) -> frozenset[str]:
        """Lower-case file name endings that may be articles."""

    @property
    def published_keys(self) -> tuple[str, ...]:
        """Keys of the date of publication, the preferred first."""

    @property
    def updated_keys(self) -> tuple[str, ...]:
        """Keys of the date of the last change, the preferred first."""

    def pick(self, folder: str, names: Sequence[str], rules: SiteRules) -> Picked:
        """Say which of a folder's files may be articles; ``folder`` is "" for the content folder itself."""

    def zone(self, value: object, rules: SiteRules) -> tzinfo:
        """Return the zone of a date without an offset, from what the syntax made of it."""

    def date_name(self, path: str, rules: SiteRules) -> str:
        """Return the name that may begin with the date of publication; "" where names do not count."""

    def withheld(self, table: Table) -> str:
        """Say which key of the generator's own keeps a page out of lists; "" where none does."""

    def quirk(self, table: Table) -> str:
        """Say where the generator would show a page that feedbot withholds; "" where it agrees."""

    def split_tags(self, text: str) -> tuple[str, ...]:
        """Part tags that are written as one text."""

    def language(self, path: str, rules: SiteRules) -> str:
        """Return the language that a path stands for; "" for the site's."""

    def section(self, path: str, rules: SiteRules) -> str:
        """Return the section that a path belongs to; "" for none."""

    def place(self, page: Page, rules: SiteRules) -> Placement:
        """Return the page's address."""
