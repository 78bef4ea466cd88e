"""Whose turn it is: one pass at a time on one machine, and on one site among many hosts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedbot.errors import LockedError
from feedbot.wiring.app import App, load_config, open_app
from tests.servers.parts import need
from tests.servers.postgres import cluster
from tests.sites import CONFIG, TestSite


def test_a_second_pass_on_the_same_state_waits_and_then_gives_up(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    app = site.open()
    with (
        app.store,
        app.turn(),
        pytest.raises(LockedError, match="works here already"),
        site.open().turn(wait=0.1),
    ):
        pass


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    need("postgres")
    with cluster() as running:
        yield running.new_database()


def on_host(site: TestSite, host: str) -> App:
    hands = replace(site.hands(), host=host)
    return open_app(load_config(site.file, hands), hands)


@pytest.mark.real
def test_of_two_hosts_on_one_database_one_makes_the_pass_and_the_other_is_told(
    tmp_path: Path, database: str
) -> None:
    config = f'{CONFIG}\n[store]\nurl = "{database}"\n'
    one = on_host(TestSite(tmp_path / "one", config=config), "one")
    two = on_host(TestSite(tmp_path / "two", config=config), "two")
    with one.store, two.store:
        assert not one.store.alone
        with (
            one.site_turn(one.sites[0]),
            pytest.raises(LockedError, match="another host"),
            two.site_turn(two.sites[0]),
        ):
            pass
        with two.site_turn(two.sites[0]):
            pass
