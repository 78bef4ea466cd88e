"""Several sites in one process: what stops one of them stops no other."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedbot.errors import ContentError, StateError
from feedbot.publishing.report import Report
from feedbot.publishing.site import Site
from feedbot.scheduler.occasion import Occasion, PassResult, Reason
from feedbot.wiring.app import App
from feedbot.wiring.daemon import work_of
from feedbot.wiring.site_by_site import site_by_site
from tests.sites import TestSite

SITE = """
[site]
title = "{name}"
url = "https://{name}.example"
root = "../{name}"

[accounts.page]
network = "local"
"""
NAMES = ("first", "second")


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    """Return a folder whose configuration serves two sites with one article each."""
    both = TestSite(tmp_path, config='sites = ["sites/*.toml"]\n')
    (tmp_path / "sites").mkdir()
    for name in NAMES:
        (tmp_path / "sites" / f"{name}.toml").write_text(SITE.format(name=name), encoding="utf-8")
        one = TestSite(tmp_path / name)
        one.write("old.md")
        one.file.unlink()
    return both


@pytest.fixture
def app(site: TestSite) -> Iterator[App]:
    opened = site.open()
    with opened.store:
        yield opened


def daemon_pass(app: App) -> PassResult:
    occasion = Occasion(reason=Reason.START, folders=(), stopping=lambda: False, alive=lambda: None)
    return work_of(app).make_pass(occasion)


def take_content_away(site: TestSite, name: str) -> None:
    (site.folder / name / "content").rename(site.folder / name / "away")


def test_a_site_whose_content_is_gone_stops_no_other(
    site: TestSite, app: App, caplog: pytest.LogCaptureFixture
) -> None:
    take_content_away(site, "first")
    with caplog.at_level(logging.ERROR):
        result = daemon_pass(app)
    assert (site.folder / "second" / "public" / "rss.xml").exists()
    assert result.status.endswith("not served, see the log: first.example")
    assert "first/content" in caplog.text


def test_where_no_site_can_be_served_the_pass_fails(site: TestSite, app: App) -> None:
    for name in NAMES:
        take_content_away(site, name)
    with pytest.raises(ContentError, match="first/content"):
        daemon_pass(app)


def test_a_store_that_fails_ends_the_round_for_all(app: App) -> None:
    served: list[str] = []

    def serve(site: Site) -> Report:
        served.append(site.name)
        raise StateError("the disk is full")

    with pytest.raises(StateError):
        site_by_site(app.sites, serve)
    assert served == ["first.example"]


def test_a_stop_begins_no_other_site(site: TestSite, app: App) -> None:
    stopping = iter((False, True, True, True))
    occasion = Occasion(reason=Reason.START, folders=(), stopping=lambda: next(stopping), alive=lambda: None)
    work_of(app).make_pass(occasion)
    assert not (site.folder / "second" / "public").exists()
