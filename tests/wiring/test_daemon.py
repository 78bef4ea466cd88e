"""The daemon's work: each problem is told once, and the site's own configuration is looked at again."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from feedbot.scheduler.occasion import Occasion, PassResult, Reason
from feedbot.scheduler.watch import matters
from feedbot.wiring.daemon import work_of
from tests.sites import CONFIG, TestSite


def test_a_problem_is_logged_once_and_stands_in_the_status_until_it_is_mended(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site = TestSite(tmp_path)
    site.write("bad.md", date="2026-02-30")
    app = site.open()
    with app.store:
        work = work_of(app)

        def make_pass() -> PassResult:
            caplog.clear()
            with caplog.at_level(logging.WARNING, "feedbot.wiring.daemon"):
                return work.make_pass(
                    Occasion(reason=Reason.TICK, folders=(), stopping=lambda: False, alive=lambda: None)
                )

        assert make_pass().status == "1 site, 1 account, 1 article held back, see the log"
        assert "essai.example: bad.md:3: held:" in caplog.text
        assert "1 article held back" in make_pass().status
        assert caplog.text == ""
        site.write("bad.md", date="2026-02-28")
        assert make_pass().status == "1 site, 1 account"
        site.write("bad.md", date="2026-02-30")
        make_pass()
        assert "bad.md:3" in caplog.text


def test_an_edit_of_the_sites_own_configuration_is_noticed_until_it_is_read(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    (tmp_path / "hugo.toml").write_text("", encoding="utf-8")
    app = site.open()
    with app.store:
        work = work_of(app)
        assert not work.is_stale()
        (tmp_path / "hugo.toml").write_text("[permalinks]\nposts = '/:slug/'", encoding="utf-8")
        assert work.is_stale()
        (tmp_path / "hugo.toml").write_text("", encoding="utf-8")
        assert work.is_stale()
        assert not work_of(site.open()).is_stale()


def test_a_configuration_that_appears_is_noticed_too(tmp_path: Path) -> None:
    app = TestSite(tmp_path).open()
    with app.store:
        work = work_of(app)
        (tmp_path / "_config.yml").write_text("url: https://essai.example", encoding="utf-8")
        assert work.is_stale()


def test_the_output_folder_is_watched_where_the_feeds_show_its_pages_but_never_the_feeds(
    tmp_path: Path,
) -> None:
    site = TestSite(tmp_path)
    app = site.open()
    with app.store:
        work = work_of(app)
        assert work.folders == (site.content,)
        assert work.ignores(site.output / "label" / "index.html")
        assert not work.ignores(site.content / "label.md")
    site.configure(CONFIG.replace("[accounts", 'rendered = "public"\n\n[accounts', 1))
    app = site.open()
    with app.store:
        work = work_of(app)
        assert work.folders == (site.content, site.output)
        for file in ("rss.xml", ".rss.xml.new", "tags/c++/rss.xml.gz", "a-archive/1.json", "feed-en.css"):
            assert not matters(site.output / file, site.output, work.ignores), file
        for file in ("label/index.html", "LABEL.HTM", "label"):
            assert matters(site.output / file, site.output, work.ignores), file


def test_content_that_lies_in_the_output_folder_is_watched_all_the_same(tmp_path: Path) -> None:
    site = TestSite(tmp_path, CONFIG.replace("\n[accounts", 'output = "."\n\n[accounts', 1))
    app = site.open()
    with app.store:
        work = work_of(app)
        assert matters(site.content / "a.md", site.content, work.ignores)
        assert work.ignores(tmp_path / "rss.xml")
