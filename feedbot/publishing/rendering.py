"""Render a feed in all its formats, each below the size that a file may have; writes nothing."""

from __future__ import annotations

import html as markup
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from feedbot.feeds.feed import Entry, Feed, FeedFormat
from feedbot.feeds.render import NotRendered, Rendered, safe_render

BESIDE_THE_TEXT = 2_000  # bytes of an entry; its addresses, dates, names and their elements


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedFeed:
    """A feed in its formats; all show the same entries, the first ``shown`` of those that were given."""

    formats: Mapping[FeedFormat, Rendered | NotRendered]
    shown: int
    largest: int  # bytes of the largest format


def render_within(feed: Feed, formats: Iterable[FeedFormat], most_bytes: int) -> RenderedFeed:
    """Render ``feed``, with as many of its entries, newest first, as fit into every format's file."""
    wanted, count = tuple(formats), len(feed.entries)
    while True:
        complete = feed.complete and count == len(feed.entries)
        part = replace(feed, entries=feed.entries[:count], complete=complete)
        rendered = {kind: safe_render(part, kind) for kind in wanted}
        largest = max((len(done.data) for done in rendered.values() if isinstance(done, Rendered)), default=0)
        if largest <= most_bytes or count == 0:
            return RenderedFeed(formats=rendered, shown=count, largest=largest)
        count = min(count - 1, count * most_bytes // largest)


def size_of(entry: Entry) -> int:
    """Return about how many bytes an entry takes in the format that takes most; seldom too few."""
    text = entry.html + entry.summary
    as_xml = len(markup.escape(text, quote=False).encode())
    as_json = len(json.dumps(text, ensure_ascii=False).encode())
    return max(as_xml, as_json) + len(entry.summary.encode()) + BESIDE_THE_TEXT
