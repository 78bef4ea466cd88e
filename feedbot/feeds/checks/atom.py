"""What is wrong with a rendered Atom 1.0 feed, by RFC 4287 and, for tombstones, RFC 6721."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from feedbot.feeds.characters import URI
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
from feedbot.feeds.checks.values import html_faults, is_address, is_rfc3339, repeated

TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
ONCE = (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")
OF_A_FEED = tuple(f"{ATOM}{name}" for name in ("subtitle", "generator", "icon", "logo", "rights"))
OF_AN_ENTRY = tuple(f"{ATOM}{name}" for name in ("content", "summary", "published", "rights"))
TEXTS = ("title", "subtitle", "rights", "summary", "content")
HISTORY_OF_A_FEED = {"current", "prev-archive", "next-archive"}


def atom_faults(data: bytes) -> Iterator[str]:
    """List what is wrong with an Atom feed."""
    root = parsed(data)
    if isinstance(root, str):
        yield root
        return
    if root.tag != f"{ATOM}feed":
        yield "it is no Atom feed"
        return
    entries = root.findall(f"{ATOM}entry")
    yield from _feed_faults(root, entries)
    yield from repeated("id", (entry.findtext(f"{ATOM}id") or "" for entry in entries))
    for entry in entries:
        yield from _entry_faults(entry)
    yield from text_faults(root)


def _feed_faults(root: Any, entries: list[Any]) -> Iterator[str]:
    yield from counted(root, "the feed", once=ONCE, most=OF_A_FEED)
    yield from _common(root, "the feed")
    yield from feed_link_faults(root)
    if not URI.fullmatch(root.findtext(f"{ATOM}id") or ""):
        yield "the feed: its id is no URI"
    for name in ("icon", "logo"):
        if not all(is_address(element.text or "") for element in root.findall(f"{ATOM}{name}")):
            yield f"the feed: its {name} is not an absolute http(s) address in ASCII"
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "neither the feed nor each of its entries has an author"
    if any(element.tag != f"{ATOM}entry" for element in list(root)[len(root) - len(entries) :]):
        yield "the feed has an element behind its first entry"
    for gone in root.findall(TOMBSTONE):
        if not gone.get("ref") or not is_rfc3339(gone.get("when", "")):
            yield "a deleted-entry does not say which, or when"


def _entry_faults(entry: Any) -> Iterator[str]:
    name = f"the entry {entry.findtext(f'{ATOM}id') or '?'}"
    yield from counted(entry, name, once=ONCE, most=OF_AN_ENTRY)
    yield from _common(entry, name)
    relations = {link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")}
    content = entry.find(f"{ATOM}content")
    if content is None and "alternate" not in relations:
        yield f"{name} has neither content nor an alternate link"
    if relations & HISTORY_OF_A_FEED:
        yield f"{name} has a link of the feed's history"
    if any(not category.get("term") for category in entry.findall(f"{ATOM}category")):
        yield f"{name} has an empty category"
    if content is not None:
        if content.get("type") != "html":
            yield f"{name}: its content is not of the type html"
        yield from html_faults(name, content.text or "")
    yield from media_faults(entry, name)


def _common(parent: Any, name: str) -> Iterator[str]:
    """Check what feed and entry have in common: dates, links, persons, kinds of text.

    An entry's id should be a URI as well, but one that readers have already is better kept than mended.
    """
    yield from rfc3339_faults(parent, name, f"{ATOM}updated", f"{ATOM}published")
    yield from link_faults(parent, name)
    for person in parent.findall(f"{ATOM}author"):
        if not person.findtext(f"{ATOM}name"):
            yield f"{name} has an author without a name"
        if not is_address(person.findtext(f"{ATOM}uri", "https://none.example")):
            yield f"{name}: the address of an author is not an absolute http(s) address in ASCII"
    for text in TEXTS:
        for element in parent.findall(f"{ATOM}{text}"):
            yield from _text_faults(element, f"{name}: its {text}")


def _text_faults(element: Any, name: str) -> Iterator[str]:
    if element.get("type", "text") not in {"text", "html", "xhtml"}:
        yield f"{name} has the unknown type {element.get('type')}"
    if len(element) and element.get("type") != "xhtml":
        yield f"{name} holds elements, and should hold their text"
