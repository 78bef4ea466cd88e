"""Whole passes of a site that has a hub: it hears of each feed that changed, once, after the deploy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.servers.hub import Hub, hub
from tests.servers.static_host import Served, StaticHost, static_host
from tests.sites import TestSite

FEEDS = ("atom.xml", "feed.json", "rss.xml")


@dataclass
class Published:
    """A site, the host where its pages are public, and its hub."""

    site: TestSite
    host: StaticHost
    hub: Hub

    def deploy(self) -> None:
        for file in self.site.output.iterdir():
            self.host.files[f"/{file.name}"] = Served(data=file.read_bytes())

    def asked(self) -> list[str]:
        """Return the files that the hub was told of since it was last asked."""
        files = sorted(topic.removeprefix(f"{self.host.address}/") for topic in self.hub.asked)
        self.hub.asked.clear()
        return files

    def later(self) -> None:
        self.site.clock.wind(timedelta(minutes=10))
        self.site.publish()


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Published]:
    with static_host() as host, hub() as told:
        config = f"""
[site]
title = "Essai"
name = "essai.example"
url = "{host.address}"
language = "fr"
[feeds]
hubs = ["{told.address}"]
[accounts.page]
network = "local"
"""
        site = TestSite(tmp_path, config=config)
        site.write("posts/a.md")
        site.publish()
        yield Published(site=site, host=host, hub=told)


def test_nothing_is_told_before_the_public_copy_is_the_new_one(published: Published) -> None:
    assert published.asked() == []

    published.deploy()
    published.later()

    assert published.asked() == list(FEEDS)
    assert published.hub.faults == []


def test_each_changed_feed_is_told_once_and_an_unchanged_one_never_again(published: Published) -> None:
    published.deploy()
    published.later()
    published.asked()

    for _ in range(3):
        published.later()
    assert published.asked() == []

    published.site.write("posts/b.md")
    published.later()
    published.later()
    assert published.asked() == []
    published.deploy()
    for _ in range(3):
        published.later()

    assert published.asked() == list(FEEDS)
    for file in FEEDS:
        topic = f"{published.host.address}/{file}"
        assert published.hub.taken[topic][-1] == (published.site.output / file).read_bytes()


def test_the_feeds_and_only_they_name_the_hub(published: Published) -> None:
    for file in FEEDS:
        assert published.hub.address in (published.site.output / file).read_text(encoding="utf-8")


def test_the_daemon_is_told_when_to_look_again(published: Published) -> None:
    report = published.site.publish()

    assert report.next_due is not None
    assert report.next_due <= published.site.clock.now + timedelta(seconds=30)
