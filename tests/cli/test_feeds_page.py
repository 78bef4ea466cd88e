"""``feedbot feeds page`` at the terminal: where the page is written, what is said, and what is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from feedbot.cli.main import run
from tests.sites import TestSite

Page = Callable[..., tuple[int, str]]
TAG = '<link rel="alternate" type="application/rss+xml" title="Essai (RSS)" href="https://essai.example/rss.xml">'


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    made = TestSite(tmp_path)
    made.write("label.md")
    made.output.mkdir()
    return made


@pytest.fixture
def page(site: TestSite, capfd: pytest.CaptureFixture[str]) -> Page:
    def call(*args: str) -> tuple[int, str]:
        code = run(["--config", str(site.file), "feeds", "page", *args])
        captured = capfd.readouterr()
        return code, captured.out + captured.err

    return call


def test_a_page_is_written_below_the_output_and_its_address_and_tags_are_told(
    site: TestSite, page: Page
) -> None:
    code, said = page()
    file = site.output / "subscribe/index.html"
    assert code == 0
    assert f"{file} written" in said
    assert "https://essai.example/subscribe/\n" in said
    assert TAG in said
    assert 'href="https://essai.example/rss.xml"' in file.read_text(encoding="utf-8")
    assert '<html lang="fr"' in file.read_text(encoding="utf-8")


def test_a_page_that_would_be_the_same_is_left_alone(site: TestSite, page: Page) -> None:
    page()
    before = (site.output / "subscribe/index.html").stat().st_mtime_ns
    assert "unchanged" in page()[1]
    assert (site.output / "subscribe/index.html").stat().st_mtime_ns == before


def test_a_dry_run_writes_nothing(site: TestSite, page: Page) -> None:
    code, said = page("--dry-run")
    assert (code, "would be written" in said, TAG in said) == (0, True, True)
    assert not list(site.output.iterdir())


def test_a_page_may_lie_where_a_build_leaves_it(site: TestSite, page: Page, tmp_path: Path) -> None:
    static = tmp_path / "static"
    code, said = page("--to", str(static / "feeds.html"))
    assert code == 2
    assert "make it first" in said
    static.mkdir()
    code, said = page("--to", str(static / "feeds.html"))
    assert (code, "to be found at" in said) == (0, False)
    assert (static / "feeds.html").read_bytes().startswith(b"<!doctype html>")
    assert not list(site.output.iterdir())
    below = site.output / "feeds.html"
    assert "to be found at https://essai.example/feeds.html\n" in page("--to", str(below))[1]


def test_a_site_that_was_not_built_yet_is_told_and_nothing_is_made(site: TestSite, page: Page) -> None:
    site.output.rmdir()
    code, said = page()
    assert code == 1
    assert "build the site first" in said
    assert not site.output.exists()


def test_the_answer_is_had_as_json(site: TestSite, page: Page) -> None:
    code, said = page("--json")
    (told,) = json.loads(said)["pages"]
    assert code == 0
    assert told["file"] == str(site.output / "subscribe/index.html")
    assert told["address"] == "https://essai.example/subscribe/"
    assert (told["done"], told["trouble"]) == ("written", None)
    assert told["tags"][0] == TAG


def test_one_file_is_not_the_page_of_two_sites(site: TestSite, page: Page, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        text = f'[site]\ntitle = "{name}"\nurl = "https://{name}.example"\ncontent = "."\noutput = "."\n'
        (tmp_path / name / "site.toml").write_text(text, encoding="utf-8")
    site.configure('sites = ["a/site.toml", "b/site.toml"]\n')
    to = tmp_path / "page.html"
    code, said = page("--to", str(to))
    assert (code, "--site a.example" in said) == (2, True)
    code, said = page("--to", str(to), "--site", "b.example")
    assert code == 0
    assert b"<h1>Subscribe to <bdi>b</bdi></h1>" in to.read_bytes()
    assert page("--site", "c.example")[0] == 2
    assert page("--dry-run")[1].count("subscribe/index.html") == 2
