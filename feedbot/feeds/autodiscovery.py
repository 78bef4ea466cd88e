"""The ``<link rel=alternate>`` tags by which readers find a site's feeds from any of its pages; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType

from feedbot.feeds.characters import one_line
from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.listing import ListedFeed

NAMES: Mapping[FeedFormat, str] = MappingProxyType(
    {FeedFormat.RSS: "RSS", FeedFormat.ATOM: "Atom", FeedFormat.JSON: "JSON"}
)
TYPES: Mapping[FeedFormat, str] = MappingProxyType(
    {
        FeedFormat.RSS: "application/rss+xml",
        FeedFormat.ATOM: "application/atom+xml",
        FeedFormat.JSON: "application/feed+json",
    }
)


def autodiscovery(feeds: Sequence[ListedFeed], *, every: bool = False) -> str:
    """Write the tags of the main feed, or of ``every`` one, a line each; readers offer the first one first.

    Their titles tell them apart, also where two feeds have one title.
    """
    named = feeds if every else feeds[:1]
    return "".join(f"{tag}\n" for tag in _tags(named))


def _tags(feeds: Sequence[ListedFeed]) -> Iterator[str]:
    titles = Counter(one_line(feed.title) for feed in feeds)
    for feed in feeds:
        title = one_line(feed.title)
        for file in feed.files:
            which = f"{file.file}, {NAMES[file.format]}" if titles[title] > 1 else NAMES[file.format]
            yield (
                f'<link rel="alternate" type="{TYPES[file.format]}"'
                f' title="{escape(one_line(f"{title} ({which})"))}" href="{escape(file.address)}">'
            )
