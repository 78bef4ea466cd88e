"""What the tables of feeds become: titles, rules and whole addresses."""

from __future__ import annotations

from pathlib import Path

from feedbot.content.article import Author
from feedbot.publishing.site import Site
from tests.feeds.samples import article
from tests.sites import CONFIG, TestSite

FEEDS = """
[[feeds]]
rss = "rss.xml"
icon = "/icon.png"
logo = "https://cdn.example/logo.png"
compress = ["gzip"]

[[feeds]]
atom = "tags/{tag}/atom.xml"
home = "/tags/{tag}/"

[[feeds]]
json = "{language}/{section}.json"
title = "{section}, {language}"

[[feeds]]
atom = "picked.xml"
only = [{ tags = [["bois", "métal"], "diy"] }, { sections = "notes", languages = "fr" }]
exclude = { authors = "Ada" }
archives = 10

[[feeds]]
rss = "blog/all-of-it.xml"
stylesheet = false
"""


def site_of(folder: Path, feeds: str, url: str = "https://essai.example") -> Site:
    text = CONFIG.replace("https://essai.example", url).replace("[accounts", f"{feeds}\n[accounts")
    app = TestSite(folder, config=text).open()
    with app.store:
        return app.sites[0]


def test_each_table_of_feeds_has_a_title(tmp_path: Path) -> None:
    assert [plan.title for plan in site_of(tmp_path, FEEDS).feeds] == [
        "Essai",
        "Essai: {tag}",
        "{section}, {language}",
        "Essai: bois + métal, diy, notes, fr",
        "Essai: all-of-it",
    ]


def test_a_rule_takes_what_it_is_written_to_take(tmp_path: Path) -> None:
    rule = site_of(tmp_path, FEEDS).feeds[3].rule
    taken = [
        rule.takes(article(**facts), "fr")
        for facts in (
            {"tags": ("Bois", "Métal", "x")},
            {"tags": ("bois",)},
            {"tags": ("DIY",)},
            {"section": "notes"},
            {"section": "notes", "language": "en"},
            {"tags": ("diy",), "authors": (Author(name="Ada"),)},
        )
    ]
    assert taken == [True, False, True, True, False, False]


def test_pictures_that_are_paths_start_at_the_sites_address(tmp_path: Path) -> None:
    main, tags, *_ = site_of(tmp_path, FEEDS, url="https://essai.example/blog").feeds
    assert (main.icon, main.logo) == ("https://essai.example/blog/icon.png", "https://cdn.example/logo.png")
    assert (tags.icon, tags.home) == (main.icon, "/tags/{tag}/")


def test_tables_without_a_file_are_no_feeds(tmp_path: Path) -> None:
    site = site_of(tmp_path, "[feeds]\nrss = false\natom = false\njson = false\nopml = false\n")
    assert (site.feeds, site.opml) == ((), "")
