"""Does the home page name the site's main feed, so that readers find it by themselves? Judge a page; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from feedbot.feeds.autodiscovery import NAMES, TYPES, autodiscovery
from feedbot.feeds.listing import ListedFeed
from feedbot.publishing.verifying.finding import Finding, hint, wrong

FEED_TYPES = frozenset({*TYPES.values(), "application/json"})
MOST_NAMED = 3


def judge_home(html: str, address: str, feed: ListedFeed) -> Iterator[Finding]:
    """Judge the page at ``address``, where it was read in the end, by what it says of ``feed``."""
    links = tuple(_alternates(html, address))
    named = {link for link, kind in links if kind in FEED_TYPES}
    untyped = {link for link, _kind in links} - named
    missing = tuple(file for file in feed.files if file.address not in named)
    tags = tuple(autodiscovery([replace(feed, files=missing)]).splitlines())
    if not missing:
        return
    if len(missing) < len(feed.files):
        formats = " and ".join(NAMES[file.format] for file in missing)
        yield hint("some-formats", f"it does not name the main feed as {formats}", "paste into <head>", tags)
    elif any(file.address in untyped for file in feed.files):
        what = "it links to the main feed, but without a type by which readers know that it is a feed"
        yield wrong("feed-type", what, "write instead, in <head>", tags)
    else:
        yield wrong(
            "not-named", f"it does not name the main feed{_instead(named, feed)}", "paste into <head>", tags
        )


def _instead(named: set[str], feed: ListedFeed) -> str:
    """Say what the page names in its place, likely misspellings first."""
    tails = {_tail(file.address) for file in feed.files}
    others = sorted(named, key=lambda link: (_tail(link) not in tails, link))[:MOST_NAMED]
    return f", but {' and '.join(others)}" if others else ""


def _tail(address: str) -> str:
    try:
        return urlsplit(address).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""


def _alternates(html: str, address: str) -> Iterator[tuple[str, str]]:
    """Return the alternates that a page names, absolute, with their types in lower case."""
    from lxml import etree  # noqa: PLC0415  # imported late: 20 ms

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    base = next((_joined(address, found.get("href", "")) for found in root.iter("base")), address)
    for link in root.iter("link"):
        href = link.get("href", "").strip()
        if href and "alternate" in link.get("rel", "").lower().split():
            yield _joined(base, href), link.get("type", "").partition(";")[0].strip().lower()


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link
