"""The article that feedbot began with, on a French Hugo site: its entries and its words."""

from __future__ import annotations

import calendar
import json
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from feedbot.announcements.announcement import Announcement
from tests.seed import ADDRESS, CATEGORY, FILE, TAGS, needs_seed, words
from tests.seed import said as own
from tests.sites import TestSite

pytestmark = needs_seed

CONFIG = """
[site]
title = "Blog"
url = "https://blog.example"
language = "fr"
generator = "hugo"

[announce]
first_run = "newest"
wait_until_live = false
{announce}

[accounts.x]
network = "x"
consumer_key = {{ env = "NONE" }}
consumer_secret = {{ env = "NONE" }}
access_token = {{ env = "NONE" }}
access_token_secret = {{ env = "NONE" }}

[accounts.mastodon]
network = "mastodon"
server = "http://127.0.0.1:9"
token = {{ env = "NONE" }}

[accounts.bluesky]
network = "bluesky"
handle = "blog.example"
app_password = {{ env = "NONE" }}

[accounts.local]
network = "local"
"""


def site(folder: Path, announce: str = "") -> TestSite:
    made = TestSite(folder, config=CONFIG.format(announce=announce))
    made.write_raw(f"posts/{FILE.name}", FILE.read_bytes())
    return made


def said(folder: Path, announce: str = "") -> dict[str, Announcement]:
    report = site(folder, announce).rehearse()
    worded = {preview.delivery.account: preview.worded for preview in report.previews}
    assert all(isinstance(text, Announcement) for text in worded.values())
    return {name: text for name, text in worded.items() if isinstance(text, Announcement)}


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_its_entry_holds_what_its_author_wrote(tmp_path: Path, file: str) -> None:
    made = site(tmp_path)
    made.publish()
    feed = feedparser.parse(str(made.output / file))
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == own("title")
    assert entry.author == "Tiphaine"
    moment = datetime.fromtimestamp(calendar.timegm(entry.published_parsed), UTC)
    assert moment == datetime(2014, 3, 25, 9, 18, tzinfo=UTC)
    assert [tag.term for tag in entry.tags] == [CATEGORY, *TAGS]
    assert entry.link == ADDRESS
    assert all(word in entry.summary for word in words(before_the_marker=True))
    assert not all(word in entry.summary for word in words(before_the_marker=False))
    assert all(word in entry.content[0].value for word in words(before_the_marker=False))
    assert entry.media_thumbnail[0]["url"] == f"https://blog.example{own('featured_image')}"


def test_it_reads_the_same_in_json(tmp_path: Path) -> None:
    made = site(tmp_path)
    made.publish()
    (item,) = json.loads((made.output / "feed.json").read_bytes())["items"]
    assert item["url"] == ADDRESS
    assert item["authors"] == [{"name": "Tiphaine"}]
    assert item["date_published"] == "2014-03-25T09:18:00Z"
    assert item["tags"] == [CATEGORY, *TAGS]
    assert item["image"] == f"https://blog.example{own('featured_image')}"


def test_each_network_carries_the_hashtags_that_fit_its_manners(tmp_path: Path) -> None:
    spoken = said(tmp_path)
    assert spoken["x"].hashtags == ("DigiGre", "DigitalGrenoble")
    assert spoken["bluesky"].hashtags == ("DigiGre", "DigitalGrenoble", "FrenchTech")
    assert spoken["bluesky"].hidden_tags == ("Grenoble", "Numérique")
    everything = ("DigiGre", "DigitalGrenoble", "FrenchTech", "Grenoble", "Numérique")
    assert spoken["mastodon"].hashtags == spoken["local"].hashtags == everything
    for account in spoken.values():
        assert account.length <= account.room
        assert all(f"#{tag}" in account.text.splitlines()[-1] for tag in account.hashtags)


def test_categories_become_hashtags_where_they_are_wanted(tmp_path: Path) -> None:
    spoken = said(tmp_path, "categories = true")
    assert spoken["local"].hashtags[-1] == "LaVieÀSogilis"


def test_configured_hashtags_come_first(tmp_path: Path) -> None:
    spoken = said(tmp_path, 'hashtags = ["Sogilis"]')
    assert {account.hashtags[0] for account in spoken.values()} == {"Sogilis"}
    assert spoken["x"].hashtags == ("Sogilis", "DigiGre")


def test_the_address_is_never_cut(tmp_path: Path) -> None:
    spoken = said(tmp_path)
    assert all(ADDRESS in spoken[name].text.split() for name in ("x", "mastodon", "local"))
    assert spoken["bluesky"].card.address == ADDRESS
