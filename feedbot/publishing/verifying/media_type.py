"""Is a feed served as what it is? Judge a Content-Type, format by format; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from feedbot.feeds.feed import FeedFormat
from feedbot.publishing.verifying.finding import Finding, Reply, hint, wrong
from feedbot.publishing.verifying.host_lines import host_of, place, type_lines

XML = frozenset({"application/xml", "text/xml"})  # what browsers show with a stylesheet
FITTING: Mapping[FeedFormat, frozenset[str]] = MappingProxyType(
    {
        FeedFormat.RSS: XML | {"application/rss+xml"},
        FeedFormat.ATOM: XML | {"application/atom+xml"},
        FeedFormat.JSON: frozenset({"application/feed+json", "application/json"}),
    }
)
BEST: Mapping[FeedFormat, str] = MappingProxyType(
    {
        FeedFormat.RSS: "application/xml; charset=utf-8",
        FeedFormat.ATOM: "application/xml; charset=utf-8",
        FeedFormat.JSON: "application/feed+json; charset=utf-8",
    }
)
STYLESHEET = b"<?xml-stylesheet"
PROLOGUE = 2048  # bytes that such an instruction is among
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)


def judge_type(feed_format: FeedFormat, address: str, reply: Reply) -> Iterator[Finding]:
    """Judge the Content-Type of a feed that was served."""
    said = reply.header("content-type")
    kind = said.partition(";")[0].strip().lower()
    charset = CHARSET.search(said)
    if kind not in FITTING[feed_format]:
        yield _unfit(feed_format, address, reply, kind)
    elif charset and charset[1].lower() not in {"utf-8", "utf8"}:
        what = f"it is served as {said}, but it is UTF-8: other letters than English ones come out wrong"
        yield wrong("charset", what, *_repair(feed_format, address, reply))
    elif kind == "text/xml" and not charset:
        what = "it is served as text/xml without a charset, which some readers take for US-ASCII"
        yield hint("charset", what, *_repair(feed_format, address, reply))
    elif feed_format is not FeedFormat.JSON and kind not in XML and STYLESHEET in reply.body[:PROLOGUE]:
        what = (
            f"it has a stylesheet, but browsers show that only to application/xml or text/xml, not to {kind}"
        )
        yield hint("stylesheet-type", what, *_repair(feed_format, address, reply))


def _unfit(feed_format: FeedFormat, address: str, reply: Reply, kind: str) -> Finding:
    served = f"served as {kind}" if kind else "served without a Content-Type"
    what = f"it is {served}, which readers do not take for {_named(feed_format)}"
    return wrong("content-type", what, *_repair(feed_format, address, reply))


def _repair(feed_format: FeedFormat, address: str, reply: Reply) -> tuple[str, tuple[str, ...]]:
    host, best = host_of(reply.headers), BEST[feed_format]
    return f"serve it as {best}, {place(host)}", type_lines(host, address, best)


def _named(feed_format: FeedFormat) -> str:
    return {"rss": "an RSS feed", "atom": "an Atom feed", "json": "a JSON Feed"}[feed_format]
