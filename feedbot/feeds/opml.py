"""The feeds of a site as OPML 2.0 (http://opml.org/spec2.opml), for readers to import; reads no clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from feedbot.feeds.characters import language_tag, one_line
from feedbot.feeds.dates import rfc822
from feedbot.feeds.listing import ListedFeed


def opml(title: str, feeds: Sequence[ListedFeed], *, modified: datetime | None = None) -> bytes:
    """Write one outline for each feed, which names the feed in its first format.

    OPML calls every feed ``rss``, whatever its format: readers look at the file itself.
    """
    date = f"    <dateModified>{rfc822(modified)}</dateModified>\n" if modified is not None else ""
    outlines = "".join(f"    {_outline(feed)}\n" for feed in feeds)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"  <head>\n    <title>{escape(one_line(title), quote=False)}</title>\n{date}  </head>\n"
        f"  <body>\n{outlines}  </body>\n</opml>\n"
    ).encode()


def _outline(feed: ListedFeed) -> str:
    said = "".join(f' {name}="{escape(text)}"' for name, text in _attributes(feed) if text)
    return f'<outline type="rss"{said}/>'


def _attributes(feed: ListedFeed) -> Iterator[tuple[str, str]]:
    address = feed.files[0].address
    title = one_line(feed.title) or address
    yield "text", title
    yield "title", title
    yield "description", one_line(feed.description)
    yield "xmlUrl", address
    yield "htmlUrl", one_line(feed.home)
    yield "language", language_tag(feed.language)
