"""The article that feedbot began with, on a French Hugo site: its entries and its words."""

from __future__ import annotations

import calendar
import json
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from feedbot.announcements.announcement import Announcement
from tests.sites import TestSite

SEED = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "corpora"
    / "seed"
    / "2014-03-25-sogilis-soutient-grenoble-frenchtech.md"
)

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the seed article is not beside this checkout")

ADDRESS = "https://blog.example/posts/2014-03-25-sogilis-soutient-grenoble-frenchtech/"
TAGS = ["DigiGre", "Digital Grenoble", "FrenchTech", "Grenoble", "Numérique"]
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
    made.write_raw(f"posts/{SEED.name}", SEED.read_bytes())
    return made


def said(folder: Path, announce: str = "") -> dict[str, Announcement]:
    report = site(folder, announce).rehearse()
    worded = {preview.delivery.account: preview.worded for preview in report.previews}
    assert all(isinstance(words, Announcement) for words in worded.values())
    return {name: words for name, words in worded.items() if isinstance(words, Announcement)}


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_its_entry_holds_what_its_author_wrote(tmp_path: Path, file: str) -> None:
    made = site(tmp_path)
    made.publish()
    feed = feedparser.parse(str(made.output / file))
    assert not feed.bozo
    (entry,) = feed.entries
    assert entry.title == "Sogilis soutient la candidature de Grenoble au label French Tech"
    assert entry.author == "Tiphaine"
    moment = datetime.fromtimestamp(calendar.timegm(entry.published_parsed), UTC)
    assert moment == datetime(2014, 3, 25, 9, 18, tzinfo=UTC)
    assert [tag.term for tag in entry.tags] == ["LA VIE À SOGILIS", *TAGS]
    assert entry.link == ADDRESS
    assert entry.summary.startswith("Grenoble est candidate au label")
    assert "Inscrivez vous" not in entry.summary
    assert "Inscrivez vous" in entry.content[0].value
    assert entry.media_thumbnail[0]["url"] == "https://blog.example/wp-content/uploads/2016/04/1.GRENOBLE.jpg"


def test_it_reads_the_same_in_json(tmp_path: Path) -> None:
    made = site(tmp_path)
    made.publish()
    (item,) = json.loads((made.output / "feed.json").read_bytes())["items"]
    assert item["url"] == ADDRESS
    assert item["authors"] == [{"name": "Tiphaine"}]
    assert item["date_published"] == "2014-03-25T09:18:00Z"
    assert item["tags"] == ["LA VIE À SOGILIS", *TAGS]
    assert item["image"] == "https://blog.example/wp-content/uploads/2016/04/1.GRENOBLE.jpg"


def test_each_network_carries_the_hashtags_that_fit_its_manners(tmp_path: Path) -> None:
    words = said(tmp_path)
    assert words["x"].hashtags == ("DigiGre", "DigitalGrenoble")
    assert words["bluesky"].hashtags == ("DigiGre", "DigitalGrenoble", "FrenchTech")
    assert words["bluesky"].hidden_tags == ("Grenoble", "Numérique")
    everything = ("DigiGre", "DigitalGrenoble", "FrenchTech", "Grenoble", "Numérique")
    assert words["mastodon"].hashtags == words["local"].hashtags == everything
    for account in words.values():
        assert account.length <= account.room
        assert all(f"#{tag}" in account.text.splitlines()[-1] for tag in account.hashtags)


def test_categories_become_hashtags_where_they_are_wanted(tmp_path: Path) -> None:
    words = said(tmp_path, "categories = true")
    assert words["local"].hashtags[-1] == "LaVieÀSogilis"


def test_configured_hashtags_come_first(tmp_path: Path) -> None:
    words = said(tmp_path, 'hashtags = ["Sogilis"]')
    assert {account.hashtags[0] for account in words.values()} == {"Sogilis"}
    assert words["x"].hashtags == ("Sogilis", "DigiGre")


def test_the_address_is_never_cut(tmp_path: Path) -> None:
    words = said(tmp_path)
    assert all(ADDRESS in words[name].text.split() for name in ("x", "mastodon", "local"))
    assert words["bluesky"].card.address == ADDRESS
