"""The pack of odd files, row by row: Hugo's site. Other generators have none of their own here yet."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feedbot.content.article import Article, Standing, standing
from feedbot.content.folder import list_content, read_content
from feedbot.content.markdown import body_html
from feedbot.content.plain_text import of_html
from feedbot.content.problem import Problem, Severity
from feedbot.content.reader import read
from feedbot.content.site import SiteRules
from tests.content.corpora import needs_corpora, site, unpack

pytestmark = needs_corpora
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
# Said by others, who see more than one file or know the hour: announcements, identity, the pass.
NOT_FROM_HERE = frozenset({"tag-dropped", "tag-reduced", "same-url", "image-missing"})


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> SiteRules:
    root = unpack("quirks", tmp_path_factory.mktemp("packs")) / "hugo"
    return site(
        root,
        name="hugo.example",
        url="https://hugo.example",
        permalinks=(("news", "/:year/:month/:day/:slug/"),),
        options=(("languages", "en fr"), ("ignore_files", r"\.Rmd$")),
    )


def rows() -> list[dict[str, Any]]:
    from tests.content.corpora import CORPORA  # noqa: PLC0415  # absent corpora give no rows

    if not CORPORA.is_dir():
        return []
    import tarfile  # noqa: PLC0415

    with tarfile.open(CORPORA / "quirks.tar.gz") as pack:
        member = pack.extractfile("quirks/manifest.jsonl")
        assert member is not None
        found = [json.loads(line) for line in member.read().decode().splitlines()]
    return [row for row in found if row["site"] == "hugo"]


@pytest.mark.parametrize(
    "row", rows(), ids=lambda row: Path(row["file"]).name.encode("ascii", "replace").decode()
)
def test_each_odd_file_becomes_what_the_table_says(row: dict[str, Any], rules: SiteRules) -> None:
    path = row["file"].removeprefix("hugo/content/")
    article, problems = look(path, rules)
    by_time = {"future"} if row["outcome"] == "future" else {"draft"} if is_expired(article) else set()
    wanted_codes = set(row["codes"]) - NOT_FROM_HERE - by_time
    assert {problem.code for problem in problems} == wanted_codes
    if "same-url" not in row["codes"]:
        assert outcome(article, problems) == row["outcome"]
    if article is None:
        return
    assert article.address in row.get("url_any", [row.get("url", article.address)])
    moment = row.get("date") or row.get("due")
    assert moment is None or article.published == datetime.fromisoformat(moment)
    assert article.title == row.get("title", article.title)
    assert list(article.tags) == row.get("tags", list(article.tags))
    assert list(article.categories) == row.get("categories", list(article.categories))
    assert [author.name for author in article.authors] == row.get(
        "authors", [a.name for a in article.authors]
    )
    assert (article.language or rules.language) == row.get("lang", rules.language)
    assert article.summary == row.get("summary", article.summary)


@pytest.mark.parametrize(
    "row",
    [row for row in rows() if "text_has" in row or "text_lacks" in row],
    ids=lambda row: Path(row["file"]).name,
)
def test_the_text_of_odd_bodies_shows_what_a_reader_should_see(row: dict[str, Any], rules: SiteRules) -> None:
    path = row["file"].removeprefix("hugo/content/")
    source = read_content(rules, path)
    assert isinstance(source, bytes)
    text = of_html(body_html(source, path, rules))
    assert [words for words in row.get("text_has", []) if words not in text] == []
    assert [words for words in row.get("text_lacks", []) if words in text] == []


def test_every_held_file_says_what_to_write_instead(rules: SiteRules) -> None:
    listing = list_content(rules)
    held = [
        problem
        for file in listing.files
        for problem in look(file.path, rules)[1]
        if problem.severity is Severity.HELD
    ]
    assert len(held) > 10
    assert all(problem.repair and problem.path and problem.line for problem in held)


def look(path: str, rules: SiteRules) -> tuple[Article | None, tuple[Problem, ...]]:
    if path not in {file.path for file in list_content(rules).files}:
        return None, ()
    source = read_content(rules, path)
    assert isinstance(source, bytes)
    reading = read(source, path, rules)
    return reading.article, reading.problems


def is_expired(article: Article | None) -> bool:
    return article is not None and standing(article, NOW) is Standing.EXPIRED


def outcome(article: Article | None, problems: tuple[Problem, ...]) -> str:
    severities = {problem.severity for problem in problems}
    if article is not None:
        found = standing(article, NOW).value
        return "withheld" if found in {"draft", "expired"} else found
    if Severity.HELD in severities:
        return "held"
    return "withheld" if Severity.WITHHELD in severities else "not-an-article"
