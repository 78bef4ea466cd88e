"""The rules that the raw bytes must keep, whatever a lenient reader would forgive."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from feedbot.content.article import Author
from feedbot.feeds.feed import Attachment, EntryImage, FeedFormat, Withdrawn
from feedbot.feeds.render import Rendered, render, safe_render
from tests.feeds.judge import judge
from tests.feeds.samples import MARCH, SITE, feed, made, podcast_feed

GONE = (Withdrawn(uid="tag:a.example,2026:1", adopted="", at=MARCH),)


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
        bare = rss(made(), author=None).partition("<channel>")[0]
        both = rss(made(summary="In short"), author=None).partition("<channel>")[0]

        assert re.findall("xmlns:([a-z]+)=", bare) == ["atom"]
        assert sorted(re.findall("xmlns:([a-z]+)=", both)) == ["atom", "content"]

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

    def test_title_link_and_description_are_there_and_items_come_last(self) -> None:
        result = safe_render(feed(made(), title="", description=""), FeedFormat.RSS)
        assert isinstance(result, Rendered)
        channel = etree.fromstring(result.data)[0]

        assert [child.tag for child in channel][:3] == ["title", "link", "description"]
        assert all(channel.findtext(name) for name in ("title", "link", "description"))
        assert channel[-1].tag == "item"

    def test_a_person_is_a_mail_address_with_its_name_and_said_once(self) -> None:
        text = rss(made(), author=Author(name="Ada & Bo", email="ada@atelier.test"))

        assert "<managingEditor>ada@atelier.test (Ada &#x26; Bo)</managingEditor>" in text
        assert "dc:creator" not in text
        assert "xmlns:dc" not in text

    @pytest.mark.parametrize(
        "author",
        [
            Author(name="Ada"),
            Author(name="Ada (Nord)", email="ada@atelier.test"),
            Author(name="Ada", email="ada@atelier.example"),
        ],
        ids=["no mail", "a name that would end the comment", "a mail address that readers cut"],
    )
    def test_a_person_that_the_old_form_cannot_hold_is_dublin_core(self, author: Author) -> None:
        text = rss(made(), author=author)

        assert f"<dc:creator>{author.name}</dc:creator>" in text
        assert "managingEditor" not in text

    def test_an_item_has_no_other_date_of_publication_and_no_bare_author(self) -> None:
        text = rss(replace(made(authors=(Author(name="Ada"),)), updated=MARCH + timedelta(hours=1)))

        assert text.count("<pubDate>") == 1
        for other in ("dc:date", "dcterms:", "<author>"):
            assert other not in text

    def test_the_picture_has_the_channel_s_own_title_and_link(self) -> None:
        text = rss(title="Q & A", logo=f"{SITE}/logo.png", icon=f"{SITE}/icon.gif")

        (image,) = etree.fromstring(text.encode()).iter("image")
        assert [(child.tag, child.text) for child in image] == [
            ("url", f"{SITE}/logo.png"),
            ("title", "Q & A"),
            ("link", f"{SITE}/"),
        ]
        assert text.count("Q &#x26; A") == 2

    @pytest.mark.parametrize("name", ["logo.gif", "logo.JPEG", "logo.jpg?v=2", "logo.png"])
    def test_the_picture_may_be_of_the_three_old_kinds(self, name: str) -> None:
        assert f"<url>{SITE}/{name}</url>" in rss(logo=f"{SITE}/{name}")

    def test_a_picture_of_another_kind_gives_way_or_is_left_out(self) -> None:
        assert f"<url>{SITE}/icon.png</url>" in rss(logo=f"{SITE}/logo.webp", icon=f"{SITE}/icon.png")
        assert "<image>" not in rss(logo=f"{SITE}/logo.svg", icon=f"{SITE}/icon")

    def test_rights_are_the_copyright(self) -> None:
        assert "<copyright>© Ada &#x26; Bo &#x3C; /b&gt;</copyright>" in rss(rights="© Ada & Bo </b>")
        assert "copyright" not in rss()

    def test_one_enclosure_with_address_length_and_kind(self) -> None:
        first = Attachment(address=f"{SITE}/a.mp3?a=1&b=2", mime="audio/mpeg", size=7)
        text = rss(replace(made(), attachments=(first, replace(first, address=f"{SITE}/b.mp3"))))

        assert re.findall("<enclosure.*>", text) == [
            f'<enclosure url="{SITE}/a.mp3?a=1&amp;b=2" length="7" type="audio/mpeg"/>'
        ]

    def test_a_length_that_nobody_knows_is_nought(self) -> None:
        unknown = Attachment(address=f"{SITE}/a.mp3", mime="audio/mpeg")

        assert 'length="0"' in rss(replace(made(), attachments=(unknown,)))

    def test_comments_are_an_address(self) -> None:
        assert f"<comments>{SITE}/#c</comments>" in rss(replace(made(), comments=f"{SITE}/#c"))
        assert "<comments" not in rss(made())

    def test_categories_say_what_they_are(self) -> None:
        text = rss(made(categories=("A",), tags=("B",)))

        assert f'<category domain="{SITE}/#categories">A</category>' in text
        assert f'<category domain="{SITE}/#tags">B</category>' in text

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

    def test_the_feed_says_once_what_may_be_said_once(self) -> None:
        text = atom(
            made(), icon=f"{SITE}/i.webp", logo=f"{SITE}/l.svg", rights="© Ada", description="Letters"
        ).partition("<entry>")[0]

        assert f"<icon>{SITE}/i.webp</icon>" in text
        assert f"<logo>{SITE}/l.svg</logo>" in text
        assert "<rights>© Ada</rights>" in text
        for name in ("id", "title", "updated", "icon", "logo", "rights", "subtitle", "generator"):
            assert len(re.findall(f"<{name}[ >]", text)) == 1

    def test_what_is_not_said_is_not_there(self) -> None:
        text = atom(made(), description="")

        for name in ("icon", "logo", "rights", "subtitle", "summary", "category"):
            assert f"<{name}" not in text
        assert not re.search(r"<(id|title|updated|name|uri|email)\s*/>", text)

    def test_no_two_alternates_are_of_one_kind(self) -> None:
        files = (Attachment(address=f"{SITE}/a.html", mime="text/html"),)
        entry = atom(replace(made(), attachments=files, comments=f"{SITE}/#c")).partition("<entry>")[2]

        assert entry.count('rel="alternate"') == 1
        assert set(re.findall('rel="([^"]*)"', entry)) == {"alternate", "enclosure", "replies"}

    def test_an_enclosure_says_kind_length_and_title_where_they_are_known(self) -> None:
        known = Attachment(address=f"{SITE}/a.mp3", mime="audio/mpeg", size=7, title='AT&T "1" </b>')
        unknown = Attachment(address=f"{SITE}/b.bin", mime="application/octet-stream")
        text = atom(replace(made(), attachments=(known, unknown)))

        assert (
            f'<link href="{SITE}/a.mp3" rel="enclosure" type="audio/mpeg" length="7" '
            'title="AT&#x26;T &quot;1&quot; &#x3C; /b&gt;"/>'
        ) in text
        assert f'<link href="{SITE}/b.bin" rel="enclosure" type="application/octet-stream"/>' in text

    def test_an_entry_without_a_text_says_its_title_for_one(self) -> None:
        text = atom(made("", title="Only & title", summary=""))

        assert "<content" not in text
        assert "<summary>Only &amp; title</summary>" in text

    def test_a_person_has_one_name_and_at_most_one_address_and_mail(self) -> None:
        author = Author(name="R&D </b>", email="a@b.example", url=f"{SITE}/a/")
        (person,) = re.findall(
            r"<entry>.*<author>(.*)</author>", atom(made(authors=(author,))), flags=re.DOTALL
        )

        assert person.split() == [
            "<name>R&#x26;D",
            "&#x3C;",
            "/b&gt;</name>",
            f"<uri>{SITE}/a/</uri>",
            "<email>a@b.example</email>",
        ]

    def test_a_category_has_a_term_and_a_scheme(self) -> None:
        assert f'<category term="A &amp; B" scheme="{SITE}/#tags"/>' in atom(made(tags=("A & B", " ")))

    def test_articles_of_one_instant_are_written_apart_and_are_of_it_still(self) -> None:
        entries = [made(uid=f"tag:a.example,2026:{number}") for number in range(20)]
        root = etree.fromstring(atom(*entries).encode())
        told = [element.text or "" for element in root.iterfind("{*}entry/{*}updated")]

        assert len(set(told)) == 20
        assert {datetime.fromisoformat(text) for text in told} == {MARCH}
        assert told[-3:] == ["2026-03-01T08:00:00.00Z", "2026-03-01T08:00:00.0Z", "2026-03-01T08:00:00Z"]
        assert judge(atom(*entries).encode()) == []

    def test_an_instant_that_readers_have_is_written_as_they_have_it(self) -> None:
        as_it_is = [
            "2026-03-01T09:00:00+01:00",
            "2026-03-01T08:00:00Z",
            "",
            "Sun, 01 Mar 2026 09:00:00 +0100",
        ]
        entries = [
            replace(made(uid=f"tag:a.example,2026:{number}"), updated_as=text)
            for number, text in enumerate(as_it_is)
        ]
        told = re.findall("<updated>(.*)</updated>", atom(*entries).partition("<entry>")[2])

        assert told == [*as_it_is[:2], "2026-03-01T08:00:00.0Z", "2026-03-01T09:00:00.0+01:00"]

    def test_entries_come_after_all_that_is_the_feed_s(self) -> None:
        root = etree.fromstring(render(replace(podcast_feed(), withdrawn=GONE), FeedFormat.ATOM))

        tags = [etree.QName(child).localname for child in root]
        assert tags[tags.index("entry") :] == ["entry", "entry"]

    def test_an_entry_s_language_is_said_where_it_is_another(self) -> None:
        assert '<entry xml:lang="de">' in atom(made(language="de"))
        assert "<entry>" in atom(made(language="fr"))

    def test_what_was_withdrawn_is_a_tombstone_in_its_own_namespace(self) -> None:
        text = atom(made(), withdrawn=GONE)

        assert 'xmlns:at="http://purl.org/atompub/tombstones/1.0"' in text
        assert '<at:deleted-entry ref="tag:a.example,2026:1" when="2026-03-01T08:00:00Z"/>' in text
        assert "tombstones" not in atom(made())
        assert "deleted-entry" not in rss(made(), withdrawn=GONE)
