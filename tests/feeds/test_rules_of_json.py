"""The rules of JSON Feed 1.1, one by one, on what is written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from feedbot.content.article import Author
from feedbot.feeds.feed import Attachment, Entry, EntryImage, Feed, FeedFormat
from feedbot.feeds.render import Rendered, safe_render
from tests.feeds.judge_values import words
from tests.feeds.samples import MARCH, SITE, addresses, feed, made, podcast_feed, small_feed


def raw(of: Feed) -> bytes:
    result = safe_render(of, FeedFormat.JSON)
    assert isinstance(result, Rendered), result
    return result.data


def document(*entries: Entry, **fields: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(raw(feed(*entries, **fields)))
    return read


def item(entry: Entry) -> dict[str, Any]:
    (read,) = document(entry)["items"]
    assert isinstance(read, dict)
    return read


def test_version_title_and_items_are_always_there() -> None:
    empty = document(title="", description="", language="", author=None)

    assert empty == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "atelier.example",
        "home_page_url": f"{SITE}/",
        "feed_url": f"{SITE}/feed.json",
        "items": [],
    }


def test_it_is_utf_8_and_every_control_character_is_escaped_or_gone() -> None:
    data = raw(feed(made("<p>é\u2028\t\x1f</p>", title="🎉\x00")))

    assert "é" in data.decode()
    assert "🎉" in data.decode()
    assert not any(byte < 0x20 and byte != 0x0A for byte in data)


def test_an_id_is_a_text_even_where_it_is_a_number() -> None:
    assert item(made(uid="4711"))["id"] == "4711"


def test_every_item_has_a_content() -> None:
    assert item(made("<p>a</p>", summary="b"))["content_html"] == "<p>a</p>"
    assert item(made("", summary="a < b"))["content_text"] == "a < b"
    assert item(made("", summary="", title="Only a title"))["content_text"] == "Only a title"


def test_title_and_summary_are_plain_and_never_escaped() -> None:
    got = item(made(title="AT&T <3 &amp;", summary="a < b & c"))

    assert (got["title"], got["summary"]) == ("AT&T <3 &amp;", "a < b & c")


def test_there_are_authors_and_never_the_old_author() -> None:
    got = item(made(authors=(Author(name="Ada", url=f"{SITE}/ada/", email="a@b.example"), Author(name="Bo"))))

    assert got["authors"] == [{"name": "Ada", "url": f"{SITE}/ada/"}, {"name": "Bo"}]
    assert "author" not in got
    assert document()["authors"] == [{"name": "Ada Nord"}]


def test_dates_are_those_of_rfc_3339() -> None:
    got = item(replace(made(), updated=MARCH + timedelta(hours=1)))

    assert (got["date_published"], got["date_modified"]) == ("2026-03-01T08:00:00Z", "2026-03-01T09:00:00Z")


def test_a_language_is_said_where_it_is_known_and_another() -> None:
    assert document()["language"] == "fr"
    assert item(made(language="de"))["language"] == "de"
    assert "language" not in item(made(language="fr"))


def test_categories_and_tags_are_tags() -> None:
    assert item(made(categories=("A",), tags=("B", "A")))["tags"] == ["A", "B"]


def test_the_picture_is_an_address() -> None:
    got = item(replace(made(), image=EntryImage(address=f"{SITE}/p.png", mime="image/png", size=7)))

    assert got["image"] == f"{SITE}/p.png"


def test_the_icon_is_the_square_picture_else_the_wide_one() -> None:
    assert document(icon=f"{SITE}/i.webp", logo=f"{SITE}/l.png")["icon"] == f"{SITE}/i.webp"
    assert document(logo=f"{SITE}/l.png")["icon"] == f"{SITE}/l.png"
    assert "icon" not in document()


def test_an_attachment_has_address_and_kind_and_numbers_where_they_are_known() -> None:
    known = Attachment(address=f"{SITE}/a.mp3", mime="audio/mpeg", size=7, duration=60, title="A & B")
    unknown = Attachment(address=f"{SITE}/b", mime="application/octet-stream")

    assert item(replace(made(), attachments=(known, unknown)))["attachments"] == [
        {
            "url": f"{SITE}/a.mp3",
            "mime_type": "audio/mpeg",
            "title": "A & B",
            "size_in_bytes": 7,
            "duration_in_seconds": 60,
        },
        {"url": f"{SITE}/b", "mime_type": "application/octet-stream"},
    ]


def test_a_hub_says_its_type() -> None:
    assert document(hubs=("https://hub.example/",))["hubs"] == [
        {"type": "WebSub", "url": "https://hub.example/"}
    ]


def test_older_entries_are_at_the_next_address() -> None:
    assert document(earlier=addresses("archive-1"))["next_url"] == f"{SITE}/archive-1.json"


def test_the_next_address_never_leads_back() -> None:
    assert "next_url" not in document(earlier=feed().addresses)
    assert "next_url" not in document(earlier=addresses("archive-1"), complete=True)
    assert "next_url" not in document(later=addresses("archive-3"), current=addresses("feed"))


def test_nothing_is_said_that_the_format_has_no_name_for() -> None:
    known = words(
        "version title home_page_url feed_url description next_url icon language authors hubs items name "
        "id type url content_html content_text summary image date_published date_modified tags attachments "
        "mime_type size_in_bytes duration_in_seconds"
    )

    for of in (small_feed(), podcast_feed()):
        assert set(_names(json.loads(raw(of)))) <= known


def test_nothing_empty_is_said() -> None:
    for of in (small_feed(), podcast_feed(), feed(made("", title="", summary=""))):
        for needle in (b'""', b"null", b"{}"):
            assert needle not in raw(of)


def _names(read: Any) -> list[str]:
    if isinstance(read, list):
        return [name for each in read for name in _names(each)]
    if isinstance(read, dict):
        return [*read, *(name for each in read.values() for name in _names(each))]
    return []
