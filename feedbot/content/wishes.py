"""What an article asks of its announcements: the front-matter key ``announce`` becomes a Wish.

A wish that cannot be understood holds the article: an announcement cannot be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from feedbot.content.article import AccountWish, Wish
from feedbot.content.dates import DateFault, read_date
from feedbot.content.metadata.values import Scalar, Table, Value, fold, is_empty, line_of, truth
from feedbot.content.problem import Problem, held

KEYS = ("announce", "text", "hashtags", "at", "warning", "accounts")
SHOWN = 60  # characters of what was read
ACCOUNT_KEYS = ("announce", "text", "hashtags", "warning")


class NotUnderstoodError(Exception):
    """One value has the wrong shape; never leaves this module."""

    def __init__(self, key: str, value: Value | None, repair: str) -> None:
        super().__init__(key)
        self.key, self.line, self.repair = key, line_of(value), repair
        self.read = _shown(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The keys that a whole wish and an account's share."""

    announce: bool
    text: str | None
    text_line: int | None
    hashtags: tuple[str, ...] | None
    warning: str | None


def read_wish(value: Value | None, path: str, zone: tzinfo) -> Wish | Problem:
    """Read ``announce``: true, false, or a table of text, hashtags, at, warning and accounts."""
    try:
        return _wish(value, zone)
    except NotUnderstoodError as error:
        return held(
            "announce-shape",
            path,
            line=error.line,
            what=f"{error.key}: {error.read} is not understood, so nothing is announced",
            repair=error.repair,
        )


def _shown(value: Value | None) -> str:
    match value:
        case Scalar():
            return f'"{value.text[:SHOWN]}"'
        case tuple():
            return "a list"
        case _:
            return "a table"


def _wish(value: Value | None, zone: tzinfo) -> Wish:
    if value is None or is_empty(value):
        return Wish()
    if not isinstance(value, Table):
        return Wish(announce=_yes_or_no("announce", value))
    asked = _asked("announce", value, KEYS)
    accounts = _present(value, "accounts")
    if accounts is not None and not isinstance(accounts, Table):
        raise NotUnderstoodError(
            "announce.accounts", accounts, "write the name of an account, a colon and false"
        )
    return Wish(
        announce=asked.announce,
        text=asked.text,
        text_line=asked.text_line,
        hashtags=asked.hashtags,
        at=_instant("announce.at", _present(value, "at"), zone),
        warning=asked.warning,
        accounts=tuple(_account(name, item) for name, item in accounts.entries.items()) if accounts else (),
    )


def _account(name: str, value: Value) -> AccountWish:
    where = f"announce.accounts.{name}"
    if not isinstance(value, Table):
        return AccountWish(account=name, announce=_yes_or_no(where, value))
    asked = _asked(where, value, ACCOUNT_KEYS)
    return AccountWish(
        account=name,
        announce=asked.announce,
        text=asked.text,
        text_line=asked.text_line,
        hashtags=asked.hashtags,
        warning=asked.warning,
    )


def _asked(where: str, table: Table, known: tuple[str, ...]) -> Asked:
    for key, value in table.entries.items():
        if fold(key) not in known:
            raise NotUnderstoodError(f"{where}.{key}", value, "write one of " + ", ".join(known))
    announce = _present(table, "announce")
    return Asked(
        announce=True if announce is None else _yes_or_no(f"{where}.announce", announce),
        text=_text(f"{where}.text", _present(table, "text")),
        text_line=line_of(table.folded.get("text")),
        hashtags=_hashtags(f"{where}.hashtags", table.folded.get("hashtags")),
        warning=_text(f"{where}.warning", _present(table, "warning")),
    )


def _present(table: Table, key: str) -> Value | None:
    value = table.folded.get(key)
    return None if value is None or (isinstance(value, Scalar) and value.value is None) else value


def _yes_or_no(where: str, value: Value) -> bool:
    answer = truth(value)
    if answer is None or isinstance(value, tuple):
        raise NotUnderstoodError(where, value, f"write {where.rpartition('.')[2]}: true or false")
    return answer


def _text(where: str, value: Value | None) -> str | None:
    if value is None:
        return None
    if not isinstance(value, Scalar):
        raise NotUnderstoodError(where, value, "write one text, in quotes")
    return value.text.strip()


def _hashtags(where: str, value: Value | None) -> tuple[str, ...] | None:
    """Read a list of words, or one text parted by commas or blanks; an empty list asks for no hashtags."""
    if value is None or (isinstance(value, Scalar) and value.value is None):
        return None
    if isinstance(value, Scalar):
        words = value.text.split(",") if "," in value.text else value.text.split()
        return tuple(word.strip() for word in words if word.strip())
    if isinstance(value, tuple) and all(isinstance(item, Scalar) for item in value):
        return tuple(item.text.strip() for item in value if isinstance(item, Scalar) and item.text.strip())
    raise NotUnderstoodError(where, value, "write a list: [FirstTag, SecondTag]")


def _instant(where: str, value: Value | None, zone: tzinfo) -> datetime | None:
    if value is None:
        return None
    found = read_date(value.text, zone) if isinstance(value, Scalar) else None
    if found is None or isinstance(found, DateFault) or found.rest:
        raise NotUnderstoodError(where, value, "write a date such as 2026-01-31T09:00:00+01:00")
    return found.at
