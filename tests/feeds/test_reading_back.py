"""feedparser, as any reader, gives every field of any feed back as it went in; in RSS and in Atom."""

from __future__ import annotations

import html as markup
import re
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings

from feedbot.feeds.feed import Entry, Feed, FeedFormat
from feedbot.feeds.render import Rendered, _tidy_head, safe_render
from feedbot.feeds.xml_elements import atom_id
from tests.feeds.hostile import NAMES_WITHOUT_MAIL, feeds
from tests.feeds.samples import podcast_feed, small_feed

XML_FORMATS = (FeedFormat.RSS, FeedFormat.ATOM)


def read(of: Feed, feed_format: FeedFormat) -> Any:
    result = safe_render(of, feed_format)
    assert isinstance(result, Rendered), result
    parsed = feedparser.parse(result.data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


@pytest.mark.parametrize("feed_format", XML_FORMATS)
@pytest.mark.parametrize("of", [small_feed(), podcast_feed()], ids=["small", "podcast"])
def test_an_ordinary_feed_is_read_back_as_it_went_in(of: Feed, feed_format: FeedFormat) -> None:
    assert_read_back(of, feed_format)


@settings(max_examples=100, deadline=None)
@given(feeds(NAMES_WITHOUT_MAIL))
def test_any_feed_is_read_back_as_it_went_in(of: Feed) -> None:
    for feed_format in XML_FORMATS:
        assert_read_back(of, feed_format)


def assert_read_back(of: Feed, feed_format: FeedFormat) -> None:
    parsed, sent = read(of, feed_format), replace(_tidy_head(of), entries=of.entries)
    assert _head(parsed.feed, feed_format) == _sent_head(sent, feed_format)
    assert len(parsed.entries) == len(sent.entries)
    for got, entry in zip(parsed.entries, sent.entries, strict=True):
        assert _entry(got, feed_format) == _sent_entry(entry, sent, feed_format)


def _head(got: Any, feed_format: FeedFormat) -> dict[str, Any]:
    return {
        "title": _plain(got.get("title_detail"), feed_format),
        "subtitle": _plain(got.get("subtitle_detail"), feed_format),
        "rights": _plain(got.get("rights_detail"), feed_format),
        "home": got.link,
        "language": got.get("language", ""),
        "author": _name(got.author_detail.get("name")) if "author_detail" in got else None,
        "links": [(link.rel, link.href) for link in got.links if link.rel != "alternate"],
        "complete": "fh_complete" in got,
        "archive": "fh_archive" in got,
        "pictures": [got.image.href] if "image" in got else _pictures(got),
        "updated": got.updated_parsed[:6],
    }


def _pictures(got: Any) -> list[str]:
    return [got[name] for name in ("icon", "logo") if name in got]


def _sent_head(sent: Feed, feed_format: FeedFormat) -> dict[str, Any]:
    is_rss = feed_format is FeedFormat.RSS
    history = (("current", sent.current), ("prev-archive", sent.earlier), ("next-archive", sent.later))
    pictures = [picture for picture in (sent.icon, sent.logo) if picture]
    if is_rss:
        pictures = [each for each in reversed(pictures) if re.search(r"\.(gif|jpe?g|png)$", each)][:1]
    author = sent.author.name if sent.author is not None else None if is_rss else sent.title
    return {
        "title": _said(sent.title, feed_format),
        "subtitle": _said(sent.description or (sent.title if is_rss else ""), feed_format),
        "rights": _said(sent.rights, feed_format),
        "home": sent.home,
        "language": sent.language,
        "author": author if author is None else _name(author),
        "links": [
            ("self", sent.addresses.of(feed_format)),
            *(("hub", hub) for hub in sent.hubs),
            *((rel, there.of(feed_format)) for rel, there in history if there is not None),
        ],
        "complete": sent.complete,
        "archive": sent.current is not None and (sent.earlier is not None or sent.later is not None),
        "pictures": pictures,
        "updated": sent.updated.timetuple()[:6],
    }


def _entry(got: Any, feed_format: FeedFormat) -> dict[str, Any]:
    replies = [link.href for link in got.links if link.rel == "replies"]
    return {
        "id": _heard(got.id),
        "link": got.link,
        "title": _plain(got.title_detail, feed_format),
        "published": got.published_parsed[:6],
        "updated": got["updated_parsed" if "updated_parsed" in got else "published_parsed"][:6],
        "authors": [_name(author["name"]) for author in got.get("authors", []) if "name" in author],
        "terms": [(_heard(tag.term), tag.scheme) for tag in got.get("tags", [])],
        "texts": _texts(got),
        "files": [(each.href, each.type, int(each.get("length", 0))) for each in got.enclosures],
        "comments": got.get("comments") or "".join(replies),
        "thumbnails": [picture["url"] for picture in got.get("media_thumbnail", [])],
        "pictures": [
            (each["url"], each.get("type"), each.get("filesize"), each.get("width"), each.get("height"))
            for each in got.get("media_content", [])
        ],
    }


def _texts(got: Any) -> set[str]:
    """Return the texts as HTML: Atom says of a plain summary that it is plain."""
    details = [*got.get("content", []), *([got.summary_detail] if "summary_detail" in got else [])]
    return {
        _heard(each["value"] if each["type"] == "text/html" else markup.escape(each["value"], quote=False))
        for each in details
    }


def _sent_entry(sent: Entry, of: Feed, feed_format: FeedFormat) -> dict[str, Any]:
    image = sent.image
    is_rss = feed_format is FeedFormat.RSS
    summary = sent.summary or ("" if is_rss or sent.html else sent.title)
    files = [(each.address, each.mime, each.size or 0) for each in sent.attachments]
    measures = () if image is None else (image.size, image.width, image.height)
    return {
        "id": _heard(sent.uid) if is_rss else atom_id(sent.uid, sent.adopted, of),
        "link": re.sub("&([A-Za-z0-9_]+);", r"&\1", sent.address.replace("&amp;", "&"))
        if is_rss
        else sent.address,
        "title": _said(sent.title, feed_format),
        "published": sent.published.timetuple()[:6],
        "updated": sent.updated.timetuple()[:6],
        "authors": [_name(author.name) for author in sent.authors],
        "terms": [
            (_said(term, feed_format), f"{of.home}#{scheme}")
            for scheme, those in (("categories", sent.categories), ("tags", sent.tags))
            for term in those
        ],
        "texts": {text for text in (_heard(sent.html), _heard(markup.escape(summary, quote=False))) if text},
        "files": files[:1] if is_rss else files,
        "comments": sent.comments,
        "thumbnails": [] if image is None else [image.address],
        "pictures": []
        if image is None
        else [(image.address, image.mime or None, *(str(each) if each else None for each in measures))],
    }


def _said(text: str, feed_format: FeedFormat) -> str:
    """Return a plain text as its format says it."""
    return _heard(_parted(text) if feed_format is FeedFormat.RSS else text)


def _name(text: str) -> str:
    """Return a person's name as both formats and feedparser have it, each in its own way."""
    return _heard(_parted(text))


def _parted(text: str) -> str:
    """Part end tags, as is done wherever a format cannot call a text plain."""
    return re.sub("</(?=[A-Za-z])", "< /", text)


def _heard(text: str) -> str:
    """Return a text as feedparser has it: no rare blanks at its ends, and never UTF-8 read as Latin-1."""
    text = text.strip()
    try:
        meant = text.encode("latin-1").decode()
    except ValueError:
        return text
    return meant if meant == text else _heard(meant)


def _plain(detail: Any, feed_format: FeedFormat) -> str:
    """Return what a plain text says; RSS has no kinds of text, and feedparser's guess is not asked for."""
    if not detail:
        return ""
    value: str = detail["value"]
    if feed_format is FeedFormat.ATOM and detail["type"] == "text/html":
        return _heard(markup.unescape(value))
    return _heard(value)
