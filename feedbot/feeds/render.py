"""Render a feed so that one bad entry never costs the feed; what comes out has been read back.

The renderers are a table: a new format is one module, one line here and one in `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from feedbot.feeds.characters import URI, ascii_address, language_tag, one_line
from feedbot.feeds.entries import LeftOutEntry, instant, tidy, tidy_author
from feedbot.feeds.feed import Addresses, Entry, Feed, FeedFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A feed that may be served, and the entries that are not in it."""

    data: bytes
    left_out: tuple[LeftOutEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRendered:
    """A feed that cannot be served, and why; the last good file stays."""

    why: tuple[str, ...]
    left_out: tuple[LeftOutEntry, ...] = ()


def render(feed: Feed, feed_format: FeedFormat) -> bytes:
    """Render a feed whose fields are clean; what they are not may raise, or come out as it is."""
    return RENDERERS[feed_format](feed)


def safe_render(feed: Feed, feed_format: FeedFormat) -> Rendered | NotRendered:
    """Clean, render and check ``feed``; an entry that cannot be rendered alone is left out, never raised."""
    try:
        head = _tidy_head(feed)
    except Exception as error:  # noqa: BLE001  # whatever a feed's own fields hold, the last good file stays
        return NotRendered(why=(f"the feed's own fields cannot be written: {error}",))
    entries, left_out = _tidy_entries(feed.entries)
    tried = _attempt(replace(head, entries=entries), feed_format)
    if isinstance(tried, bytes):
        return Rendered(data=tried, left_out=left_out)
    alone = _attempt(head, feed_format)
    if not isinstance(alone, bytes):
        return NotRendered(why=alone, left_out=left_out)
    entries, more = _sound_entries(head, entries, feed_format)
    left_out += more
    tried = _attempt(replace(head, entries=entries), feed_format)
    if isinstance(tried, bytes):
        return Rendered(data=tried, left_out=left_out)
    return NotRendered(why=tried, left_out=left_out)


def _rss(feed: Feed) -> bytes:
    from feedbot.feeds.rss_atom import rss  # noqa: PLC0415  # imported late: feedgen and lxml take 70 ms

    return rss(feed)


def _atom(feed: Feed) -> bytes:
    from feedbot.feeds.rss_atom import atom  # noqa: PLC0415  # imported late: feedgen and lxml take 70 ms

    return atom(feed)


def _json(feed: Feed) -> bytes:
    from feedbot.feeds.json_feed import json_feed  # noqa: PLC0415  # imported late, as its neighbours

    return json_feed(feed)


RENDERERS: Mapping[FeedFormat, Callable[[Feed], bytes]] = {
    FeedFormat.RSS: _rss,
    FeedFormat.ATOM: _atom,
    FeedFormat.JSON: _json,
}


def _tidy_head(feed: Feed) -> Feed:
    """Clean what is the feed's own; every format wants a title, so the site's address stands in for one."""
    home = _address("home", feed.home)
    own_uid = one_line(feed.uid)
    title = one_line(feed.title) or home.partition("://")[2].rstrip("/")
    return replace(
        feed,
        uid=own_uid if URI.fullmatch(own_uid) else home,
        title=title,
        description=one_line(feed.description),
        home=home,
        addresses=_addresses(feed.addresses),
        updated=instant(feed.updated),
        language=language_tag(feed.language),
        author=tidy_author(feed.author) if feed.author is not None else None,
        icon=ascii_address(feed.icon, home) or "",
        logo=ascii_address(feed.logo, home) or "",
        rights=one_line(feed.rights),
        hubs=_distinct_addresses(feed.hubs),
        stylesheet=_sheet(feed.stylesheet, home),
        current=_history(feed, feed.current),
        earlier=_history(feed, feed.earlier),
        later=_history(feed, feed.later),
        withdrawn=tuple(
            replace(each, uid=uid, at=instant(each.at))
            for each in feed.withdrawn
            if (uid := one_line(each.uid))
        ),
        entries=(),
    )


def _distinct_addresses(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for raw in addresses if (address := ascii_address(raw))))


def _history(feed: Feed, addresses: Addresses | None) -> Addresses | None:
    """Clean what a feed says of its history; one that holds everything says nothing."""
    return _addresses(addresses) if addresses is not None and not feed.complete else None


def _sheet(address: str, home: str) -> str:
    """Return where the stylesheet is; a path of the host stays one, for previews elsewhere."""
    absolute = ascii_address(address, home) or ""
    if not address.startswith("/") or address.startswith("//"):
        return absolute
    return f"/{absolute.split('/', 3)[-1]}"


def _addresses(addresses: Addresses) -> Addresses:
    return Addresses(
        rss=_address("RSS", addresses.rss),
        atom=_address("Atom", addresses.atom),
        json=_address("JSON", addresses.json),
    )


def _address(what: str, text: str) -> str:
    address = ascii_address(text)
    if address is None:
        raise ValueError(f"the {what} address {text!r} is not an absolute http(s) address")
    return address


def _tidy_entries(entries: tuple[Entry, ...]) -> tuple[tuple[Entry, ...], tuple[LeftOutEntry, ...]]:
    """Clean the entries; of two with one uid the first, the newest, is kept."""
    kept: dict[str, Entry] = {}
    left_out: list[LeftOutEntry] = []
    for raw in entries:
        match _tidied(raw):
            case LeftOutEntry() as bad:
                left_out.append(bad)
            case Entry() as good if good.uid in kept:
                why = f"its uid is also that of {kept[good.uid].address}"
                left_out.append(LeftOutEntry(uid=good.uid, address=good.address, why=why))
            case Entry() as good:
                kept[good.uid] = good
    return tuple(kept.values()), tuple(left_out)


def _tidied(entry: Entry) -> Entry | LeftOutEntry:
    try:
        return tidy(entry)
    except Exception as error:  # noqa: BLE001  # one bad entry never costs the feed
        return LeftOutEntry(uid=str(entry.uid), address=str(entry.address), why=f"it cannot be read: {error}")


def _sound_entries(
    head: Feed, entries: tuple[Entry, ...], feed_format: FeedFormat
) -> tuple[tuple[Entry, ...], tuple[LeftOutEntry, ...]]:
    """Keep the entries that make a sound feed alone; slow, and called only when the whole feed is unsound."""
    kept: list[Entry] = []
    left_out: list[LeftOutEntry] = []
    for entry in entries:
        tried = _attempt(replace(head, entries=(entry,)), feed_format)
        if isinstance(tried, bytes):
            kept.append(entry)
        else:
            left_out.append(LeftOutEntry(uid=entry.uid, address=entry.address, why="; ".join(tried)))
    return tuple(kept), tuple(left_out)


def _attempt(feed: Feed, feed_format: FeedFormat) -> bytes | tuple[str, ...]:
    """Return the rendered and checked bytes, or what is wrong with them."""
    from feedbot.feeds.checks.faults import faults  # noqa: PLC0415  # imported late: lxml takes 20 ms

    try:
        data = render(feed, feed_format)
    except Exception as error:  # noqa: BLE001  # one bad entry never costs the feed
        return (f"it cannot be rendered: {error}",)
    return faults(data, feed_format) or data
