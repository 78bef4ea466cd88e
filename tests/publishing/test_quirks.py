"""The pack of odd files, row by row: what each becomes in a whole pass over its site."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from feedbot.announcements.announcement import Voice
from feedbot.announcements.grammars import fold_accents
from feedbot.announcements.hashtags import candidates
from feedbot.content.article import Article, Standing, standing
from feedbot.content.problem import Problem, Severity
from feedbot.content.reading import Reading
from feedbot.content.text.plain_text import of_html
from tests.content.corpora import CORPORA, needs_corpora, unpack
from tests.found_site import NOW, configure, open_site

pytestmark = [needs_corpora, pytest.mark.slow]

# What the sites' own configurations do not say: the pack's settings.
SETTINGS: dict[str, dict[str, str]] = {
    "hugo": {
        "title": '"Odd"',
        "url": '"https://hugo.example"',
        "permalinks": '{ news = "/:year/:month/:day/:slug/" }',
        "options": r"""{ languages = ["en", "fr"], ignore_files = '\.Rmd$' }""",
    },
    "eleventy": {"title": '"Odd"', "url": '"https://eleventy.example"'},
    "astro": {"title": '"Odd"', "options": '{ route = "/blog/{id}/" }'},
}


@cache
def manifest() -> tuple[dict[str, Any], ...]:
    """Return the pack's rows; none where the pack is absent."""
    if not CORPORA.is_dir():
        return ()
    with tarfile.open(CORPORA / "quirks.tar.gz") as pack:
        member = pack.extractfile("quirks/manifest.jsonl")
        assert member is not None
        return tuple(json.loads(line) for line in member.read().decode().splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One site after a pass; everything by path below the content folder."""

    content: Path
    language: str
    readings: Mapping[str, Reading]
    problems: Mapping[str, tuple[Problem, ...]]
    html: Mapping[str, str]  # by address, as the feed has it

    def path(self, row: dict[str, Any]) -> str:
        root = self.content
        while root.name != row["site"]:
            root = root.parent
        return str((root.parent / row["file"]).relative_to(self.content))


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Passed]:
    pack = unpack("quirks", tmp_path_factory.mktemp("packs"))
    return cache(lambda site: make_pass(pack / site, site))


def make_pass(root: Path, site: str) -> Passed:
    app = open_site(configure(root, SETTINGS.get(site)))
    with app.store, app.turn():
        press = app.press(app.sites[0])
        press.publish(probe=True)
        found = press.problems()
        sources = app.store.ledger.sources(app.sites[0].name)
    rules = app.sites[0].rules
    feed = json.loads((rules.output / "feed.json").read_text(encoding="utf-8"))
    return Passed(
        content=rules.content,
        language=rules.language,
        readings={path: source.reading for path, source in sources.items()},
        problems={
            problem.path: tuple(each for each in found if each.path == problem.path) for problem in found
        },
        html={item["url"]: item.get("content_html", "") for item in feed["items"]},
    )


each_row = pytest.mark.parametrize(
    "row",
    manifest(),
    ids=lambda row: row["file"].encode("ascii", "replace").decode(),
)


@each_row
def test_each_odd_file_becomes_what_the_table_says(
    row: dict[str, Any], passed: Callable[[str], Passed]
) -> None:
    site = passed(row["site"])
    path = site.path(row)
    problems = site.problems.get(path, ())
    article = site.readings[path].article if path in site.readings else None
    assert outcome(article, problems) == row["outcome"]
    assert {problem.code for problem in problems} == set(row["codes"])
    if article is None or row["outcome"] == "held":
        return
    assert article.address in row.get("url_any", [row.get("url", article.address)])
    moment = row.get("date") or row.get("due")
    assert moment is None or article.published == datetime.fromisoformat(moment)
    assert seen(article, site) | wanted(row) == seen(article, site)


def seen(article: Article, site: Passed) -> dict[str, Any]:
    hashtags: dict[str, str] = {}
    for tag in candidates(article, Voice(account="page")):
        if isinstance(tag, str):
            hashtags.setdefault(fold_accents(tag.casefold()), f"#{tag}")
    return {
        "title": article.title,
        "tags": list(article.tags),
        "categories": list(article.categories),
        "authors": [author.name for author in article.authors],
        "lang": article.language or site.language,
        "summary": article.summary,
        "hashtags": list(hashtags.values()),
    }


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    keys = ("title", "tags", "categories", "authors", "lang", "summary", "hashtags")
    return {key: row[key] for key in keys if key in row}


@pytest.mark.parametrize(
    "row",
    [row for row in manifest() if row.keys() & {"text_has", "text_lacks", "html_has"}],
    ids=lambda row: Path(row["file"]).name,
)
def test_the_feed_shows_what_a_reader_should_see(
    row: dict[str, Any], passed: Callable[[str], Passed]
) -> None:
    html = passed(row["site"]).html[row["url"]]
    text = of_html(html)
    assert [words for words in row.get("text_has", []) if words not in text] == []
    assert [words for words in row.get("text_lacks", []) if words in text] == []
    assert [address for address in row.get("html_has", []) if address not in html] == []


@each_row
def test_every_held_file_says_what_to_write_instead(
    row: dict[str, Any], passed: Callable[[str], Passed]
) -> None:
    site = passed(row["site"])
    held = [found for found in site.problems.get(site.path(row), ()) if found.severity is Severity.HELD]
    assert all(problem.repair for problem in held)
    assert all(
        problem.line or problem.code == "same-url" or problem.what.startswith("name: ") for problem in held
    )


def outcome(article: Article | None, problems: tuple[Problem, ...]) -> str:
    severities = {problem.severity for problem in problems}
    if Severity.HELD in severities:
        return "held"
    if article is not None:
        found = standing(article, NOW)
        return "withheld" if found in {Standing.DRAFT, Standing.EXPIRED} else found.value
    return "withheld" if Severity.WITHHELD in severities else "not-an-article"
