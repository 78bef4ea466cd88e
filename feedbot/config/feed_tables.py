"""The tables of feeds as a whole: what each has where it says nothing, and what is wrong between them.

Knows nothing of lines, as ``checking``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from feedbot.config.feed_kinds import braces_fault
from feedbot.config.mistakes import Finding
from feedbot.config.places import Loc
from feedbot.config.scalars import words
from feedbot.config.settings import FeedSettings
from feedbot.feeds.naming import qualities, same_file

INHERITED: Final = (
    "limit", "most_bytes", "content", "icon", "logo", "rights", "hubs", "comments", "footer", "compress",
    "stylesheet", "tombstones",
)  # fmt: skip
_FILES: Final = {"rss": "", "atom": "", "json_": ""}
_LATER_DEFAULTS: Final = {**_FILES, "archives": 0, "opml": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A file that a table wants to write; ``what`` it is to a person, such as "a feed"."""

    table: int
    key: str
    file: str
    what: str


def completed(tables: Sequence[FeedSettings | None]) -> tuple[FeedSettings | None, ...]:
    """Give each table what it leaves out; None stands for a table that has mistakes."""
    first = next(iter(tables), None) or FeedSettings.model_construct()
    return tuple(
        table and (_first(table) if place == 0 else _later(table, first))
        for place, table in enumerate(tables)
    )


def claims(tables: Sequence[FeedSettings | None]) -> Iterator[Claim]:
    """Name every file of the tables, the feeds before what is served beside them."""
    there = [(place, table) for place, table in enumerate(tables) if table is not None]
    for place, table in there:
        for key, file in table.files.items():
            yield Claim(table=place, key=key, file=file, what="a feed")
    for place, table in there:
        if table.opml:
            yield Claim(table=place, key="opml", file=table.opml, what="the list of feeds")
    sheets = {table.stylesheet: place for place, table in reversed(there) if table.stylesheet}
    for file, place in sheets.items():  # one may be that of several tables
        yield Claim(table=place, key="stylesheet", file=file, what="the stylesheet")


def faults(tables: Sequence[FeedSettings | None], *, several: bool) -> Iterator[Finding]:
    """Find what is wrong with the tables beside each other; ``several`` where they are an array."""
    for place, table in enumerate(tables):
        if table is not None:
            loc: Loc = ("feeds", place) if several else ("feeds",)
            if place:
                yield from _later_faults(table, loc)
            yield from _places_of_files(table, loc)
            yield from _places_of_words(table, loc)
    yield from _shared_files(tables, several=several)


def _first(table: FeedSettings) -> FeedSettings:
    """Leave out the files that have no name where the others are a family's: one file is none."""
    return _with(table, _FILES) if qualities(*table.files.values()) else table


def _later(table: FeedSettings, first: FeedSettings) -> FeedSettings:
    return _with(table, {**_LATER_DEFAULTS, **{key: getattr(first, key) for key in INHERITED}})


def _with(table: FeedSettings, defaults: Mapping[str, Any]) -> FeedSettings:
    """Give a table the defaults of what it does not say itself."""
    own = table.model_fields_set
    more = {key: value for key, value in defaults.items() if key not in own}
    return FeedSettings.model_construct(_fields_set={*own}, **{**dict(table), **more})


def _later_faults(table: FeedSettings, loc: Loc) -> Iterator[Finding]:
    if "opml" in table.model_fields_set:
        repair = "move opml there; the one list names the feeds of all tables"
        yield Finding(loc=(*loc, "opml"), what="opml belongs to the first table", repair=repair)
    if not table.files:
        yield Finding(loc=loc, what="this table names no file", repair='add for example atom = "news.xml"')


def _places_of_files(table: FeedSettings, loc: Loc) -> Iterator[Finding]:
    names = tuple(table.files.items())
    for key, file in names[1:]:
        other = names[0][1]
        if set(qualities(file)) != set(qualities(other)):
            what = f"{words(file)} has not the placeholders of {words(other)}"
            repair = f"put the same ones into both, or write {key} = false"
            yield Finding(loc=(*loc, key), what=what, repair=repair, at_key=False)


def _places_of_words(table: FeedSettings, loc: Loc) -> Iterator[Finding]:
    known = qualities(*table.files.values())
    for key, written in (("title", table.title), ("description", table.description), ("home", table.home)):
        strange = next((place for place in qualities(written) if place not in known), None)
        fault = braces_fault(written) if known else None
        if strange is not None and table.files:
            fault = (
                f"{{{strange}}} stands in no file name of this table",
                f'take it out, or put it into the file names, as in "{{{strange}}}.xml"',
            )
        if fault is not None:
            yield Finding(loc=(*loc, key), what=fault[0], repair=fault[1], at_key=False)


def _shared_files(tables: Sequence[FeedSettings | None], *, several: bool) -> Iterator[Finding]:
    taken: dict[str, Claim] = {}
    for claim in claims(tables):
        other = taken.setdefault(same_file(claim.file), claim)
        if other is not claim:
            loc: Loc = ("feeds", claim.table) if several else ("feeds",)
            what = f"{words(claim.file)} is {_named(other, claim)} already"
            repair = "give each feed a file of its own"
            yield Finding(loc=(*loc, claim.key), what=what, repair=repair, at_key=False)


def _named(claim: Claim, beside: Claim) -> str:
    what = f"the {claim.key} feed" if claim.what == "a feed" else claim.what
    return what if claim.table == beside.table else f"{what} of table {claim.table + 1}"
