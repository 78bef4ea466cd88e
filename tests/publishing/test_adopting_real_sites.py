"""Whole real sites take over a feed of every post, in the order and spelling of another program."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import feedparser
import pytest

from feedbot.feeds.live_entry import LiveFeed
from feedbot.feeds.live_feed import read_live_feed
from feedbot.publishing.adopting import Adopter
from tests.content.corpora import needs_corpora, unpack
from tests.found_site import NOW, configure, open_site
from tests.publishing.old_feeds import PARIS, Old, atom, rss

SITES = {
    "simplystats": {"sections": '["post"]'},
    "jekyll/docs": {},
    "v8": {
        "title": '"V8"',
        "url": '"https://v8.dev"',
        "generator": '"eleventy"',
        "content": '"src"',
        "sections": '["blog", "features"]',
        "exclude": '["blog/extras/"]',
        "trailing_slash": "false",
    },
}


def old_entries(expected: Path) -> list[Old]:
    """Return the site's posts with ids of their own, and dates in another offset."""
    facts = [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines()]
    return [
        Old(
            id=f"tag:old.example,2020:{number}",
            address=fact["url"],
            title=fact["title"],
            published=datetime.fromisoformat(fact["date"]).astimezone(PARIS),
        )
        for number, fact in enumerate(facts)
    ]


@needs_corpora
@pytest.mark.slow
@pytest.mark.parametrize("name", SITES)
def test_every_post_of_a_real_site_keeps_its_id_and_its_instant(tmp_path: Path, name: str) -> None:
    pack, _, below = name.partition("/")
    folder = unpack(pack, tmp_path)
    old = old_entries(folder / "expected.jsonl")
    live = read_live_feed((rss if name == "simplystats" else atom)(old))
    assert isinstance(live, LiveFeed)
    # In summary, all posts fit into one file.
    app = open_site(configure(folder / below, SITES[name], more='content = "summary"'))
    with app.store, app.turn():
        site = app.sites[0]
        adopter = Adopter(site=site, store=app.store, now=NOW, progress=lambda _done, _all: None)
        done = adopter.adopt(live, "old feed")
        verdicts = done.verdicts
        assert (verdicts.doubtful, verdicts.strangers) == ((), ())
        assert len(verdicts.taken) == len(old)
        report = app.press(site).publish(probe=True)
    assert (report.new, report.planned, report.changed) == ((), (), ())
    feed = feedparser.parse((site.rules.output / "atom.xml").read_bytes())
    assert {entry.id: entry.published for entry in feed.entries} == {
        one.id: one.published.isoformat() for one in old
    }
