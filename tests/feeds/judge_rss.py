"""The rules of RSS 2.0 and of the RSS Advisory Board's Best Practices Profile, read strictly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.feeds import judge_values as value
from tests.feeds.judge_xml import ATOM, CONTENT, DC, Document, counted, history, links, undefined

CHANNEL = value.words(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate category "
    "generator docs cloud ttl image rating textInput skipHours skipDays item"
)
ITEM = value.words("title link description author category comments enclosure guid pubDate source")
PICTURE = frozenset({"gif", "jpg", "jpeg", "png"})


def rss(document: Document) -> Iterator[str]:
    """Judge an RSS 2.0 document."""
    channels = document.root.findall("channel")
    if document.root.get("version") != "2.0" or len(channels) != 1:
        yield "E InvalidRSSVersion: it is no RSS 2.0 with one channel"
        return
    channel = channels[0]
    yield from _channel(document, channel)
    guids: Counter[str] = Counter()
    for item in channel.findall("item"):
        yield from _item(document, item)
        guids[item.findtext("guid") or ""] += 1
    for guid, times in guids.items():
        if times > 1:
            yield f"E DuplicateValue: {times} items have the guid {guid!r}"


def _channel(document: Document, channel: Any) -> Iterator[str]:
    most = CHANNEL - {"title", "link", "description", "category", "item"}
    yield from counted(document, channel, once=("title", "link", "description"), most=sorted(most))
    yield from undefined(document, channel, CHANNEL)
    children = [child.tag for child in channel]
    if "item" in children and set(children[children.index("item") :]) != {"item"}:
        yield "W MisplacedItem: the channel has an element behind its first item"
    yield from value.address("channel link", channel.findtext("link") or "")
    for tag in ("title", "description", "copyright", "generator", "category"):
        for element in channel.findall(tag):
            yield from value.plain(document.name(element), element.text or "", document.raw(element))
    if (language := channel.findtext("language")) is not None:
        yield from value.language("channel language", language)
    for tag in ("pubDate", "lastBuildDate"):
        for element in channel.findall(tag):
            yield from value.rfc822(document.name(element), element.text or "", document.now)
    if (editor := channel.find("managingEditor")) is not None:
        yield from _contact(document, editor)
        if channel.find(f"{DC}creator") is not None:
            yield "W DuplicateSemantics: managingEditor and dc:creator in the channel"
    if (image := channel.find("image")) is not None:
        yield from _image(document, channel, image)
    yield from links(document, channel, in_entry=False)
    yield from history(document, channel)


def _image(document: Document, channel: Any, image: Any) -> Iterator[str]:
    yield from counted(
        document, image, once=("url", "title", "link"), most=("width", "height", "description")
    )
    address = image.findtext("url") or ""
    yield from value.address("image url", address)
    if urlsplit(address).path.rpartition(".")[2].lower() not in PICTURE:
        yield f"W ImageUrlFormat: {address!r}"
    if image.findtext("title") != channel.findtext("title"):
        yield "W ImageTitleDoesntMatch: the image has another title than the channel"
    if image.findtext("link") != channel.findtext("link"):
        yield "W ImageLinkDoesntMatch: the image has another link than the channel"


def _item(document: Document, item: Any) -> Iterator[str]:
    name = document.name(item)
    yield from counted(document, item, most=(*sorted(ITEM - {"category", "enclosure"}), f"{CONTENT}encoded"))
    yield from undefined(document, item, ITEM)
    if not (item.findtext("title") or item.findtext("description")):
        yield f"E ItemMustContainTitleOrDescription: {name}"
    for tag in ("title", "category"):
        for element in item.findall(tag):
            if not (element.text or "").strip():
                yield f"W NotBlank: {document.name(element)}"
            yield from value.plain(document.name(element), element.text or "", document.raw(element))
    for tag in ("link", "comments"):
        if (element := item.find(tag)) is not None:
            yield from value.address(document.name(element), element.text or "")
    yield from _guid(item.find("guid"), name)
    for element in item.findall("pubDate"):
        yield from value.rfc822(document.name(element), element.text or "", document.now)
    for element in item.findall(f"{ATOM}updated"):
        yield from value.rfc3339(document.name(element), element.text or "", document.now)
    yield from _people(document, item)
    yield from _texts(document, item)
    yield from _enclosures(document, item)
    yield from links(document, item, in_entry=True)


def _guid(guid: Any, name: str) -> Iterator[str]:
    text = "" if guid is None else guid.text or ""
    if not text:
        yield f"W MissingGuid: {name}"
    elif guid.get("isPermaLink", "true") == "true":
        yield from (f"E InvalidHttpGUID: {fault}" for fault in value.address("guid", text))
    elif guid.get("isPermaLink") != "false":
        yield f"E InvalidBooleanAttribute: {name} isPermaLink"
    elif re.fullmatch("[0-9]{1,8}", text):
        yield f"W NotSufficientlyUnique: {name} {text!r}"


def _people(document: Document, item: Any) -> Iterator[str]:
    if (author := item.find("author")) is not None:
        yield from _contact(document, author)
        if item.find(f"{DC}creator") is not None:
            yield f"W DuplicateItemSemantics: author and dc:creator in {document.name(item)}"
    if item.find("pubDate") is not None and item.find(f"{DC}date") is not None:
        yield f"W DuplicateItemSemantics: pubDate and dc:date in {document.name(item)}"
    for creator in item.findall(f"{DC}creator"):
        if not creator.text:
            yield f"W NotBlank: {document.name(creator)}"


def _contact(document: Document, element: Any) -> Iterator[str]:
    text = element.text or ""
    found = value.MAIL_AND_NAME.fullmatch(text)
    if value.MAIL.fullmatch(text):
        yield f"W MissingRealName: {document.name(element)} {text!r}"
    elif found is None or not value.MAIL.fullmatch(found[1]):
        yield f"E InvalidContact: {document.name(element)} {text!r}"
    yield from value.plain(document.name(element), text, document.raw(element))


def _texts(document: Document, item: Any) -> Iterator[str]:
    tags = [child.tag for child in item]
    encoded = f"{CONTENT}encoded"
    if encoded in tags and ("description" not in tags or tags.index(encoded) < tags.index("description")):
        yield f"W NeedDescriptionBeforeContent: {document.name(item)}"
    for element in item.findall(encoded):
        if not element.text:
            yield f"W NotBlank: {document.name(element)}"
    for tag in ("description", encoded):
        for element in item.findall(tag):
            yield from value.html(document.name(element), element.text or "")


def _enclosures(document: Document, item: Any) -> Iterator[str]:
    enclosures = item.findall("enclosure")
    if len(enclosures) > 1:
        yield f"W DuplicateEnclosure: {document.name(item)}"
    for enclosure in enclosures:
        where = document.name(enclosure)
        for name in ("url", "length", "type"):
            if enclosure.get(name) is None:
                yield f"E MissingAttribute: {where} {name}"
        yield from value.address(f"{where} url", enclosure.get("url", ""))
        yield from value.mime(f"{where} type", enclosure.get("type", ""))
        if not re.fullmatch("[0-9]+", enclosure.get("length", "")):
            yield f"E InvalidIntegerAttribute: {where} length"
