"""Read somebody else's JSON Feed, version 1 or 1.1; whatever the values are, nothing is raised."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias
from urllib.parse import urljoin

from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.live_entry import MOST_ENTRIES, LiveEntry, LiveFeed, NoFeed, live_entry

VERSIONS = "jsonfeed.org/version/1"

Item: TypeAlias = Mapping[str, object]


def read_json(data: bytes, address: str) -> LiveFeed | NoFeed:
    """Read a JSON Feed; ``address`` is where it was found."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        return NoFeed(why=f"it begins like JSON and is none: {error}")
    if not isinstance(feed, dict) or VERSIONS not in str(feed.get("version", "")):
        return NoFeed(why="it is JSON, but its version names no JSON Feed 1")
    items = feed.get("items")
    if not isinstance(items, list):
        return NoFeed(why="it is a JSON Feed without items")
    if len(items) > MOST_ENTRIES:
        return NoFeed(why=f"it has more than {MOST_ENTRIES:,} entries")
    base = _text(feed, "home_page_url") or address
    made = [_entry(item, base) for item in items if isinstance(item, dict)]
    return LiveFeed(
        format=FeedFormat.JSON,
        entries=tuple(entry for entry in made if isinstance(entry, LiveEntry)),
        unusable=tuple(why for why in made if isinstance(why, str)),
        well_formed=len(made) == len(items),
    )


def _entry(item: Item, base: str) -> LiveEntry | str:
    addresses = (_text(item, "url"), _text(item, "external_url"))
    return live_entry(
        _text(item, "id"),
        tuple(_absolute(base, address) for address in addresses if address),
        _text(item, "title"),
        published=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
    )


def _text(item: Item, key: str) -> str:
    """Return a text; JSON Feed 1 lets an id be a number, which readers take for its digits."""
    value = item.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _absolute(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
