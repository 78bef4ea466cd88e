"""A whole real site of 1,056 posts, compared with what its own generator made of them."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from feedbot.content.folder import list_content, read_content
from feedbot.content.markdown import body_html
from feedbot.content.reader import read
from feedbot.content.site import SiteRules
from feedbot.content.text.plain_text import line, of_html
from tests.content.corpora import f1, needs_corpora, unpack
from tests.found_site import found_rules

pytestmark = [needs_corpora, pytest.mark.slow]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> SiteRules:
    return found_rules(unpack("simplystats", tmp_path_factory.mktemp("packs")))


def expected(rules: SiteRules) -> dict[str, dict[str, object]]:
    rows = map(json.loads, (rules.root / "expected.jsonl").read_text().splitlines())
    return {str(Path(row["file"])).removeprefix("content/"): row for row in rows}


def bytes_of(rules: SiteRules, path: str) -> bytes:
    source = read_content(rules, path)
    assert isinstance(source, bytes)
    return source


def test_every_post_has_the_generators_address_instant_title_and_tags(rules: SiteRules) -> None:
    wanted = expected(rules)
    readings = {
        file.path: read(bytes_of(rules, file.path), file.path, rules) for file in list_content(rules).files
    }
    articles = {path: reading.article for path, reading in readings.items() if reading.article}
    assert set(articles) == set(wanted)
    for path, row in wanted.items():
        article = articles[path]
        assert article.address.lower() == str(row["url"]).lower()
        assert article.published == datetime.fromisoformat(str(row["date"]))
        assert not row["title"] or article.title == line(str(row["title"]))
        assert list(article.tags) == [str(tag) for tag in row["tags"]]  # type: ignore[attr-defined]  # JSON list
        assert list(article.categories) == row["categories"]


def test_the_text_of_nearly_every_post_is_the_generators(rules: SiteRules) -> None:
    shares = sorted(
        f1(of_html(body_html(bytes_of(rules, path), path, rules)), str(row["text"]))
        for path, row in expected(rules).items()
    )
    assert shares[len(shares) // 20] >= 0.95
