"""Ten thousand files, one of them broken: it holds itself alone, and comes out when it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import TestSite

MANY = 10_000


@pytest.mark.slow
def test_one_broken_file_among_ten_thousand_holds_itself_alone(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    for number in range(MANY):
        site.write(f"{number // 100:02}/{number % 100:02}.md", f"Nr. {number}")
    site.write("42/42.md", "Call for papers: spring")
    report = site.publish()
    assert report.articles == MANY - 1
    assert [(found.code, found.path, found.line) for found in report.problems] == [
        ("yaml-colon", "42/42.md", 2)
    ]
    site.write("42/42.md", '"Call for papers: spring"')
    report = site.publish()
    assert report.articles == MANY
    assert report.problems == ()
    assert [article.path for article in report.new] == ["42/42.md"]
    assert len(site.said()) == 1
