"""What is wrong with a rendered feed; read back from its bytes before it may replace the last good file.

The rules are those of RFC 4287, RSS 2.0 with the RSS Advisory Board's profile, JSON Feed 1.1 and Media RSS,
as far as readers stumble over them. No rule of taste, and nothing is mended here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from feedbot.feeds.characters import UNWANTED, URI
from feedbot.feeds.dates import RFC3339, is_rfc822
from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.known_html import ELEMENTS

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}"

ADDRESS = re.compile(r"https?://[!-~]+")
# Markup as nh3 writes it: every value in double quotes, and `<` in front of a tag only.
TAG = re.compile(r"""</?([a-z][a-z0-9]*)((?:\s+[^\s"=<>]+(?:="[^"]*")?)*)\s*>""")
ATTRIBUTE = re.compile(r"""([^\s"=<>]+)="([^"]*)\"""")
ABSOLUTE = re.compile("https?://|mailto:|tel:|data:image/")


def faults(data: bytes, feed_format: FeedFormat) -> tuple[str, ...]:
    """List what is wrong with a rendered feed, in words for a person; () means that it may be served."""
    return tuple(CHECKS[feed_format](data))


def rss_faults(data: bytes) -> Iterator[str]:
    """List what is wrong with an RSS 2.0 feed."""
    root = _parsed(data)
    if isinstance(root, str):
        yield root
        return
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        yield "it is no RSS 2.0 feed with one channel"
        return
    channel = channels[0]
    items = channel.findall("item")
    yield from _counted(
        channel, "the channel", once=("title", "link", "description"), most=("lastBuildDate",)
    )
    yield from _self_link(channel.findall(f"{ATOM}link"))
    yield from _rss_dates(channel, "the channel", "lastBuildDate")
    if any(element.tag != "item" for element in list(channel)[len(channel) - len(items) :]):
        yield "the channel has an element behind its first item"
    yield from _repeated("guid", (item.findtext("guid") or "" for item in items))
    for item in items:
        yield from _item_faults(item)
    yield from _characters(root)


def atom_faults(data: bytes) -> Iterator[str]:
    """List what is wrong with an Atom feed."""
    root = _parsed(data)
    if isinstance(root, str):
        yield root
        return
    if root.tag != f"{ATOM}feed":
        yield "it is no Atom feed"
        return
    entries = root.findall(f"{ATOM}entry")
    once = (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")
    yield from _counted(root, "the feed", once=once, most=(f"{ATOM}subtitle", f"{ATOM}generator"))
    yield from _self_link(root.findall(f"{ATOM}link"))
    if not URI.fullmatch(root.findtext(f"{ATOM}id") or ""):
        yield "the feed: its id is no URI"
    yield from _atom_common(root, "the feed")
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "neither the feed nor each of its entries has an author"
    yield from _repeated("id", (entry.findtext(f"{ATOM}id") or "" for entry in entries))
    for entry in entries:
        yield from _entry_faults(entry)
    yield from _characters(root)


def json_faults(data: bytes) -> Iterator[str]:
    """List what is wrong with a JSON Feed."""
    try:
        feed = json.loads(data)
    except ValueError as error:
        yield f"it is no JSON: {error}"
        return
    if not isinstance(feed, dict) or feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "it is no JSON Feed 1.1"
        return
    if not isinstance(feed.get("title"), str) or not isinstance(feed.get("items"), list):
        yield "the feed lacks its title or its items"
        return
    for name in ("home_page_url", "feed_url"):
        if not ADDRESS.fullmatch(str(feed.get(name, ""))):
            yield f"the feed's {name} is not an absolute http(s) address in ASCII"
    items = [item for item in feed["items"] if isinstance(item, dict)]
    if len(items) < len(feed["items"]):
        yield "an item is no object"
    yield from _repeated("id", (str(item.get("id", "")) for item in items))
    for item in items:
        yield from _json_item_faults(item)
    if found := next((match for text in _strings(feed) if (match := UNWANTED.search(text))), None):
        yield f"it holds the character U+{ord(found[0]):04X}"


CHECKS: Mapping[FeedFormat, Callable[[bytes], Iterator[str]]] = {
    FeedFormat.RSS: rss_faults,
    FeedFormat.ATOM: atom_faults,
    FeedFormat.JSON: json_faults,
}


def _parsed(data: bytes) -> Any:
    """Return the root element, or the fault that keeps it from being read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"it is not well-formed: {error}"


def _item_faults(item: Any) -> Iterator[str]:
    guid = item.find("guid")
    name = f"the item {item.findtext('guid') or item.findtext('link') or '?'}"
    yield from _counted(
        item,
        name,
        once=("guid", "link"),
        most=("title", "description", CONTENT, "author", "pubDate", "enclosure"),
    )
    if not item.findtext("title") and not item.findtext("description"):
        yield f"{name} has neither title nor description"
    if guid is not None and guid.get("isPermaLink") != "false" and not ADDRESS.fullmatch(guid.text or ""):
        yield f'{name}: its guid is no address and does not say isPermaLink="false"'
    if not ADDRESS.fullmatch(item.findtext("link") or ""):
        yield f"{name}: its link is not an absolute http(s) address in ASCII"
    if item.find("author") is not None and item.find(CREATOR) is not None:
        yield f"{name} has both author and dc:creator"
    yield from _rss_dates(item, name, "pubDate")
    yield from _rfc3339_dates(item, name, f"{ATOM}updated")
    tags = [child.tag for child in item]
    if CONTENT in tags and ("description" not in tags or tags.index(CONTENT) < tags.index("description")):
        yield f"{name}: content:encoded comes without a description before it"
    if CONTENT in tags and not item.findtext(CONTENT):
        yield f"{name}: content:encoded is empty"
    if any(not category.text for category in item.findall("category")):
        yield f"{name} has an empty category"
    for text in (item.findtext("description"), item.findtext(CONTENT)):
        yield from _html_faults(name, text or "")
    yield from _media_faults(item, name)


def _entry_faults(entry: Any) -> Iterator[str]:
    name = f"the entry {entry.findtext(f'{ATOM}id') or '?'}"
    once = (f"{ATOM}id", f"{ATOM}title", f"{ATOM}updated")
    yield from _counted(entry, name, once=once, most=(f"{ATOM}content", f"{ATOM}summary", f"{ATOM}published"))
    yield from _atom_common(entry, name)
    has_alternate = any(link.get("rel", "alternate") == "alternate" for link in entry.findall(f"{ATOM}link"))
    if entry.find(f"{ATOM}content") is None and not has_alternate:
        yield f"{name} has neither content nor an alternate link"
    if any(not category.get("term") for category in entry.findall(f"{ATOM}category")):
        yield f"{name} has an empty category"
    content = entry.find(f"{ATOM}content")
    if content is not None:
        if content.get("type") != "html":
            yield f"{name}: its content is not of the type html"
        yield from _html_faults(name, content.text or "")
    yield from _media_faults(entry, name)


def _atom_common(parent: Any, name: str) -> Iterator[str]:
    """Check what feed and entry have in common: dates, links, persons, kinds of text.

    An entry's id should be a URI as well, but one that readers have already is better kept than mended.
    """
    yield from _rfc3339_dates(parent, name, f"{ATOM}updated", f"{ATOM}published")
    links = parent.findall(f"{ATOM}link")
    if any(not ADDRESS.fullmatch(link.get("href", "")) for link in links):
        yield f"{name}: a link is not an absolute http(s) address in ASCII"
    alternates = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in links
        if link.get("rel", "alternate") == "alternate"
    )
    if any(times > 1 for times in alternates.values()):
        yield f"{name} has two alternate links of one type and language"
    if any(not person.findtext(f"{ATOM}name") for person in parent.findall(f"{ATOM}author")):
        yield f"{name} has an author without a name"
    for text in ("title", "subtitle", "summary", "content"):
        for element in parent.findall(f"{ATOM}{text}"):
            if element.get("type", "text") not in {"text", "html", "xhtml"}:
                yield f"{name}: its {text} has the unknown type {element.get('type')}"


def _json_item_faults(item: Any) -> Iterator[str]:
    uid = item.get("id")
    name = f"the item {uid or '?'}"
    if not isinstance(uid, str) or not uid:
        yield f"{name} has no id, or one that is no string"
    if not item.get("content_html") and not item.get("content_text"):
        yield f"{name} has neither content_html nor content_text"
    for field in ("url", "image"):
        if field in item and not ADDRESS.fullmatch(str(item[field])):
            yield f"{name}: its {field} is not an absolute http(s) address in ASCII"
    for field in ("date_published", "date_modified"):
        if field in item and not _is_rfc3339(str(item[field])):
            yield f"{name}: its {field} {item[field]!r} is no RFC 3339 date"
    if any(not author.get("name") for author in item.get("authors", ())):
        yield f"{name} has an author without a name"
    yield from _html_faults(name, item.get("content_html", ""))


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


def _counted(parent: Any, name: str, *, once: Iterable[str], most: Iterable[str]) -> Iterator[str]:
    found = Counter(child.tag for child in parent)
    for tag in once:
        if found[tag] != 1 or not (parent.findtext(tag) or "").strip():
            yield f"{name} needs exactly one {_local(tag)}, and it may not be empty"
    for tag in most:
        if found[tag] > 1:
            yield f"{name} has more than one {_local(tag)}"


def _self_link(links: Iterable[Any]) -> Iterator[str]:
    addresses = [link.get("href", "") for link in links if link.get("rel") == "self"]
    if len(addresses) != 1 or not ADDRESS.fullmatch(addresses[0]):
        yield "the feed needs exactly one link rel=self, absolute and in ASCII"


def _rss_dates(parent: Any, name: str, tag: str) -> Iterator[str]:
    for element in parent.findall(tag):
        if not is_rfc822(element.text or ""):
            yield f"{name}: its {tag} {element.text!r} is no RFC 822 date"


def _rfc3339_dates(parent: Any, name: str, *tags: str) -> Iterator[str]:
    for tag in tags:
        for element in parent.findall(tag):
            if not _is_rfc3339(element.text or ""):
                yield f"{name}: its {_local(tag)} {element.text!r} is no RFC 3339 date"


def _is_rfc3339(text: str) -> bool:
    try:
        return RFC3339.fullmatch(text) is not None and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def _repeated(what: str, values: Iterable[str]) -> Iterator[str]:
    for value, times in Counter(values).items():
        if times > 1:
            yield f"{times} entries have the {what} {value!r}"


def _html_faults(name: str, html: str) -> Iterator[str]:
    if "<" in TAG.sub("", html):
        yield f"{name} holds markup that is not well-formed"
    for element, attributes in TAG.findall(html):
        if element not in ELEMENTS:
            yield f"{name} holds the element {element}, which readers refuse"
        for attribute, value in ATTRIBUTE.findall(attributes):
            if attribute.startswith("on"):
                yield f"{name} holds the handler {attribute}"
            if attribute in {"href", "src", "poster", "cite"} and not ABSOLUTE.match(value):
                yield f"{name} holds the relative address {value[:60]!r}"


def _media_faults(parent: Any, name: str) -> Iterator[str]:
    for tag in ("thumbnail", "content"):
        for element in parent.findall(f"{MEDIA}{tag}"):
            if not ADDRESS.fullmatch(element.get("url", "")):
                yield f"{name}: the address of media:{tag} is not absolute and ASCII"


def _characters(root: Any) -> Iterator[str]:
    for element in root.iter():
        texts = (element.text or "", element.tail or "", *element.attrib.values())
        if found := next((match for text in texts if (match := UNWANTED.search(text))), None):
            yield f"{_local(str(element.tag))} holds the character U+{ord(found[0]):04X}"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
