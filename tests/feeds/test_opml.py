"""OPML of a site's feeds: what readers import is all there, whatever the titles hold."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedbot.feeds.characters import one_line
from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.opml import opml
from tests.feeds.listed import listed
from tests.feeds.samples import SITE


def outlines(data: bytes) -> list[dict[str, str]]:
    return [
        {str(name): str(text) for name, text in one.items()}
        for one in etree.fromstring(data).findall("body/outline")
    ]


def test_every_feed_is_one_outline_with_all_that_readers_ask_for() -> None:
    said = outlines(opml("Atelier Nord", [listed(), listed("Bois", "tags/bois/", FeedFormat.JSON)]))
    assert said == [
        {
            "type": "rss",
            "text": "Atelier Nord",
            "title": "Atelier Nord",
            "description": "Du bois, du métal.",
            "xmlUrl": f"{SITE}/rss.xml",
            "htmlUrl": f"{SITE}/",
            "language": "fr",
        },
        {
            "type": "rss",
            "text": "Bois",
            "title": "Bois",
            "description": "Du bois, du métal.",
            "xmlUrl": f"{SITE}/tags/bois/feed.json",
            "htmlUrl": f"{SITE}/tags/bois/",
            "language": "fr",
        },
    ]


def test_a_list_names_its_version_and_title_and_no_date_unless_given_one() -> None:
    root = etree.fromstring(opml("A & B", []))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [child.tag for child in root] == ["head", "body"]
    assert root.findtext("head/title") == "A & B"
    assert root.find("head/dateModified") is None
    dated = etree.fromstring(opml("A", [], modified=datetime(2026, 3, 1, 8, tzinfo=UTC)))
    assert dated.findtext("head/dateModified") == "Sun, 01 Mar 2026 08:00:00 GMT"


def test_a_feed_without_title_is_called_by_its_address_and_says_nothing_of_what_it_lacks() -> None:
    (said,) = outlines(opml("A", [listed("", description="", language="", home="")]))
    assert said == {
        "type": "rss",
        "text": f"{SITE}/rss.xml",
        "title": f"{SITE}/rss.xml",
        "xmlUrl": f"{SITE}/rss.xml",
    }


@given(st.text(st.characters()))
def test_whatever_a_title_holds_is_read_back_clean(title: str) -> None:
    data = opml(title, [listed(title, description=title)])
    (said,) = outlines(data)
    assert etree.fromstring(data).findtext("head/title") == one_line(title)
    assert said["text"] == (one_line(title) or f"{SITE}/rss.xml")
    assert said.get("description", "") == one_line(title)
