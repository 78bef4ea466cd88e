"""What hubs are to be told, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from feedbot.hubs.ping import Ping, Plan
from feedbot.store.store import Store
from tests.store.samples import NOON, SITE

HUB = "https://hub.example/"


def ping(topic: str = "https://essai.example/rss.xml", *, site: str = SITE, hub: str = HUB) -> Ping:
    return Ping(site=site, hub=hub, topic=topic, file="rss.xml", sha256="a" * 64, since=NOON, due_at=NOON)


def planned(store: Store, *pings: Ping) -> None:
    store.pings.carry_out(Plan(put=pings, drop=()))


def test_a_site_without_pings_has_none_and_nothing_is_due(store: Store) -> None:
    assert store.pings.of(SITE) == ()
    assert store.pings.next_due(SITE) is None


def test_a_row_comes_back_as_it_was_put(store: Store) -> None:
    row = replace(ping(), told="b" * 64, looks=3, attempts=2, reason="la réponse\0 était « non »")
    planned(store, row)
    assert store.pings.of(SITE) == (replace(row, reason="la réponse\ufffd était « non »"),)
    assert store.pings.next_due(SITE) == NOON


def test_rows_are_told_apart_by_site_hub_and_topic(store: Store) -> None:
    rows = (ping(), ping(hub="https://other.example/"), ping("https://essai.example/atom.xml"))
    planned(store, *rows, ping(site="other"))
    assert set(store.pings.of(SITE)) == set(rows)
    assert store.pings.of("other") == (ping(site="other"),)


def test_the_oldest_due_comes_first_and_what_is_done_last(store: Store) -> None:
    done = replace(ping("https://essai.example/a"), due_at=None, told="a" * 64)
    later = replace(ping("https://essai.example/b"), due_at=NOON + timedelta(minutes=1))
    first = ping("https://essai.example/c")
    planned(store, done, later, first)
    assert store.pings.of(SITE) == (first, later, done)
    assert store.pings.next_due(SITE) == NOON


def test_a_plan_replaces_rows_and_drops_others(store: Store) -> None:
    gone = ping("https://essai.example/gone.xml")
    planned(store, ping(), gone)
    newer = replace(ping(), sha256="b" * 64)
    store.pings.carry_out(Plan(put=(newer,), drop=(gone,)))
    assert store.pings.of(SITE) == (newer,)


def test_a_row_is_settled_once(store: Store) -> None:
    planned(store, ping())
    told = replace(ping(), told="a" * 64, due_at=None, reason="the hub took it")
    assert store.pings.settle(ping(), told)
    assert not store.pings.settle(ping(), told)
    assert store.pings.of(SITE) == (told,)
    assert store.pings.next_due(SITE) is None


def test_a_row_that_has_newer_bytes_meanwhile_keeps_them(store: Store) -> None:
    newer = replace(ping(), sha256="b" * 64)
    planned(store, newer)
    assert not store.pings.settle(ping(), replace(ping(), told="a" * 64, due_at=None))
    assert store.pings.of(SITE) == (newer,)
