"""One feed, three formats: a reader reads back what went in, and one bad entry never costs the feed."""

from __future__ import annotations

import html as markup
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from feedbot.feeds.entries import entry
from feedbot.feeds.feed import Entry, Feed, FeedFormat
from feedbot.feeds.render import NotRendered, Rendered, render, safe_render
from tests.feeds.samples import MARCH, SITE, article, feed, made, podcast_feed, small_feed

GOLDEN = Path(__file__).parent / "golden"
FORMATS = tuple(FeedFormat)
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def rendered(of: Feed, feed_format: FeedFormat) -> bytes:
    result = safe_render(of, feed_format)
    assert isinstance(result, Rendered), result
    return result.data


@pytest.mark.parametrize(
    ("feed_format", "file"),
    [(FeedFormat.RSS, "rss.xml"), (FeedFormat.ATOM, "atom.xml"), (FeedFormat.JSON, "feed.json")],
)
@pytest.mark.parametrize(("of", "name"), [(small_feed, ""), (podcast_feed, "podcast-")])
def test_the_golden_feed_is_what_a_person_would_expect(
    of: Callable[[], Feed], name: str, feed_format: FeedFormat, file: str
) -> None:
    assert rendered(of(), feed_format).decode() == (GOLDEN / f"{name}{file}").read_text()


@pytest.mark.parametrize("feed_format", FORMATS)
def test_a_clean_feed_renders_the_same_with_and_without_the_safety_net(feed_format: FeedFormat) -> None:
    assert render(small_feed(), feed_format) == rendered(small_feed(), feed_format)


@pytest.mark.parametrize("feed_format", FORMATS)
def test_neither_locale_nor_time_zone_nor_hash_seed_changes_a_byte(feed_format: FeedFormat) -> None:
    script = (
        "import locale, sys; locale.setlocale(locale.LC_ALL, ''); sys.path.insert(0, '.');"
        "from tests.feeds.samples import small_feed; from feedbot.feeds.render import render;"
        f"sys.stdout.buffer.write(render(small_feed(), '{feed_format}'))"
    )
    root = Path(__file__).resolve().parents[2]
    for zone, seed in (("Asia/Kolkata", "1"), ("America/St_Johns", "2")):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"}
        other = subprocess.run(
            [sys.executable, "-c", script], cwd=root, env=env, capture_output=True, check=True
        )
        assert other.stdout == render(small_feed(), feed_format)


def test_an_instant_is_written_alike_whatever_its_zone() -> None:
    elsewhere = timezone(timedelta(hours=5, minutes=30))
    one, other = (
        made(),
        replace(made(), published=MARCH.astimezone(elsewhere), updated=MARCH.astimezone(elsewhere)),
    )

    for feed_format in FORMATS:
        assert rendered(feed(one), feed_format) == rendered(feed(other), feed_format)


def test_rendering_never_sets_the_locale_of_the_process() -> None:
    """feedgen's own dates call ``locale.setlocale``, which no thread may do while others run."""
    called = []

    def listen(frame: Any, event: str, _argument: object) -> None:
        if event == "call":
            called.append(frame.f_code.co_name)

    render(small_feed(), FeedFormat.RSS)
    sys.setprofile(listen)
    try:
        render(small_feed(), FeedFormat.RSS)
        render(small_feed(), FeedFormat.ATOM)
    finally:
        sys.setprofile(None)

    assert "rss_str" in called
    assert not {"setlocale", "formatRFC2822"} & set(called)


def test_values_do_not_load_the_renderers() -> None:
    script = (
        "import sys, feedbot.feeds.feed, feedbot.feeds.render, feedbot.feeds.entries, feedbot.feeds.files;"
        "print(sorted({'feedgen', 'lxml', 'nh3', 'dateutil'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    seen = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, check=True, text=True
    )

    assert seen.stdout.strip() == "[]"


class TestReadBack:
    """feedparser, as any reader, gives every field back as it went in."""

    @pytest.fixture(params=[FeedFormat.RSS, FeedFormat.ATOM])
    def read(self, request: pytest.FixtureRequest) -> Callable[[Feed], Any]:
        def parse(of: Feed) -> Any:
            parsed = feedparser.parse(
                rendered(of, request.param), sanitize_html=False, resolve_relative_uris=False
            )
            assert not parsed.bozo, parsed.bozo_exception
            return parsed

        return parse

    def test_the_feed(self, read: Callable[[Feed], Any]) -> None:
        head = read(small_feed()).feed

        assert (head.title, head.subtitle) == ("Atelier Nord", "Letters from the workshop")
        assert (head.link, head.language) == (f"{SITE}/", "fr")
        assert head.author == "Ada Nord"
        assert [link.href for link in head.links if link.rel == "self"] in (
            [f"{SITE}/rss.xml"],
            [f"{SITE}/atom.xml"],
        )
        assert head.updated_parsed[:6] == (2026, 3, 2, 8, 0, 0)

    def test_each_entry(self, read: Callable[[Feed], Any]) -> None:
        of = small_feed()
        parsed = read(of)

        assert len(parsed.entries) == len(of.entries)
        for got, sent in zip(parsed.entries, of.entries, strict=True):
            assert (got.id, got.link) == (sent.uid, sent.address)
            assert got.published_parsed[:6] == sent.published.timetuple()[:6]
            assert [tag.term for tag in got.get("tags", [])] == [*sent.categories, *sent.tags]
            text = got.content[0].value if "content" in got else got.summary
            assert text == sent.html
            assert _words(got.title_detail).replace("< /", "</") == sent.title
            if sent.summary:
                assert _words({"type": "text/html", **got.summary_detail}) == sent.summary

    def test_categories_and_tags_are_told_apart(self, read: Callable[[Feed], Any]) -> None:
        tags = read(small_feed()).entries[0].tags

        assert [(tag.term, tag.scheme) for tag in tags] == [
            ("Atelier", f"{SITE}/#categories"),
            ("Lumière", f"{SITE}/#tags"),
            ("R & D", f"{SITE}/#tags"),
        ]

    def test_picture_authors_language_and_change(self, read: Callable[[Feed], Any]) -> None:
        first = read(small_feed()).entries[0]

        assert first.media_thumbnail == [
            {"url": f"{SITE}/posts/first/window.jpg", "width": "1200", "height": "800"}
        ]
        assert (first.media_content[0]["type"], first.media_content[0]["filesize"]) == ("image/jpeg", "48213")
        assert [author.name for author in first.authors] == ["Ada Nord", "Bo"]
        assert first.title_detail.language == "en"
        assert first.updated_parsed[:6] == (2026, 3, 2, 10, 0, 0)

    def test_adversity(self, read: Callable[[Feed], Any]) -> None:
        hostile = read(small_feed()).entries[1]

        assert "script" not in hostile.content[0].value
        assert "https://www.youtube.com/watch?v=abcdefgh123" in hostile.content[0].value
        assert hostile.link == f"{SITE}/posts/%C3%A9t%C3%A9/"
        assert [tag.term for tag in hostile.tags] == ["a]]>b"]


