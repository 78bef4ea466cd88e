"""What the ledger remembers of an article, and how that follows its file; pure, and never re-mints a uid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from feedbot.content.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger remembers of one article that was once published; ``uid`` is never derived again.

    One that was adopted without a file of its own has neither path nor hashes: its address alone is known.
    """

    uid: str
    path: str
    address: str
    own_id: str
    body_hash: str
    facts_hash: str
    published: datetime  # at first publication; stays, whatever the file says later
    updated: datetime  # of the last change that a reader sees; never earlier than `published`, nor to come
    first_seen: datetime
    gone: datetime | None = None  # since when it is no longer out
    adopted: str = ""  # the format of the live feed that the uid was taken from
    published_as: str = ""  # how that feed wrote `published`; "" where it did not
    updated_as: str = ""  # and `updated`, as long as nothing has changed since


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """How a feed that is live already presents an article: as every reader knows it, to the letter."""

    uid: str
    feed: str  # the format of that feed
    published: datetime | None = None
    updated: datetime | None = None
    published_as: str = ""
    updated_as: str = ""


def first_row(article: Article, uid: str, now: datetime) -> Known:
    """Return the row of an article that was never seen published before."""
    published = article.published
    return Known(
        uid=uid,
        path=article.path,
        address=article.address,
        own_id=article.own_id,
        body_hash=article.body_hash,
        facts_hash=article.facts_hash,
        published=published,
        updated=max(published, min(article.updated or published, now)),
        first_seen=now,
    )


def next_row(before: Known, article: Article, now: datetime, *, edited: bool) -> Known:
    """Return the row of a known article as its file is now.

    What differs only because feedbot, or its configuration, reads the file otherwise is no edit.
    """
    same = not edited or before.facts_hash in {article.facts_hash, ""}
    return replace(
        before,
        path=article.path,
        address=article.address,
        own_id=article.own_id,
        body_hash=article.body_hash,
        facts_hash=article.facts_hash,
        updated=_updated(before, article, now, same=same),
        updated_as=before.updated_as if same else "",
        gone=None,
    )


def adopted_row(row: Known, adopted: Adopted) -> Known:
    """Return the row with the uid and the moments that the live feed gives its article.

    A feed that tells only when an entry was updated leaves the first publication to the article's own date.
    """
    published = adopted.published or min(row.published, adopted.updated or row.published)
    updated_as = adopted.updated_as if adopted.updated else adopted.published_as
    return replace(
        row,
        uid=adopted.uid,
        adopted=adopted.feed,
        published=published,
        published_as=adopted.published_as,
        updated=max(published, adopted.updated or published) if updated_as else max(published, row.updated),
        updated_as=updated_as,
    )


def row_without_file(adopted: Adopted, address: str, now: datetime) -> Known:
    """Return the row of an entry that is live and has no readable file now, so that it is no news later."""
    row = Known(
        uid=adopted.uid,
        path="",
        address=address,
        own_id="",
        body_hash="",
        facts_hash="",
        published=adopted.published or adopted.updated or now,
        updated=adopted.published or adopted.updated or now,
        first_seen=now,
        gone=now,
    )
    return adopted_row(row, adopted)


def _updated(before: Known, article: Article, now: datetime, *, same: bool) -> datetime:
    """Follow the moment that the file states, once it has come: no feed may tell of changes to come."""
    if same and before.updated_as:  # what the live feed said stands until something changes
        return before.updated
    if article.updated is not None and article.updated <= now:
        return max(before.updated, article.updated)
    return before.updated if same else max(before.updated, now)
