"""Feeds that others wrote, in every format and state: what their readers know each entry by."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.live_entry import LiveEntry, LiveFeed, LiveMoment, NoFeed, moment
from feedbot.feeds.live_feed import LARGEST_FEED, read_live_feed
from feedbot.feeds.render import render
from tests.feeds.samples import small_feed

HOME = "https://old.example/blog/feed.xml"


def read(text: str | bytes) -> LiveFeed:
    found = read_live_feed(text if isinstance(text, bytes) else text.encode(), HOME)
    assert isinstance(found, LiveFeed), found
    return found


def only(text: str | bytes) -> LiveEntry:
    (entry,) = read(text).entries
    return entry


def refused(text: str | bytes) -> NoFeed:
    found = read_live_feed(text if isinstance(text, bytes) else text.encode(), HOME)
    assert isinstance(found, NoFeed), found
    return found


def rss(item: str, *, declared: str = "") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" {declared}><channel><item>{item}</item></channel></rss>'


def atom(entry: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{entry}</entry></feed>'


class TestRss:
    def test_an_item_of_rss_2(self) -> None:
        entry = only(
            rss(
                "<title>A &amp;amp; B</title><link>https://old.example/a/</link>"
                '<guid isPermaLink="false"> post-17 </guid><pubDate>Sat, 14 Sep 2013 20:46:50 -0400</pubDate>'
            )
        )
        assert entry == LiveEntry(
            id="post-17",
            has_id=True,
            addresses=("https://old.example/a/",),
            title="A &amp; B",
            published=LiveMoment(
                at=datetime(2013, 9, 15, 0, 46, 50, tzinfo=UTC), said="Sat, 14 Sep 2013 20:46:50 -0400"
            ),
        )

    def test_an_item_of_rss_1_is_known_by_what_it_is_about(self) -> None:
        entry = only(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item rdf:about="https://old.example/?p=1">'
            "<link>https://old.example/a</link><dc:date>2013-09-14T20:46:50+02:00</dc:date></item></rdf:RDF>"
        )
        assert entry.id == "https://old.example/?p=1"
        assert entry.published == moment("2013-09-14T20:46:50+02:00") is not None

    def test_an_item_without_a_guid_is_known_by_its_address(self) -> None:
        entry = only(rss("<link>/a/</link>"))
        assert (entry.id, entry.has_id) == ("https://old.example/a/", False)

    def test_a_prefix_that_nobody_declared_is_understood(self) -> None:
        item = "<guid>x</guid><dc:date>2013-09-14</dc:date><feedburner:origLink>https://o.example/a</feedburner:origLink>"
        entry = only(rss(item))
        assert entry.addresses == ("https://o.example/a",)
        assert entry.published is not None

    def test_the_real_address_goes_before_that_of_a_feed_service(self) -> None:
        feedburner = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
        item = (
            "<link>https://feeds.example/~r/1</link>"
            "<feedburner:origLink>https://old.example/a/</feedburner:origLink>"
        )
        entry = only(rss(item, declared=feedburner))
        assert entry.addresses == ("https://old.example/a/", "https://feeds.example/~r/1")

    def test_an_item_that_nobody_could_know_again_is_told(self) -> None:
        found = read(rss("<title>Lonely</title>"))
        assert (found.entries, found.unusable) == ((), ("an entry has neither an id nor an address: Lonely",))


class TestAtom:
    def test_an_entry(self) -> None:
        entry = only(
            atom(
                '<id>tag:old.example,2013:1</id><title type="html">A &amp;amp; B</title>'
                '<link rel="self" href="https://old.example/a.json" type="application/json"/>'
                '<link rel="alternate" href="https://old.example/a.pdf" type="application/pdf"/>'
                '<link href="../a/"/>'
                "<published>2013-09-14T20:46:50.525+01:00</published><updated>2013-09-15T00:00:00Z</updated>"
            )
        )
        assert entry.id == "tag:old.example,2013:1"
        assert entry.addresses == ("https://old.example/a/", "https://old.example/a.pdf")
        assert entry.published is not None
        assert entry.published.at.utcoffset() == timedelta(hours=1)
        assert entry.updated is not None
        assert entry.updated.said == "2013-09-15T00:00:00Z"

    def test_relative_addresses_start_at_xml_base(self) -> None:
        entry = only(atom('<id>x</id><link xml:base="https://b.example/c/" href="d"/>'))
        assert entry.addresses == ("https://b.example/c/d",)

    def test_an_entry_of_atom_03(self) -> None:
        entry = only(
            '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>x</id>'
            "<issued>2004-01-02T03:04:05Z</issued><modified>2004-01-03T03:04:05Z</modified></entry></feed>"
        )
        assert (entry.published, entry.updated) == (
            moment("2004-01-02T03:04:05Z"),
            moment("2004-01-03T03:04:05Z"),
        )

    def test_a_title_of_xhtml_is_its_text(self) -> None:
        title = '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>b</b> c</div></title>'
        assert only(atom(f"<id>x</id>{title}")).title == "A b c"


class TestJson:
    @pytest.mark.parametrize(("written", "known"), [("17", "17"), (17, "17"), ("https://x/1", "https://x/1")])
    def test_an_item(self, written: object, known: str) -> None:
        item = {"id": written, "url": "/a/", "title": "A", "date_published": "2013-09-14T20:46:50+01:00"}
        entry = only(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]}))
        assert (entry.id, entry.addresses, entry.title) == (known, ("https://old.example/a/",), "A")

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("{", "begins like JSON"),
            ("[1]", "names no JSON Feed 1"),
            ('{"version": "2"}', "names no JSON Feed 1"),
            ('{"version": "https://jsonfeed.org/version/1.1"}', "without items"),
            ("[" * 100_000, "begins like JSON"),
        ],
    )
    def test_what_is_none(self, text: str, why: str) -> None:
        assert why in refused(text).why

    def test_an_id_that_no_feed_can_carry_is_told(self) -> None:
        items = '[{"id": "a\\ud800b"}, {"id": "a\\u0000"}, 5]'
        text = f'{{"version": "https://jsonfeed.org/version/1.1", "items": {items}}}'
        found = read(text)
        assert (found.entries, len(found.unusable), found.well_formed) == ((), 2, False)


@pytest.mark.parametrize("feed_format", list(FeedFormat))
def test_what_feedbot_wrote_is_read_as_it_was(feed_format: FeedFormat) -> None:
    feed = small_feed()
    found = read(render(feed, feed_format))
    assert (found.format, found.well_formed, found.unusable) == (feed_format, True, ())
    assert [(entry.id, entry.addresses) for entry in found.entries] == [
        (entry.uid, (entry.address,)) for entry in feed.entries
    ]
    assert [entry.published.at for entry in found.entries if entry.published] == [
        entry.published for entry in feed.entries
    ]


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        (b"<title>a\x13b</title>", "ab"),
        (b"<title>caf&eacute;</title>", "caf\xe9"),
        (b"<title>a<br>b</title>", "ab"),
        (b"<title>a & b</title>", "a  b"),
    ],
)
def test_a_feed_that_is_not_well_formed_is_read_and_told(broken: bytes, title: str) -> None:
    found = read(
        b"\n<?xml version='1.0'?><rss><channel><item><guid>x</guid>" + broken + b"</item></channel></rss>"
    )
    assert [(entry.id, entry.title) for entry in found.entries] == [("x", title)]
    assert not found.well_formed


def test_a_feed_that_ends_too_early_gives_what_is_there() -> None:
    whole = rss("<guid>x</guid><title>A</title>")
    assert only(whole[: whole.index("</item>")]).id == "x"


def test_entities_are_never_expanded_nor_files_read() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<!DOCTYPE rss [<!ENTITY a0 "lol">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<rss><channel><item><guid>x</guid><title>&a11;&f;</title></item></channel></rss>"
    )
    assert "root:" not in only(text).title
    assert len(only(text).title) < 100


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_feed_in_the_encoding_that_it_declares(encoding: str) -> None:
    head = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>"
    text = f"{head}<rss><channel><item><guid>\xe9</guid></item></channel></rss>"
    assert only(text.encode(encoding)).id == "\xe9"


def test_a_web_page_is_told_with_the_feeds_that_it_names() -> None:
    links = (
        '<link rel="stylesheet" href="/x.css">'
        '<link rel="alternate" type="application/atom+xml" href="/atom.xml">'
        '<link rel="alternate" type="application/rss+xml" href="https://x.example/rss">'
        '<link rel="alternate" hreflang="fr" href="/fr/">'
    )
    for head in (
        "<!DOCTYPE html><html>",
        "<html>",
        "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
    ):
        found = refused(f"{head}<head>{links}</head><body><p>Hello</body></html>")
        assert "web page" in found.why
        assert found.feeds == ("https://old.example/atom.xml", "https://x.example/rss")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"Not found", "neither XML nor JSON"),
        (b"\x00\x01\x02", "neither XML nor JSON"),
        (b"<urlset><url/></urlset>", "<urlset>"),
        (b"x" * (LARGEST_FEED + 1), "20 MiB"),
        (b"<rss>" + b"<item/>" * 20_001 + b"</rss>", "20,000 entries"),
    ],
)
def test_what_is_no_feed_says_what_it_is(data: bytes, why: str) -> None:
    assert why in refused(data).why


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Sat, 14 Sep 2013 20:46:50 GMT", datetime(2013, 9, 14, 20, 46, 50, tzinfo=UTC)),
        ("14 Sep 2013 20:46 +0200", datetime(2013, 9, 14, 18, 46, tzinfo=UTC)),
        ("Sat, 14 Sep 2013 20:46:50 EST", datetime(2013, 9, 15, 1, 46, 50, tzinfo=UTC)),
        ("Sat, 14 Sep 2013 20:46:50 -0000", datetime(2013, 9, 14, 20, 46, 50, tzinfo=UTC)),
        ("2013-09-14", datetime(2013, 9, 14, tzinfo=UTC)),
        ("2013-09-14T20:46:50Z", datetime(2013, 9, 14, 20, 46, 50, tzinfo=UTC)),
        (
            "2013-09-14 20:46:50 -0400",
            datetime(2013, 9, 14, 20, 46, 50, tzinfo=timezone(timedelta(hours=-4))),
        ),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("2013-13-14", None),
        ("2013-09-14T20:46:50 and more", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_a_date_is_an_instant_or_none(text: str, at: datetime | None) -> None:
    found = moment(text)
    assert (found and found.at) == at


ITEM = st.lists(
    st.sampled_from(
        [
            "<guid>",
            "</guid>",
            "<link>",
            "</link>",
            "<title>",
            "<![CDATA[",
            "]]>",
            "&",
            "<id>",
            "</id>",
            "\x13",
        ]
    )
    | st.text(max_size=8)
).map("".join)
WRAPPED = (ITEM.map(rss) | ITEM.map(atom)).map(lambda text: text.encode("utf-8", "replace"))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "url", "title"]), inner)
    ),
    max_leaves=12,
)
JSON = JSON_VALUES.map(
    lambda value: json.dumps({"version": "https://jsonfeed.org/version/1", "items": value}).encode()
)


@given(st.binary() | WRAPPED | JSON | st.binary().map(lambda data: b"<html>" + data))
def test_any_bytes_give_a_value(data: bytes) -> None:
    found = read_live_feed(data, HOME)
    assert isinstance(found, LiveFeed | NoFeed)
    assert not isinstance(found, NoFeed) or "it cannot be read" not in found.why
    for entry in found.entries if isinstance(found, LiveFeed) else ():
        assert entry.id.strip() == entry.id != ""
