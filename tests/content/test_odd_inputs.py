"""The odd inputs of Jekyll's own tests: nothing gives up, and each file is an article or is told once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from feedbot.content.codes import CODES
from feedbot.content.folder import list_content, read_content
from feedbot.content.generators.registry import GENERATORS
from feedbot.content.problem import Problem, Severity
from feedbot.content.reader import read
from tests.content.corpora import needs_corpora, site, unpack

pytestmark = needs_corpora


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack("jekyll", tmp_path_factory.mktemp("packs")) / "test" / "source"


@pytest.mark.parametrize("generator", GENERATORS)
def test_each_odd_file_is_an_article_or_is_told_once(generator: str, source: Path) -> None:
    rules = site(source, generator=generator, content=source)
    listing = list_content(rules)
    told = Counter(problem.path for problem in listing.problems)
    assert max(told.values(), default=0) <= 1
    for file in listing.files:
        assert file.path not in told
        data = read_content(rules, file.path)
        assert isinstance(data, bytes)
        reading = read(data, file.path, rules)
        reasons = [found for found in reading.problems if keeps_back(found)]
        assert reading.article is not None or len(reasons) == 1, (file.path, reading.problems)
        assert {found.code for found in reading.problems} <= CODES.keys() - {"unreadable"}


@pytest.mark.parametrize("generator", GENERATORS)
def test_no_odd_file_of_any_name_takes_a_parser_down(generator: str, source: Path) -> None:
    for file in sorted(source.rglob("*")):
        if file.is_file() and not file.is_symlink():
            path = str(file.relative_to(source))
            reading = read(file.read_bytes(), path, site(generator=generator))
            assert reading.article is not None or reading.problems
            assert "unreadable" not in {problem.code for problem in reading.problems}


def keeps_back(problem: Problem) -> bool:
    return problem.severity is not Severity.WARNING and problem.code != "generator-differs"