def _words(detail: Any) -> str:
    value: str = detail["value"]
    return markup.unescape(value) if detail["type"] == "text/html" and "&" in value else value


def test_a_note_without_a_title_gets_its_first_words_as_one() -> None:
    assert made("<p>One  &amp;\n two</p>", title=" ").title == "One & two"
    assert made("<p>" + "word " * 100, title="").title == "word " * 15 + "word…"
    assert made("", title="", summary="The summary").title == "The summary"
    assert made("", title="").title == f"{SITE}/posts/first/"


def test_an_entry_is_never_older_than_its_publication() -> None:
    early = entry(article(), "u", published=MARCH, updated=MARCH - timedelta(days=1), html="")

    assert isinstance(early, Entry)
    assert early.updated == MARCH


@pytest.mark.parametrize("feed_format", FORMATS)
@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ({"published": datetime(2026, 1, 1)}, "has no time zone"),
        ({"published": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))}, "cannot be written"),
        ({"published": datetime(12, 1, 1, tzinfo=UTC)}, ""),
        ({"address": "posts/relative/"}, "not an absolute http(s) address"),
        ({"uid": " \x00"}, "no uid"),
        ({"uid": "tag:atelier.example,2026-03-01:posts/first.md"}, "its uid is also that of"),
        ({"html": '<a href="relative">x</a>'}, "relative address"),
        ({"html": "<script>x</script>"}, "script"),
        ({"html": "a < b"}, "not well-formed"),
        ({"title": None}, "cannot be read"),
        ({"tags": (7,)}, "cannot be read"),
    ],
)
def test_one_bad_entry_never_costs_the_feed(
    feed_format: FeedFormat, damage: dict[str, Any], why: str
) -> None:
    sound = made()
    bad = replace(made(), **{"uid": "bad", **damage})
    last = replace(made(), uid="last")
    result = safe_render(feed(sound, bad, last), feed_format)

    assert isinstance(result, Rendered)
    if why:
        assert result.data == rendered(feed(sound, last), feed_format)
        assert [why in left_out.why for left_out in result.left_out] == [True]
    else:  # a year that only RSS cannot tell from 2012
        assert bool(result.left_out) == (feed_format is FeedFormat.RSS)


@pytest.mark.parametrize("feed_format", FORMATS)
def test_a_feed_without_a_usable_address_is_not_rendered_and_says_so(feed_format: FeedFormat) -> None:
    result = safe_render(feed(made(), home="nowhere"), feed_format)

    assert isinstance(result, NotRendered)
    assert "home address 'nowhere'" in result.why[0]


@pytest.mark.parametrize("feed_format", FORMATS)
def test_a_feed_that_is_wrong_itself_is_not_rendered_and_no_entry_is_blamed(feed_format: FeedFormat) -> None:
    of = feed(made())
    result = safe_render(replace(of, earlier=of.addresses), feed_format)

    if feed_format is FeedFormat.JSON:  # has no archives, only what comes next, and this does not
        assert isinstance(result, Rendered)
    else:
        assert result == NotRendered(why=("the feed is its own prev-archive",))


@pytest.mark.parametrize("feed_format", FORMATS)
def test_an_empty_feed_is_a_feed(feed_format: FeedFormat) -> None:
    assert rendered(feed(title="", description="", language="", author=None), feed_format)


def test_an_adopted_id_stays_and_is_a_uri_in_atom() -> None:
    adopted = feed(made(uid="4711"), made(uid="https://old.example/?p=1"))

    items = etree.fromstring(rendered(adopted, FeedFormat.RSS)).iter("guid")
    entries = etree.fromstring(rendered(adopted, FeedFormat.ATOM)).iter(f"{ATOM}entry")
    assert [guid.text for guid in items] == ["4711", "https://old.example/?p=1"]
    assert [each.findtext(f"{ATOM}id") for each in entries] == [
        "tag:atelier.example,2026:feed/4711",
        "https://old.example/?p=1",
    ]


def test_an_id_that_readers_of_an_atom_feed_have_stays_whatever_it_is() -> None:
    adopted = feed(replace(made(uid="/2013/09/14/first"), adopted="atom"))

    for feed_format in FeedFormat:
        assert b"/2013/09/14/first" in rendered(adopted, feed_format)
    (entry,) = etree.fromstring(rendered(adopted, FeedFormat.ATOM)).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == "/2013/09/14/first"
