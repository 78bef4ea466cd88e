"""A site whose articles hold everything that ever broke a feed: each feed of it is without fault."""

from __future__ import annotations

import json
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
TAGS = '["C++", "C#", ".NET", "été à Lyon", "日本語", "a/b", "..", "<b>", "&", "\\u0007x", "🎉", "R&D"]'


@pytest.fixture
def hostile(tmp_path: Path) -> TestSite:
    site = TestSite(tmp_path, config=CONFIG.replace('title = "Essai"', "title = 'Essai & <b>Co</b>'") + FEEDS)
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


@pytest.mark.parametrize("archive", ["", "1"])
def test_the_three_formats_agree_entry_by_entry(hostile: TestSite, archive: str) -> None:
    names = [f"{stem}-archive/{archive}.{end}" if archive else f"{stem}.{end}" for stem, end in STEMS]
    rss, atom = (feedparser.parse((hostile.output / name).read_bytes()).entries for name in names[:2])
    items = json.loads((hostile.output / names[2]).read_bytes())["items"]

    assert [entry.id for entry in rss] == [entry.id for entry in atom] == [item["id"] for item in items]
    assert [entry.link for entry in rss] == [entry.link for entry in atom] == [item["url"] for item in items]
    for one, other, item in zip(rss, atom, items, strict=True):
        published = datetime.fromisoformat(item["date_published"]).utctimetuple()[:6]
        assert one.published_parsed[:6] == other.published_parsed[:6] == published


STEMS = (("rss", "xml"), ("atom", "xml"), ("feed", "json"))


def test_hardly_an_article_is_held_back(hostile: TestSite) -> None:
    entries = feedparser.parse((hostile.output / "long-atom.xml").read_bytes()).entries

    assert len(entries) >= len(BODIES) - 2  # those of 2027 are to come


def test_a_second_pass_finds_nothing_to_write(hostile: TestSite) -> None:
    stamps = {file: file.stat().st_mtime_ns for file in hostile.output.rglob("*") if file.is_file()}

    hostile.publish()

    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps
