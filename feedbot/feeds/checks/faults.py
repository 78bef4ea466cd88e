"""What is wrong with a rendered feed, whatever its format; a new format is one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from feedbot.feeds.checks.atom import atom_faults
from feedbot.feeds.checks.json_feed import json_faults
from feedbot.feeds.checks.rss import rss_faults
from feedbot.feeds.feed import FeedFormat

CHECKS: Mapping[FeedFormat, Callable[[bytes], Iterator[str]]] = {
    FeedFormat.RSS: rss_faults,
    FeedFormat.ATOM: atom_faults,
    FeedFormat.JSON: json_faults,
}


def faults(data: bytes, feed_format: FeedFormat) -> tuple[str, ...]:
    """List what is wrong with a rendered feed, in words for a person; () means that it may be served."""
    return tuple(CHECKS[feed_format](data))
