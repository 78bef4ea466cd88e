"""The judge of these tests bites: for each rule a good document made bad is named by its very fault."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.feeds.judge import judge, judge_json

GOLDEN = Path(__file__).parent / "golden"
RSS_ID = '<guid isPermaLink="false">tag:atelier.example,2026-03-01:posts/first.md</guid>'
ATOM_ID = "<id>tag:atelier.example,2026-03-01:posts/first.md</id>"
ENCLOSURE = '<enclosure url="https://atelier.example/episodes/1.mp3" length="7654321" type="audio/mpeg"/>'
ENCODED = "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>x</content:encoded>"
SELF = '<atom:link href="https://atelier.example/archive-2.xml" rel="self" type="application/rss+xml"/>'


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("</rss>", "", "E SAXError"),
        ("Listen.", "Listen.\x0b", "E SAXError"),
        ("Listen.", "Listen.\x85", "W BadCharacters"),
        ("Listen.", "&lt;script&gt;x&lt;/script&gt;", "W SecurityRisk"),
        ("Listen.", "&lt;iframe&gt;x&lt;/iframe&gt;", "W SecurityRisk"),
        ("Listen.", "&lt;svg&gt;x&lt;/svg&gt;", "W NotHtml"),
        ("&lt;p&gt;", "&lt;p onclick='x'&gt;", "W SecurityRiskAttr"),
        ("&lt;p&gt;", "&lt;p style='position: fixed'&gt;", "W DangerousStyleAttr"),
        ("Listen.", '&lt;a href="/x"&gt;x&lt;/a&gt;', "W ContainsRelRef"),
        ("Listen.", '&lt;a href="#x"&gt;x&lt;/a&gt;', "W ContainsRelRef"),
        ("Listen.", '&lt;img src="x.png"&gt;', "W ContainsRelRef"),
        ("Listen.", '&lt;img srcset="https://a.example/x.png 1x, y.png 2x"&gt;', "W ContainsRelRef"),
        ("Episode 1: R&#x26;D", "&lt;b&gt;Episode&lt;/b&gt;", "W ContainsHTML"),
        ("Episode 1: R&#x26;D", "&lt;b", "W CharacterData"),
        ("Episode 1: R&#x26;D", "", "W NotBlank"),
        ("https://atelier.example/posts/bare/", "https://atelier.example/pöst/", "E UriNotIri"),
        ("https://atelier.example/posts/bare/", "/posts/bare/", "E InvalidFullLink"),
        ("https://atelier.example/posts/bare/", "https://atelier.example/a|b", "E InvalidFullLink"),
        ("<title>Atelier Nord</title>\n    <link>", "<link>", "E MissingElement"),
        ("<description>Letters from the workshop</description>", "", "E MissingElement"),
        ("<title>Only a title</title>", "", "E ItemMustContainTitleOrDescription"),
        ("</channel>", "<ttl>60</ttl></channel>", "W MisplacedItem"),
        ("<generator>", "<nonsense/><generator>", "E UndefinedElement"),
        (RSS_ID, "", "W MissingGuid"),
        (RSS_ID, "<guid>posts/first</guid>", "E InvalidHttpGUID"),
        (RSS_ID, "<guid>tag:atelier.example,2026-03-01:posts/first.md</guid>", "E InvalidHttpGUID"),
        (RSS_ID, '<guid isPermaLink="false">4711</guid>', "W NotSufficientlyUnique"),
        (RSS_ID, RSS_ID.replace("false", "no"), "E InvalidBooleanAttribute"),
        (
            "tag:atelier.example,2026-02-28:posts/bare.md",
            "tag:atelier.example,2026-03-01:posts/first.md",
            "E Dup",
        ),
        ("Sat, 28 Feb", "Sun, 28 Feb", "E IncorrectDOW"),
        ("Sat, 28 Feb 2026 08:00:00 GMT", "Sat, 28 Feb 2026 08:00:00 UTC", "E InvalidRFC2822Date"),
        ("Sat, 28 Feb 2026 08:00:00 GMT", "sam., 28 févr. 2026 08:00:00 GMT", "E InvalidRFC2822Date"),
        ("Sat, 28 Feb 2026 08:00:00 GMT", "2026-02-28T08:00:00Z", "E InvalidRFC2822Date"),
        ("Sat, 28 Feb 2026", "Mon, 28 Feb 2028", "W ImplausibleDate"),
        (RSS_ID, f"{RSS_ID}<author>Ada</author>", "E InvalidContact"),
        (RSS_ID, f"{RSS_ID}<author>ada@atelier.test</author>", "W MissingRealName"),
        ("ada@atelier.test (Ada Nord)", "ada@atelier.test", "W MissingRealName"),
        (
            "<copyright>",
            "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>A</dc:creator><copyright>",
            "W Dup",
        ),
        (RSS_ID, f"{RSS_ID}{ENCODED}", None),
        ("<description>&lt;p&gt;Listen.", f"{ENCODED}<description>", "W NeedDesc"),
        (ENCLOSURE, ENCLOSURE + ENCLOSURE, "W DuplicateEnclosure"),
        (' length="7654321"', "", "E MissingAttribute"),
        ('length="7654321"', 'length=""', "E InvalidIntegerAttribute"),
        ("<language>fr", "<language>french", "E InvalidLanguage"),
        ("<language>fr", "<language>zh-Hans", None),
        ("logo.png", "logo.webp", "W ImageUrlFormat"),
        ("</url>\n      <title>Atelier Nord", "</url>\n      <title>Another", "W ImageTitleDoesntMatch"),
        (
            "<link>https://atelier.example/</link>\n    </image>",
            "<link>https://e.example/</link></image>",
            "W Image",
        ),
        (SELF, "", "W MissingSelf"),
        ('rel="hub"', 'rel="pubsub"', "W UnregisteredAtomLinkRel"),
        ("<fh:archive/>", "<fh:complete/>", "E FeedRelInCompleteFeed"),
        ('rel="current"', 'rel="via"', "W MissingCurrentInArchive"),
        ("<generator>", "<s:a xmlns:s='http://source.scripting.com/'/><generator>", "W UnknownNamespace"),
        ("<generator>", "<m:a xmlns:m='http://search.yahoo.com/mrss'/><generator>", "E MediaRssNamespace"),
        (
            RSS_ID,
            f"{RSS_ID}<m:group xmlns:m='http://search.yahoo.com/mrss/'/>",
            "E MediaGroupWithoutAlternatives",
        ),
        (
            RSS_ID,
            f"{RSS_ID}<media:thumbnail xmlns:media='http://search.yahoo.com/mrss/' url='/x'/>",
            "E Invalid",
        ),
    ],
)
def test_rss(good: str, bad: str, fault: str | None) -> None:
    _assert_judged("podcast-rss.xml", good, bad, fault)


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("<updated>2026-03-02T08:00:00Z</updated>", "", "E MissingElement"),
        (ATOM_ID, ATOM_ID + ATOM_ID, "E DuplicateElement"),
        ("<icon>", "<icon>https://e.example/</icon><icon>", "E DuplicateElement"),
        (ATOM_ID, "<id>tag:Atelier.example,2026:a</id>", "E InvalidTAG"),
        (ATOM_ID, "<id>tag:atelier.example:a</id>", "E InvalidTAG"),
        (ATOM_ID, "<id>tag:atelier.example,2026:a b</id>", "E InvalidTAG"),
        (ATOM_ID, "<id>tag:atelier.example,2026:é</id>", "E InvalidTAG"),
        (ATOM_ID, "<id>https://münchen.example/</id>", "E UriNotIri"),
        (ATOM_ID, "<id>https://e.example</id>", "W NonCanonicalURI"),
        (ATOM_ID, "<id>HTTPS://e.example/</id>", "W NonCanonicalURI"),
        (ATOM_ID, "<id>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</id>", None),
        (ATOM_ID, "<id>urn:uuid:1225c695</id>", "E InvalidUUID"),
        (ATOM_ID, "<id>tag:atelier.example,2026-02-28:posts/bare.md</id>", "W DuplicateEntries"),
        ("<updated>2026-02-28T08:00:00Z", "<updated>2026-03-01T08:00:00Z", "W DuplicateUpdated"),
        ("<updated>2026-02-28T08:00:00Z", "<updated>2026-02-28T08:00:00z", "E InvalidRFC3339Date"),
        ("<updated>2026-02-28T08:00:00Z", "<updated>2026-02-28T08:00:00", "E InvalidRFC3339Date"),
        ("<updated>2026-02-28T08:00:00Z", "<updated> 2026-02-28T08:00:00Z", "E InvalidRFC3339Date"),
        ("<updated>2026-02-28T08:00:00Z", "<updated>2027-02-28T08:00:00Z", "W ImplausibleDate"),
        ("<name>Ada Nord</name>", "", "E MissingElement"),
        ("<name>Ada Nord</name>", "<name>Ada &lt;ada@b.example&gt;</name>", "W ContainsEmail"),
        ("<email>ada@atelier.test</email>", "<email>ada</email>", "E InvalidAddrSpec"),
        ('rel="replies"', 'rel="alternate"', "E DuplicateAtomLink"),
        ('rel="replies"', 'rel="current"', "W FeedHistoryRelInEntry"),
        ('rel="self" type="application/atom+xml"', 'rel="self" type="text/xml"', "W SelfNotAtom"),
        ('<content type="html">', '<content type="CDATA">', "E InvalidTextType"),
        ("<summary>Only a title", "<summary>&lt;b&gt;x&lt;/b&gt;", "W ContainsHTML"),
        ("<summary>Only a title</summary>", "", "W MissingTextualContent"),
        ("<summary>Only a title", "<summary><b/>", "E UndefinedElement"),
        ("<summary>Only", '<summary type="xhtml">Only', "E MissingXhtmlDiv"),
        ("&#x3C;episode&gt; &#x26; more", "&lt;/b&gt;", "W ContainsHTML"),
        ('term="Wood"', "", "E MissingAttribute"),
        ("</feed>", "<icon>https://e.example/</icon></feed>", "E MisplacedMetadata"),
        ("<fh:archive/>", "<fh:complete/>", "E FeedRelInCompleteFeed"),
        ("<icon>https://atelier.example/", "<icon>", "E InvalidFullLink"),
        ("?>", " standalone='yes'?>", "W NotUTF8"),
    ],
)
def test_atom(good: str, bad: str, fault: str | None) -> None:
    _assert_judged("podcast-atom.xml", good, bad, fault)


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("{", "", "E Json"),
        ("version/1.1", "version/1", "E Version"),
        ('"items": [', '"entries": [', "E MissingItems"),
        ('"title": "Atelier Nord"', '"title": ""', "E MissingTitle"),
        ('"id": "tag:atelier.example,2026-03-01:posts/first.md"', '"id": 7', "E Id"),
        ("2026-02-28:posts/bare.md", "2026-03-01:posts/first.md", "E DuplicateId"),
        ('"content_html": "<p>Listen.</p>",', "", "E MissingContent"),
        ("<p>Listen.", "<script>", "W SecurityRisk"),
        ('"date_published": "2026-03-01T08:00:00Z"', '"date_published": "March"', "E InvalidRFC3339Date"),
        ("archive-1.json", "archive-2.json", "E NextUrlLoops"),
        ('"type": "WebSub",', "", "E Hub"),
        ('"mime_type": "audio/mpeg",', "", "E InvalidMIMEType"),
        ('"size_in_bytes": 7654321', '"size_in_bytes": "7654321"', "E Number"),
        ('"language": "fr"', '"language": "french"', "E InvalidLanguage"),
        ('"description"', '"author"', "E UnknownName"),
        ('"description"', '"_a.b"', "E UnknownName"),
        ('"description"', '"_feedbot"', None),
        ("Letters from", "Letters\\u000b from", "W BadCharacters"),
        ('"name": "Ada Nord",\n      "url": "https://atelier.example/ada/"', "", "E Author"),
    ],
)
def test_json(good: str, bad: str, fault: str | None) -> None:
    text = (GOLDEN / "podcast-feed.json").read_text()
    assert good in text
    _assert_only(fault, judge_json(text.replace(good, bad, 1).encode()))


def test_what_is_neither_rss_nor_atom_or_too_long_is_told() -> None:
    assert judge(b"<html/>")[0].startswith("E UndefinedElement")
    assert judge(b"<rss version='0.91'/>")[-1].startswith("E InvalidRSSVersion")
    text = (GOLDEN / "rss.xml").read_text()
    assert judge(text.replace("Only a note", "a " * 2_500_000, 1).encode())[0].startswith("E ValidatorLimit")


def _assert_judged(file: str, good: str, bad: str, fault: str | None) -> None:
    text = (GOLDEN / file).read_text()
    assert good in text
    now = datetime(2026, 12, 1, tzinfo=UTC)
    _assert_only(fault, judge(text.replace(good, bad, 1).encode("utf-8", "surrogatepass"), now=now))


def _assert_only(fault: str | None, found: list[str]) -> None:
    assert fault is not None or not found
    assert fault is None or any(each.startswith(fault) for each in found), found
