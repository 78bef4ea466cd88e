"""Values that the store's tests remember."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feedbot.content.article import AccountWish, Article, Author, Enclosure, Image, Wish
from feedbot.content.identity.known import Known
from feedbot.content.problem import Problem, Severity
from feedbot.content.reading import Reading
from feedbot.deliveries.delivery import Delivery, Move, State
from feedbot.networks.network import Frozen
from feedbot.store.ledger import Changes, FeedRecord, Source
from feedbot.store.store import Store

SITE = "atelier.example"
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
FROZEN = Frozen(
    request='{"text": "Été 🌞"}', key="3mabc", link="https://atelier.example/a", made=NOON, replay_until=None
)
ARTICLE = Article(
    path="posts/été.md",
    address="https://atelier.example/ete",
    title="L’été « à Nord » 🌞",
    published=NOON,
    expires=NOON + timedelta(days=9),
    authors=(Author(name="Zoë", email="zoe@atelier.example"),),
    tags=("été", "nord"),
    image=Image(address="https://atelier.example/a.png", alt="A"),
    enclosures=(
        Enclosure(
            address="https://atelier.example/1.mp3", mime="audio/mpeg", size=5, duration=60, title="Été"
        ),
        Enclosure(address="https://atelier.example/2.pdf"),
    ),
    comments="",
    in_feeds=False,
    wish=Wish(text="Look", at=NOON, accounts=(AccountWish(account="x", announce=False, hashtags=()),)),
    body_hash="b" * 64,
    facts_hash="f" * 64,
)
PROBLEM = Problem(
    code="tag-lost", severity=Severity.NOTICE, path=ARTICLE.path, line=3, what="A tag is \0 empty.", repair=""
)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def source(path: str = "posts/a.md", *, stamp: str = "1") -> Source:
    reading = Reading(article=replace(ARTICLE, path=path), problems=(PROBLEM,))
    return Source(path=path, stamp=stamp, sha256="5" * 64, rules="7" * 64, reading=reading)


def known(uid: str = "tag:atelier.example,2026-11-23:a") -> Known:
    return Known(
        uid=uid,
        path="posts/a.md",
        address="https://atelier.example/a",
        own_id="",
        body_hash="b" * 64,
        facts_hash="f" * 64,
        published=NOON,
        updated=NOON + minutes(5),
        first_seen=NOON,
    )


def feed_record(file: str = "rss.xml") -> FeedRecord:
    return FeedRecord(file=file, made_of="m" * 64, sha256="5" * 64, stamp="9", updated=NOON)


def delivery(
    uid: str = "a", account: str = "masto", *, site: str = SITE, state: State = State.WAITING
) -> Delivery:
    due = NOON if state in {State.WAITING, State.UNKNOWN} else None
    name = f"{site}.{uid}.{account}"
    return Delivery(id=name, site=site, uid=uid, account=account, state=state, planned=NOON, due_at=due)


def planned(store: Store, *deliveries: Delivery) -> tuple[Delivery, ...]:
    """Plan the deliveries and return the rows."""
    store.ledger.remember(SITE, Changes(deliveries=deliveries), NOON)
    rows = tuple(store.outbox.get(row.id) for row in deliveries)
    assert all(rows)
    return tuple(row for row in rows if row is not None)


def claimed(store: Store, row: Delivery, *, owner: str = "one") -> Delivery:
    taken = store.outbox.claim(row, owner=owner, now=NOON, lease=300)
    assert taken is not None
    return taken


def moved(store: Store, row: Delivery, step: Move) -> Delivery:
    after = store.outbox.move(row, step, actor="courier", now=NOON)
    assert after is not None
    return after


def sending(store: Store, row: Delivery) -> Delivery:
    """Bring a waiting row to where its bytes may be on the way."""
    step = Move(to=State.SENDING, reason="frozen", keep_lease=True, frozen=FROZEN, sent_at=NOON, claims=0)
    return moved(store, claimed(store, row), step)
