"""The rules that the bytes of every format must keep: characters, addresses, HTML, ids, history, files."""

from __future__ import annotations

import html as markup
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from feedbot.content.article import Author
from feedbot.feeds.feed import Addresses, Attachment, Entry, EntryImage, Feed, FeedFormat
from feedbot.feeds.render import Rendered, safe_render
from tests.feeds.judge import judge, judge_json
from tests.feeds.samples import SITE, addresses, feed, feed_with_tombstones, made, podcast_feed, small_feed

FORMATS = tuple(FeedFormat)
XML_FORMATS = (FeedFormat.RSS, FeedFormat.ATOM)
HISTORY = {"current": addresses("feed"), "earlier": addresses("archive-1"), "later": addresses("archive-3")}


def raw(of: Feed, feed_format: FeedFormat) -> str:
    result = safe_render(of, feed_format)
    assert isinstance(result, Rendered), result
    assert not result.left_out
    return result.data.decode()


@pytest.mark.parametrize("feed_format", FORMATS)
@pytest.mark.parametrize("of", [small_feed(), podcast_feed(), feed()], ids=["small", "podcast", "empty"])
def test_no_rule_is_broken_by_the_feeds_of_these_tests(of: Feed, feed_format: FeedFormat) -> None:
    data = raw(of, feed_format).encode()

    assert (judge_json if feed_format is FeedFormat.JSON else judge)(data) == []


def test_a_tombstone_costs_the_one_warning_that_it_is_known_to_cost() -> None:
    assert judge(raw(feed_with_tombstones(), FeedFormat.ATOM).encode()) == [
        "W UnknownNamespace: http://purl.org/atompub/tombstones/1.0"
    ]


@pytest.mark.parametrize("feed_format", FORMATS)
class TestCharacters:
    """XML 1.0, and what readers show boxes for."""

    @pytest.mark.parametrize(
        "bad",
        ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x85", "\x9f", "\ud800", "\ufffe", "\U0001ffff"],
    )
    def test_a_character_that_no_feed_may_hold_is_gone_from_every_field(
        self, bad: str, feed_format: FeedFormat
    ) -> None:
        text = f"a{bad}b"
        entry = made(f"<p>{text}</p>", title=text, summary=text, tags=(text,), authors=(Author(name=text),))
        entry = replace(
            entry,
            attachments=(Attachment(address=f"{SITE}/a.mp3", mime="audio/mpeg", title=text),),
            comments=f"{SITE}/{text}",
        )
        rendered = raw(
            feed(entry, title=text, description=text, rights=text, author=Author(name=text)), feed_format
        )

        assert bad not in rendered
        assert not re.search(r"&#(0*1?[0-9]|0*2[0-9]|0*3[01]|x0*1?[0-9A-Fa-f]);", rendered)
        assert "ab" in rendered

    def test_line_ends_are_line_feeds(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(made("<pre>a\r\nb\rc</pre>")), feed_format)

        assert "\r" not in rendered
        assert "&#13;" not in rendered

    def test_the_end_of_cdata_is_only_text(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(made("<p>]]></p>", title="]]>")), feed_format)

        assert "CDATA" not in rendered
        assert "]]>" not in rendered or feed_format is FeedFormat.JSON


@pytest.mark.parametrize("feed_format", FORMATS)
class TestAddresses:
    """Every address is absolute and ASCII."""

    def test_a_host_and_a_path_of_other_letters_are_written_in_ascii(self, feed_format: FeedFormat) -> None:
        there = "https://münchen.example/größe/ä b.png"
        entry = replace(
            made(f'<img src="{there}">', authors=(Author(name="A", url=there),)),
            image=EntryImage(address=there, mime="image/png"),
            attachments=(Attachment(address=there, mime=""),),
            comments=there,
        )
        of = feed(entry, home=there, icon=there, logo=there, hubs=(there,), stylesheet=there)
        rendered = raw(of, feed_format)

        assert "https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe/%C3%A4%20b.png" in rendered
        assert "münchen" not in rendered
        assert "größe" not in rendered

    def test_what_leads_nowhere_is_left_out_and_costs_nothing_else(self, feed_format: FeedFormat) -> None:
        entry = replace(
            made(authors=(Author(name="A", url="/a/"),)),
            attachments=(Attachment(address="a.mp3", mime="audio/mpeg"),),
            comments="javascript:x()",
        )
        bad = feed(entry, hubs=("hub.example",), icon="ftp://e.example/i.png", logo="data:image/png,x")

        assert raw(bad, feed_format) == raw(feed(made(authors=(Author(name="A"),))), feed_format)

    def test_a_hub_is_named_once(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(hubs=("https://hub.example/", " https://hub.example/ ")), feed_format)

        assert rendered.count("https://hub.example/") == 1


