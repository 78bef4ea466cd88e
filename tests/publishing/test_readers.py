"""Feed readers that did not come from us: where the old feed was, feedbot's shows them nothing new."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest

from feedbot.cli.main import run
from tests.servers.parts import need
from tests.servers.web import web
from tests.sites import TestSite

# As generators wrote them, with their ways of writing ids, dates and addresses.
HUGO = """<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Essai</title>
<link>https://essai.example/</link><description>Recent content</description><generator>Hugo</generator>
{}</channel></rss>""".format(
    "".join(
        f"<item><title>Note {n}</title><link>https://essai.example/n{n}/</link>"
        f"<pubDate>{day}, 0{n} Apr 2026 09:00:00 +0200</pubDate><guid>https://essai.example/n{n}/</guid>"
        f"<description>Texte {n}.</description></item>"
        for n, day in ((3, "Fri"), (2, "Thu"), (1, "Wed"))
    )
)
JEKYLL = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<generator uri="https://jekyllrb.com/" version="4.3.1">Jekyll</generator><id>https://essai.example/feed.xml</id>
<updated>2026-04-03T09:00:00+00:00</updated><title type="html">Essai</title>{}</feed>""".format(
    "".join(
        f'<entry><title type="html">Note {n}</title><link href="https://essai.example/n{n}.html"'
        f' rel="alternate" type="text/html" title="Note {n}" />'
        f"<published>2026-04-0{n}T07:00:00+00:00</published>"
        f"<updated>2026-04-0{n}T08:30:00+00:00</updated><id>https://essai.example/n{n}</id>"
        f'<content type="html">Texte {n}.</content></entry>'
        for n in (3, 2, 1)
    )
)
WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Essai</title><link>https://www.essai.example</link><description></description>{}</channel></rss>
""".format(
    "".join(
        f"<item><title>Note {n}</title><link>http://www.essai.example/n{n}/?utm_source=rss</link>"
        f"<dc:creator><![CDATA[Zo\xe9]]></dc:creator><pubDate>{day}, 0{n} Apr 2026 07:00:00 +0000</pubDate>"
        f'<guid isPermaLink="false">https://www.essai.example/?p={n}7</guid>'
        f"<description><![CDATA[Texte&#160;{n}. [&#8230;]]]></description></item>"
        for n, day in ((3, "Fri"), (2, "Thu"), (1, "Wed"))
    )
)
RSS_1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://essai.example/"><title>Essai</title><link>https://essai.example/</link>
<description>d</description></channel>{}</rdf:RDF>""".format(
    "".join(
        f'<item rdf:about="https://essai.example/n{n}#{n}"><title>Note {n}</title>'
        f"<link>https://essai.example/n{n}</link><dc:date>2026-04-0{n}T09:00:00+02:00</dc:date></item>"
        for n in (3, 2, 1)
    )
)
OLD = {"hugo": HUGO, "jekyll": JEKYLL, "wordpress": WORDPRESS, "rss 1.0": RSS_1}
EVERY_FEED = pytest.mark.parametrize("old", OLD.values(), ids=OLD.keys())
EVERY_SUCCESSOR = pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    made = TestSite(tmp_path / "site")
    for number in range(1, 4):
        made.write(
            f"n{number}.md", f"Note {number}", f"Texte {number}.", date=f"2026-04-{number:02}T07:00:00Z"
        )
    return made


def successor(site: TestSite, source: str, file: str) -> bytes:
    """Switch from the feed at an address to feedbot, as a person would."""
    for step in (["adopt", source], ["publish"]):
        assert run(["--config", str(site.file), *step]) == 0
    return (site.output / file).read_bytes()


@EVERY_FEED
@EVERY_SUCCESSOR
def test_feedparser_knows_every_entry_again(site: TestSite, old: str, file: str) -> None:
    with web() as server:
        server.pages["/feed"] = old.encode()
        before = feedparser.parse(f"{server.address}/feed")
        server.pages["/feed"] = successor(site, f"{server.address}/feed", file)
        after = feedparser.parse(f"{server.address}/feed")
    assert not after.bozo
    known = {entry.id: entry for entry in before.entries}
    assert len(known) == 3
    assert {entry.id for entry in after.entries} == known.keys()
    for entry in after.entries:
        date = "published_parsed" if "published_parsed" in known[entry.id] else "updated_parsed"
        assert entry.published_parsed == known[entry.id][date]


