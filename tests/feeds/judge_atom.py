"""The rules of Atom 1.0 (RFC 4287), read strictly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from tests.feeds import judge_values as value
from tests.feeds.judge_xml import ATOM, FEED_TYPES, Document, counted, history, links, undefined

FEED = frozenset(
    f"{ATOM}{name}"
    for name in value.words(
        "author category contributor generator icon id link logo rights subtitle title updated entry"
    )
)
ENTRY = frozenset(
    f"{ATOM}{name}"
    for name in value.words(
        "author category content contributor id link published rights source summary title updated"
    )
)
XHTML_DIV = "{http://www.w3.org/1999/xhtml}div"


def atom(document: Document) -> Iterator[str]:
    """Judge an Atom feed document."""
    feed = document.root
    once = (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")
    most = tuple(f"{ATOM}{name}" for name in ("generator", "icon", "logo", "rights", "subtitle"))
    yield from counted(document, feed, once=once, most=most)
    yield from undefined(document, feed, FEED, ATOM)
    yield from _common(document, feed)
    entries = feed.findall(f"{ATOM}entry")
    children = [child.tag for child in feed]
    if entries and set(children[children.index(f"{ATOM}entry") :]) != {f"{ATOM}entry"}:
        yield "E MisplacedMetadata: the feed has an element behind its first entry"
    for tag in ("icon", "logo"):
        for element in feed.findall(f"{ATOM}{tag}"):
            yield from value.address(tag, element.text or "")
    if feed.find(f"{ATOM}author") is None and (
        not entries or any(entry.find(f"{ATOM}author") is None for entry in entries)
    ):
        yield "E MissingElement: an author of the feed, or of each entry"
    yield from links(document, feed, in_entry=False)
    yield from history(document, feed)
    for link in feed.findall(f"{ATOM}link[@rel='self']"):
        if link.get("type") not in FEED_TYPES:
            yield f"W SelfNotAtom: {document.name(link)}"
    for entry in entries:
        yield from _entry(document, entry)
    yield from _repeated("W DuplicateEntries", "id", entries)
    yield from _repeated("W DuplicateUpdated", "updated", entries)


def _repeated(kind: str, name: str, entries: list[Any]) -> Iterator[str]:
    for text, times in Counter(entry.findtext(f"{ATOM}{name}") or "" for entry in entries).items():
        if times > 1:
            yield f"{kind}: {times} entries have the {name} {text!r}"


def _entry(document: Document, entry: Any) -> Iterator[str]:
    once = (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")
    most = tuple(f"{ATOM}{name}" for name in ("content", "published", "rights", "source", "summary"))
    yield from counted(document, entry, once=once, most=most)
    yield from undefined(document, entry, ENTRY, ATOM)
    yield from _common(document, entry)
    yield from links(document, entry, in_entry=True)
    content, summary = entry.find(f"{ATOM}content"), entry.find(f"{ATOM}summary")
    rels = {link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")}
    if content is None and "alternate" not in rels:
        yield f"E MissingContentOrAlternate: {document.name(entry)}"
    if content is None and summary is None:
        yield f"W MissingTextualContent: {document.name(entry)}"
    if content is not None and content.get("src") is not None and summary is None:
        yield f"E MissingSummary: {document.name(entry)}"


def _common(document: Document, parent: Any) -> Iterator[str]:
    for element in parent.findall(f"{ATOM}id"):
        yield from value.identifier(document.name(element), element.text or "")
    for tag in ("updated", "published"):
        for element in parent.findall(f"{ATOM}{tag}"):
            yield from value.rfc3339(document.name(element), element.text or "", document.now)
    for tag in ("title", "subtitle", "summary", "rights", "content"):
        for element in parent.findall(f"{ATOM}{tag}"):
            yield from _text(document, element)
    for person in (*parent.findall(f"{ATOM}author"), *parent.findall(f"{ATOM}contributor")):
        yield from _person(document, person)
    for category in parent.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield f"E MissingAttribute: {document.name(category)} term"
        if category.get("scheme") is not None:
            yield from value.address(f"{document.name(category)} scheme", category.get("scheme"))


def _text(document: Document, element: Any) -> Iterator[str]:
    where, kind = document.name(element), element.get("type", "text")
    if kind == "xhtml":
        if [child.tag for child in element] != [XHTML_DIV]:
            yield f"E MissingXhtmlDiv: {where}"
        return
    if len(element):
        yield f"E UndefinedElement: {where} has elements in its text"
    if kind == "html":
        yield from value.html(where, element.text or "")
    elif kind == "text":
        yield from value.plain(where, element.text or "", "")
    else:
        yield f"E InvalidTextType: {where} {kind!r}"
    if not unescape(element.text or "").strip() and element.get("src") is None:
        yield f"W NotBlank: {where}"


def _person(document: Document, person: Any) -> Iterator[str]:
    yield from counted(document, person, once=(f"{ATOM}name",), most=(f"{ATOM}uri", f"{ATOM}email"))
    name = person.find(f"{ATOM}name")
    if name is not None:
        yield from value.plain(document.name(name), name.text or "", document.raw(name))
        if any(value.MAIL.fullmatch(found) for found in re.findall("<([^<>]*)>", name.text or "")):
            yield f"W ContainsEmail: {document.name(name)}"
    for uri in person.findall(f"{ATOM}uri"):
        yield from value.address(document.name(uri), uri.text or "")
    for mail in person.findall(f"{ATOM}email"):
        if not value.MAIL.fullmatch(mail.text or ""):
            yield f"E InvalidAddrSpec: {document.name(mail)} {mail.text!r}"
