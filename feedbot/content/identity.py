"""Who is this article? Compare what the ledger knows with what is out now; pure, and never re-mints a uid.

A uid is minted once, when an article is first seen published.
After that only these rules speak, in this order:
the same front-matter id; the same path with the same body;
the same body where the old path is gone (a rename);
the same path (an edit);
the same body, its old path taken by another article (a chain of renames); the same address.
Each match must be the only one possible, and an empty body matches nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from typing import TypeVar
from urllib.parse import quote, urlsplit

from feedbot.content.article import Article
from feedbot.content.problem import Problem, Severity

Value = TypeVar("Value")

EMPTY_BODY = sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger remembers of one article that was once published; ``uid`` is never derived again."""

    uid: str
    path: str
    address: str
    own_id: str
    body_hash: str
    facts_hash: str
    published: datetime  # at first publication; stays, whatever the file says later
    updated: datetime  # of the last change that a reader sees; never earlier than `published`
    first_seen: datetime
    gone: datetime | None = None  # since when it is no longer out


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """One article that is out, and who it is: ``known`` is the row to remember from now on."""

    article: Article
    known: Known
    before: Known | None  # None: never seen published until now

    @property
    def is_new(self) -> bool:
        """Say whether the article was never seen published before."""
        return self.before is None

    @property
    def returned(self) -> bool:
        """Say whether the article had been gone."""
        return self.before is not None and self.before.gone is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The articles that are out, the rows of those that have just gone, and what could not be told apart."""

    out: tuple[Recognised, ...]
    gone: tuple[Known, ...]
    problems: tuple[Problem, ...] = ()


def recognise(
    known: Sequence[Known], articles: Sequence[Article], *, site_url: str, now: datetime
) -> Recognition:
    """Tell new, known, returned and gone articles apart; ``articles`` are those that are out at ``now``."""
    distinct, problems = _without_clashes(known, articles)
    matches = _match(known, distinct)
    taken = {row.uid for row in known}
    out: list[Recognised] = []
    for article in distinct:
        before = matches.get(article.path)
        uid = before.uid if before else _unused(mint(article, site_url), taken)
        taken.add(uid)
        out.append(Recognised(article=article, known=_row(article, uid, before, now), before=before))
    still_out = {match.uid for match in matches.values()}
    gone = tuple(replace(row, gone=now) for row in known if row.gone is None and row.uid not in still_out)
    return Recognition(out=tuple(out), gone=gone, problems=problems)


def mint(article: Article, site_url: str) -> str:
    """Mint a uid: the file's own id, or a tag URI (RFC 4151) of domain, day of publication and first path.

    An own id that is no URI, such as WordPress's bare number, is unique in its site only:
    the site's domain makes it one.
    """
    if urlsplit(article.own_id).scheme and article.own_id.isascii() and " " not in article.own_id:
        return article.own_id
    host = (urlsplit(site_url).hostname or "localhost").encode("idna").decode("ascii")
    day = article.published.astimezone(UTC).date().isoformat()
    specific = f"id:{article.own_id}" if article.own_id else article.path
    return f"tag:{host},{day}:{quote(specific, safe='/:-._~')}"


def _unused(uid: str, taken: set[str]) -> str:
    """Tell a new file from the renamed one that was first at its path, on the same day."""
    numbered = (f"{uid}~{number}" for number in count(2))
    return uid if uid not in taken else next(other for other in numbered if other not in taken)


def _row(article: Article, uid: str, before: Known | None, now: datetime) -> Known:
    if before is None:
        published = article.published
        return Known(
            uid=uid,
            path=article.path,
            address=article.address,
            own_id=article.own_id,
            body_hash=article.body_hash,
            facts_hash=article.facts_hash,
            published=published,
            updated=max(published, article.updated or published),
            first_seen=now,
        )
    return replace(
        before,
        path=article.path,
        address=article.address,
        own_id=article.own_id,
        body_hash=article.body_hash,
        facts_hash=article.facts_hash,
        updated=_updated(before, article, now),
        gone=None,
    )


def _updated(before: Known, article: Article, now: datetime) -> datetime:
    if article.updated is not None:
        return max(before.updated, article.updated)
    return max(before.updated, now) if before.facts_hash != article.facts_hash else before.updated


def _match(known: Sequence[Known], articles: Sequence[Article]) -> dict[str, Known]:
    """Pair articles with rows, rule by rule; each article and each row is used once."""
    present = {article.path for article in articles}
    rules: tuple[Callable[[Known], object], ...] = (
        lambda row: ("id", row.own_id) if row.own_id else None,
        lambda row: ("both", row.path, row.body_hash),
        lambda row: ("body", row.body_hash) if row.path not in present else None,
        lambda row: ("path", row.path),
        lambda row: ("body", row.body_hash),
        lambda row: ("address", row.address),
    )
    matches: dict[str, Known] = {}
    taken: set[str] = set()
    for rule in rules:
        open_rows = _grouped((rule(row), row) for row in known if row.uid not in taken)
        if not open_rows:
            continue
        open_articles = _grouped(
            (key, article)
            for article in articles
            if article.path not in matches
            for key in _keys(article)
            if key in open_rows
        )
        for key, rows in open_rows.items():
            candidates = [a for a in open_articles.get(key, ()) if _may_be(rows[0], a)]
            if len(rows) == 1 and len(candidates) == 1 and candidates[0].path not in matches:
                matches[candidates[0].path] = rows[0]
                taken.add(rows[0].uid)
    return matches


def _keys(article: Article) -> tuple[object, ...]:
    body = (("body", article.body_hash),) if article.body_hash != EMPTY_BODY else ()
    return (
        ("id", article.own_id),
        ("both", article.path, article.body_hash),
        ("path", article.path),
        ("address", article.address),
        *body,
    )


def _may_be(row: Known, article: Article) -> bool:
    """Two different front-matter ids are two articles, whatever else is equal."""
    return not (row.own_id and article.own_id) or row.own_id == article.own_id


def _grouped(pairs: Iterable[tuple[object, Value]]) -> dict[object, list[Value]]:
    groups: dict[object, list[Value]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            groups[key].append(value)
    return groups


def _without_clashes(
    known: Sequence[Known], articles: Sequence[Article]
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Of files that claim one address or id keep the known one, else the first; hold back the others."""
    known_paths = {row.path for row in known}
    ranked = sorted(articles, key=lambda article: (article.path not in known_paths, article.path))
    first_with: dict[object, str] = {}
    kept: list[Article] = []
    problems: list[Problem] = []
    for article in ranked:
        claims = [("address", article.address), *([("id", article.own_id)] if article.own_id else [])]
        clash = next((claim for claim in claims if claim in first_with), None)
        if clash is None:
            first_with.update(dict.fromkeys(claims, article.path))
            kept.append(article)
        else:
            problems.append(_clash(article, clash, first_with[clash]))
    order = {article.path: place for place, article in enumerate(articles)}
    return tuple(sorted(kept, key=lambda article: order[article.path])), tuple(problems)


def _clash(article: Article, claim: tuple[str, str], other: str) -> Problem:
    kind, value = claim
    repair = "give one of them a slug of its own" if kind == "address" else "remove the copied id from one"
    return Problem(
        code=f"same-{'url' if kind == 'address' else 'id'}",
        severity=Severity.HELD,
        path=article.path,
        what=f"this file and {other} have the same {kind}: {value}",
        repair=repair,
    )