@pytest.mark.parametrize("feed_format", FORMATS)
@pytest.mark.parametrize(
    ("html", "gone"),
    [
        ('<a href="/x">x</a>', '"/x'),
        ('<a href="#n">x</a>', '"#n'),
        ('<img src="x.png">', 'src="x.png'),
        ('<img src="x.png" srcset="y.png 2x">', 'srcset="y.png 2x"'),
        ("<p>a</p><script>x()</script>", "<script"),
        ('<iframe src="https://e.example/"></iframe>', "<iframe"),
        ('<p onclick="x()">a</p>', "onclick"),
        ('<p style="position:fixed">a</p>', "position"),
        ("<svg><circle/></svg>", "<svg"),
        ('<a href="javascript:x()">a</a>', "javascript"),
    ],
)
def test_html_that_readers_refuse_is_not_in_any_feed(html: str, gone: str, feed_format: FeedFormat) -> None:
    rendered = raw(feed(made(html)), feed_format)

    assert gone not in markup.unescape(rendered).replace('\\"', '"')


@pytest.mark.parametrize("feed_format", XML_FORMATS)
class TestHistory:
    """RFC 5005."""

    def test_a_complete_feed_says_so_and_names_no_archive(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(complete=True, **HISTORY), feed_format)

        assert 'xmlns:fh="http://purl.org/syndication/history/1.0"' in rendered
        assert rendered.count("<fh:complete/>") == 1
        assert not re.search('fh:archive|rel="(current|prev-archive|next-archive)"', rendered)

    def test_a_feed_with_archives_names_the_newest(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(earlier=addresses("archive-1")), feed_format)

        assert (
            f'<link href="{addresses("archive-1").of(feed_format)}" rel="prev-archive" '
            f'type="application/{feed_format}+xml"/>'
        ) in rendered.replace("<atom:", "<")
        assert "fh:" not in rendered

    def test_an_archive_names_its_neighbours_and_its_feed(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(**HISTORY), feed_format)

        assert rendered.count("<fh:archive/>") == 1
        for rel, there in (("current", "feed"), ("prev-archive", "archive-1"), ("next-archive", "archive-3")):
            assert f'href="{addresses(there).of(feed_format)}" rel="{rel}"' in rendered

    def test_an_archive_without_neighbours_names_its_feed_alone(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(current=addresses("feed")), feed_format)

        assert 'rel="current"' in rendered
        assert "fh:" not in rendered
        assert judge(rendered.encode()) == []

    def test_the_feed_s_own_links_stand_in_no_entry(self, feed_format: FeedFormat) -> None:
        root = etree.fromstring(raw(podcast_feed(), feed_format).encode())
        links = list(root.iter("{http://www.w3.org/2005/Atom}link"))

        for rel in ("self", "hub", "current", "prev-archive", "next-archive"):
            owners = {etree.QName(link.getparent()).localname for link in links if link.get("rel") == rel}
            assert owners == {"channel" if feed_format is FeedFormat.RSS else "feed"}


@pytest.mark.parametrize("feed_format", XML_FORMATS)
class TestHubs:
    """WebSub: one or more hubs and exactly one self."""

    def test_every_hub_is_a_link_beside_one_self(self, feed_format: FeedFormat) -> None:
        hubs = ("https://hub.example/", "https://other.example/?a=1&b=2")
        root = etree.fromstring(raw(feed(hubs=hubs), feed_format).encode())
        links = list(root.iter("{http://www.w3.org/2005/Atom}link"))

        assert tuple(link.get("href") for link in links if link.get("rel") == "hub") == hubs
        assert [link.get("href") for link in links if link.get("rel") == "self"] == [
            feed().addresses.of(feed_format)
        ]


@pytest.mark.parametrize("feed_format", XML_FORMATS)
class TestNamespaces:
    """Only what is used is declared, at the root, under the prefix that everybody knows."""

    def test_nothing_is_declared_below_the_root(self, feed_format: FeedFormat) -> None:
        _, _, below = raw(podcast_feed(), feed_format).partition(">\n  <")

        assert "xmlns" not in below

    @pytest.mark.parametrize(
        ("of", "prefix"),
        [
            (feed(complete=True), "fh"),
            (feed(replace(made(), image=EntryImage(address=f"{SITE}/p.png", mime="image/png"))), "media"),
        ],
    )
    def test_one_is_declared_where_it_is_used(self, of: Feed, prefix: str, feed_format: FeedFormat) -> None:
        assert f"xmlns:{prefix}=" in raw(of, feed_format)
        assert f"xmlns:{prefix}=" not in raw(feed(made()), feed_format)


