"""The outbox's contract, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from feedbot.deliveries.delivery import LEGAL, Delivery, HistoryLine, Move, State
from feedbot.deliveries.outbox import AccountPause, Outbox
from feedbot.networks.network import Trouble
from feedbot.store.ledger import Changes
from feedbot.store.store import Store
from tests.store.samples import (
    FROZEN,
    NOON,
    SITE,
    claimed,
    delivery,
    minutes,
    moved,
    planned,
    sending,
)

LATER = NOON + minutes(10)


def step(to: State, *, due_at: datetime | None = None) -> Move:
    due = due_at or (LATER if to in {State.WAITING, State.UNKNOWN} else None)
    return Move(to=to, reason=f"to {to}", due_at=due, keep_lease=True, frozen=FROZEN)


def in_state(store: Store, state: State) -> Delivery:
    """Return a row that is in a state and leased, as far as the state knows leases."""
    if state is State.SENDING:
        return sending(store, *planned(store, delivery()))
    row = replace(delivery(state=state), owner="one", lease_until=NOON + minutes(5))
    return planned(store, row)[0]


def pause(account: str = "masto", *, until: datetime = LATER) -> AccountPause:
    return AccountPause(account=account, trouble=Trouble.LOGIN, reason="expired", since=NOON, until=until)


def test_it_fulfils_the_contract_of_an_outbox(store: Store) -> None:
    outbox: Outbox = store.outbox
    assert tuple(outbox.due(SITE, NOON)) == ()


def test_what_is_due_comes_oldest_first_and_nothing_else_comes(store: Store) -> None:
    planned(
        store,
        delivery("second"),
        replace(delivery("first"), due_at=NOON - minutes(1)),
        replace(delivery("tomorrow"), due_at=LATER),
        delivery("unknown", state=State.UNKNOWN),
        delivery("held", state=State.HELD),
        delivery("skipped", state=State.SKIPPED),
    )
    claimed(store, *planned(store, delivery("leased")))
    assert [row.uid for row in store.outbox.due(SITE, NOON)] == ["first", "second", "unknown"]


def test_a_lease_that_ran_out_makes_a_row_due_again(store: Store) -> None:
    row = claimed(store, *planned(store, delivery()))
    assert store.outbox.due(SITE, NOON + minutes(4)) == ()
    assert store.outbox.due(SITE, NOON + minutes(5)) == (row,)


def test_one_account_does_not_crowd_out_another(store: Store) -> None:
    planned(store, *(delivery(f"{n}", "x") for n in range(4)), replace(delivery("z"), due_at=LATER))
    assert Counter(row.account for row in store.outbox.due(SITE, LATER, limit=3)) == {"x": 3, "masto": 1}


def test_a_claim_leases_the_row_and_counts(store: Store) -> None:
    (row,) = planned(store, delivery())
    taken = store.outbox.claim(row, owner="one", now=NOON, lease=300)
    assert taken == replace(row, owner="one", lease_until=NOON + minutes(5), fence=1, claims=1)
    assert store.outbox.get(row.id) == taken


def test_nobody_claims_what_somebody_holds(store: Store) -> None:
    (row,) = planned(store, delivery())
    taken = claimed(store, row)
    assert store.outbox.claim(row, owner="two", now=NOON, lease=300) is None
    assert store.outbox.claim(taken, owner="two", now=NOON, lease=300) is None


def test_the_first_holder_of_a_lease_that_ran_out_can_write_no_more(store: Store) -> None:
    first = claimed(store, *planned(store, delivery()))
    second = store.outbox.claim(first, owner="two", now=LATER, lease=300)
    assert second is not None
    assert store.outbox.move(first, step(State.SENDING), actor="courier", now=LATER) is None
    assert store.outbox.move(second, step(State.SENDING), actor="courier", now=LATER) is not None
    assert [line.after for line in store.outbox.history(first.id)] == [State.WAITING, State.SENDING]


@pytest.mark.parametrize("state", set(State) - {State.WAITING, State.UNKNOWN})
def test_only_what_is_to_be_done_is_claimed(store: Store, state: State) -> None:
    row = in_state(store, state)
    with pytest.raises(ValueError, match="only waiting and unknown"):
        store.outbox.claim(row, owner="two", now=LATER, lease=300)


def test_every_legal_move_is_made_and_every_other_is_refused(store: Store) -> None:
    for before in State:
        for to in State:
            name = f"{before}-{to}"
            start = replace(
                delivery(name, state=before),
                frozen=FROZEN,
                owner="one",
                lease_until=NOON + minutes(5),
            )
            (row,) = planned(store, start)
            if to in LEGAL[before]:
                after = moved(store, row, step(to))
                assert (after.state, after.fence) == (to, 1)
                assert store.outbox.get(row.id) == after
            else:
                with pytest.raises(ValueError, match=f"cannot go from {before} to {to}"):
                    store.outbox.move(row, step(to), actor="courier", now=NOON)
                assert store.outbox.get(row.id) == row


def test_a_move_writes_its_line(store: Store) -> None:
    (row,) = planned(store, delivery())
    store.outbox.move(row, step(State.HELD), actor="person:zoë", now=LATER)
    line = HistoryLine(at=LATER, before=State.WAITING, after=State.HELD, actor="person:zoë", reason="to held")
    assert store.outbox.history(row.id)[1:] == (line,)


def test_a_move_leaves_alone_what_it_does_not_say(store: Store) -> None:
    before = sending(store, *planned(store, replace(delivery(), attempts=2)))
    after = moved(store, before, Move(to=State.UNKNOWN, reason="silence", due_at=LATER))
    assert after == replace(
        before,
        state=State.UNKNOWN,
        reason="silence",
        due_at=LATER,
        fence=before.fence + 1,
        owner="",
        lease_until=None,
    )


def test_a_move_writes_what_it_says(store: Store) -> None:
    unknown = in_state(store, State.UNKNOWN)
    absent = moved(
        store, unknown, replace(step(State.UNKNOWN), absent_at=LATER, attempts=3, claims=1, sent_at=NOON)
    )
    assert (absent.absent_at, absent.attempts, absent.claims, absent.sent_at) == (LATER, 3, 1, NOON)
    assert absent.frozen == FROZEN
    assert (absent.owner, absent.lease_until) == (unknown.owner, unknown.lease_until)
    forgotten = moved(store, absent, replace(step(State.UNKNOWN), forget_absence=True))
    assert forgotten.absent_at is None
    posted = moved(
        store, forgotten, Move(to=State.POSTED, reason="found", remote_id="1", remote_url="https://m/1")
    )
    assert (posted.remote_id, posted.remote_url, posted.due_at) == ("1", "https://m/1", None)


@pytest.mark.parametrize(
    ("move", "message"),
    [
        (Move(to=State.WAITING, reason=""), "never due"),
        (Move(to=State.SENDING, reason="", keep_lease=True), "without a frozen request"),
        (Move(to=State.SENDING, reason="", frozen=FROZEN), "without a lease"),
    ],
)
def test_a_move_that_leaves_out_what_its_state_needs_is_a_bug(store: Store, move: Move, message: str) -> None:
    row = claimed(store, *planned(store, delivery()))
    with pytest.raises(ValueError, match=message):
        store.outbox.move(row, move, actor="courier", now=NOON)


def test_nothing_is_sent_that_nobody_leased(store: Store) -> None:
    (row,) = planned(store, delivery())
    with pytest.raises(ValueError, match="without a lease"):
        store.outbox.move(row, step(State.SENDING), actor="courier", now=NOON)


def test_words_that_a_server_sent_are_stored_whatever_they_are(store: Store) -> None:
    (row,) = planned(store, delivery())
    after = moved(store, row, Move(to=State.HELD, reason="refused: \0 \ud800 é 🌞"))
    assert after.reason == "refused: � � é 🌞"
    assert store.outbox.history(row.id)[-1].reason == after.reason


def test_eight_workers_claim_two_hundred_rows_and_no_row_twice(store: Store) -> None:
    rows = [delivery(f"{number:03}", f"account-{number % 4}") for number in range(200)]
    store.ledger.remember(SITE, Changes(deliveries=tuple(rows)), NOON)

    def work(owner: int) -> list[str]:
        mine: list[str] = []
        while waiting := store.outbox.due(SITE, NOON)[:20]:
            claims = (store.outbox.claim(row, owner=str(owner), now=NOON, lease=300) for row in waiting)
            mine.extend(row.id for row in claims if row is not None)
        return mine

    with ThreadPoolExecutor(8) as pool:
        taken = [name for names in pool.map(work, range(8)) for name in names]
    assert sorted(taken) == sorted(row.id for row in rows)
    assert {row.claims for row in store.outbox.listing(SITE)} == {1}


def test_a_dead_workers_rows_come_back_and_nothing_that_may_exist_waits(store: Store) -> None:
    preparing, on_its_way, resolving = planned(
        store, delivery("a"), delivery("b"), delivery("c", state=State.UNKNOWN)
    )
    preparing, on_its_way = claimed(store, preparing), sending(store, on_its_way)
    claimed(store, resolving)
    free = store.outbox.recover(SITE, NOON + minutes(1), settle=600, alone=True)
    assert [(row.uid, row.state, row.due_at, row.owner) for row in free] == [
        ("a", State.WAITING, NOON, ""),
        ("b", State.UNKNOWN, NOON + minutes(10), ""),
        ("c", State.UNKNOWN, NOON, ""),
    ]
    assert free[0].claims == 1
    assert free[1].frozen == FROZEN
    assert {store.outbox.history(row.id)[-1].actor for row in free} == {"recovery"}
    assert store.outbox.move(on_its_way, step(State.POSTED), actor="courier", now=NOON) is None


def test_beside_other_hosts_only_leases_that_ran_out_are_taken(store: Store) -> None:
    sending(store, *planned(store, delivery()))
    assert store.outbox.recover(SITE, NOON + minutes(4), settle=60, alone=False) == ()
    (row,) = store.outbox.recover(SITE, NOON + minutes(5), settle=60, alone=False)
    assert (row.state, row.due_at) == (State.UNKNOWN, NOON + minutes(1))
    assert store.outbox.recover(SITE, LATER, settle=60, alone=False) == ()


def test_an_accounts_trouble_is_remembered_replaced_and_forgotten(store: Store) -> None:
    store.outbox.pause(SITE, pause())
    store.outbox.pause(SITE, pause(until=LATER + minutes(1)))
    assert store.outbox.pauses(SITE) == (pause(until=LATER + minutes(1)),)
    assert not store.ledger.accounts(SITE), "a pause is no baseline"
    store.outbox.resume(SITE, "masto")
    assert store.outbox.pauses(SITE) == ()


def test_a_delivery_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    one, two = planned(store, replace(delivery("a"), id="3k_a"), replace(delivery("b"), id="3kxb"))
    assert store.outbox.get("3k_") == one
    assert store.outbox.get("3kxb") == two
    assert store.outbox.get("3k") is None
    assert store.outbox.beginning_with("3k") == (one, two)
    assert store.outbox.get("9") is None


def test_an_id_that_begins_another_is_found_itself(store: Store) -> None:
    one, _ = planned(store, replace(delivery("a"), id="3k"), replace(delivery("b"), id="3k0"))
    assert store.outbox.get("3k") == one


def test_the_listing_is_chosen_by_state_and_account(store: Store) -> None:
    rows = planned(store, delivery("a"), delivery("b", state=State.HELD), delivery("c", "x"))
    assert store.outbox.listing(SITE) == rows
    assert store.outbox.listing(SITE, states={State.HELD, State.POSTED}) == rows[1:2]
    assert store.outbox.listing(SITE, account="x") == rows[2:]
    assert store.outbox.listing(SITE, states=()) == ()


def test_the_counts_name_every_state(store: Store) -> None:
    planned(store, delivery("a"), delivery("b"), delivery("c", state=State.HELD))
    assert store.outbox.counts(SITE) == dict.fromkeys(State, 0) | {State.WAITING: 2, State.HELD: 1}


def test_the_next_moment_is_the_first_at_which_there_is_work(store: Store) -> None:
    assert store.outbox.next_due(SITE) is None
    rows = planned(store, delivery("a", state=State.HELD), replace(delivery("b"), due_at=LATER))
    assert store.outbox.next_due(SITE) == LATER
    store.outbox.claim(rows[1], owner="one", now=LATER, lease=60)
    assert store.outbox.next_due(SITE) == LATER + minutes(1)
    planned(store, delivery("c", "x", state=State.UNKNOWN))
    assert store.outbox.next_due(SITE) == NOON


def test_nobody_works_for_an_account_that_was_removed(store: Store) -> None:
    planned(store, delivery("a", "removed"))
    assert store.outbox.next_due(SITE, ["masto"]) is None
    planned(store, replace(delivery("b"), due_at=LATER))
    assert store.outbox.next_due(SITE, ["masto"]) == LATER


def test_a_paused_account_has_work_when_its_pause_ends(store: Store) -> None:
    planned(store, delivery())
    store.outbox.pause(SITE, pause())
    assert store.outbox.next_due(SITE) == LATER
    store.outbox.pause(SITE, pause(until=NOON - timedelta(hours=1)))
    assert store.outbox.next_due(SITE) == NOON
