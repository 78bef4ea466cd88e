"""Render a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); text stays plain, unescaped."""

from __future__ import annotations

import json
from collections.abc import Mapping

from feedbot.content.article import Author
from feedbot.feeds.dates import rfc3339
from feedbot.feeds.feed import Attachment, Entry, Feed

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """Render ``feed``; a field that says nothing is left out."""
    document = _said(
        {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.addresses.json,
            "next_url": _next(feed),
            "description": feed.description,
            "icon": feed.icon or feed.logo,
            "language": feed.language,
            "authors": [] if feed.author is None else [_author(feed.author)],
            "hubs": [{"type": "WebSub", "url": hub} for hub in feed.hubs],
        }
    )
    document["items"] = [_item(entry, feed.language) for entry in feed.entries]
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _item(entry: Entry, feed_language: str) -> dict[str, object]:
    return _said(
        {
            "id": entry.uid,
            "url": entry.address,
            "title": entry.title,
            "content_html": entry.html,
            "content_text": "" if entry.html else entry.summary or entry.title,
            "summary": entry.summary,
            "image": entry.image.address if entry.image is not None else "",
            "date_published": rfc3339(entry.published, entry.published_as),
            "date_modified": rfc3339(entry.updated, entry.updated_as),
            "authors": [_author(author) for author in entry.authors],
            "tags": [*entry.categories, *entry.tags],
            "language": entry.language if entry.language != feed_language else "",
            "attachments": [_attachment(attachment) for attachment in entry.attachments],
        }
    )


def _next(feed: Feed) -> str:
    """Return where older entries are; a feed that names itself would send its readers round for ever."""
    if feed.complete or feed.earlier is None or feed.earlier.json == feed.addresses.json:
        return ""
    return feed.earlier.json


def _attachment(attachment: Attachment) -> dict[str, object]:
    return _said(
        {
            "url": attachment.address,
            "mime_type": attachment.mime,
            "title": attachment.title,
            "size_in_bytes": attachment.size or "",
            "duration_in_seconds": attachment.duration or "",
        }
    )


def _author(author: Author) -> dict[str, object]:
    return _said({"name": author.name, "url": author.url})


def _said(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in ("", [])}
