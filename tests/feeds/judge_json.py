"""The rules of JSON Feed 1.1, read strictly."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from tests.feeds import judge_values as value

FEED = value.words(
    "version title home_page_url feed_url description user_comment next_url icon favicon authors language "
    "expired hubs items"
)
ITEM = value.words(
    "id url external_url title content_html content_text summary image banner_image date_published "
    "date_modified authors tags language attachments"
)
AUTHOR = value.words("name url avatar")
ATTACHMENT = value.words("url mime_type title size_in_bytes duration_in_seconds")
HUB = value.words("type url")


def json_feed(data: bytes, now: datetime | None) -> Iterator[str]:
    """Judge a JSON Feed document."""
    try:
        feed = json.loads(data.decode())
    except ValueError as error:
        yield f"E Json: {error}"
        return
    if not isinstance(feed, dict) or feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "E Version: it is no JSON Feed 1.1"
        return
    if not isinstance(feed.get("items"), list):
        yield "E MissingItems: feed"
        return
    yield from _head(feed)
    yield from _strings(feed)
    for item in feed["items"]:
        yield from _item(item, now)
    ids = Counter(str(item.get("id")) for item in feed["items"] if isinstance(item, dict))
    for uid, times in ids.items():
        if times > 1:
            yield f"E DuplicateId: {times} items have the id {uid!r}"


def _head(feed: Mapping[str, Any]) -> Iterator[str]:
    yield from _names("feed", feed, FEED)
    if not isinstance(feed.get("title"), str) or not feed["title"]:
        yield "E MissingTitle: feed"
    yield from _addresses("feed", feed, "home_page_url", "feed_url", "next_url", "icon", "favicon")
    if "next_url" in feed and feed["next_url"] == feed.get("feed_url"):
        yield "E NextUrlLoops: feed"
    for hub in feed.get("hubs", []):
        yield from _names("hub", hub, HUB)
        yield from _addresses("hub", hub, "url")
        if not hub.get("type") or not hub.get("url"):
            yield "E Hub: it needs type and url"
    yield from _people("feed", feed)


def _item(item: Any, now: datetime | None) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"E Item: {item!r} is no object"
        return
    where = f"item {item.get('id')!r}"
    yield from _names(where, item, ITEM)
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield f"E Id: {where} has no string for its id"
    if not item.get("content_html") and not item.get("content_text"):
        yield f"E MissingContent: {where}"
    yield from _addresses(where, item, "url", "external_url", "image", "banner_image")
    for name in ("date_published", "date_modified"):
        if name in item:
            yield from value.rfc3339(f"{where} {name}", str(item[name]), now)
    yield from _people(where, item)
    yield from value.html(where, item.get("content_html", ""))
    if any(not isinstance(tag, str) or not tag for tag in item.get("tags", [])):
        yield f"E Tags: {where}"
    for attachment in item.get("attachments", []):
        yield from _attachment(where, attachment)


def _attachment(where: str, attachment: Mapping[str, Any]) -> Iterator[str]:
    yield from _names(f"{where} attachment", attachment, ATTACHMENT)
    yield from _addresses(f"{where} attachment", attachment, "url")
    if not attachment.get("url"):
        yield f"E Attachment: {where} has one without url"
    yield from value.mime(f"{where} attachment", str(attachment.get("mime_type", "")))
    for name in ("size_in_bytes", "duration_in_seconds"):
        number = attachment.get(name, 0)
        if isinstance(number, bool) or not isinstance(number, int | float) or number < 0:
            yield f"E Number: {where} attachment {name}"


def _names(where: str, of: Mapping[str, Any], known: frozenset[str]) -> Iterator[str]:
    for name, said in of.items():
        if name not in known and not re.fullmatch("_[A-Za-z][^.]*", name):
            yield f"E UnknownName: {where} {name!r}"
        if said is None or said == "":
            yield f"W SaysNothing: {where} {name!r}"


def _addresses(where: str, of: Mapping[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        if name in of:
            yield from value.address(f"{where} {name}", str(of[name]))


def _people(where: str, of: Mapping[str, Any]) -> Iterator[str]:
    if "language" in of:
        yield from value.language(where, str(of["language"]))
    for author in of.get("authors", []):
        yield from _names(f"{where} author", author, AUTHOR)
        yield from _addresses(f"{where} author", author, "url", "avatar")
        if not AUTHOR & author.keys():
            yield f"E Author: {where} has one without name, url or avatar"


def _strings(of: Any) -> Iterator[str]:
    match of:
        case str():
            yield from value.characters("text", of)
        case dict():
            for each in of.values():
                yield from _strings(each)
        case list():
            for each in of:
                yield from _strings(each)
        case _:
            return
