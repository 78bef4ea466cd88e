"""Which keys of a page hold its dates, as ``[frontmatter]`` of Hugo's configuration says; pure.

Four settings, each a list parted by blanks: ``date_keys``, ``publish_keys``, ``updated_keys`` and
``expiry_keys``. Beside keys they may hold ``:default`` and ``:filename``; ``:git`` and ``:fileModTime``
are passed over, since what they give depends on the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from feedbot.content.metadata import values
from feedbot.content.metadata.values import Scalar, Table, fold, truth

NAME = ":filename"
DEFAULTS: Mapping[str, tuple[str, ...]] = {
    "date_keys": ("date", "publishdate", "lastmod"),
    "publish_keys": ("publishdate", "date"),
    "updated_keys": ("lastmod",),
    "expiry_keys": ("expirydate",),
}
ALIASES: Mapping[str, tuple[str, ...]] = {
    "publishdate": ("pubdate", "published"),
    "lastmod": ("modified",),
    "expirydate": ("unpublishdate",),
}
RESERVED = frozenset(
    {*ALIASES, *(alias for aliases in ALIASES.values() for alias in aliases), "date", "expires"}
)
DATED_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d)-(\d\d)-(\d\d))?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateKeys:
    """The lists of one site, the preferred first."""

    date: tuple[str, ...]
    publish: tuple[str, ...]
    updated: tuple[str, ...]
    expiry: tuple[str, ...]


def date_keys(options: Mapping[str, str]) -> DateKeys:
    """Read the settings."""
    date, publish, updated, expiry = (tuple(_expanded(name, options.get(name, ""))) for name in DEFAULTS)
    return DateKeys(date=date, publish=publish, updated=updated, expiry=expiry)


def settled(table: Table, name: str, keys: DateKeys) -> Table:
    """Put a page's dates under ``date``, ``publishdate``, ``lastmod`` and ``expirydate``.

    ``publishdate`` is there only where the page says more than its date. A name that gave a date
    gives its rest as slug, where the page has none.
    """
    dated = _Name.of(name)
    date = _first(table, dated, keys.date) or _impossible(dated, keys.date)
    found = {
        "date": date,
        "publishdate": _first(table, dated, tuple(key for key in keys.publish if key != "date"))
        or _put_off(table, date, keys.publish),
        "lastmod": _first(table, dated, tuple(key for key in keys.updated if key not in keys.publish)),
        "expirydate": _first(table, dated, keys.expiry),
    }
    rest = {
        key: value
        for key, value in table.entries.items()
        if fold(key) not in RESERVED or (fold(key) == "published" and truth(value) is not None)
    }
    if dated and dated.slug and "slug" not in table.folded and _names_date(table, dated, keys):
        rest["slug"] = Scalar(value=dated.slug, text=dated.slug)
    entries = (*rest.items(), *((key, value) for key, value in found.items() if value is not None))
    return values.table(((key, value, None) for key, value in entries), table.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A file's name that begins with a day."""

    moment: str
    slug: str

    @classmethod
    def of(cls, name: str) -> _Name | None:
        found = DATED_NAME.fullmatch(name)
        if found is None:
            return None
        day, hour, minute, second, rest = found.groups()
        moment = f"{day}T{hour}:{minute}:{second}" if hour else day
        return cls(moment=moment, slug=rest.strip(" -_"))

    @property
    def is_real(self) -> bool:
        try:
            datetime.fromisoformat(self.moment)
        except ValueError:
            return False
        return True


def _expanded(name: str, written: str) -> Iterator[str]:
    for key in written.lower().split() or (":default",):
        for each in DEFAULTS[name] if key == ":default" else (key,):
            yield each if each.startswith(":") else fold(each)
            yield from ALIASES.get(each, ())


def _first(table: Table, dated: _Name | None, keys: tuple[str, ...]) -> Scalar | None:
    for key in keys:
        if key == NAME:
            if dated and dated.is_real:
                return Scalar(value=dated.moment, text=dated.moment)
        elif not key.startswith(":"):
            found = table.scalar(key)
            if found is not None and not (key == "published" and truth(found) is not None):
                return found
    return None


def _impossible(dated: _Name | None, keys: tuple[str, ...]) -> Scalar | None:
    """Return a day that cannot be, so that it is told and not lost."""
    return Scalar(value=dated.moment, text=dated.moment) if dated and NAME in keys else None


def _put_off(table: Table, date: Scalar | None, keys: tuple[str, ...]) -> Scalar | None:
    """Return a ``date`` that holds a page back beyond the day that its name gave it."""
    own = table.scalar("date") if "date" in keys else None
    return own if own and date and own is not date and own.text[:10] > date.text[:10] else None


def _names_date(table: Table, dated: _Name, keys: DateKeys) -> bool:
    """Say whether one of the four dates is the name's."""
    return any(
        found is not None and found.line is None and found.text == dated.moment
        for found in (
            _first(table, dated, each[: each.index(NAME) + 1])
            for each in (keys.date, keys.publish, keys.updated, keys.expiry)
            if NAME in each
        )
    )
