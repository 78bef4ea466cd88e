"""A site whose articles hold everything that ever broke a feed: each feed of it is without fault."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import feedparser
import pytest

from tests.feeds.judge import judge, judge_json
from tests.sites import CONFIG, TestSite

FEEDS = """
[[feeds]]
limit = 10
archives = 7
rights = "© Ada & <Co>"
icon = "/icône.png"
footer = '<p><a href="{{ reply }}">Répondre à « {{ title }} »</a> <script>x</script></p>'
comments = "{{ url }}#réponses"
compress = ["gzip"]

[[feeds]]
rss = "tags/{tag}/rss.xml"
atom = "tags/{tag}/atom.xml"
json = "tags/{tag}/feed.json"

[[feeds]]
rss = "short.xml"
atom = "short-atom.xml"
content = "summary"

[[feeds]]
rss = "long.xml"
atom = "long-atom.xml"
content = "full"
limit = 100
"""

BODIES = {
    "controls": "Un\x00 deux\x0b trois\x1b quatre\x7f cinq\x85 six\ufffe.",
    "cdata": "Fin ]]> et <![CDATA[ début ]]>.",
    "links": "[a](b.html) [c](#d) ![e](é à.png) [f](//cdn.example/x) [g](?q=1) [h](../haut)",
    "srcset": '<img src="a.png" srcset="a.png 1x, b,c.png 2x, data:x 3x" onerror="x()">',
    "lazy": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="vrai.jpg" class="lazy">',
    "scripts": '<script>alert("]]>")</script><p onclick="x()" style="position:fixed;color:red">y</p>',
    "frames": '<iframe src="//www.youtube.com/embed/abcdefghijk"></iframe><object data="x.swf"></object>',
    "addresses": "[é](https://café.example/été?q=ü#ß) <https://日本語.example/パス> [j](javascript:alert(1))",
    "markup": "<p><b>ouvert<p><table><tr><td>sans fin <div></p></b> &nbsp; &bogus; & < > \"'",
    "arabic": "\u202eمرحبا\u202c بالعالم \u200f<bdo dir='rtl'>שלום</bdo>",
    "surrogates": "&#xD800; &#0; &#x1F600; \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "svg": "<svg><title>Nom</title><script>1</script></svg><math><mi>x</mi></math><form><input></form>",
    "footnotes": "Note[^1].\n\n[^1]: La note.",
    "doubly": "&amp;lt;script&amp;gt; &lt;b&gt; &amp;amp; `<i>`",
    "empty": "",
    "long": "mot <b>gras</b> & suite ]]> " * 30_000,
}
TITLES = [
    '"<b>Gras</b> & <script>x</script> ]]> \\u0007 &eacute;"',
    '"🎉 \\uFFFE \\x9F fête"',
    '""',
    '"   "',
    '"\\u202Eعنوان\\u202C"',
    "'AT&T &amp; <3'",
    '"&lt;em&gt;double&lt;/em&gt;"',
]
DATES = [
    "2026-05-01",
    "2026-05-01",
    "2026-05-01T10:00:00+05:45",
    "2026-05-01T10:00:00.123456Z",
    "2027-01-01",
    "2026-04-30 23:59:60",
    "Fri, 01 May 2026 10:00:00 GMT",
    "2026-05-01T00:00:00-00:00",
]
OLD_DATES = ("1989-12-31T23:59:59Z", "1970-01-01", "1969-07-20", "1900-01-01", "1752-09-02T00:00:00+23:59")
TAGS = '["C++", "C#", ".NET", "été à Lyon", "日本語", "a/b", "..", "<b>", "&", "\\u0007x", "🎉", "R&D"]'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestSite:
    config = CONFIG.replace('title = "Essai"', "title = 'Essai & <b>Co</b>'") + FEEDS
    site = TestSite(tmp_path_factory.mktemp("hostile"), config=config)
    author = 'author = { name = "Ada (chef) <ada@essai.example>", email = "ada@essai.example" }'
    site.configure(site.config.replace('language = "fr"', f'language = "fr"\n{author}'))
    for number, (name, body) in enumerate(BODIES.items()):
        matter = [
            f"title: {TITLES[number % len(TITLES)]}",
            f"date: {DATES[number % len(DATES)]}",
            f"tags: {TAGS}",
            f"summary: {json.dumps(body[:200], ensure_ascii=False)}",
            "lastmod: 2031-01-01T00:00:00Z" if number % 3 == 0 else "",
            'author: "Zoé <zoe@essai.example>"' if number % 2 else "authors: [Ada, '<b>Bo</b>', '']",
            "audio: /son é.mp3" if number % 4 == 0 else "",
            'image: "/image é.png?x=<y>"',
            "lang: ar" if name == "arabic" else "",
        ]
        head = "\n".join(line for line in matter if line)
        site.write_raw(f"posts/é {name}.md", f"---\n{head}\n---\n{body}\n".encode("utf-8", "surrogatepass"))
    surrogates = b'{"title": "Seul \\ud800 \\udc00", "date": "2026-05-02", "tags": ["\\ud83c"]}\n\nTexte.\n'
    site.write_raw("posts/surrogates.md", surrogates)
    site.write_raw("posts/bom.md", b"\xef\xbb\xbf---\ntitle: BOM\ndate: 2026-05-02\n---\nTexte.\r\n")
    site.write_raw("posts/latin.md", b"---\ntitle: caf\xe9\ndate: 2026-05-02\n---\nd\xe9j\xe0\n")
    site.write_raw("posts/huge.md", b"---\ntitle: Long\ndate: 2026-05-02\n---\n" + b"mot " * 1_250_000)
    for date in OLD_DATES:
        site.write(f"posts/{date[:4]}.md", date=date, lastmod="1600-01-01")
    site.publish()
    return site


def feeds(site: TestSite, pattern: str) -> list[Path]:
    found = [file for file in site.output.rglob(pattern) if file.suffix in {".xml", ".json"}]
    assert found
    return found


def test_no_feed_draws_an_error_or_a_warning(hostile: TestSite) -> None:
    found = {
        str(file.relative_to(hostile.output)): told
        for file in feeds(hostile, "*.xml")
        if (told := judge(file.read_bytes(), now=hostile.clock.now))
    }
    assert found == {}


def test_no_json_feed_breaks_a_rule(hostile: TestSite) -> None:
    for file in feeds(hostile, "*.json"):
        assert judge_json(file.read_bytes(), now=hostile.clock.now) == []


def test_readers_find_every_feed_whole(hostile: TestSite) -> None:
    for file in feeds(hostile, "*.xml"):
        assert not feedparser.parse(file.read_bytes()).bozo


def test_every_feed_stays_below_five_megabytes(hostile: TestSite) -> None:
    assert max(file.stat().st_size for file in hostile.output.rglob("*") if file.is_file()) < 5_000_000


def trios(site: TestSite) -> list[tuple[Path, Path, Path]]:
    """Return every feed and every archive that is there in all three formats."""

    def named(file: Path, stem: str, folder: str) -> Path:
        if file.parent.name == "feed-archive":
            return file.parents[1] / folder / f"{file.stem}.xml"
        return file.with_name(f"{stem}.xml")

    return [
        (named(file, "rss", "rss-archive"), named(file, "atom", "atom-archive"), file)
        for file in feeds(site, "*.json")
    ]


def parsed(file: Path) -> list[feedparser.FeedParserDict]:
    return list(feedparser.parse(file.read_bytes(), sanitize_html=False).entries)


def title(entry: feedparser.FeedParserDict) -> str:
    """Return a title as text; RSS has no way to say that a "<" is none, and parts it from what follows."""
    text = str(entry.title)
    return html.unescape(text) if entry.title_detail.type == "text/html" else text.replace("< /", "</")


def moments(entry: feedparser.FeedParserDict) -> tuple[Sequence[int], Sequence[int]]:
    """Return when an entry was published and updated; RSS names the second only where it differs."""
    updated = entry.updated_parsed if "updated_parsed" in entry else entry.published_parsed
    return entry.published_parsed[:6], updated[:6]


def test_the_three_formats_agree_entry_by_entry(hostile: TestSite) -> None:
    assert len(trios(hostile)) > 10
    for rss, atom, file in trios(hostile):
        items = json.loads(file.read_bytes())["items"]
        said = [
            (
                item["id"],
                item["url"],
                item["title"],
                tuple(
                    datetime.fromisoformat(item[key]).utctimetuple()[:6]
                    for key in ("date_published", "date_modified")
                ),
            )
            for item in items
        ]
        for other in (rss, atom):
            entries = [(one.id, one.link, title(one), moments(one)) for one in parsed(other)]
            assert entries == said, other.name


def test_hardly_an_article_is_held_back(hostile: TestSite) -> None:
    entries = feedparser.parse((hostile.output / "long-atom.xml").read_bytes()).entries

    assert len(entries) >= len(BODIES) - 2  # those of 2027 are to come


def test_a_second_pass_finds_nothing_to_write(hostile: TestSite) -> None:
    stamps = {file: file.stat().st_mtime_ns for file in hostile.output.rglob("*") if file.is_file()}

    hostile.publish()

    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps
