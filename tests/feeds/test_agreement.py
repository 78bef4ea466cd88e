"""Any text in any field: every format renders it, says the same, and no validator finds a word to say."""

from __future__ import annotations

import html as markup
import json
import re
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from lxml import etree

from feedbot.feeds.feed import Feed, FeedFormat
from feedbot.feeds.render import Rendered, safe_render
from tests.feeds.hostile import feeds
from tests.feeds.judge import judge, judge_json

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def rendered(of: Feed, feed_format: FeedFormat) -> bytes:
    result = safe_render(of, feed_format)
    assert isinstance(result, Rendered), result
    assert not result.left_out
    return result.data


@settings(max_examples=150, deadline=None)
@given(feeds())
def test_no_text_in_any_field_makes_an_error_or_a_warning(of: Feed) -> None:
    for feed_format in (FeedFormat.RSS, FeedFormat.ATOM):
        assert [fault for fault in judge(rendered(of, feed_format)) if not _given(fault)] == []
    assert judge_json(rendered(of, FeedFormat.JSON)) == []


def _given(fault: str) -> bool:
    """Say whether a fault lies in what was given: an id that readers know."""
    return fault.startswith(("W NotSufficientlyUnique", "W NonCanonicalURI"))


@settings(max_examples=60, deadline=None)
@given(feeds())
def test_any_text_in_any_field_renders_and_the_formats_agree(of: Feed) -> None:
    rss = etree.fromstring(rendered(of, FeedFormat.RSS)).find("channel")
    atom = etree.fromstring(rendered(of, FeedFormat.ATOM))
    json_feed = json.loads(rendered(of, FeedFormat.JSON))

    assert rss is not None
    assert rss.findtext("title") == _parted(json_feed["title"])
    assert _text(atom, "title") == json_feed["title"]
    assert rss.findtext("copyright", "") == _parted(_text(atom, "rights"))
    for rel in ("hub", "current", "prev-archive", "next-archive"):
        assert len(_links(rss, rel)) == len(_links(atom, rel))
    assert _links(rss, "hub") == _links(atom, "hub") == [hub["url"] for hub in json_feed.get("hubs", [])]
    from_rss = [_from_item(item) for item in rss.findall("item")]
    from_atom = [_from_entry(each) for each in atom.findall(f"{ATOM}entry")]
    from_json = [_from_json(item) for item in json_feed["items"]]
    assert [{**each, "comments": None} for each in from_atom] == [
        {**each, "authors": [_parted(name) for name in each["authors"]]} for each in from_json
    ]
    assert [_without_more(each) for each in from_rss] == [
        _without_more(
            {**each, "title": _parted(each["title"]), "terms": [_parted(term) for term in each["terms"]]}
        )
        for each in from_json
    ]
    for item, entry in zip(from_rss, from_atom, strict=True):
        assert item["files"] == entry["files"][:1]
        assert item["comments"] == entry["comments"]


def _parted(text: str) -> str:
    """RSS cannot say that a title is plain, so an end tag in it is parted."""
    return re.sub("</(?=[A-Za-z])", "< /", text)


def _links(parent: Any, rel: str) -> list[str]:
    return [link.get("href") for link in parent.findall(f"{ATOM}link") if link.get("rel") == rel]


def _without_more(each: dict[str, Any]) -> dict[str, Any]:
    """Leave out what one format has no room for, and the title that stands in for a text."""
    texts = [text for text in each["texts"] if _parted(markup.unescape(text)) != _parted(each["title"])]
    return {**each, "files": None, "comments": None, "texts": texts}


def _from_item(item: Any) -> dict[str, Any]:
    full, description = item.findtext(CONTENT), item.findtext("description") or ""
    published = datetime.strptime(item.findtext("pubDate"), "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    return {
        "address": item.findtext("link"),
        "title": item.findtext("title"),
        "published": published,
        "authors": [creator.text for creator in item.findall(f"{DC}creator")],
        "terms": [category.text for category in item.findall("category")],
        "texts": [text for text in (full, description) if text],
        "files": [
            (enclosure.get("url"), enclosure.get("type"), int(enclosure.get("length")))
            for enclosure in item.findall("enclosure")
        ],
        "comments": item.findtext("comments"),
    }


def _from_entry(each: Any) -> dict[str, Any]:
    summary = _text(each, "summary")
    content = each.findtext(f"{ATOM}content") or ""
    return {
        "address": each.find(f"{ATOM}link").get("href"),
        "title": _text(each, "title"),
        "published": datetime.fromisoformat(each.findtext(f"{ATOM}published")),
        "authors": [person.findtext(f"{ATOM}name") for person in each.findall(f"{ATOM}author")],
        "terms": [category.get("term") for category in each.findall(f"{ATOM}category")],
        "texts": [text for text in (content, markup.escape(summary, quote=False)) if text],
        "files": [
            (link.get("href"), link.get("type"), int(link.get("length", "0")))
            for link in each.findall(f"{ATOM}link[@rel='enclosure']")
        ],
        "comments": next(iter(_links(each, "replies")), None),
    }


def _from_json(item: Any) -> dict[str, Any]:
    return {
        "address": item["url"],
        "title": item["title"],
        "published": datetime.fromisoformat(item["date_published"]),
        "authors": [author["name"] for author in item.get("authors", [])],
        "terms": item.get("tags", []),
        "texts": _texts(item),
        "files": [
            (attachment["url"], attachment["mime_type"], attachment.get("size_in_bytes", 0))
            for attachment in item.get("attachments", [])
        ],
        "comments": None,
    }


def _texts(item: Any) -> list[str]:
    said = item.get("summary") or ("" if "content_html" in item else item["content_text"])
    return [text for text in (item.get("content_html", ""), markup.escape(said, quote=False)) if text]


def _text(parent: Any, name: str) -> str:
    element = parent.find(f"{ATOM}{name}")
    if element is None:
        return ""
    text: str = element.text or ""
    return markup.unescape(text) if element.get("type") == "html" else text
