"""A whole real site of Eleventy, compared with what its own generator made of it."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from feedbot.content.folder import list_content, read_content
from feedbot.content.markdown import body_html
from feedbot.content.reader import read
from feedbot.content.site import SiteRules
from feedbot.content.text.plain_text import line, of_html
from tests.content.corpora import f1, needs_corpora, site, unpack

pytestmark = [needs_corpora, pytest.mark.slow]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> SiteRules:
    root = unpack("v8", tmp_path_factory.mktemp("packs"))
    return site(
        root,
        name="v8.dev",
        url="https://v8.dev",
        generator="eleventy",
        content=root / "src",
        sections=("blog", "features"),
        exclude=("blog/extras/",),
        trailing_slash=False,
    )


def test_every_post_has_the_generators_address_instant_title_and_tags(rules: SiteRules) -> None:
    rows = map(json.loads, (rules.root / "expected.jsonl").read_text().splitlines())
    wanted = {str(Path(row["file"]).relative_to("src")): row for row in rows}
    articles = {}
    for file in list_content(rules).files:
        source = read_content(rules, file.path)
        assert isinstance(source, bytes)
        article = read(source, file.path, rules).article
        if article is not None and not article.draft:
            articles[file.path] = article
    assert set(articles) == set(wanted)
    for path, row in wanted.items():
        article = articles[path]
        assert article.address == row["url"]
        assert article.published == datetime.fromisoformat(row["date"])
        assert article.title == line(row["title"])
        assert list(article.tags) == row["tags"]


def test_the_text_of_nearly_every_post_is_the_generators(rules: SiteRules) -> None:
    shares = []
    for row in map(json.loads, (rules.root / "expected.jsonl").read_text().splitlines()):
        path = str(Path(row["file"]).relative_to("src"))
        source = read_content(rules, path)
        assert isinstance(source, bytes)
        shares.append(f1(of_html(body_html(source, path, rules)), row["text"]))
    assert sorted(shares)[len(shares) // 20] >= 0.9
