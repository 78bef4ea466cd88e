"""What is wrong with a rendered RSS 2.0 feed, by its specification and the RSS Advisory Board's profile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from feedbot.content.media_types import CHANNEL_PICTURES, media_type
from feedbot.feeds.checks.trees import (
    ATOM,
    counted,
    feed_link_faults,
    link_faults,
    media_faults,
    parsed,
    rfc3339_faults,
    text_faults,
)
from feedbot.feeds.checks.values import LANGUAGE, MIME, html_faults, is_address, repeated
from feedbot.feeds.dates import is_rfc822

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"

OF_A_CHANNEL = ("lastBuildDate", "pubDate", "copyright", "managingEditor", "image", "language", "generator")
OF_AN_ITEM = ("title", "description", CONTENT, "author", "pubDate", "enclosure", "comments")
PERSON = re.compile(r"[^\s@]+@[^\s@]+ \([^()]+\)")
HTML_END = re.compile("</[A-Za-z]")


def rss_faults(data: bytes) -> Iterator[str]:
    """List what is wrong with an RSS 2.0 feed."""
    root = parsed(data)
    if isinstance(root, str):
        yield root
        return
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        yield "it is no RSS 2.0 feed with one channel"
        return
    items = channels[0].findall("item")
    yield from _channel_faults(channels[0], len(items))
    yield from repeated("guid", (item.findtext("guid") or "" for item in items))
    for item in items:
        yield from _item_faults(item)
    yield from text_faults(root)


def _channel_faults(channel: Any, items: int) -> Iterator[str]:
    yield from counted(channel, "the channel", once=("title", "link", "description"), most=OF_A_CHANNEL)
    if any(element.tag != "item" for element in list(channel)[len(channel) - items :]):
        yield "the channel has an element behind its first item"
    if not is_address(channel.findtext("link") or ""):
        yield "the channel's link is not an absolute http(s) address in ASCII"
    if not LANGUAGE.fullmatch(channel.findtext("language", "en")):
        yield f"the channel's language {channel.findtext('language')!r} is no language tag"
    yield from _dates(channel, "the channel", "lastBuildDate")
    yield from _plain_faults(channel, "the channel", "title", "description", "copyright")
    yield from _people(channel, "the channel", "managingEditor")
    yield from _image_faults(channel)
    yield from link_faults(channel, "the channel")
    yield from feed_link_faults(channel)


def _image_faults(channel: Any) -> Iterator[str]:
    for image in channel.findall("image"):
        yield from counted(image, "the channel's image", once=("url", "title", "link"), most=())
        address = image.findtext("url") or ""
        if not is_address(address) or media_type(address) not in CHANNEL_PICTURES:
            yield f"the channel's image {address!r} is not the address of a GIF, JPEG or PNG"
        for tag in ("title", "link"):
            if image.findtext(tag) != channel.findtext(tag):
                yield f"the channel's image has another {tag} than the channel"


def _item_faults(item: Any) -> Iterator[str]:
    name = f"the item {item.findtext('guid') or item.findtext('link') or '?'}"
    yield from counted(item, name, once=("guid", "link"), most=OF_AN_ITEM)
    if not item.findtext("title") and not item.findtext("description"):
        yield f"{name} has neither title nor description"
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") != "false" and not is_address(guid.text or ""):
        yield f'{name}: its guid is no address and does not say isPermaLink="false"'
    for tag in ("link", "comments"):
        if item.find(tag) is not None and not is_address(item.findtext(tag) or ""):
            yield f"{name}: its {tag} is not an absolute http(s) address in ASCII"
    yield from _people(item, name, "author")
    yield from _dates(item, name, "pubDate")
    yield from rfc3339_faults(item, name, f"{ATOM}updated")
    if any(not category.text for category in item.findall("category")):
        yield f"{name} has an empty category"
    yield from _plain_faults(item, name, "title", "category")
    yield from _text_faults(item, name)
    yield from _enclosure_faults(item, name)
    yield from link_faults(item, name)
    yield from media_faults(item, name)


def _people(parent: Any, name: str, tag: str) -> Iterator[str]:
    person, creators = parent.find(tag), parent.findall(CREATOR)
    if person is not None and creators:
        yield f"{name} has both {tag} and dc:creator"
    if person is not None and not PERSON.fullmatch(person.text or ""):
        yield f"{name}: its {tag} is not of the form mail@host (Name)"
    if any(not creator.text for creator in creators):
        yield f"{name} has an empty dc:creator"


def _plain_faults(parent: Any, name: str, *tags: str) -> Iterator[str]:
    for tag in tags:
        if any(HTML_END.search(element.text or "") for element in parent.findall(tag)):
            yield f"{name}: its {tag} holds an end tag, which readers would drop"


def _dates(parent: Any, name: str, tag: str) -> Iterator[str]:
    for element in parent.findall(tag):
        if not is_rfc822(element.text or ""):
            yield f"{name}: its {tag} {element.text!r} is no RFC 822 date"


def _text_faults(item: Any, name: str) -> Iterator[str]:
    tags = [child.tag for child in item]
    if CONTENT in tags and ("description" not in tags or tags.index(CONTENT) < tags.index("description")):
        yield f"{name}: content:encoded comes without a description before it"
    if CONTENT in tags and not item.findtext(CONTENT):
        yield f"{name}: content:encoded is empty"
    for text in (item.findtext("description"), item.findtext(CONTENT)):
        yield from html_faults(name, text or "")


def _enclosure_faults(item: Any, name: str) -> Iterator[str]:
    for enclosure in item.findall("enclosure"):
        if not is_address(enclosure.get("url", "")):
            yield f"{name}: the address of its enclosure is not absolute and ASCII"
        if not enclosure.get("length", "").isdigit():
            yield f"{name}: its enclosure needs its length in bytes, or 0 where nobody knows it"
        if not MIME.fullmatch(enclosure.get("type", "")):
            yield f"{name}: its enclosure does not say what kind of file it is"
