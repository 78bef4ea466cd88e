"""Texts that feeds show: what they name of other articles is followed, and nothing is rendered for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.test_feeds import site, titles
from tests.sites import TestSite

ONE = "[feeds]\nlimit = 1\narchives = 0\n"


def made_of(here: TestSite) -> str:
    app = here.open()
    with app.store:
        return app.store.ledger.feeds("essai.example")["atom.xml"].made_of


def text(here: TestSite) -> str:
    return (here.output / "atom.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("link", ["[l'autre](old.md)", '<a href="old.md">l\'autre</a>'])
def test_a_link_to_an_article_that_comes_later_and_moves_then_leads_to_it(tmp_path: Path, link: str) -> None:
    here = site(tmp_path, ONE)
    here.write("new.md", text=link)
    here.publish()
    assert "https://essai.example/old/" not in text(here)

    here.write("old.md", date="2020-01-01T09:00:00Z")
    here.publish()
    assert "https://essai.example/old/" in text(here)

    here.write("old.md", date="2020-01-01T09:00:00Z", slug="elsewhere")
    here.publish()
    assert "https://essai.example/elsewhere/" in text(here)


def test_a_feed_whose_texts_name_no_article_is_not_made_again_for_others(tmp_path: Path) -> None:
    here = site(tmp_path, ONE)
    here.write("new.md", text="[ailleurs](https://elsewhere.example/) et [ici](#ici)")
    here.write("older.md", date="2019-01-01T09:00:00Z")
    here.publish()
    before = made_of(here)
    here.write("old.md", date="2020-01-01T09:00:00Z")

    here.publish()

    assert "old" not in text(here)
    assert made_of(here) == before


def test_a_text_that_could_not_be_read_for_a_moment_is_shown_in_the_next_pass(tmp_path: Path) -> None:
    here = site(tmp_path, "")
    here.write("a.md")
    file, aside = here.write("b.md"), tmp_path / "aside"

    def vanish(step: str) -> None:
        if step == "after_remember":
            file.rename(aside)

    here.failpoint = vanish
    report = here.publish()
    assert [found.code for found in report.problems] == ["entry-left-out"]
    assert titles(here, "atom.xml") == ["a"]
    aside.rename(file)
    here.failpoint = lambda _: None

    here.publish()

    assert sorted(titles(here, "atom.xml")) == ["a", "b"]
