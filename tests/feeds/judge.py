"""A strict reading of what feed validators complain about, for tests; shares no code with feedbot.

It knows the rules of RFC 4287, RSS 2.0 with its Best Practices Profile, RFC 5005, Media RSS
and JSON Feed 1.1 from their texts, and says ``E Name: ...`` for an error, ``W Name: ...`` for a warning,
under the names that the W3C Feed Validator has for them. [] means that there is neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from tests.feeds import judge_json as of_json
from tests.feeds import judge_values as value
from tests.feeds.judge_atom import atom
from tests.feeds.judge_rss import rss
from tests.feeds.judge_xml import ATOM, KNOWN_NAMESPACES, MEDIA, Document

LIMIT = 5_000_000  # bytes


def judge(data: bytes, *, now: datetime | None = None) -> list[str]:
    """List every error and warning of an RSS or Atom document; dates are held against a given ``now``."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        return [f"E SAXError: {error}"]
    document = Document(root=root, lines=data.decode("utf-8", "replace").split("\n"), now=now)
    judges: dict[str, Callable[[Document], Iterator[str]]] = {"rss": rss, f"{ATOM}feed": atom}
    judged = judges.get(root.tag)
    if judged is None:
        return [f"E UndefinedElement: {root.tag}"]
    return [*_document(document, data), *judged(document)]


def judge_json(data: bytes, *, now: datetime | None = None) -> list[str]:
    """List everything that a JSON Feed does against JSON Feed 1.1."""
    return list(of_json.json_feed(data, now))


def _document(document: Document, data: bytes) -> Iterator[str]:
    if len(data) > LIMIT:
        yield f"E ValidatorLimit: {len(data)} bytes"
    if not re.match(rb"<\?xml version=['\"]1\.0['\"] encoding=['\"](utf|UTF)-8['\"]\?>", data):
        yield "W NotUTF8: the declaration does not say UTF-8"
    yield from _namespaces(document.root)
    for element in document.root.iter(etree.Element):
        where = document.name(element)
        for text in (element.text or "", element.tail or "", *element.attrib.values()):
            yield from value.characters(where, text)
        if element.tag == f"{MEDIA}group" and len(element.findall(f"{MEDIA}content")) < 2:
            yield f"E MediaGroupWithoutAlternatives: {where}"
        if lang := element.get("{http://www.w3.org/XML/1998/namespace}lang"):
            yield from value.language(f"{where} xml:lang", lang)
    yield from _media(document)


def _namespaces(root: Any) -> Iterator[str]:
    declared = {uri for element in root.iter(etree.Element) for uri in element.nsmap.values()}
    for uri in sorted(declared - KNOWN_NAMESPACES.keys()):
        kind = "E MediaRssNamespace" if uri.rstrip("/") == MEDIA[1:-1].rstrip("/") else "W UnknownNamespace"
        yield f"{kind}: {uri}"
    for prefix, uri in Counter(
        (prefix or "", uri) for element in root.iter(etree.Element) for prefix, uri in element.nsmap.items()
    ):
        if prefix and KNOWN_NAMESPACES.get(uri, prefix) != prefix:
            yield f"W NonstdPrefix: {prefix} for {uri}"


def _media(document: Document) -> Iterator[str]:
    for element in document.root.iter(f"{MEDIA}thumbnail", f"{MEDIA}content"):
        where = document.name(element)
        yield from value.address(f"{where} url", element.get("url", ""))
        for size in ("width", "height", "fileSize"):
            if element.get(size) is not None and not re.fullmatch("[1-9][0-9]*", element.get(size)):
                yield f"E InvalidPositiveInteger: {where} {size}"
        if element.get("medium", "image") not in {"image", "audio", "video", "document", "executable"}:
            yield f"E InvalidMediaMedium: {where}"
        if element.get("type") is not None:
            yield from value.mime(f"{where} type", element.get("type"))
