"""The feed and the articles that the tests of this room share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedbot.content.article import Article, Author
from feedbot.feeds.entries import entry
from feedbot.feeds.feed import Addresses, Attachment, Entry, EntryImage, Feed, Withdrawn

MARCH = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
SITE = "https://atelier.example"


def article(**fields: object) -> Article:
    """Make a plain article; each field may be given."""
    given: dict[str, object] = {
        "path": "posts/first.md",
        "address": f"{SITE}/posts/first/",
        "title": "First light",
        "published": MARCH,
    }
    return Article(**{**given, **fields})  # type: ignore[arg-type]  # a table of fields


def made(
    html: str = "<p>Hello</p>", uid: str = "tag:atelier.example,2026-03-01:posts/first.md", **fields: object
) -> Entry:
    """Make an entry as a pass does."""
    made_entry = entry(article(**fields), uid, published=MARCH, updated=MARCH, html=html)
    assert isinstance(made_entry, Entry), made_entry
    return made_entry


def feed(*entries: Entry, **fields: object) -> Feed:
    """Make the feed of the site in these tests."""
    given: dict[str, object] = {
        "uid": "tag:atelier.example,2026:feed",
        "title": "Atelier Nord",
        "description": "Letters from the workshop",
        "home": f"{SITE}/",
        "addresses": Addresses(rss=f"{SITE}/rss.xml", atom=f"{SITE}/atom.xml", json=f"{SITE}/feed.json"),
        "updated": MARCH + timedelta(days=1),
        "language": "fr",
        "author": Author(name="Ada Nord"),
    }
    return Feed(**{**given, **fields}, entries=entries)  # type: ignore[arg-type]  # a table of fields


def small_feed() -> Feed:
    """Make the feed of the golden files: a full entry, a hostile one, a note without a title."""
    full = entry(
        article(
            title="Printemps & lumière",
            language="en",
            authors=(
                Author(name="Ada Nord", email="ada@atelier.example", url=f"{SITE}/ada/"),
                Author(name="Bo"),
            ),
            categories=("Atelier",),
            tags=("Lumière", "R & D"),
            summary="What spring does to a north window.",
        ),
        "tag:atelier.example,2026-03-01:posts/first.md",
        published=MARCH,
        updated=MARCH + timedelta(days=1, hours=2),
        html='<p>See <a href="../second/#colour">the second</a>.</p>\n'
        '<img src="window.jpg" srcset="w2.jpg 2x" alt="A window">',
        image=EntryImage(
            address=f"{SITE}/posts/first/window.jpg",
            mime="image/jpeg",
            size=48213,
            width=1200,
            height=800,
            alt="A window",
        ),
    )
    hostile = entry(
        article(
            address=f"{SITE}/posts/été/",
            title="\x0bAT&T says 1 <3 2 & </b> is “bold” 🎉 שלום",
            tags=("a]]>b",),
            summary="One & two <three>",
        ),
        "tag:atelier.example,2026-02-28:posts/%C3%A9t%C3%A9.md",
        published=MARCH - timedelta(days=1),
        updated=MARCH - timedelta(days=1),
        html='<p onclick="x()">]]> \x00<script>alert(1)</script><a href="javascript:x()">no</a> '
        '<a href="#n">note</a></p>'
        '<iframe src="https://www.youtube.com/embed/abcdefgh123" title="A film"></iframe>',
    )
    note = entry(
        article(address=f"{SITE}/notes/7/", title=""),
        "https://atelier.example/?p=7",
        published=MARCH - timedelta(days=2),
        updated=MARCH - timedelta(days=2),
        html="<p>Only a note, without a title.</p>",
    )
    assert isinstance(full, Entry)
    assert isinstance(hostile, Entry)
    assert isinstance(note, Entry)
    return feed(full, hostile, note)


def addresses(name: str) -> Addresses:
    """Make the addresses of an archive in the three formats."""
    return Addresses(rss=f"{SITE}/{name}.xml", atom=f"{SITE}/{name}.atom.xml", json=f"{SITE}/{name}.json")


def podcast_feed() -> Feed:
    """Make the feed of the second golden files: an archive in which every field says something."""
    episode = entry(
        article(title="Episode 1: R&D", categories=("Atelier",), tags=("Wood",)),
        "tag:atelier.example,2026-03-01:posts/first.md",
        published=MARCH,
        updated=MARCH,
        html="<p>Listen.</p>",
        attachments=(
            Attachment(
                address=f"{SITE}/episodes/1.mp3",
                mime="audio/mpeg",
                size=7_654_321,
                duration=1980,
                title='The "whole" <episode> & more',
            ),
            Attachment(address=f"{SITE}/épisodes/1.pdf", mime="", title="The plan"),
        ),
        comments=f"{SITE}/posts/first/#comments",
    )
    bare = entry(
        article(address=f"{SITE}/posts/bare/", title="Only a title"),
        "tag:atelier.example,2026-02-28:posts/bare.md",
        published=MARCH - timedelta(days=1),
        updated=MARCH - timedelta(days=1),
        html="",
    )
    assert isinstance(episode, Entry)
    assert isinstance(bare, Entry)
    return feed(
        episode,
        bare,
        addresses=addresses("archive-2"),
        author=Author(name="Ada Nord", email="ada@atelier.test", url=f"{SITE}/ada/"),
        icon=f"{SITE}/icon.webp",
        logo=f"{SITE}/logo.png",
        rights="© 2026 Ada Nord & Bo, all rights reserved",
        hubs=("https://hub.example/", "https://hub.example/second?a=1&b=2"),
        stylesheet=f"{SITE}/feed.css?v=1&w=2",
        current=addresses("feed"),
        earlier=addresses("archive-1"),
        later=addresses("archive-3"),
    )


def feed_with_tombstones() -> Feed:
    """Make a feed that names an article that was withdrawn, by either kind of uid."""
    gone = Withdrawn(uid="tag:atelier.example,2026-02-20:posts/gone.md", adopted="", at=MARCH)
    return feed(made(), withdrawn=(gone, Withdrawn(uid="4711", adopted="rss", at=MARCH)))