@dataclass(frozen=True)
class Newsboat:
    """A newsboat with one subscription and a memory of its own."""

    program: Path
    folder: Path

    def subscribe(self, address: str) -> None:
        self.folder.mkdir()
        (self.folder / "urls").write_text(f"{address}\n")
        (self.folder / "config").write_text("")

    def reload(self) -> None:
        self._run("reload")

    def unread(self) -> int:
        return int(self._run("print-unread").split()[0])

    def articles(self) -> int:
        with closing(sqlite3.connect(self.folder / "cache.db")) as cache:
            (number,) = cache.execute("SELECT count(*) FROM rss_item WHERE deleted = 0").fetchone()
        return int(number)

    def guids(self) -> set[str]:
        with closing(sqlite3.connect(self.folder / "cache.db")) as cache:
            return {guid for (guid,) in cache.execute("SELECT guid FROM rss_item")}

    def read_all(self) -> None:
        with closing(sqlite3.connect(self.folder / "cache.db")) as cache, cache:
            cache.execute("UPDATE rss_item SET unread = 0")

    def _run(self, command: str) -> str:
        files = ("-u", "urls", "-C", "config", "-c", "cache.db")
        arguments = [arg if arg.startswith("-") else str(self.folder / arg) for arg in files]
        ran = subprocess.run(
            [self.program, *arguments, "-x", command],
            env={**os.environ, "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return ran.stdout


@pytest.mark.real
@EVERY_FEED
@EVERY_SUCCESSOR
def test_newsboat_shows_no_unread_article(site: TestSite, tmp_path: Path, old: str, file: str) -> None:
    reader = Newsboat(need("newsboat"), tmp_path / "newsboat")
    with web() as server:
        server.pages["/feed"] = old.encode()
        reader.subscribe(f"{server.address}/feed")
        reader.reload()
        assert (reader.unread(), reader.articles()) == (3, 3)
        reader.read_all()
        server.pages["/feed"] = successor(site, f"{server.address}/feed", file)
        reader.reload()
        assert (reader.unread(), reader.articles()) == (0, 3)
        site.write("new.md", "Neuf")
        run(["--config", str(site.file), "publish"])
        server.pages["/feed"] = (site.output / file).read_bytes()
        reader.reload()
        assert (reader.unread(), reader.articles()) == (1, 4)


@pytest.mark.real
@EVERY_SUCCESSOR
@pytest.mark.parametrize("archives", [0, 2])
def test_newsboat_shows_nothing_as_new_after_an_edit_a_rename_a_slug_a_withdrawal_and_archives(
    site: TestSite, tmp_path: Path, file: str, archives: int
) -> None:
    reader = Newsboat(need("newsboat"), tmp_path / "newsboat")
    for number in range(4, 9):
        site.write(f"n{number}.md", f"Note {number}", date=f"2026-04-{number:02}T07:00:00Z")
    site.publish()
    with web() as server:
        server.pages["/feed"] = (site.output / file).read_bytes()
        reader.subscribe(f"{server.address}/feed")
        reader.reload()
        assert (reader.unread(), reader.articles()) == (8, 8)
        reader.read_all()
        before = reader.guids()
        site.write("n4.md", "Note 4, revue", "Un autre texte.", date="2026-04-04T07:00:00Z")
        (site.content / "n5.md").rename(site.content / "renommé.md")
        site.write("n6.md", "Note 6", date="2026-04-06T07:00:00Z", slug="autre-adresse")
        (site.content / "n8.md").unlink()
        site.configure(f"{site.config}\n[feeds]\nlimit = 6\narchives = {archives}\n")
        site.clock.wind(timedelta(hours=1))
        site.publish()
        server.pages["/feed"] = (site.output / file).read_bytes()
        assert b"autre-adresse" in server.pages["/feed"]
        assert (b"prev-archive" in server.pages["/feed"]) is bool(archives)
        assert b"Note 8" not in server.pages["/feed"]

        reader.reload()

        assert reader.unread() == 0
        assert reader.guids() == before


@pytest.mark.real
def test_newsboat_would_show_everything_again_had_nothing_been_adopted(
    site: TestSite, tmp_path: Path
) -> None:
    """What adopting is for: without it, the test above fails."""
    reader = Newsboat(need("newsboat"), tmp_path / "newsboat")
    with web() as server:
        server.pages["/feed"] = HUGO.encode()
        reader.subscribe(f"{server.address}/feed")
        reader.reload()
        reader.read_all()
        site.publish()
        server.pages["/feed"] = (site.output / "rss.xml").read_bytes()
        reader.reload()
        assert reader.unread() == 3
