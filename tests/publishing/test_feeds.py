"""Whole passes over sites with many feeds, long histories and large texts."""

from __future__ import annotations

import gzip
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feedbot.publishing.report import FeedDone, Report
from tests.feeds.judge import judge, judge_json
from tests.servers.x import Keys, running_x
from tests.sites import CONFIG, TestSite

ON_X = """
[accounts.bird]
network = "x"
api = "{api}"
wait_until_live = false
consumer_key = {{ env = "CK" }}
consumer_secret = {{ env = "CS" }}
access_token = {{ env = "AT" }}
access_token_secret = {{ env = "AS" }}
"""
KEYS = Keys()
LOGIN = {
    "CK": KEYS.consumer_key,
    "CS": KEYS.consumer_secret,
    "AT": KEYS.access_token,
    "AS": KEYS.access_token_secret,
}


def site(folder: Path, feeds: str) -> TestSite:
    return TestSite(folder, config=f"{CONFIG}\n{feeds}")


def served(site: TestSite, file: str) -> Any:
    """Read one feed as readers do; it draws neither errors nor warnings."""
    data = (site.output / file).read_bytes()
    assert (judge_json(data) if file.endswith(".json") else judge(data, now=site.clock.now)) == []
    return json.loads(data) if file.endswith(".json") else feedparser.parse(data)


def titles(site: TestSite, file: str) -> list[str]:
    return [entry.title for entry in served(site, file).entries]


def became(report: Report) -> dict[str, FeedDone]:
    return {result.file: result.done for result in report.feeds}


class TestByRule:
    """Feeds of a choice of articles."""

    def test_each_table_takes_what_its_rule_says(self, tmp_path: Path) -> None:
        here = site(
            tmp_path,
            """
[[feeds]]
[[feeds]]
atom = "python.xml"
only = { tags = ["Python"] }
exclude = { sections = ["notes"] }
""",
        )
        here.write("posts/a.md", tags="[python, web]")
        here.write("posts/b.md", tags="[web]")
        here.write("notes/c.md", tags="[PYTHON]")

        here.publish()

        assert sorted(titles(here, "atom.xml")) == ["a", "b", "c"]
        assert titles(here, "python.xml") == ["a"]

    def test_an_article_that_wants_to_be_in_no_feed_is_in_none_and_announced_all_the_same(
        self, tmp_path: Path
    ) -> None:
        here = site(tmp_path, "")
        here.publish()
        here.write("posts/a.md")
        here.write("posts/b.md", feed="false")

        here.publish()

        assert titles(here, "atom.xml") == ["a"]
        assert len(here.said()) == 2

    def test_a_family_has_a_feed_of_each_value(self, tmp_path: Path) -> None:
        here = site(
            tmp_path,
            """
[[feeds]]
[[feeds]]
rss = "tags/{tag}/feed.xml"
title = "Essai, {tag}"
""",
        )
        here.write("posts/a.md", tags="[Été à Lyon, 'C++', 日本語]")
        here.write("posts/b.md", tags="['C#', été à lyon]")

        here.publish()

        files = sorted(str(file.relative_to(here.output)) for file in here.output.rglob("feed.xml"))
        assert files == [f"tags/{name}/feed.xml" for name in ("c#", "c++", "été-à-lyon", "日本語")]
        feed = served(here, "tags/été-à-lyon/feed.xml").feed
        assert feed.title == "Essai, Été à Lyon"
        assert (
            served(here, "tags/c#/feed.xml").feed.links[-1].href == "https://essai.example/tags/c%23/feed.xml"
        )

    def test_the_feed_of_a_value_that_is_gone_goes_on_without_entries(self, tmp_path: Path) -> None:
        here = site(tmp_path, '[[feeds]]\n[[feeds]]\nrss = "tags/{tag}.xml"\n')
        here.write("posts/a.md", tags="[old]")
        here.publish()
        before = served(here, "tags/old.xml").feed.updated
        here.write("posts/a.md", tags="[new]", text="Autre texte.")

        report = here.publish()

        assert titles(here, "tags/old.xml") == []
        assert titles(here, "tags/new.xml") == ["a"]
        assert served(here, "tags/old.xml").feed.updated >= before
        assert became(report)["tags/old.xml"] is FeedDone.WRITTEN
        assert became(here.publish())["tags/old.xml"] is FeedDone.UNCHANGED

    def test_the_first_of_two_feeds_that_want_one_file_has_it(self, tmp_path: Path) -> None:
        here = site(
            tmp_path,
            """
[[feeds]]
[[feeds]]
rss = "tags/web.xml"
title = "Hand made"
[[feeds]]
rss = "tags/{tag}.xml"
""",
        )
        here.write("posts/a.md", tags="[web]")

        report = here.publish()

        assert served(here, "tags/web.xml").feed.title == "Hand made"
        assert [found.code for found in report.problems] == ["feed-clash"]

    def test_a_feed_of_one_language_is_in_that_language(self, tmp_path: Path) -> None:
        here = site(tmp_path, '[[feeds]]\n[[feeds]]\natom = "{language}/atom.xml"\nhome = "/{language}/"\n')
        here.write("posts/a.md")
        here.write("posts/b.md", lang="en")

        here.publish()

        feed = served(here, "en/atom.xml").feed
        assert (feed.language, feed.link) == ("en", "https://essai.example/en/")
        assert titles(here, "fr/atom.xml") == ["a"]

    def test_a_list_of_all_feeds_is_there_as_soon_as_there_are_two(self, tmp_path: Path) -> None:
        here = site(tmp_path, '[[feeds]]\n[[feeds]]\nrss = "tags/{tag}.xml"\n')
        here.publish()
        assert not (here.output / "feeds.opml").exists()
        here.write("posts/a.md", tags="[web]")

        here.publish()

        opml = (here.output / "feeds.opml").read_text(encoding="utf-8")
        assert re.findall('xmlUrl="([^"]*)"', opml) == [
            "https://essai.example/rss.xml",
            "https://essai.example/tags/web.xml",
        ]


