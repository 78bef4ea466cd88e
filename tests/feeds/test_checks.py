"""A fault in a rendered feed is found before it is served: for each rule a good feed made bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feedbot.feeds.checks.faults import faults
from feedbot.feeds.feed import FeedFormat

GOLDEN = Path(__file__).parent / "golden"
GUID = '<guid isPermaLink="false">tag:atelier.example,2026-03-01:posts/first.md</guid>'


@pytest.mark.parametrize(
    ("feed_format", "file"),
    [(FeedFormat.RSS, "rss.xml"), (FeedFormat.ATOM, "atom.xml"), (FeedFormat.JSON, "feed.json")],
)
@pytest.mark.parametrize("name", ["", "podcast-"])
def test_a_good_feed_has_no_faults(name: str, feed_format: FeedFormat, file: str) -> None:
    assert faults((GOLDEN / f"{name}{file}").read_bytes(), feed_format) == ()


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("</rss>", "", "not well-formed"),
        ("Atelier Nord", "Atelier \x0b Nord", "not well-formed"),
        ("Atelier Nord", "Atelier \x85 Nord", "the character U+0085"),
        ('version="2.0"', 'version="0.91"', "no RSS 2.0 feed"),
        ("<description>Letters from the workshop</description>", "", "exactly one description"),
        ("<link>https://atelier.example/</link>", "<link/>", "exactly one link"),
        ('rel="self"', 'rel="via"', "rel=self"),
        ('href="https://atelier.example/rss.xml"', 'href="/rss.xml"', "rel=self"),
        ("Mon, 02 Mar 2026 08:00:00 GMT", "Tue, 02 Mar 2026 08:00:00 GMT", "no RFC 822 date"),
        ("Sun, 01 Mar 2026 08:00:00 GMT", "Sun, 01 Mar 2026 08:00:00 UTC", "no RFC 822 date"),
        ("Sun, 01 Mar 2026 08:00:00 GMT", "2026-03-01T08:00:00Z", "no RFC 822 date"),
        ("Sun, 01 Mar 2026 08:00:00 GMT", "dim., 01 mars 2026 08:00:00 GMT", "no RFC 822 date"),
        (">2026-03-02T10:00:00Z<", ">2026-03-02 10:00<", "no RFC 3339 date"),
        ("</channel>", "<ttl>60</ttl></channel>", "behind its first item"),
        (GUID, "", "exactly one guid"),
        (GUID, GUID.replace(' isPermaLink="false"', "").replace("tag:", "urn:"), "isPermaLink"),
        (GUID, GUID + GUID, "exactly one guid"),
        (
            "https://atelier.example/?p=7",
            "tag:atelier.example,2026-03-01:posts/first.md",
            "2 entries have the guid",
        ),
        ("posts/%C3%A9t%C3%A9/</link>", "posts/été/</link>", "its link is not an absolute"),
        (GUID, GUID + "<author>a@b.example (A)</author>", "both author and dc:creator"),
        (
            "<title>Only a note, without a title.</title>",
            "<title>a</title><title>b</title>",
            "more than one title",
        ),
        ("<content:encoded>", "<content:encoded/><content:encoded>", "more than one encoded"),
        (
            "<description>What spring does to a north window.</description>",
            "",
            "without a description before it",
        ),
        (GUID, GUID + "<category/>", "empty category"),
        (
            'href="https://atelier.example/posts/second/',
            'href="../second/',
            "relative address '../second/#colour'",
        ),
        ('alt="A window"', 'onerror="x()"', "the handler onerror"),
        ("&lt;a href=", "&lt;iframe src=", "the element iframe"),
        ('<media:content url="https://atelier.example/', '<media:content url="/', "media:content"),
    ],
)
def test_rss(good: str, bad: str, fault: str) -> None:
    assert _one_is(fault, _faults("rss.xml", good, bad, FeedFormat.RSS))


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("</feed>", "", "not well-formed"),
        ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "no Atom feed"),
        ("<id>tag:atelier.example,2026:feed</id>", "", "exactly one id"),
        ("<id>tag:atelier.example,2026:feed</id>", "<id>feed</id>", "its id is no URI"),
        ("<updated>2026-03-02T08:00:00Z</updated>", "", "exactly one updated"),
        ("2026-03-02T08:00:00Z", "2026-03-02T08:00:00", "no RFC 3339 date"),
        ("2026-03-01T08:00:00Z", "2026-02-30T08:00:00Z", "no RFC 3339 date"),
        ('rel="self"', 'rel="via"', "rel=self"),
        ("<author>\n    <name>Ada Nord</name>\n  </author>", "", "has an author"),
        ("<name>Bo</name>", "<name/>", "author without a name"),
        (
            "<id>https://atelier.example/?p=7</id>",
            "<id>tag:atelier.example,2026-03-01:posts/first.md</id>",
            "2 entries",
        ),
        (
            '<link href="https://atelier.example/notes/7/" rel="alternate" type="text/html"/>',
            '<link href="https://e.example/" type="x/y"/><link href="https://f.example/" type="x/y"/>',
            "two alternate links",
        ),
        ('href="https://atelier.example/notes/7/"', 'href="/notes/7/"', "a link is not an absolute"),
        ('<summary type="html">', '<summary type="CDATA">', "unknown type CDATA"),
        ('<content type="html">', '<content type="text">', "not of the type html"),
        ('<category term="Atelier"', '<category term=""', "empty category"),
        ("<published>", "<published>2026-01-01T00:00:00Z</published><published>", "more than one published"),
        ('href="https://atelier.example/posts/second/', 'href="#', "relative address"),
    ],
)
def test_atom(good: str, bad: str, fault: str) -> None:
    assert _one_is(fault, _faults("atom.xml", good, bad, FeedFormat.ATOM))


def test_an_atom_entry_without_content_needs_a_link() -> None:
    note = (GOLDEN / "atom.xml").read_text()
    head, _, rest = note.rpartition("    <content")
    bare = head + rest.partition("/>\n")[2]

    assert _one_is("neither content nor an alternate link", faults(bare.encode(), FeedFormat.ATOM))


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("{", "", "no JSON"),
        ("version/1.1", "version/1", "no JSON Feed 1.1"),
        ('"title": "Atelier Nord",', "", "lacks its title"),
        ('"feed_url": "https://atelier.example/', '"feed_url": "/', "feed_url"),
        ('"id": "https://atelier.example/?p=7"', '"id": 7', "no string"),
        ('"id": "https://atelier.example/?p=7"', '"id": ""', "has no id"),
        (
            "https://atelier.example/?p=7",
            "tag:atelier.example,2026-03-01:posts/first.md",
            "2 entries have the id",
        ),
        (
            '"content_html": "<p>Only a note, without a title.</p>",',
            "",
            "neither content_html nor content_text",
        ),
        ('"url": "https://atelier.example/notes/7/"', '"url": "notes/7/"', "its url"),
        ('"date_modified": "2026-03-02T10:00:00Z"', '"date_modified": "2 March"', "no RFC 3339 date"),
        ('"name": "Bo"', '"name": ""', "author without a name"),
        ("<p>Only", "<script>Only", "the element script"),
        ("Atelier Nord", "Atelier \\u000b Nord", "the character U+000B"),
    ],
)
def test_json(good: str, bad: str, fault: str) -> None:
    assert _one_is(fault, _faults("feed.json", good, bad, FeedFormat.JSON))


def test_json_that_is_no_object_or_holds_no_objects_is_a_fault_too() -> None:
    assert faults(b"[]", FeedFormat.JSON)
    assert faults(b"\xff", FeedFormat.JSON)
    feed = json.loads((GOLDEN / "feed.json").read_text())
    assert _one_is("no object", faults(json.dumps({**feed, "items": [7]}).encode(), FeedFormat.JSON))


ENCLOSURE = '<enclosure url="https://atelier.example/episodes/1.mp3" length="7654321" type="audio/mpeg"/>'
PREVIOUS = 'rel="prev-archive"'


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        (ENCLOSURE, ENCLOSURE + ENCLOSURE, "more than one enclosure"),
        (' length="7654321"', "", "needs its length"),
        ('length="7654321"', 'length=""', "needs its length"),
        (' type="audio/mpeg"', "", "what kind of file"),
        ('<enclosure url="https://atelier.example/', '<enclosure url="/', "address of its enclosure"),
        ("<comments>https://atelier.example/", "<comments>/", "its comments is not an absolute"),
        (
            "<url>https://atelier.example/logo.png",
            "<url>https://atelier.example/logo.webp",
            "GIF, JPEG or PNG",
        ),
        ("<url>https://atelier.example/logo.png</url>", "", "needs exactly one url"),
        ("<url>https://atelier.example/logo.png", "<url>logo.png", "GIF, JPEG or PNG"),
        (
            "</url>\n      <title>Atelier Nord",
            "</url>\n      <title>Another",
            "another title than the channel",
        ),
        (
            "<link>https://atelier.example/</link>\n    </image>",
            "<link>https://e.example/</link></image>",
            "another link",
        ),
        ("<image>", "<image/><image>", "more than one image"),
        ("<copyright>", "<copyright/><copyright>", "more than one copyright"),
        ("<copyright>", "<copyright>&lt;/b&gt;", "an end tag"),
        (
            "</managingEditor>",
            "</managingEditor><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'/>",
            "both",
        ),
        ("ada@atelier.test (Ada Nord)", "Ada Nord", "form mail@host (Name)"),
        ("<language>fr", "<language>french", "no language tag"),
        ("https://hub.example/second?a=1&amp;b=2", "https://hub.example/", "one hub twice"),
        ('href="https://hub.example/"', 'href="hub"', "a link is not an absolute"),
        (PREVIOUS, 'rel="self"', "exactly one link rel=self"),
        (PREVIOUS, 'rel="current"', "more than one link rel=current"),
        ('rel="current"', 'rel="via"', "which feed it belongs to"),
        ("archive-1.xml", "archive-2.xml", "its own prev-archive"),
        ("<fh:archive/>", "<fh:complete/>", "names archives all the same"),
        ("</channel>", "<item/></channel>", "neither title nor description"),
    ],
)
def test_rss_of_an_archive_of_a_podcast(good: str, bad: str, fault: str) -> None:
    assert _one_is(fault, _faults("podcast-rss.xml", good, bad, FeedFormat.RSS))


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("<icon>https://atelier.example/", "<icon>/", "its icon is not an absolute"),
        ("<logo>https://atelier.example/", "<logo>/", "its logo is not an absolute"),
        ("<icon>", "<icon>a</icon><icon>", "more than one icon"),
        ("<rights", "<rights/><rights", "more than one rights"),
        ("<rights>", '<rights type="text/html">', "unknown type text/html"),
        ("<uri>https://atelier.example/", "<uri>/", "address of an author"),
        ('type="audio/mpeg"', 'type="sound"', "a kind of file that is none"),
        ('length="7654321"', 'length="much"', "a length that is no number"),
        ('rel="enclosure" type="application/pdf"', 'rel="alternate" type="text/html"', "two alternate links"),
        ('rel="replies"', 'rel="prev-archive"', "a link of the feed's history"),
        ("https://hub.example/second?a=1&amp;b=2", "https://hub.example/", "one hub twice"),
        ("archive-1.atom.xml", "archive-2.atom.xml", "its own prev-archive"),
        ('rel="next-archive"', 'rel="prev-archive"', "more than one link rel=prev-archive"),
        ("<fh:archive/>", "<fh:complete/>", "names archives all the same"),
        ('rel="current"', 'rel="via"', "which feed it belongs to"),
        ("</feed>", "<logo>https://e.example/</logo></feed>", "behind its first entry"),
        ("<title>Only a title", "<title><b/>Only a title", "holds elements"),
        ('xml:lang="fr"', 'xml:lang="french"', "the language 'french'"),
        (
            "<fh:archive/>",
            '<deleted-entry xmlns="http://purl.org/atompub/tombstones/1.0" ref="a"/>',
            "or when",
        ),
    ],
)
def test_atom_of_an_archive_of_a_podcast(good: str, bad: str, fault: str) -> None:
    assert _one_is(fault, _faults("podcast-atom.xml", good, bad, FeedFormat.ATOM))


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("archive-1.json", "archive-2.json", "round for ever"),
        ('"next_url": "https://atelier.example/', '"next_url": "/', "its next_url"),
        ('"icon": "https://atelier.example/', '"icon": "/', "its icon"),
        ('"url": "https://hub.example/"', '"url": ""', "a hub does not say"),
        ('"type": "WebSub"', '"type": ""', "a hub does not say"),
        ('"url": "https://atelier.example/episodes/', '"url": "/', "address of an attachment"),
        ('"mime_type": "audio/mpeg"', '"mime_type": "sound"', "what kind of file"),
        (
            '"size_in_bytes": 7654321',
            '"size_in_bytes": "7654321"',
            "size_in_bytes of an attachment is no number",
        ),
        (
            '"duration_in_seconds": 1980',
            '"duration_in_seconds": true',
            "duration_in_seconds of an attachment",
        ),
        ('"language": "fr"', '"language": "french"', "no language tag"),
    ],
)
def test_json_of_an_archive_of_a_podcast(good: str, bad: str, fault: str) -> None:
    assert _one_is(fault, _faults("podcast-feed.json", good, bad, FeedFormat.JSON))


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('width="1200"', 'width="0"', "the width of media:thumbnail"),
        ('fileSize="48213"', 'fileSize="big"', "the fileSize of media:content"),
        ('type="image/jpeg"', 'type="jpeg"', "the kind of media:content"),
        ("<media:thumbnail", "<media:group/><media:thumbnail", "a media:group"),
        ('srcset="https://atelier.example/', 'srcset="', "relative address 'posts/first/w2.jpg 2x'"),
    ],
)
def test_the_pictures_of_an_entry(good: str, bad: str, fault: str) -> None:
    assert _one_is(fault, _faults("rss.xml", good, bad, FeedFormat.RSS))


def _faults(file: str, good: str, bad: str, feed_format: FeedFormat) -> tuple[str, ...]:
    text = (GOLDEN / file).read_text()
    assert good in text
    return faults(text.replace(good, bad, 1).encode(), feed_format)


def _one_is(fault: str, found: tuple[str, ...]) -> bool:
    assert any(fault in each for each in found), found
    return True
