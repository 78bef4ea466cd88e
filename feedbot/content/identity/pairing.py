"""The rules of identity, one after the other: which row of the ledger is which article; pure.

``identity`` says what the rules are; here each is a key that a row and an article must have in common.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from hashlib import sha256
from types import MappingProxyType
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from feedbot.content.addresses import same_page, same_place
from feedbot.content.article import Article
from feedbot.content.identity.known import Known

Value = TypeVar("Value")
Key: TypeAlias = tuple[object, ...]

EMPTY_BODY = sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """What is known of the content folder beside the articles that are out; paths are below it."""

    before: Mapping[str, Article | None] = field(default_factory=lambda: MappingProxyType({}))
    # every file as it was last read; None: no article
    present: Collection[str] = ()  # every file that is there
    unread: Collection[str] = ()  # those that are there and cannot be read as articles just now
    unedited: Collection[str] = ()  # those of the same bytes as before, which other rules read differently
    zone: str = "UTC"  # the site's


def pair(known: Sequence[Known], articles: Sequence[Article], folder: Folder) -> dict[str, Known]:
    """Return the row of each article that has one, by path; each article and each row is used once."""
    matches: dict[str, Known] = {}
    taken: set[str] = set()
    for rule in _rules(known, articles, folder):
        open_rows = _grouped((rule.of_row(row), row) for row in known if row.uid not in taken)
        if not open_rows:
            continue
        open_articles = _grouped(
            (key, article)
            for article in articles
            if article.path not in matches
            for key in (rule.of_article(article),)
            if key in open_rows
        )
        for key, ever in open_rows.items():
            rows = [row for row in ever if row.gone is None] or ever  # who was out until now goes first
            candidates = [article for article in open_articles.get(key, ()) if _may_be(rows[0], article)]
            if len(rows) == 1 and len(candidates) == 1:
                matches[candidates[0].path] = rows[0]
                taken.add(rows[0].uid)
    return matches


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """Two keys that must be equal, and each the only one of its kind; None matches nothing."""

    of_row: Callable[[Known], Key | None]
    of_article: Callable[[Article], Key | None]


def _rules(known: Sequence[Known], articles: Sequence[Article], folder: Folder) -> Iterator[_Rule]:
    now_at = {article.path: article.body_hash for article in articles}
    present = {*folder.present, *now_at}
    bodies = {row.body_hash for row in known} - {EMPTY_BODY, ""}

    def if_gone(key: Callable[[Known], Key | None]) -> Callable[[Known], Key | None]:
        return lambda row: key(row) if row.path and row.path not in present else None

    def if_displaced(row: Known) -> Key | None:
        at_its_path = now_at.get(row.path)
        ousted = at_its_path != row.body_hash and at_its_path in bodies
        return _body(row) if ousted or row.path not in present else None

    def unless_unread(key: Callable[[Known], Key | None]) -> Callable[[Known], Key | None]:
        return lambda row: None if row.path in folder.unread else key(row)

    def if_appeared(key: Callable[[Article], Key | None]) -> Callable[[Article], Key | None]:
        return lambda article: None if article.path in folder.before else key(article)

    def as_last_read(key: Callable[[Article], Key | None]) -> Callable[[Known], Key | None]:
        def of_row(row: Known) -> Key | None:
            last = folder.before.get(row.path)
            return None if last is None else key(last)

        return if_gone(of_row)

    zone = ZoneInfo(folder.zone)
    on_its_day = _titled(zone)
    at_its_moment = _timed(zone)
    yield _Rule(of_row=_own_id, of_article=_own_id)
    yield _Rule(of_row=_path_and_body, of_article=_path_and_body)
    yield _Rule(of_row=if_displaced, of_article=_body)
    yield _Rule(of_row=_path, of_article=_path)
    yield _Rule(of_row=if_gone(_folded_path), of_article=_folded_path)
    yield _Rule(of_row=unless_unread(_body), of_article=_body)
    yield _Rule(of_row=unless_unread(_address), of_article=_address)
    yield _Rule(of_row=lambda row: None if row.path else _page(row), of_article=_page)
    yield _Rule(of_row=as_last_read(on_its_day), of_article=if_appeared(on_its_day))
    yield _Rule(of_row=as_last_read(at_its_moment), of_article=if_appeared(at_its_moment))


def _own_id(one: Known | Article) -> Key | None:
    return (one.own_id,) if one.own_id else None


def _path_and_body(one: Known | Article) -> Key | None:
    return one.path, one.body_hash


def _path(one: Known | Article) -> Key | None:
    return (one.path,) if one.path else None


def _folded_path(one: Known | Article) -> Key | None:
    return (unicodedata.normalize("NFC", unicodedata.normalize("NFC", one.path).casefold()),)


def _body(one: Known | Article) -> Key | None:
    return None if one.body_hash in {EMPTY_BODY, ""} else (one.body_hash,)


def _address(one: Known | Article) -> Key | None:
    return (same_place(one.address),)


def _page(one: Known | Article) -> Key | None:
    return (same_page(one.address),)


def _titled(zone: ZoneInfo) -> Callable[[Article], Key | None]:
    def key(article: Article) -> Key | None:
        return " ".join(article.title.casefold().split()), article.published.astimezone(zone).date()

    return key


def _timed(zone: ZoneInfo) -> Callable[[Article], Key | None]:
    """Midnight, here or in UTC, is what a date without a time becomes: it says nothing."""

    def key(article: Article) -> Key | None:
        moment: datetime = article.published
        is_day = time(0) in {moment.astimezone(zone).time(), moment.astimezone(UTC).time()}
        return None if is_day else (moment,)

    return key


def _may_be(row: Known, article: Article) -> bool:
    """Two different front-matter ids are two articles, whatever else is equal."""
    return not (row.own_id and article.own_id) or row.own_id == article.own_id


def _grouped(pairs: Iterable[tuple[Key | None, Value]]) -> dict[Key, list[Value]]:
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            groups[key].append(value)
    return groups
