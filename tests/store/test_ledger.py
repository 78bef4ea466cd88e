"""The ledger's contract, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, StatementError

from feedbot.content.reading import Reading
from feedbot.deliveries.delivery import Delivery, HistoryLine, State
from feedbot.store import schema
from feedbot.store.ledger import Changes, Ledger
from feedbot.store.store import Store
from tests.store.samples import (
    ARTICLE,
    NOON,
    SITE,
    claimed,
    delivery,
    feed_record,
    known,
    minutes,
    planned,
    sending,
    source,
)

LATER = NOON + minutes(10)


def row(store: Store, wanted: Delivery) -> Delivery:
    found = store.outbox.get(wanted.id)
    assert found is not None
    return found


def test_it_fulfils_the_contract_of_a_ledger(store: Store) -> None:
    ledger: Ledger = store.ledger
    assert ledger.since(SITE) is None


def test_a_site_begins_with_its_first_pass_and_stays_that_old(store: Store) -> None:
    store.ledger.remember(SITE, Changes(), NOON)
    store.ledger.remember(SITE, Changes(), LATER)
    assert store.ledger.since(SITE) == NOON
    assert store.ledger.since("other.example") is None


def test_a_source_comes_back_as_it_was(store: Store) -> None:
    store.ledger.remember(SITE, Changes(sources=(source(),)), NOON)
    assert store.ledger.sources(SITE) == {"posts/a.md": source()}


def test_a_file_without_an_article_is_remembered_by_its_problems(store: Store) -> None:
    broken = replace(source(), reading=Reading(article=None, problems=source().reading.problems))
    store.ledger.remember(SITE, Changes(sources=(broken,)), NOON)
    assert store.ledger.sources(SITE) == {broken.path: broken}


def test_a_source_is_overwritten_and_dropped_by_path(store: Store) -> None:
    store.ledger.remember(SITE, Changes(sources=(source("a"), source("b"))), NOON)
    store.ledger.remember(SITE, Changes(sources=(source("a", stamp="2"),), dropped_sources=("b",)), NOON)
    assert store.ledger.sources(SITE) == {"a": source("a", stamp="2")}


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1900, 1, 1, tzinfo=ZoneInfo("Europe/Paris")),
        datetime(2026, 10, 25, 2, 30, 0, 1, tzinfo=ZoneInfo("Europe/Berlin")),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_moments_keep_their_instant(store: Store, moment: datetime) -> None:
    article = replace(ARTICLE, published=moment, wish=replace(ARTICLE.wish, at=moment))
    held = replace(source(), reading=Reading(article=article))
    remembered = replace(known(), published=moment, updated=moment, gone=moment)
    store.ledger.remember(SITE, Changes(sources=(held,), articles=(remembered,)), NOON)
    read = store.ledger.sources(SITE)[held.path].reading.article
    assert read is not None
    assert read.wish.at is not None
    assert [read.published.astimezone(UTC), read.wish.at.astimezone(UTC)] == [moment.astimezone(UTC)] * 2
    assert store.ledger.articles(SITE)[0].gone == moment.astimezone(UTC)


def test_the_end_of_the_calendar_in_another_zone_does_not_stop_a_pass(store: Store) -> None:
    never = datetime(9999, 12, 31, 23, 59, tzinfo=ZoneInfo("America/New_York"))
    store.ledger.remember(SITE, Changes(articles=(replace(known(), updated=never),)), NOON)
    assert store.ledger.articles(SITE)[0].updated.year == 9999


def test_a_naive_moment_is_a_bug(store: Store) -> None:
    with pytest.raises(StatementError, match="no offset from UTC"):
        store.ledger.remember(SITE, Changes(), datetime(2026, 1, 1))


def test_a_reading_that_this_program_does_not_understand_is_read_again(store: Store) -> None:
    store.ledger.remember(SITE, Changes(sources=(source("a"), source("b"), source("c"))), NOON)
    spoil = update(schema.source).where(schema.source.c.path == "b").values(reading='{"article": {}}')
    store.database.write(lambda connection: connection.execute(spoil))
    assert store.ledger.sources(SITE) == {"a": source("a"), "c": source("c")}


def test_articles_are_overwritten_by_uid_and_never_forgotten(store: Store) -> None:
    gone = replace(known("b"), gone=LATER)
    store.ledger.remember(SITE, Changes(articles=(known("a"), known("b"))), NOON)
    store.ledger.remember(SITE, Changes(articles=(gone,)), LATER)
    assert store.ledger.articles(SITE) == (known("a"), gone)


def test_sites_do_not_see_each_other(store: Store) -> None:
    everything = Changes(sources=(source(),), articles=(known(),), accounts=("x",), deliveries=(delivery(),))
    store.ledger.remember(SITE, everything, NOON)
    store.ledger.remember_feeds(SITE, [feed_record()])
    other = "other.example"
    assert not store.ledger.sources(other)
    assert not store.ledger.articles(other)
    assert not store.ledger.accounts(other)
    assert not store.ledger.feeds(other)
    assert not store.outbox.listing(other)
    assert not store.outbox.due(other, LATER)
    assert store.outbox.next_due(other) is None


def test_an_account_keeps_its_first_baseline(store: Store) -> None:
    store.ledger.remember(SITE, Changes(accounts=("x",)), NOON)
    store.ledger.remember(SITE, Changes(accounts=("x", "masto")), LATER)
    assert store.ledger.accounts(SITE) == {"x": NOON, "masto": LATER}


def test_a_feed_record_is_overwritten_by_file(store: Store) -> None:
    newer = replace(feed_record(), updated=LATER)
    for record in (feed_record(), feed_record("atom.xml"), newer):
        store.ledger.remember_feeds(SITE, [record])
    assert store.ledger.feeds(SITE) == {"rss.xml": newer, "atom.xml": feed_record("atom.xml")}


def test_a_planned_delivery_has_a_row_and_a_first_line(store: Store) -> None:
    (planned_row,) = planned(store, delivery())
    assert planned_row == delivery()
    line = HistoryLine(at=NOON, before=None, after=State.WAITING, actor="pass", reason="")
    assert store.outbox.history(planned_row.id) == (line,)


def test_a_delivery_that_exists_is_left_alone(store: Store) -> None:
    (first,) = planned(store, delivery())
    again = replace(delivery(), id="another", state=State.SKIPPED, due_at=None)
    store.ledger.remember(SITE, Changes(deliveries=(again, delivery("b"))), LATER)
    assert row(store, first) == first
    assert len(store.outbox.history(first.id)) == 1
    assert store.outbox.get("another") is None
    assert not store.outbox.history("another")
    assert store.outbox.planned_keys(SITE) == {("a", "masto"), ("b", "masto")}


def test_a_plan_for_another_site_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match=r"belongs to other\.example"):
        store.ledger.remember(SITE, Changes(deliveries=(delivery(site="other.example"),)), NOON)
    assert store.ledger.since(SITE) is None


def test_two_deliveries_with_one_id_are_refused_whole(store: Store) -> None:
    clash = (delivery("a"), replace(delivery("b"), id=delivery("a").id))
    with pytest.raises(IntegrityError):
        store.ledger.remember(SITE, Changes(articles=(known(),), deliveries=clash), NOON)
    assert not store.ledger.articles(SITE)


def test_what_may_exist_stays_in_doubt_when_its_article_is_withdrawn(store: Store) -> None:
    (row,) = planned(store, replace(delivery(state=State.HELD), reason="unresolved: nobody knows"))
    store.ledger.remember(SITE, Changes(withdrawn=("a",)), LATER)
    assert store.outbox.get(row.id) == row


def test_what_waits_or_is_held_is_skipped_when_its_article_is_withdrawn(store: Store) -> None:
    waiting, held = planned(store, delivery("a"), delivery("b", state=State.HELD))
    store.ledger.remember(SITE, Changes(withdrawn=("a", "b")), LATER)
    for before in (waiting, held):
        after = row(store, before)
        assert (after.state, after.due_at, after.fence) == (State.SKIPPED, None, 1)
        assert after.reason == "withdrawn: the article is no longer out"
        assert store.outbox.history(before.id)[-1].before is before.state


def test_what_a_worker_has_in_hand_is_left_to_it(store: Store) -> None:
    leased, on_its_way = planned(store, delivery("a"), delivery("b"))
    leased, on_its_way = claimed(store, leased), sending(store, on_its_way)
    store.ledger.remember(SITE, Changes(withdrawn=("a", "b")), NOON + minutes(1))
    assert row(store, leased) == leased
    assert row(store, on_its_way) == on_its_way


def test_a_lease_that_ran_out_protects_nothing(store: Store) -> None:
    (leased,) = planned(store, delivery())
    claimed(store, leased)
    store.ledger.remember(SITE, Changes(withdrawn=("a",)), LATER)
    after = row(store, leased)
    assert (after.state, after.owner, after.lease_until) == (State.SKIPPED, "", None)


def test_a_returning_article_waits_again_and_is_due_at_once(store: Store) -> None:
    (before,) = planned(store, delivery())
    store.ledger.remember(SITE, Changes(withdrawn=("a",)), NOON)
    store.ledger.remember(SITE, Changes(returned=("a",)), LATER)
    after = row(store, before)
    assert (after.state, after.due_at) == (State.WAITING, LATER)
    assert [line.after for line in store.outbox.history(before.id)] == [
        State.WAITING,
        State.SKIPPED,
        State.WAITING,
    ]


def test_what_was_held_is_held_again_so_that_a_lost_folder_floods_nobody(store: Store) -> None:
    (before,) = planned(store, replace(delivery(state=State.HELD), reason="burst: 9 new articles"))
    store.ledger.remember(SITE, Changes(withdrawn=("a",)), NOON)
    store.ledger.remember(SITE, Changes(returned=("a",)), LATER)
    after = row(store, before)
    assert (after.state, after.reason, after.due_at) == (State.HELD, "burst: 9 new articles", None)


def test_what_was_skipped_for_another_reason_stays_skipped(store: Store) -> None:
    (before,) = planned(store, replace(delivery(state=State.SKIPPED), reason="baseline"))
    store.ledger.remember(SITE, Changes(returned=("a",)), LATER)
    assert row(store, before) == before


def test_a_renamed_account_takes_its_baseline_and_deliveries_along(store: Store) -> None:
    store.ledger.remember(SITE, Changes(accounts=("old",)), NOON)
    (before,) = planned(store, delivery(account="old"))
    store.ledger.remember(SITE, Changes(renamed_accounts=(("old", "new"),), accounts=("new",)), LATER)
    assert store.ledger.accounts(SITE) == {"new": NOON}
    assert row(store, before) == replace(before, account="new")


def test_a_name_that_is_free_again_may_be_another_accounts(store: Store) -> None:
    first = delivery(account="x")
    second = replace(first, id="another", planned=LATER)
    store.ledger.remember(SITE, Changes(deliveries=(first,)), NOON)
    store.ledger.remember(SITE, Changes(renamed_accounts=(("x", "y"),), deliveries=(second,)), LATER)
    assert store.outbox.planned_keys(SITE) == {("a", "x"), ("a", "y")}


@pytest.mark.parametrize(
    ("old_is", "new_is", "old_becomes", "new_becomes"),
    [
        (State.POSTED, State.WAITING, State.POSTED, State.SKIPPED),
        (State.POSTED, State.HELD, State.POSTED, State.SKIPPED),
        (State.WAITING, State.POSTED, State.SKIPPED, State.POSTED),
        (State.WAITING, State.WAITING, State.SKIPPED, State.WAITING),
        (State.POSTED, State.SKIPPED, State.POSTED, State.SKIPPED),
    ],
)
def test_two_names_of_one_account_never_send_one_article_twice(
    store: Store, old_is: State, new_is: State, old_becomes: State, new_becomes: State
) -> None:
    old, new = planned(store, delivery(account="old", state=old_is), delivery(account="new", state=new_is))
    store.ledger.remember(SITE, Changes(renamed_accounts=(("old", "new"),)), LATER)
    assert row(store, old).state is old_becomes
    assert row(store, new).state is new_becomes


def test_a_held_doubt_outlives_the_other_name(store: Store) -> None:
    doubt = replace(delivery(account="old", state=State.HELD), reason="unresolved: nobody knows")
    old, new = planned(store, doubt, delivery(account="new"))
    store.ledger.remember(SITE, Changes(renamed_accounts=(("old", "new"),)), LATER)
    assert (row(store, old), row(store, new).state) == (old, State.SKIPPED)


def test_what_waits_is_due_when_its_file_says_so_now(store: Store) -> None:
    waiting, held = planned(store, delivery(), delivery(account="x", state=State.HELD))
    for moment in (LATER, NOON + minutes(1)):
        store.ledger.remember(SITE, Changes(awaited=(("a", moment),)), NOON)
        assert row(store, waiting).due_at == moment
        assert row(store, waiting).age(moment) == minutes(0)
    told = store.outbox.history(waiting.id)
    store.ledger.remember(SITE, Changes(awaited=(("a", moment),)), NOON)
    assert store.outbox.history(waiting.id) == told
    assert row(store, held) == held


def test_an_article_with_a_new_uid_takes_its_deliveries_and_their_history_along(store: Store) -> None:
    store.ledger.remember(SITE, Changes(articles=(known("old"), known("b"))), NOON)
    waiting, posted, other = planned(
        store, delivery("old"), delivery("old", "x", state=State.POSTED), delivery("b")
    )
    elsewhere = delivery("old", site="other.example")
    store.ledger.remember("other.example", Changes(deliveries=(elsewhere,)), NOON)
    told = store.outbox.history(posted.id)
    adopted = replace(known("new"), adopted="rss", published_as="Mon, 23 Nov 2026 13:00:00 +0100")
    store.ledger.remember(SITE, Changes(rekeyed=(("old", "new"),), articles=(adopted,)), LATER)
    assert store.ledger.articles(SITE) == (known("b"), adopted)
    assert row(store, waiting) == replace(waiting, uid="new")
    assert row(store, posted) == replace(posted, uid="new")
    assert (row(store, other), row(store, elsewhere)) == (other, elsewhere)
    assert store.outbox.history(posted.id) == told


def test_a_uid_that_is_taken_is_given_to_nobody_else_and_nothing_is_written(store: Store) -> None:
    store.ledger.remember(SITE, Changes(articles=(known("a"), known("b"))), NOON)
    with pytest.raises(IntegrityError):
        store.ledger.remember(SITE, Changes(articles=(known("c"),), rekeyed=(("a", "b"),)), LATER)
    assert store.ledger.articles(SITE) == (known("a"), known("b"))


def test_many_uids_change_at_once(store: Store) -> None:
    uids = [str(number) for number in range(1_200)]
    everything = Changes(articles=tuple(map(known, uids)), deliveries=tuple(map(delivery, uids)))
    store.ledger.remember(SITE, everything, NOON)
    store.ledger.remember(SITE, Changes(rekeyed=tuple((uid, f"new {uid}") for uid in uids)), LATER)
    new = {f"new {uid}" for uid in uids}
    assert {one.uid for one in store.ledger.articles(SITE)} == new
    assert {uid for uid, _ in store.outbox.planned_keys(SITE)} == new


def test_a_big_first_pass_is_one_transaction(store: Store) -> None:
    uids = [f"tag:atelier.example,2026:{number}" for number in range(1_200)]
    changes = Changes(
        sources=tuple(source(uid) for uid in uids),
        articles=tuple(known(uid) for uid in uids),
        deliveries=tuple(delivery(uid, account) for uid in uids for account in ("x", "masto")),
    )
    store.ledger.remember(SITE, changes, NOON)
    assert len(store.ledger.sources(SITE)) == 1_200
    assert len(store.outbox.planned_keys(SITE)) == 2_400
    store.ledger.remember(SITE, Changes(dropped_sources=tuple(uids), withdrawn=tuple(uids[:600])), LATER)
    assert not store.ledger.sources(SITE)
    assert store.outbox.counts(SITE)[State.SKIPPED] == 1_200
    assert store.outbox.next_due(SITE) == NOON
