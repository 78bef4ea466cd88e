"""The listed feeds that the tests of pages and lists share."""

from __future__ import annotations

from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.listing import ListedFeed, ListedFile
from tests.feeds.samples import SITE

FILES = {FeedFormat.RSS: "rss.xml", FeedFormat.ATOM: "atom.xml", FeedFormat.JSON: "feed.json"}
ALL = tuple(FILES)


def listed(
    title: str = "Atelier Nord", folder: str = "", *formats: FeedFormat, **fields: object
) -> ListedFeed:
    """Make a listed feed whose files lie in ``folder``, in all formats unless some are named."""
    given: dict[str, object] = {
        "description": "Du bois, du métal.",
        "language": "fr",
        "home": f"{SITE}/{folder}",
        "hubs": (),
        "entries": 12,
        "files": tuple(
            ListedFile(format=one, file=f"{folder}{FILES[one]}", address=f"{SITE}/{folder}{FILES[one]}")
            for one in formats or ALL
        ),
    }
    return ListedFeed(title=title, **{**given, **fields})  # type: ignore[arg-type]  # a table of fields
