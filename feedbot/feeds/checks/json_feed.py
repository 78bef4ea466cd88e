"""What is wrong with a rendered JSON Feed, by JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from feedbot.feeds.characters import UNWANTED
from feedbot.feeds.checks.values import LANGUAGE, MIME, html_faults, is_address, is_rfc3339, repeated

VERSION = "https://jsonfeed.org/version/1.1"


def json_faults(data: bytes) -> Iterator[str]:
    """List what is wrong with a JSON Feed."""
    try:
        feed = json.loads(data)
    except ValueError as error:
        yield f"it is no JSON: {error}"
        return
    if not isinstance(feed, dict) or feed.get("version") != VERSION:
        yield "it is no JSON Feed 1.1"
        return
    if not isinstance(feed.get("title"), str) or not isinstance(feed.get("items"), list):
        yield "the feed lacks its title or its items"
        return
    yield from _head_faults(feed)
    items = [item for item in feed["items"] if isinstance(item, dict)]
    if len(items) < len(feed["items"]):
        yield "an item is no object"
    yield from repeated("id", (str(item.get("id", "")) for item in items))
    for item in items:
        yield from _item_faults(item)
    if found := next((match for text in _strings(feed) if (match := UNWANTED.search(text))), None):
        yield f"it holds the character U+{ord(found[0]):04X}"


def _head_faults(feed: dict[str, Any]) -> Iterator[str]:
    for name in ("home_page_url", "feed_url"):
        if not is_address(str(feed.get(name, ""))):
            yield f"the feed's {name} is not an absolute http(s) address in ASCII"
    yield from _address_faults("the feed", feed, "next_url", "icon", "favicon")
    if feed.get("next_url") == feed.get("feed_url"):
        yield "the feed's next_url is the feed itself, and a reader would go round for ever"
    hubs = feed.get("hubs", [])
    if any(not hub.get("type") or not is_address(str(hub.get("url"))) for hub in hubs):
        yield "a hub does not say its type and its address"
    yield from _common("the feed", feed)


def _item_faults(item: dict[str, Any]) -> Iterator[str]:
    uid = item.get("id")
    name = f"the item {uid or '?'}"
    if not isinstance(uid, str) or not uid:
        yield f"{name} has no id, or one that is no string"
    if not item.get("content_html") and not item.get("content_text"):
        yield f"{name} has neither content_html nor content_text"
    yield from _address_faults(name, item, "url", "image")
    for field in ("date_published", "date_modified"):
        if field in item and not is_rfc3339(str(item[field])):
            yield f"{name}: its {field} {item[field]!r} is no RFC 3339 date"
    yield from _common(name, item)
    yield from html_faults(name, item.get("content_html", ""))
    for attachment in item.get("attachments", ()):
        yield from _attachment_faults(name, attachment)


def _attachment_faults(name: str, attachment: dict[str, Any]) -> Iterator[str]:
    if not is_address(str(attachment.get("url"))):
        yield f"{name}: the address of an attachment is not absolute and ASCII"
    if not MIME.fullmatch(str(attachment.get("mime_type"))):
        yield f"{name}: an attachment does not say what kind of file it is"
    for field in ("size_in_bytes", "duration_in_seconds"):
        number = attachment.get(field, 0)
        if isinstance(number, bool) or not isinstance(number, int | float):
            yield f"{name}: the {field} of an attachment is no number"


def _common(name: str, of: dict[str, Any]) -> Iterator[str]:
    if any(not author.get("name") for author in of.get("authors", ())):
        yield f"{name} has an author without a name"
    if not LANGUAGE.fullmatch(str(of.get("language", "en"))):
        yield f"{name}: its language {of['language']!r} is no language tag"


def _address_faults(name: str, of: dict[str, Any], *fields: str) -> Iterator[str]:
    for field in fields:
        if field in of and not is_address(str(of[field])):
            yield f"{name}: its {field} is not an absolute http(s) address in ASCII"


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for each in value.values() for text in _strings(each))
        case list():
            yield from (text for each in value for text in _strings(each))
        case _:
            return
