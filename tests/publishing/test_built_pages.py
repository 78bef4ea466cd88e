"""Feeds whose text is taken from the pages that the generator has built."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from feedbot.publishing.report import FeedDone, Report
from tests.sites import CONFIG, START, TestSite

PUBLIC = CONFIG.replace('language = "fr"', 'language = "fr"\nrendered = "public"')


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    site = TestSite(tmp_path, config=PUBLIC)
    site.write("label.md", text="Le texte du fichier.")
    return site


def build(site: TestSite, text: str, *, hours: int = 0) -> None:
    """Build the article's page, so many hours after its file was written."""
    page = site.output / "label" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<main><article><h1>label</h1><p>{text}</p></article></main>", encoding="utf-8")
    moment = (START - timedelta(days=1) + timedelta(hours=hours)).timestamp()
    os.utime(page, (moment, moment))


def shown(site: TestSite) -> str:
    feed = json.loads((site.output / "feed.json").read_text(encoding="utf-8"))
    html: str = feed["items"][0]["content_html"]
    return html


def told(report: Report) -> list[str]:
    return [problem.what for problem in report.problems if problem.code == "not-built"]


def test_the_feed_shows_what_the_page_shows(site: TestSite) -> None:
    build(site, 'Le texte <a href="../b/">bâti</a>.')
    report = site.publish()
    assert shown(site) == '<p>Le texte <a href="https://essai.example/b/">bâti</a>.</p>'
    assert told(report) == []


def test_a_page_built_again_makes_the_feed_anew(site: TestSite) -> None:
    build(site, "Un.")
    site.publish()
    assert {feed.done for feed in site.publish().feeds} == {FeedDone.UNCHANGED}
    build(site, "Deux.", hours=1)
    assert {feed.done for feed in site.publish().feeds} == {FeedDone.WRITTEN}
    assert shown(site) == "<p>Deux.</p>"


def test_a_page_built_again_as_it_was_leaves_the_feed_as_it_is(site: TestSite) -> None:
    build(site, "Un.")
    site.publish()
    build(site, "Un.", hours=1)
    assert {feed.done for feed in site.publish().feeds} == {FeedDone.UNCHANGED}


def test_without_a_page_the_feed_shows_the_file_until_there_is_one(site: TestSite) -> None:
    report = site.publish()
    assert shown(site) == "<p>Le texte du fichier.</p>"
    (what,) = told(report)
    assert what.startswith("its page is not in the output folder; the feeds show the file's text")
    build(site, "Le texte bâti.")
    assert told(site.publish()) == []
    assert shown(site) == "<p>Le texte bâti.</p>"


def test_a_page_older_than_the_file_is_not_shown(site: TestSite) -> None:
    build(site, "Un vieux texte.", hours=-1)
    report = site.publish()
    assert shown(site) == "<p>Le texte du fichier.</p>"
    assert told(report)[0].startswith("its page was built before the article was last written")


def test_an_article_written_after_its_page_shows_its_file_although_its_bytes_are_the_same(
    site: TestSite,
) -> None:
    build(site, "Le texte bâti.")
    site.publish()
    now = START.timestamp()
    os.utime(site.content / "label.md", (now, now))
    site.publish()
    assert shown(site) == "<p>Le texte du fichier.</p>"


def test_a_selector_says_where_the_text_is(site: TestSite) -> None:
    site.configure(PUBLIC.replace("rendered", 'selector = "h1"\nrendered'))
    build(site, "Le texte bâti.")
    site.publish()
    assert shown(site) == "label"


def test_a_feed_of_summaries_asks_for_no_page(site: TestSite) -> None:
    site.configure(PUBLIC + '\n[feeds]\ncontent = "summary"\n')
    assert told(site.publish()) == []
