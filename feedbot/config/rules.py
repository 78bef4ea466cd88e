"""What ``only`` and ``exclude`` say of a feed: the sections, categories, tags, ... that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, TypeAlias

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from feedbot.config.scalars import words, wrong
from feedbot.config.suggestions import did_you_mean
from feedbot.feeds.rule import Choice, Quality

Rows: TypeAlias = tuple[tuple[Choice, ...], ...]
Loc: TypeAlias = tuple[str | int, ...]  # below the value

LISTS: Final[Mapping[str, Quality]] = {
    "sections": Quality.SECTION,
    "categories": Quality.CATEGORY,
    "tags": Quality.TAG,
    "authors": Quality.AUTHOR,
    "languages": Quality.LANGUAGE,
}
_EXAMPLE: Final = 'write for example { tags = ["rust"] }'


def rows(value: object) -> Rows:
    """Read a table of choices, or a list of such tables."""
    if isinstance(value, list):
        return tuple(_row(table, (place,)) for place, table in enumerate(value))
    return (_row(value, ()),)


def _row(table: object, at: Loc) -> tuple[Choice, ...]:
    if not isinstance(table, dict):
        raise wrong(f"this must be a table, not {words(table)}", _EXAMPLE, below=at)
    if not table:
        raise wrong("this table chooses nothing", _EXAMPLE, below=at)
    return tuple(_choice(key, value, at) for key, value in table.items())


def _choice(key: str, value: object, at: Loc) -> Choice:
    if key not in LISTS:
        repair = did_you_mean(key, tuple(LISTS)) or f"known here: {', '.join(LISTS)}"
        raise wrong(f"{words(key)} is nothing to choose by", repair, below=(*at, key), at_key=True)
    if value == []:
        raise _no_value(value, key, (*at, key))
    if not isinstance(value, list):
        return Choice(quality=LISTS[key], any_of=(_together(value, key, (*at, key)),))
    found = (_together(one, key, (*at, key, place)) for place, one in enumerate(value))
    return Choice(quality=LISTS[key], any_of=tuple(found))


def _together(value: object, key: str, at: Loc) -> tuple[str, ...]:
    """Read one value, or a list of those that an article must have together."""
    several = tuple(value) if isinstance(value, list) else (value,)
    around = " /" if key == "sections" else " "  # a section is a path
    named = tuple(one.strip().strip(around) for one in several if isinstance(one, str))
    if len(named) != len(several) or not all(named) or not named:
        raise _no_value(value, key, at)
    return named


def _no_value(value: object, key: str, at: Loc) -> PydanticCustomError:
    shown = "an empty list" if value == [] else words(value)
    repair = f'write {key} = ["one", "two"] for any of them, [["one", "two"]] for all of them together'
    return wrong(f"{shown} is no value of {key}", repair, below=at)


Chosen = Annotated[Rows, PlainValidator(rows)]
