"""A whole real blog of Jekyll's, read by its own configuration, compared with what Jekyll made of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feedbot.config.filling import filled
from feedbot.config.settings import SiteSettings
from feedbot.content.folder import list_content, read_content
from feedbot.content.markdown import body_html
from feedbot.content.problem import Severity
from feedbot.content.reader import read
from feedbot.content.site import SiteRules
from feedbot.content.text.plain_text import line, of_html
from tests.content.corpora import f1, needs_corpora, site, unpack

pytestmark = [needs_corpora, pytest.mark.slow]

SETTINGS = (
    "url", "language", "generator", "content", "output", "sections", "exclude", "permalinks",
    "trailing_slash", "markdown", "options",
)  # fmt: skip
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "."})


def rules_of(root: Path, **changes: Any) -> SiteRules:
    """Return the rules that the site's own configuration gives, where ``changes`` says nothing else."""
    found, _ = filled(SiteSettings.model_construct(_fields_set=set(), root=root))
    settings = {key: getattr(found, key) for key in SETTINGS}
    return site(root, **{"name": "news", "zone": found.timezone, **settings, **changes})


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack("jekyll", tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def rules(pack: Path) -> SiteRules:
    return rules_of(pack / "docs")


def expected(pack: Path) -> dict[str, dict[str, Any]]:
    rows = map(json.loads, (pack / "expected.jsonl").read_text(encoding="utf-8").splitlines())
    return {row["file"]: row for row in rows}


def bytes_of(rules: SiteRules, path: str) -> bytes:
    source = read_content(rules, path)
    assert isinstance(source, bytes)
    return source


def untyped(title: str) -> str:
    """Return a title without its typography, which Jekyll's feed puts in."""
    return line(title).translate(STRAIGHT).replace("...", ".").replace("--", "-")


def test_every_post_has_jekylls_address_instant_title_and_tags(pack: Path, rules: SiteRules) -> None:
    wanted = expected(pack)
    readings = {
        file.path: read(bytes_of(rules, file.path), file.path, rules) for file in list_content(rules).files
    }
    articles = {path: reading.article for path, reading in readings.items() if reading.article}
    assert set(articles) == set(wanted)
    for path, row in wanted.items():
        article = articles[path]
        assert article.address == row["url"]
        assert article.published == datetime.fromisoformat(row["date"])
        assert untyped(article.title) == untyped(row["title"])
        assert list(article.tags) == row["tags"]
        assert list(article.categories) == row["categories"]
        assert [author.name for author in article.authors] == row["authors"]


def test_the_text_of_nearly_every_post_is_jekylls(pack: Path, rules: SiteRules) -> None:
    shares = sorted(
        f1(of_html(body_html(bytes_of(rules, path), path, rules)), row["text"])
        for path, row in expected(pack).items()
    )
    assert shares[len(shares) // 20] >= 0.9


def test_jekylls_own_odd_inputs_break_nothing_and_what_is_held_says_why(pack: Path) -> None:
    root = pack / "test" / "source"
    options = (("collections", "methods dates encodings with.dots slides thanksgiving"),)
    rules = rules_of(root, url="https://odd.example", generator="jekyll", content=root, options=options)
    listing = list_content(rules)
    readings = {file.path: read(bytes_of(rules, file.path), file.path, rules) for file in listing.files}
    assert len(readings) > 80
    for reading in readings.values():
        assert reading.article or reading.problems
        for problem in reading.problems:
            assert problem.severity is not Severity.HELD or (problem.repair and problem.code != "unreadable")
    addresses = {
        path: reading.article.address.removeprefix("https://odd.example")
        for path, reading in readings.items()
        if reading.article and not reading.article.draft
    }
    assert addresses.items() >= ODD.items()
    assert len(set(addresses.values())) == len(addresses)


# What Jekyll 4.3.1 makes of the oddest of them.
ODD = {
    "_posts/2008-12-03-permalinked-post.markdown": "/my_category/permalinked-post",
    "_posts/2009-01-27-array-categories.markdown": "/foo/bar/baz/2009/01/27/array-categories.html",
    "_posts/2009-03-12-hash-#1.markdown": "/2009/03/12/hash-1.html",
    "_posts/2010-01-09-date-override.markdown": "/2010/01/10/date-override.html",
    "_posts/2013-05-10-number-category.markdown": "/2013/2013/05/10/number-category.html",
    "_posts/2014-03-22-escape-+ %20[].markdown": "/2014/03/22/escape-+-20.html",
    "_posts/2014-07-05-mixed-case-category.markdown": "/mixedcase/2014/07/05/mixed-case-category.html",
    "_posts/2016-11-26-special-chars-(+).markdown": "/2016/11/26/special-chars-(+).html",
    "_posts/2017-2-5-i-dont-like-zeroes.md": "/2017/02/05/i-dont-like-zeroes.html",
    "_posts/2018-10-12-trailing-dots...markdown": "/2018/10/12/trailing-dots.html",
    "_posts/es/2008-11-21-nested.markdown": "/2008/11/21/nested.html",
    "foo/_posts/bar/2008-12-12-topical-post.markdown": "/foo/2008/12/12/topical-post.html",
    "win/_posts/2009-05-24-yaml-linebreak.markdown": "/win/2009/05/24/yaml-linebreak.html",
    "_dates/time_with_timezone.md": "/dates/time_with_timezone.html",
}
