"""Feeds of any text in any field, for hypothesis: what authors, editors and broken tools leave in files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from feedbot.content.article import Article, Author
from feedbot.feeds.entries import LeftOutEntry, entry
from feedbot.feeds.feed import Attachment, Entry, EntryImage, Feed
from tests.feeds.samples import MARCH, SITE, addresses, feed

TEXT = st.text(st.characters(exclude_categories=[]), max_size=20) | st.sampled_from(
    [
        "]]>",
        "</b>",
        "&amp;",
        "&#x41;",
        "&lt;p&gt;",
        "<!--",
        "<!-- a --> <b>bold</b>",
        "\x00\x0b",
        "\ud800",
        "\ufffe",
        "\r\n",
        "\u202eRTL שלום",
        "AT&T",
        "a < b & c > d",
        "\x85",
        "🎉",
        "a (b) \\",
    ]
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
ADDRESSES = TEXT | TEXT.map(lambda text: f"{SITE}/{text}") | st.just("https://münchen.example/ä b?ü=[1]")
NUMBERS = st.none() | st.integers(-1, 9)
NAMES = TEXT | st.sampled_from(["Ada <a@b.example>", "<a@b.example>"])
# Of a name with a mail address in it feedparser makes a mail address.
NAMES_WITHOUT_MAIL = TEXT.filter(lambda text: "@" not in text)
MOMENTS = st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC) | st.timezones())
ARTICLES = st.builds(
    Article,
    path=TEXT,
    address=TEXT.map(lambda text: f"{SITE}/{text}"),
    title=TEXT,
    published=st.just(MARCH),
    language=TEXT | st.just("de"),
    categories=TEXTS,
    tags=TEXTS,
    summary=TEXT,
)
IMAGES = st.none() | st.builds(
    EntryImage,
    address=ADDRESSES,
    mime=TEXT | st.just("image/png"),
    size=NUMBERS,
    width=NUMBERS,
    alt=TEXT,
)
ATTACHMENTS = st.builds(
    Attachment,
    address=ADDRESSES,
    mime=TEXT | st.just("audio/mpeg"),
    size=NUMBERS,
    duration=NUMBERS,
    title=TEXT,
)


def authors(names: st.SearchStrategy[str]) -> st.SearchStrategy[Author]:
    """Draw an author with one of the names."""
    mails = TEXT | st.sampled_from(["ada@atelier.test", "ada@atelier.example"])
    return st.builds(Author, name=names, email=mails, url=ADDRESSES)


@st.composite
def entries(draw: st.DrawFn, names: st.SearchStrategy[str]) -> Entry | LeftOutEntry:
    """Draw an entry as a pass makes it."""
    return entry(
        replace(draw(ARTICLES), authors=tuple(draw(st.lists(authors(names), max_size=2)))),
        draw(TEXT),
        published=draw(MOMENTS),
        updated=draw(MOMENTS),
        html=draw(TEXT),
        image=draw(IMAGES),
        attachments=tuple(draw(st.lists(ATTACHMENTS, max_size=2))),
        comments=draw(ADDRESSES),
    )


@st.composite
def feeds(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> Feed:
    """Draw a feed whose entries are clean, no two with one uid, and whose own fields are as they come."""
    drawn = draw(st.lists(entries(names), max_size=3))
    by_uid = {each.uid: each for each in drawn if isinstance(each, Entry)}
    return feed(
        *by_uid.values(),
        uid=draw(TEXT | st.just("tag:atelier.example,2026:feed")),
        title=draw(TEXT),
        description=draw(TEXT),
        language=draw(TEXT | st.just("fr")),
        author=draw(st.none() | authors(names)),
        icon=draw(ADDRESSES),
        logo=draw(ADDRESSES | st.just(f"{SITE}/logo.png")),
        rights=draw(TEXT),
        hubs=tuple(draw(st.lists(ADDRESSES, max_size=2))),
        stylesheet=draw(ADDRESSES),
        complete=draw(st.booleans()),
        **{name: draw(st.none() | st.just(addresses(name))) for name in ("current", "earlier", "later")},
    )
