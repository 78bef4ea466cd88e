"""A Bluesky post as a value: its key, its record, and the byte ranges in it that are links. Pure.

The key is ours, made from the delivery alone, so the same delivery can never become two posts.
https://atproto.com/specs/tid, https://docs.bsky.app/docs/advanced-guides/post-richtext
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeAlias

from feedbot.announcements.announcement import Announcement, Card
from feedbot.content.languages import is_language_tag
from feedbot.networks.network import DeliveryKey

COLLECTION = "app.bsky.feed.post"
MOST_TAGS = 8  # beside the text
LONGEST_TAG = 64  # graphemes; a tag that long in characters is never worth sending
B32 = "234567abcdefghijklmnopqrstuvwxyz"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Json: TypeAlias = dict[str, Any]

_ADDRESS = re.compile(r"https?://[^\s<>\"”»]+", re.IGNORECASE)


def record_key(key: DeliveryKey) -> str:
    """Return the record key of a delivery: its planned second, and below it 30 bits of its name.

    Many deliveries of one account are planned in the same instant. The 10 bits of a TID's clock id alone
    would soon give two of them one key, so the name fills the microseconds too.
    """
    name = int.from_bytes(sha256(key.text.encode()).digest()[:8], "big")
    second = (key.planned - EPOCH) // timedelta(seconds=1)
    return tid(second * 1_000_000 + (name >> 10) % 1_000_000, name & 1023)


def tid(microseconds: int, clock: int) -> str:
    """Return a TID: 13 characters that sort as their moments do (53 bits of time, 10 of a clock id)."""
    number = microseconds << 10 | clock
    return "".join(B32[number >> shift & 31] for shift in range(60, -1, -5))


def post_record(
    announcement: Announcement, *, tags: Sequence[str], created: datetime, thumb: Json | None
) -> Json:
    """Return the record of a post: ``tags`` link in its text, ``thumb`` is the uploaded blob of its card."""
    text = announcement.text
    record: Json = {
        "$type": COLLECTION,
        "text": text,
        "createdAt": created.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "embed": _card(announcement.card, thumb),
    }
    if is_language_tag(announcement.language):
        record["langs"] = [announcement.language]
    if links := facets(text, tags):
        record["facets"] = links
    if hidden := [tag for tag in announcement.hidden_tags if len(tag) <= LONGEST_TAG][:MOST_TAGS]:
        record["tags"] = hidden
    return record


def facets(text: str, tags: Sequence[str]) -> list[Json]:
    """Return what links in a text, in order, by UTF-8 byte offsets: addresses, and ``tags`` behind a ``#``.

    Bluesky links nothing by itself: an address without a facet cannot be clicked.
    """
    found = [
        (start, end, {"$type": "app.bsky.richtext.facet#link", "uri": text[start:end]})
        for start, end in _addresses(text)
    ]
    found += [
        (start, end, {"$type": "app.bsky.richtext.facet#tag", "tag": tag})
        for start, end, tag in _tags(text, tags)
    ]
    return [
        {"index": {"byteStart": _bytes(text[:start]), "byteEnd": _bytes(text[:end])}, "features": [feature]}
        for start, end, feature in sorted(found, key=lambda one: one[0])
    ]


def is_about(record: object, link: str) -> bool:
    """Say whether a record read back is a post about this address: in its card, its facets or its text."""
    if not isinstance(record, dict):
        return False
    text = record.get("text")
    return (
        link in _strings(record.get("embed"))
        or link in _strings(record.get("facets"))
        or (isinstance(text, str) and link in text.split())
    )


def _card(card: Card, thumb: Json | None) -> Json:
    external: Json = {"uri": card.address, "title": card.title, "description": card.description}
    if thumb is not None:
        external["thumb"] = thumb
    return {"$type": "app.bsky.embed.external", "external": external}


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for match in _ADDRESS.finditer(text):
        address = match.group()
        while address and (
            address[-1] in ".,;:!?'…]}’" or (address[-1] == ")" and address.count(")") > address.count("("))
        ):
            address = address[:-1]
        yield match.start(), match.start() + len(address)


def _tags(text: str, tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Find each tag behind the one before it; white space or nothing stands before a tag."""
    at = 0
    for tag in tags:
        match = re.compile(rf"(?<!\S)[#\uff03]{re.escape(tag)}(?![^\W_])").search(text, at)
        if match:
            at = match.end()
            yield match.start(), match.end(), tag


def _bytes(text: str) -> int:
    return len(text.encode())


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
