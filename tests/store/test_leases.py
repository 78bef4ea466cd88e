"""The leases by which hosts share a database, on SQLite and PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from feedbot.store.leases import Lease
from feedbot.store.store import Store
from tests.store.samples import NOON, minutes

NAME = "site:atelier.example"


def claimed(store: Store, owner: str = "one") -> Lease:
    lease = store.leases.claim(NAME, owner, NOON, 60)
    assert lease is not None
    return lease


def test_a_free_name_is_claimed_until_its_time_is_over(store: Store) -> None:
    assert claimed(store) == Lease(name=NAME, owner="one", until=NOON + minutes(1), fence=1)
    assert store.leases.claim(NAME, "two", NOON, 60) is None
    assert store.leases.claim(NAME, "one", NOON, 60) is None
    later = store.leases.claim(NAME, "two", NOON + minutes(1), 60)
    assert later == Lease(name=NAME, owner="two", until=NOON + minutes(2), fence=2)


def test_a_renewed_lease_holds_on(store: Store) -> None:
    renewed = store.leases.renew(claimed(store), NOON + minutes(0.5), 60)
    assert renewed is not None
    assert renewed.until == NOON + minutes(1.5)
    assert store.leases.claim(NAME, "two", NOON + minutes(1), 60) is None


def test_a_lost_lease_is_not_renewed_and_its_release_does_nothing(store: Store) -> None:
    lost = claimed(store)
    taken = store.leases.claim(NAME, "two", NOON + minutes(2), 60)
    assert taken is not None
    assert store.leases.renew(lost, NOON + minutes(2), 60) is None
    store.leases.release(lost)
    assert store.leases.renew(taken, NOON + minutes(2), 60) is not None


def test_a_released_name_is_free_at_once(store: Store) -> None:
    store.leases.release(claimed(store))
    assert claimed(store, "two").owner == "two"


def test_names_do_not_hinder_each_other(store: Store) -> None:
    claimed(store)
    assert store.leases.claim("site:other.example", "two", NOON, 60) is not None


def test_of_eight_hosts_one_gets_the_name(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        leases = list(pool.map(lambda owner: store.leases.claim(NAME, str(owner), NOON, 60), range(8)))
    assert sum(lease is not None for lease in leases) == 1
