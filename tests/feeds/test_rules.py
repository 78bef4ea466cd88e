"""The rules that the raw bytes must keep, whatever a lenient reader would forgive."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from lxml import etree

from feedbot.content.article import Author
from feedbot.feeds.feed import EntryImage, FeedFormat
from feedbot.feeds.render import render
from feedbot.feeds.rss_atom import EntryExtension, FeedExtension
from tests.feeds.samples import MARCH, SITE, feed, made, small_feed


def rss(*entries: Any, **fields: Any) -> str:
    return render(feed(*entries, **fields), FeedFormat.RSS).decode()


def atom(*entries: Any, **fields: Any) -> str:
    return render(feed(*entries, **fields), FeedFormat.ATOM).decode()


class TestRss:
    """RSS 2.0 and the RSS Advisory Board's Best Practices Profile."""

    def test_the_guid_says_that_it_is_no_permalink(self) -> None:
        assert '<guid isPermaLink="false">tag:' in rss(made())

    def test_the_channel_link_is_the_site_and_not_the_feed(self) -> None:
        assert re.search(
            r"<channel>\s*<title>.*</title>\s*<link>https://atelier\.example/</link>", rss(made())
        )

    def test_the_self_link_tells_the_feed_s_own_address_and_type(self) -> None:
        assert f'<atom:link href="{SITE}/rss.xml" rel="self" type="application/rss+xml"/>' in rss()

    def test_plain_text_spells_ampersand_and_less_than_as_numbers(self) -> None:
        text = rss(made(title="AT&T <3", tags=("R&D",)), title="Q&A", description="a < b")

        for spelled in ("AT&#x26;T &#x3C;3", "R&#x26;D", "Q&#x26;A", "a &#x3C; b"):
            assert spelled in text

    def test_an_end_tag_in_plain_text_is_parted(self) -> None:
        assert "<title>The &#x3C; /script&gt; tag</title>" in rss(made(title="The </script> tag"))

    def test_the_summary_stands_before_the_full_text(self) -> None:
        text = rss(made("<p>full</p>", summary="a < b"))

        assert text.index("<description>a &amp;lt; b</description>") < text.index(
            "<content:encoded>&lt;p&gt;full"
        )

    def test_without_a_summary_the_full_text_is_the_description(self) -> None:
        text = rss(made("<p>full</p>"))

        assert "<description>&lt;p&gt;full&lt;/p&gt;</description>" in text
        assert "<content:encoded" not in text

    def test_without_any_text_there_is_no_empty_element(self) -> None:
        text = rss(made("", summary=""))

        assert "content:encoded>" not in text
        assert not re.search(r"<(description|category|dc:creator|author|guid|link)\s*/>", text)

    def test_authors_are_dublin_core_and_need_no_mail(self) -> None:
        text = rss(made(authors=(Author(name="Ada", email="ada@e.example"), Author(name="Bo"))), author=None)

        assert re.findall("<dc:creator>(.*)</dc:creator>", text) == ["Ada", "Bo"]
        assert "<author>" not in text

    def test_dates_are_english_in_gmt_with_the_right_weekday(self) -> None:
        assert "<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate>" in rss(made())
        assert "<lastBuildDate>Mon, 02 Mar 2026 08:00:00 GMT</lastBuildDate>" in rss(made())

    def test_a_change_is_told_only_where_there_is_one(self) -> None:
        changed = replace(made(), updated=MARCH + timedelta(hours=1))

        assert "<atom:updated>2026-03-01T09:00:00Z</atom:updated>" in rss(changed)
        assert "<atom:updated>" not in rss(made())

    def test_only_the_namespaces_in_use_are_declared(self) -> None:
        head = rss(made(), author=None).partition("<channel>")[0]

        assert sorted(re.findall("xmlns:([a-z]+)=", head)) == ["atom", "content"]

    def test_pictures_are_media_rss_in_its_exact_namespace(self) -> None:
        picture = EntryImage(address=f"{SITE}/p.png", mime="image/png", size=7, width=3)
        text = rss(replace(made(), image=picture))

        assert 'xmlns:media="http://search.yahoo.com/mrss/"' in text
        assert f'<media:thumbnail url="{SITE}/p.png" width="3"/>' in text
        assert (
            f'<media:content url="{SITE}/p.png" type="image/png" medium="image" fileSize="7" width="3"/>'
            in text
        )
        assert "media:group" not in text

    def test_a_language_tag_or_none(self) -> None:
        assert "<language>" not in rss(language="")
        assert '<item xml:lang="de">' in rss(made(language="de"))
        assert "<item>" in rss(made(language="fr"))


class TestAtom:
    """RFC 4287."""

    def test_no_link_loses_its_kind(self) -> None:
        text = atom(made())

        assert f'<link href="{SITE}/" rel="alternate" type="text/html"/>' in text
        assert f'<link href="{SITE}/atom.xml" rel="self" type="application/atom+xml"/>' in text
        assert f'<link href="{SITE}/posts/first/" rel="alternate" type="text/html"/>' in text
        assert text.count("<link ") == 3

    def test_a_text_that_could_be_markup_says_that_it_is_escaped(self) -> None:
        text = atom(made(title="AT&T </b>", summary="plain"), title="Q&A")

        assert '<title type="html">AT&amp;amp;T &amp;lt;/b&amp;gt;</title>' in text
        assert '<title type="html">Q&amp;amp;A</title>' in text
        assert "<summary>plain</summary>" in text

    def test_content_is_escaped_html_and_never_cdata(self) -> None:
        text = atom(made("<p>]]&gt;</p>"))

        assert '<content type="html">&lt;p&gt;]]&amp;gt;&lt;/p&gt;</content>' in text
        assert "CDATA" not in text

    def test_an_author_is_always_told(self) -> None:
        assert re.search(r"<author>\s*<name>Atelier Nord</name>", atom(made(), author=None))

    def test_dates_are_utc_with_a_capital_z(self) -> None:
        assert set(re.findall("<(?:updated|published)>(.*)</", atom(made()))) == {
            "2026-03-01T08:00:00Z",
            "2026-03-02T08:00:00Z",
        }


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_a_mended_feedgen_changes_nothing(feed_format: FeedFormat) -> None:
    """Whatever feedgen comes to write itself, the extension writes it anew: twice doubles nothing."""
    of = small_feed()
    rendered = render(of, feed_format)
    root = etree.fromstring(rendered, etree.XMLParser(remove_blank_text=True))
    head, single = FeedExtension(), EntryExtension()
    head.feed = single.feed = of
    for entry, element in zip(
        of.entries, root.iter("item", "{http://www.w3.org/2005/Atom}entry"), strict=True
    ):
        single.entry = entry
        (single.extend_rss if feed_format is FeedFormat.RSS else single.extend_atom)(element)
    (head.extend_rss if feed_format is FeedFormat.RSS else head.extend_atom)(root)

    assert _leaves(root) == _leaves(etree.fromstring(rendered, etree.XMLParser(remove_blank_text=True)))


def _leaves(root: Any) -> list[tuple[str, ...]]:
    """List every element with its path, text and attributes; the order of siblings means nothing."""
    tree = root.getroottree()
    return sorted(
        (
            re.sub(r"\[\d+\]$", "", tree.getelementpath(each)),
            each.text or "",
            *map(str, sorted(each.attrib.items())),
        )
        for each in root.iter()
    )