@pytest.mark.parametrize("feed_format", XML_FORMATS)
class TestPictures:
    """Media RSS: directly in the entry, absolute, of true size, never in a group."""

    def test_what_is_not_known_of_a_picture_is_not_said(self, feed_format: FeedFormat) -> None:
        picture = EntryImage(address=f"{SITE}/p.png", mime="", size=0, width=-1)
        rendered = raw(feed(replace(made(), image=picture)), feed_format)

        assert f'<media:thumbnail url="{SITE}/p.png"/>' in rendered
        assert f'<media:content url="{SITE}/p.png" medium="image"/>' in rendered

    def test_a_picture_that_leads_nowhere_is_none(self, feed_format: FeedFormat) -> None:
        picture = EntryImage(address="p.png", mime="image/png")

        assert "media" not in raw(feed(replace(made(), image=picture)), feed_format)


@pytest.mark.parametrize("feed_format", XML_FORMATS)
class TestStylesheet:
    """A processing instruction in front of the root, for CSS and never for XSLT."""

    def test_the_css_is_named_before_the_feed(self, feed_format: FeedFormat) -> None:
        lines = raw(feed(stylesheet=f"{SITE}/feed.css?a=1&b=2"), feed_format).split("\n")

        assert lines[1] == f'<?xml-stylesheet type="text/css" href="{SITE}/feed.css?a=1&amp;b=2"?>'
        assert lines[2].startswith(("<rss", "<feed"))

    def test_its_address_may_be_below_the_site(self, feed_format: FeedFormat) -> None:
        assert f'href="{SITE}/css/feed.css"' in raw(feed(stylesheet="css/feed.css"), feed_format)
        assert 'href="/css/%C3%A9.css"' in raw(feed(stylesheet="/css/é.css"), feed_format)

    def test_without_css_there_is_no_instruction(self, feed_format: FeedFormat) -> None:
        assert "<?xml-stylesheet" not in raw(feed(), feed_format)
        assert "xsl" not in raw(feed(stylesheet=""), feed_format)

    def test_no_address_can_end_the_instruction(self, feed_format: FeedFormat) -> None:
        rendered = raw(feed(stylesheet='x.css?"?><script>'), feed_format)

        assert f'href="{SITE}/x.css?%22?%3E%3Cscript%3E"?>\n' in rendered


@pytest.mark.parametrize("feed_format", FORMATS)
class TestIds:
    """Minted once, told in every format, and never an address that readers would follow."""

    @pytest.mark.parametrize(
        "uid",
        [
            "tag:atelier.example,2026-03-01:posts/first.md",
            "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
            "https://old.example/?p=1&q=2",
        ],
    )
    def test_the_id_is_the_uid_letter_for_letter(self, uid: str, feed_format: FeedFormat) -> None:
        assert _ids(raw(feed(made(uid=uid)), feed_format), feed_format) == [uid]

    def test_two_entries_never_have_one_id(self, feed_format: FeedFormat) -> None:
        result = safe_render(feed(made(), made(address=f"{SITE}/other/")), feed_format)

        assert isinstance(result, Rendered)
        assert len(_ids(result.data.decode(), feed_format)) == len(result.left_out) == 1

    def test_an_id_is_the_same_wherever_its_entry_stands(self, feed_format: FeedFormat) -> None:
        entry: Entry = made(uid="4711")
        moved = replace(
            entry, address=f"{SITE}/moved/", title="New", updated=datetime(2026, 5, 1, tzinfo=UTC)
        )

        assert _ids(raw(feed(entry), feed_format), feed_format) == _ids(
            raw(feed(moved, **HISTORY), feed_format), feed_format
        )


def _ids(rendered: str, feed_format: FeedFormat) -> list[Any]:
    if feed_format is FeedFormat.JSON:
        return [item["id"] for item in json.loads(rendered)["items"]]
    name = "guid" if feed_format is FeedFormat.RSS else "{*}entry/{*}id"
    root = etree.fromstring(rendered.encode())
    return [element.text for element in (root.iter(name) if name == "guid" else root.findall(name))]


def test_the_addresses_of_a_document_are_those_of_its_format() -> None:
    there = Addresses(rss=f"{SITE}/r", atom=f"{SITE}/a", json=f"{SITE}/j")

    assert [there.of(feed_format) for feed_format in FORMATS] == [f"{SITE}/r", f"{SITE}/a", f"{SITE}/j"]
