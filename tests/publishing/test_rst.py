"""Feeds of a Pelican site whose articles are reStructuredText."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.sites import CONFIG, TestSite

PELICAN = CONFIG.replace('language = "fr"', 'language = "fr"\ngenerator = "pelican"\noutput = "output"')
TEXT = """\
Le label
########

:date: 2026-05-01 09:00
:tags: Grenoble

Un *premier* texte, voir `l'autre <{filename}/autre.rst>`_.

Suite
=====

.. encart::

   Du texte.
"""


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    site = TestSite(tmp_path, config=PELICAN)
    site.write_raw("label.rst", TEXT.encode())
    site.write_raw("autre.rst", b"Autre\n#####\n\n:date: 2026-04-01\n\nAutre texte.\n")
    return site


def shown(site: TestSite) -> dict[str, str]:
    feed = json.loads((site.folder / "output" / "feed.json").read_text(encoding="utf-8"))
    item: dict[str, str] = feed["items"][0]
    return item


def test_an_article_is_rendered_with_its_links_led(site: TestSite) -> None:
    pytest.importorskip("docutils", reason="the extra rst is not installed")
    site.publish()
    assert shown(site)["title"] == "Le label"
    assert shown(site)["summary"] == "Un premier texte, voir l'autre."
    assert shown(site)["content_html"].replace("\n", "") == (
        '<p>Un <em>premier</em> texte, voir <a href="https://essai.example/autre.html">l\'autre</a>.</p>'
        '<h2 id="suite">Suite</h2><p>Du texte.</p>'
    )


def test_what_is_not_understood_is_told_with_its_line(site: TestSite) -> None:
    pytest.importorskip("docutils", reason="the extra rst is not installed")
    (problem,) = (found for found in site.publish().problems if found.code == "rst-fault")
    assert (problem.path, problem.line) == ("label.rst", 12)
    assert problem.what == "the directive encart is unknown here; its text is kept"


def test_without_docutils_the_feed_shows_the_summary_and_says_what_to_install(
    site: TestSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docutils", None)  # as an import finds it that is not installed
    problems = [found for found in site.publish().problems if found.code == "rst-missing"]
    assert {found.path for found in problems} == {"label.rst", "autre.rst"}
    assert {found.repair for found in problems} == {"run pip install 'feedbot[rst]'"}
    assert shown(site)["summary"] == "Un premier texte, voir l'autre."


def test_docutils_installed_later_renders_what_was_shown_by_its_summary(site: TestSite) -> None:
    pytest.importorskip("docutils", reason="the extra rst is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "docutils", None)
        site.publish()
        assert "content_html" not in shown(site) or "<em>" not in shown(site)["content_html"]
    site.publish()
    assert "<em>premier</em>" in shown(site)["content_html"]


def test_check_tells_what_only_rendering_finds_after_a_pass_too(site: TestSite) -> None:
    pytest.importorskip("docutils", reason="the extra rst is not installed")
    site.publish()
    app = site.open()
    with app.store:
        found = app.press(app.sites[0]).problems()
    assert "rst-fault" in {problem.code for problem in found}
