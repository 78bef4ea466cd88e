"""Feeds as another program left them: the same entries in each format, dated as that format writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from types import MappingProxyType
from xml.sax.saxutils import escape

PARIS = timezone(timedelta(hours=1))


@dataclass(frozen=True)
class Old:
    """One entry of an old feed."""

    id: str
    address: str
    title: str
    published: datetime
    updated: datetime | None = None


def rss(entries: Sequence[Old]) -> bytes:
    items = "".join(
        f"<item><title>{escape(old.title)}</title><link>{escape(old.address)}</link>"
        f"<guid isPermaLink='false'>{escape(old.id)}</guid>"
        f"<pubDate>{format_datetime(old.published)}</pubDate>"
        f"<description>Ancien.</description></item>"
        for old in entries
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Essai</title>"
        f"<link>https://essai.example/</link><description>d</description>{items}</channel></rss>"
    ).encode()


def atom(entries: Sequence[Old]) -> bytes:
    items = "".join(
        f"<entry><title>{escape(old.title)}</title><link href='{escape(old.address)}'/>"
        f"<id>{escape(old.id)}</id><published>{old.published.isoformat()}</published>"
        f"<updated>{(old.updated or old.published).isoformat()}</updated><summary>Ancien.</summary></entry>"
        for old in entries
    )
    return (
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Essai</title>"
        f"<id>https://essai.example/feed</id><updated>2026-05-01T00:00:00Z</updated>{items}</feed>"
    ).encode()


def json_feed(entries: Sequence[Old]) -> bytes:
    items = [
        {
            "id": old.id,
            "url": old.address,
            "title": old.title,
            "content_text": "Ancien.",
            "date_published": old.published.isoformat(),
            "date_modified": (old.updated or old.published).isoformat(),
        }
        for old in entries
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1", "title": "Essai", "items": items}
    ).encode()


FORMATS: Mapping[str, Callable[[Sequence[Old]], bytes]] = MappingProxyType(
    {"rss.xml": rss, "atom.xml": atom, "feed.json": json_feed}
)