class TestHistory:
    """RFC 5005: what the feed does not show is in its archives."""

    FEEDS = "[feeds]\nlimit = 4\narchives = 5\n"

    def full(self, folder: Path, count: int = 23, feeds: str = FEEDS) -> TestSite:
        here = site(folder, feeds)
        for number in range(count):
            here.write(f"posts/a{number:03}.md", date=f"2026-03-01T10:{number // 60:02}:{number % 60:02}Z")
        here.publish()
        return here

    def archives(self, here: TestSite, file: str = "atom.xml") -> dict[str, bytes]:
        folder = here.output / f"{Path(file).stem}-archive"
        return {each.name: each.read_bytes() for each in folder.iterdir()}

    def all_ids(self, here: TestSite, file: str = "atom.xml") -> list[str]:
        """Follow ``prev-archive`` to its end; each document names its own address."""
        ids, address = [], file
        while address:
            feed = served(here, address)
            ids += [entry.id for entry in feed.entries]
            links = {link.rel: link.href for link in feed.feed.links}
            assert links["self"] == f"https://essai.example/{address}"
            address = links.get("prev-archive", "").removeprefix("https://essai.example/")
        return ids

    def test_a_small_site_s_feed_says_that_it_is_complete(self, tmp_path: Path) -> None:
        here = site(tmp_path, "")
        here.write("posts/a.md")
        here.publish()

        for file in ("rss.xml", "atom.xml"):
            assert b"complete" in (here.output / file).read_bytes()
            served(here, file)
        assert "next_url" not in served(here, "feed.json")

    @pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
    def test_every_article_is_reached_once(self, tmp_path: Path, file: str) -> None:
        here = self.full(tmp_path)

        ids = self.all_ids(here, file)

        assert len(ids) == len(set(ids)) == 23
        assert len(served(here, file).entries) == 4

    def test_json_pages_lead_to_every_article_and_end(self, tmp_path: Path) -> None:
        here = self.full(tmp_path)
        ids, address = [], "feed.json"
        while address:
            page = served(here, address)
            ids += [item["id"] for item in page["items"]]
            address = page.get("next_url", "").removeprefix("https://essai.example/")

        assert len(ids) == len(set(ids)) == 23

    def test_archives_stay_as_they_are_over_edits_and_additions(self, tmp_path: Path) -> None:
        here = self.full(tmp_path)
        before = self.archives(here)

        here.clock.wind(timedelta(days=1))
        here.write("posts/a002.md", text="Un autre texte.", date="2026-03-01T10:00:02Z")
        here.write("posts/b.md", date="2026-04-01T10:00:00Z")
        here.publish()

        assert {name: self.archives(here)[name] for name in before} == before
        assert "a002" in titles(here, "atom.xml")
        assert len(set(self.all_ids(here))) == 24

    def test_an_output_folder_that_was_emptied_gets_the_same_archives_again(self, tmp_path: Path) -> None:
        here = self.full(tmp_path)
        before = self.archives(here)
        here.write("posts/a002.md", text="Un autre texte.", date="2026-03-01T10:00:02Z")
        here.publish()
        for file in here.output.rglob("*.xml"):
            file.unlink()

        here.publish()

        assert {name: self.archives(here)[name] for name in before} == before

    def test_a_withdrawn_article_leaves_its_archive(self, tmp_path: Path) -> None:
        here = self.full(tmp_path)
        before = self.archives(here)
        (here.content / "posts/a002.md").unlink()

        here.publish()

        after = self.archives(here)
        assert [name for name in before if after[name] != before[name]] == ["1.xml"]
        assert len(self.all_ids(here)) == 22

    def test_a_site_that_moves_gets_new_archives_with_its_new_addresses(self, tmp_path: Path) -> None:
        here = self.full(tmp_path)
        text = here.config.replace('url = "https', 'name = "essai.example"\nurl = "https')
        here.configure(text.replace("https://essai.example", "https://new.example"))

        here.publish()

        for data in self.archives(here).values():
            assert b"https://essai.example" not in data
            assert b"https://new.example/atom-archive/" in data

    def test_a_pass_with_nothing_to_do_leaves_all_of_it_untouched(self, tmp_path: Path) -> None:
        here = self.full(tmp_path)
        stamps = {file: file.stat().st_mtime_ns for file in here.output.rglob("*") if file.is_file()}

        report = here.publish()

        assert {result.done for result in report.feeds} == {FeedDone.UNCHANGED}
        assert {file: file.stat().st_mtime_ns for file in stamps} == stamps

    def test_no_feed_names_an_archive_that_could_not_be_written(self, tmp_path: Path) -> None:
        here = site(tmp_path, self.FEEDS)
        here.write("posts/a.md")
        here.publish()
        before = (here.output / "atom.xml").read_bytes()
        for number in range(20):
            here.write(f"posts/b{number}.md", date=f"2026-03-01T10:00:{number:02}Z")
        (here.output / "atom-archive").write_text("in the way", encoding="utf-8")

        report = here.publish()

        assert became(report)["atom.xml"] is FeedDone.FAILED
        assert (here.output / "atom.xml").read_bytes() == before
        (here.output / "atom-archive").unlink()
        here.publish()
        assert len(set(self.all_ids(here))) == 21

    def test_an_archive_in_a_format_that_was_added_later_is_there_as_well(self, tmp_path: Path) -> None:
        here = self.full(tmp_path, feeds=f"{self.FEEDS}json = false\n")
        before = self.archives(here)
        here.configure(f"{CONFIG}\n{self.FEEDS}")

        here.publish()

        assert self.archives(here) == before
        assert len(self.archives(here, "feed.json")) == len(before)

    @pytest.mark.slow
    def test_three_thousand_articles_and_fifty_changes(self, tmp_path: Path) -> None:
        here = site(tmp_path, "")
        moments = [(number // 3600, number // 60 % 60, number % 60) for number in range(3000)]
        for number, moment in enumerate(moments):
            here.write(f"posts/a{number}.md", date="2020-03-01T{:02}:{:02}:{:02}Z".format(*moment))
        here.publish()
        archives = self.archives(here)
        assert len(archives) == 30

        for step in range(50):
            if step % 2:
                edited = step * 6007 % 3000
                date = "2020-03-01T{:02}:{:02}:{:02}Z".format(*moments[edited])
                here.write(f"posts/a{edited}.md", text=f"Texte {step}.", date=date)
            else:
                here.clock.wind(timedelta(hours=1))
                here.write(f"posts/n{step}.md", date=f"2026-04-01T10:00:{step:02}Z")
            here.publish()
            now = self.archives(here)
            assert {name: now[name] for name in archives} == archives
            archives = now

        ids = self.all_ids(here)
        assert len(set(ids)) == 3025
        assert len(titles(here, "atom.xml")) == 20


class TestSize:
    """Feeds have a budget in bytes as well."""

    def test_a_feed_shows_as_many_entries_as_fit_and_says_so(self, tmp_path: Path) -> None:
        here = site(tmp_path, "[feeds]\nmost_bytes = 100_000\narchives = 0\n")
        for number in range(9):
            text = "<p>mot</p>\n\n" * 3000
            here.write(f"posts/a{number}.md", text=text, date=f"2026-03-01T10:00:0{number}Z")

        report = here.publish()

        assert "feed-cut" in {found.code for found in report.problems}
        for file in ("rss.xml", "atom.xml", "feed.json"):
            assert (here.output / file).stat().st_size <= 100_000
        assert titles(here, "rss.xml") == titles(here, "atom.xml")
        assert 0 < len(titles(here, "atom.xml")) < 9
        assert {result.done for result in here.publish().feeds} == {FeedDone.UNCHANGED}

    def test_what_does_not_fit_is_in_the_archives(self, tmp_path: Path) -> None:
        here = site(tmp_path, "[feeds]\nmost_bytes = 100_000\n")
        for number in range(9):
            text = "<p>mot</p>\n\n" * 3000
            here.write(f"posts/a{number}.md", text=text, date=f"2026-03-01T10:00:0{number}Z")

        here.publish()

        assert len(set(TestHistory().all_ids(here))) == 9
        assert {result.done for result in here.publish().feeds} == {FeedDone.UNCHANGED}

    def test_a_text_that_fills_a_feed_alone_is_shown_by_its_summary(self, tmp_path: Path) -> None:
        here = site(tmp_path, "[feeds]\nmost_bytes = 100_000\n")
        here.write("posts/a.md", text="Un début.\n\n" + "mot " * 30_000)
        here.write("posts/b.md")

        report = here.publish()

        assert (here.output / "atom.xml").stat().st_size < 100_000
        assert sorted(titles(here, "atom.xml")) == ["a", "b"]
        assert "entry-too-long" in {found.code for found in report.problems}

    @pytest.mark.parametrize(("articles", "severity"), [(1, []), (4, ["notice"]), (15, ["warning"])])
    def test_a_large_feed_is_told(self, tmp_path: Path, articles: int, severity: list[str]) -> None:
        here = site(tmp_path, "")
        for number in range(articles):
            here.write(f"posts/a{number}.md", text="mot " * 20_000)

        report = here.publish()

        large = [str(found.severity) for found in report.problems if found.code == "feed-large"]
        assert large == severity


class TestTwins:
    """Compressed copies beside the files."""

    FEEDS = '[feeds]\ncompress = ["gzip", "brotli"]\n'

    def test_a_twin_holds_the_same_and_is_the_same_each_time(self, tmp_path: Path) -> None:
        here = site(tmp_path, self.FEEDS)
        here.write("posts/a.md")
        here.publish()

        for file in ("rss.xml", "atom.xml", "feed.json"):
            assert (
                gzip.decompress((here.output / f"{file}.gz").read_bytes())
                == (here.output / file).read_bytes()
            )
            assert (here.output / f"{file}.br").exists()
        before = (here.output / "rss.xml.gz").read_bytes()
        (here.output / "rss.xml.gz").unlink()
        here.publish()
        assert (here.output / "rss.xml.gz").read_bytes() == before

    def test_twins_that_nobody_asks_for_any_longer_are_removed(self, tmp_path: Path) -> None:
        here = site(tmp_path, self.FEEDS)
        here.write("posts/a.md")
        here.publish()
        (here.output / "rss.xml.br").write_bytes(b"somebody else's")
        here.configure(CONFIG)

        here.publish()

        left = sorted(file.name for file in here.output.iterdir() if file.suffix in {".gz", ".br"})
        assert left == ["rss.xml.br"]


class TestAroundTheText:
    """What the site adds to each entry."""

    def test_a_footer_may_offer_an_answer_by_mail(self, tmp_path: Path) -> None:
        footer = '<p><a href="{{ reply }}">{{ title }}</a></p>'
        author = 'author = { name = "Ada", email = "ada@essai.example" }'
        here = site(tmp_path, f"[feeds]\nfooter = '{footer}'\n")
        here.configure(here.config.replace('language = "fr"', f'language = "fr"\n{author}'))
        here.write("posts/a.md", title="'A & B'")

        here.publish()

        shown = served(here, "atom.xml").entries[0].content[0].value
        assert '<a href="mailto:ada@essai.example?subject=Re%3A%20A%20%26%20B">A &amp; B</a></p>' in shown

    def test_a_footer_names_the_announcement_as_soon_as_it_is_posted(self, tmp_path: Path) -> None:
        footer = '{% for post in posts %}<a href="{{ post.url }}">{{ post.account }}</a>{% endfor %}'
        with running_x() as fake:
            here = site(tmp_path, f"[feeds]\nfooter = '{footer}'\n{ON_X.format(api=fake.url)}")
            here.environ.update(LOGIN)
            here.publish()
            here.write("posts/a.md")
            before = served(here, "atom.xml").feed.updated

            report = here.publish()

        entry = served(here, "atom.xml").entries[0]
        (posted,) = [row.remote_url for row in report.delivered if row.account == "bird"]
        assert f'<a href="{posted}">bird</a>' in entry.content[0].value
        assert entry.updated == entry.published
        assert served(here, "atom.xml").feed.updated >= before

    def test_comments_are_where_the_template_or_the_article_says(self, tmp_path: Path) -> None:
        here = site(tmp_path, '[feeds]\ncomments = "{{ url }}#comments"\n')
        here.write("posts/a.md", date="2026-03-03T10:00:00Z")
        here.write("posts/b.md", date="2026-03-02T10:00:00Z", comments="https://forum.example/7")
        here.write("posts/c.md", date="2026-03-01T10:00:00Z", comments="false")

        here.publish()

        said = [entry.get("comments", "") for entry in served(here, "rss.xml").entries]
        assert said == ["https://essai.example/posts/a/#comments", "https://forum.example/7", ""]

    def test_a_podcast_s_file_is_measured_on_this_disk(self, tmp_path: Path) -> None:
        here = site(tmp_path, "")
        here.write("posts/a.md", audio="/son/1.mp3")
        file = here.folder / "public" / "son" / "1.mp3"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"x" * 4321)

        here.publish()

        (enclosure,) = served(here, "rss.xml").entries[0].enclosures
        assert (enclosure.href, enclosure.type, enclosure.length) == (
            "https://essai.example/son/1.mp3",
            "audio/mpeg",
            "4321",
        )


def test_browsers_find_the_stylesheet_that_the_feeds_name(tmp_path: Path) -> None:
    here = site(tmp_path, '[[feeds]]\n[[feeds]]\natom = "en/atom.xml"\nonly = { languages = ["en"] }\n')
    here.write("posts/a.md", lang="en")

    here.publish()

    for file, sheet in (("atom.xml", "feed.css"), ("en/atom.xml", "feed-en.css")):
        assert f'href="/{sheet}"' in (here.output / file).read_text(encoding="utf-8")
        assert (here.output / sheet).read_bytes()
