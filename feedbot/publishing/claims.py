"""Which entry of a live feed is which article? Pure; what is not certain is told, and nothing taken for it.

The rules, the surest first; a later one looks only at what the earlier ones left open:

1. an address of the entry is the article's: http or https, www or not, with or without the final slash,
   ``index.html``, a default port, a fragment or ``utm_`` marks, however it is escaped
2. the entry's id is the article's uid already, or the id in its front matter
3. its id is an address, and the article's
4. the path of one of these is the article's, whatever the host, the query and an ending ``.html``
5. the same title, typography apart, less than a day apart

An entry that fits two articles, or two entries that fit one, are in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from enum import StrEnum
from typing import TypeAlias

from feedbot.content.article import Article
from feedbot.feeds.live_entry import LiveEntry
from feedbot.publishing.likeness import joined, letters, path_of, place

DAY = timedelta(days=1)
MOST_NAMED = 3


class By(StrEnum):
    """What an entry and an article have in common."""

    ADDRESS = "address"
    ID = "id"
    ID_AS_ADDRESS = "id as address"
    PATH = "path"
    TITLE = "title and day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An entry that is an article for certain."""

    entry: LiveEntry
    article: Article
    by: By


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An entry of which nothing is taken, and why, in words for a person."""

    entry: LiveEntry
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What became of each entry."""

    sure: tuple[Claim, ...]
    doubtful: tuple[Doubt, ...]
    strangers: tuple[LiveEntry, ...]  # that fit no article


Keys: TypeAlias = Iterable[Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """Keys of which an entry and an article must share one, and what else must hold."""

    by: By
    of_entry: Callable[[LiveEntry], Keys]
    of_article: Callable[[Article], Keys]
    fits: Callable[[LiveEntry, Article], bool] = lambda _entry, _article: True


def claims(
    entries: Sequence[LiveEntry], articles: Sequence[Article], *, site_url: str, uids: Mapping[str, str]
) -> Claims:
    """Say which entry is which article; ``uids`` has the uid of each known article by its path."""
    matching = _Matching(articles={article.path: article for article in articles})
    matching.open_entries(entries)
    for rule in _rules(f"{site_url}/", uids):
        matching.apply(rule)
    return Claims(
        sure=tuple(matching.sure), doubtful=tuple(matching.doubtful), strangers=tuple(matching.entries)
    )


@dataclass(slots=True, kw_only=True)
class _Matching:
    """What is still open, and what has been found so far."""

    articles: dict[str, Article]
    entries: list[LiveEntry] = field(default_factory=list)
    sure: list[Claim] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)

    def open_entries(self, entries: Sequence[LiveEntry]) -> None:
        """Take an entry that is there twice as one, and doubt an id that different entries have."""
        with_id: dict[str, dict[tuple[str, ...], LiveEntry]] = defaultdict(dict)
        for entry in entries:
            with_id[entry.id].setdefault(entry.addresses[:1], entry)
        for same in with_id.values():
            if len(same) == 1:
                self.entries += same.values()
            else:
                why = f"{len(same)} entries have this id"
                self.doubtful += [Doubt(entry=entry, why=why) for entry in same.values()]

    def apply(self, rule: _Rule) -> None:
        """Find what one rule makes certain or doubtful, and close it."""
        having: dict[Hashable, dict[str, Article]] = defaultdict(dict)
        for article in self.articles.values():
            for key in rule.of_article(article):
                having[key][article.path] = article
        claimed: dict[str, list[LiveEntry]] = defaultdict(list)
        still_open = []
        for entry in self.entries:
            found = {
                path: article
                for key in rule.of_entry(entry)
                for path, article in having.get(key, {}).items()
                if rule.fits(entry, article)
            }
            if len(found) == 1:
                claimed[next(iter(found))].append(entry)
            elif found:
                self.doubtful.append(Doubt(entry=entry, why=f"it fits {_named(found)} ({rule.by})"))
            else:
                still_open.append(entry)
        self.entries = still_open
        self._close(claimed, rule.by)

    def _close(self, claimed: Mapping[str, list[LiveEntry]], by: By) -> None:
        for path, entries in claimed.items():
            article = self.articles.pop(path)
            if len(entries) == 1:
                self.sure.append(Claim(entry=entries[0], article=article, by=by))
            else:
                why = f"{len(entries)} entries fit {path} ({by})"
                self.doubtful += [Doubt(entry=entry, why=why) for entry in entries]


def _rules(base: str, uids: Mapping[str, str]) -> tuple[_Rule, ...]:
    def addresses(entry: LiveEntry) -> Iterator[str]:
        for address in entry.addresses:
            with_base = joined(base, address)
            if with_base:
                yield with_base

    def places(entry: LiveEntry) -> Keys:
        return filter(None, map(place, addresses(entry)))

    def paths(entry: LiveEntry) -> Keys:
        return filter(None, map(path_of, (*addresses(entry), entry.id)))

    return (
        _Rule(by=By.ADDRESS, of_entry=places, of_article=lambda article: (place(article.address),)),
        _Rule(
            by=By.ID,
            of_entry=lambda entry: (entry.id,),
            of_article=lambda article: filter(None, (uids.get(article.path), article.own_id)),
        ),
        _Rule(
            by=By.ID_AS_ADDRESS,
            of_entry=lambda entry: filter(None, (place(entry.id),)),
            of_article=lambda article: (place(article.address),),
        ),
        _Rule(by=By.PATH, of_entry=paths, of_article=lambda article: (path_of(article.address),)),
        _Rule(by=By.TITLE, of_entry=_titles_around, of_article=_titles, fits=_within_a_day),
    )


def _titles(article: Article) -> Keys:
    return ((letters(article.title), article.published.astimezone(UTC).date()),)


def _titles_around(entry: LiveEntry) -> Keys:
    moment = entry.published or entry.updated
    title = letters(entry.title)
    if moment is None or not title:
        return ()
    day = moment.at.astimezone(UTC).date()
    return ((title, near) for near in (day - DAY, day, day + DAY))


def _within_a_day(entry: LiveEntry, article: Article) -> bool:
    moment = entry.published or entry.updated
    return moment is not None and abs(moment.at - article.published) < DAY


def _named(found: Mapping[str, Article]) -> str:
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return ", ".join(list(found)[:MOST_NAMED]) + more
