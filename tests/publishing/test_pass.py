"""One pass after another over a real folder and store: what is announced, served, and left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest

from feedbot.content.problem import Severity
from feedbot.deliveries.delivery import State
from feedbot.publishing.report import FeedDone
from tests.sites import START, TestSite


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    """Return a site that has had its first pass over one old article."""
    made = TestSite(tmp_path)
    made.write("old.md", "Vieux", "Ancien.")
    made.publish()
    return made


def titles(site: TestSite) -> list[str]:
    feed = feedparser.parse(str(site.output / "atom.xml"))
    assert not feed.bozo
    return [entry.title for entry in feed.entries]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_first_pass_serves_everything_and_announces_nothing(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    for number in range(100):
        site.write(f"{number}.md")
    report = site.publish()
    assert (report.first_pass, report.articles, report.baseline) == (True, 100, 100)
    assert site.said() == []
    assert {feed.done for feed in report.feeds} == {FeedDone.WRITTEN}
    assert len(titles(site)) == 20


def test_a_second_pass_touches_nothing(site: TestSite) -> None:
    before = snapshot(site.folder)
    report = site.publish()
    assert [feed.done for feed in report.feeds] == [FeedDone.UNCHANGED] * 3
    after = snapshot(site.folder)
    assert {name: facts for name, facts in after.items() if not name.startswith(".feedbot/")} == {
        name: facts for name, facts in before.items() if not name.startswith(".feedbot/")
    }


def test_an_article_that_another_one_names_is_linked_where_it_is_now(site: TestSite) -> None:
    site.write("new.md", "Neuf", "Voir [l’autre](old.md).")
    site.publish()
    feed = (site.output / "rss.xml").read_text(encoding="utf-8")
    assert '/old/"' in feed
    (site.content / "old.md").rename(site.content / "older.md")
    site.write("new.md", "Neuf", "Voir [l’autre](older.md).")
    site.publish()
    feed = (site.output / "rss.xml").read_text(encoding="utf-8")
    assert '/older/"' in feed
    assert '/old/"' not in feed


def test_a_new_article_is_served_and_announced_once(site: TestSite) -> None:
    site.write("new.md", "Neuf", tags="[Grenoble]")
    report = site.publish()
    assert [article.title for article in report.new] == ["Neuf"]
    assert [(row.account, row.state) for row in report.delivered] == [("page", State.POSTED)]
    assert len(site.said()) == 1
    assert "#Grenoble" in json.loads(site.said()[0])["text"]
    assert sorted(titles(site)) == ["Neuf", "Vieux"]
    site.publish()
    assert len(site.said()) == 1


def changed_text(site: TestSite) -> None:
    site.write("new.md", "Neuf", "Un autre texte.")


def renamed(site: TestSite) -> None:
    (site.content / "new.md").rename(site.content / "renamed.md")


def moved(site: TestSite) -> None:
    (site.content / "sub").mkdir()
    (site.content / "new.md").rename(site.content / "sub" / "new.md")


def given_a_slug(site: TestSite) -> None:
    site.write("new.md", "Neuf", slug="tout-autre")


def retitled(site: TestSite) -> None:
    site.write("new.md", "Encore plus neuf")


def redated(site: TestSite) -> None:
    site.write("new.md", "Neuf", date="2026-05-03T10:00:00Z")


def touched(site: TestSite) -> None:
    (site.content / "new.md").touch()


@pytest.mark.parametrize("change", [changed_text, renamed, moved, given_a_slug, retitled, redated, touched])
def test_nothing_that_happens_to_an_announced_article_announces_it_again(
    site: TestSite, change: object
) -> None:
    site.write("new.md", "Neuf")
    site.publish()
    before = {entry.id: entry.published for entry in _entries(site)}
    site.clock.wind(timedelta(days=1))
    assert callable(change)
    change(site)
    report = site.publish()
    assert (report.new, report.delivered, len(site.said())) == ((), (), 1)
    assert {entry.id: entry.published for entry in _entries(site)} == before


def test_an_edit_changes_the_entry_and_its_updated_moment(site: TestSite) -> None:
    site.clock.wind(timedelta(hours=1))
    site.write("old.md", "Vieux", "Corrigé.")
    report = site.publish()
    (entry,) = _entries(site)
    assert [article.path for article in report.changed] == ["old.md"]
    assert "Corrigé" in entry.content[0].value
    assert entry.updated == "2026-05-04T13:00:00Z"
    assert entry.published == "2026-05-01T09:00:00Z"


def test_a_future_article_comes_out_at_its_moment(site: TestSite) -> None:
    moment = START + timedelta(hours=3)
    site.write("later.md", "Demain", date=moment.isoformat())
    report = site.publish()
    assert (report.next_due, report.new, titles(site)) == (moment, (), ["Vieux"])
    assert [problem.code for problem in report.problems] == ["future"]
    site.clock.wind(timedelta(hours=3))
    report = site.publish()
    assert [article.title for article in report.new] == ["Demain"]
    assert (titles(site)[0], len(site.said())) == ("Demain", 1)


def test_a_draft_is_announced_when_it_is_published_whatever_its_date(site: TestSite) -> None:
    site.write("draft.md", "Brouillon", date="2025-01-01", draft="true")
    assert site.publish().new == ()
    site.write("draft.md", "Brouillon", date="2025-01-01", draft="false")
    site.publish()
    assert len(site.said()) == 1


def test_an_expired_article_leaves_the_feed_at_its_moment(site: TestSite) -> None:
    site.write("short.md", "Bref", expiryDate=(START + timedelta(hours=1)).isoformat())
    site.publish()
    assert "Bref" in titles(site)
    site.clock.wind(timedelta(hours=1))
    report = site.publish()
    assert (len(report.gone), "Bref" in titles(site)) == (1, False)


def test_a_deleted_article_leaves_the_feed_and_returns_as_itself(site: TestSite) -> None:
    site.write("new.md", "Neuf")
    site.publish()
    ids = {entry.id for entry in _entries(site)}
    file = site.content / "new.md"
    data = file.read_bytes()
    file.unlink()
    report = site.publish()
    assert (report.gone, titles(site)) == (("https://essai.example/new/",), ["Vieux"])
    file.write_bytes(data)
    assert site.publish().new == ()
    assert ({entry.id for entry in _entries(site)}, len(site.said())) == (ids, 1)


def test_the_feed_never_goes_back_in_time(site: TestSite) -> None:
    site.clock.wind(timedelta(hours=1))
    site.write("new.md", "Neuf", date="2026-05-04T12:30:00Z")
    site.publish()
    newest = _updated(site)
    (site.content / "new.md").unlink()
    site.publish()
    assert _updated(site) == newest == "2026-05-04T12:30:00Z"


def test_ten_files_at_once_are_held_until_a_person_releases_them(site: TestSite) -> None:
    for number in range(10):
        site.write(f"many-{number}.md")
    report = site.publish()
    assert (len(report.held), site.said()) == (10, [])
    assert all(row.reason.startswith("burst") for row in report.held)
    assert len(titles(site)) == 11


def test_a_broken_file_is_told_and_everything_else_goes_on(site: TestSite) -> None:
    site.write_raw("broken.md", b"---\ntitle: Appel : troisieme edition\ndate: 2026-31-12\n---\nx\n")
    site.write("new.md", "Neuf")
    report = site.publish()
    held = [problem for problem in report.problems if problem.severity is Severity.HELD]
    assert {(problem.path, problem.line) for problem in held} <= {("broken.md", 2), ("broken.md", 3)}
    assert held
    assert all(problem.repair for problem in held)
    assert (sorted(titles(site)), len(site.said())) == (["Neuf", "Vieux"], 1)


def test_a_repaired_file_is_announced_once(site: TestSite) -> None:
    site.write("broken.md", date="2026-02-30")
    assert site.publish().new == ()
    site.write("broken.md", date="2026-02-28")
    site.publish()
    site.publish()
    assert len(site.said()) == 1


def test_an_unsound_feed_file_is_made_anew_and_a_missing_one_too(site: TestSite) -> None:
    good = (site.output / "rss.xml").read_bytes()
    (site.output / "rss.xml").write_bytes(b"<html>overwritten by the site's generator</html>")
    (site.output / "atom.xml").unlink()
    report = site.publish()
    assert [(feed.file, feed.done) for feed in report.feeds if feed.done is FeedDone.WRITTEN] == [
        ("rss.xml", FeedDone.WRITTEN),
        ("atom.xml", FeedDone.WRITTEN),
    ]
    assert (site.output / "rss.xml").read_bytes() == good


def test_a_feed_that_cannot_be_written_is_told_and_stops_nothing_else(site: TestSite) -> None:
    (site.output / "rss.xml").unlink()
    (site.output / "rss.xml").mkdir()
    site.write("new.md", "Neuf")
    report = site.publish()
    assert [(feed.file, feed.done) for feed in report.feeds if feed.why] == [("rss.xml", FeedDone.FAILED)]
    assert (sorted(titles(site)), len(site.said())) == (["Neuf", "Vieux"], 1)


def test_a_lost_state_gives_the_same_feed_again_and_announces_nothing(site: TestSite) -> None:
    site.write("new.md", "Neuf")
    site.publish()
    feeds = {name: data for name, (data, _) in snapshot(site.output).items()}
    (site.folder / ".feedbot").rename(site.folder / "lost")
    report = site.publish()
    assert (report.first_pass, site.said()) == (True, [])
    assert {name: data for name, (data, _) in snapshot(site.output).items()} == feeds


def test_a_rehearsal_changes_nothing_and_says_what_a_pass_would_do(site: TestSite) -> None:
    site.write("new.md", "Neuf", tags="[Grenoble]")
    before = snapshot(site.folder)
    report = site.rehearse()
    assert [preview.article.title for preview in report.previews] == ["Neuf"]
    assert [feed.done for feed in report.feeds] == [FeedDone.WRITTEN] * 3
    after = snapshot(site.folder)
    assert {n: f for n, f in after.items() if ".feedbot/feedbot.db" not in n} == {
        n: f for n, f in before.items() if ".feedbot/feedbot.db" not in n
    }
    site.publish()
    text = json.loads(site.said()[0])["text"]
    assert text == getattr(report.previews[0].worded, "text", None)


def test_a_new_account_and_a_renamed_one_flood_nobody(site: TestSite) -> None:
    site.write("new.md", "Neuf")
    site.publish()
    renamed = site.config.replace("[accounts.page]", '[accounts.journal]\nformerly = ["page"]')
    site.configure(renamed)
    assert site.publish().planned == ()
    site.clock.wind(timedelta(minutes=1))
    site.configure(renamed + '\n[accounts.second]\nnetwork = "local"\n')
    report = site.publish()
    assert {(row.account, row.state) for row in report.planned} == {("second", State.SKIPPED)}
    site.write("newer.md", "Plus neuf")
    site.publish()
    assert [len(site.said(name)) for name in ("page", "journal", "second")] == [1, 1, 1]


def broken_for_a_moment(site: TestSite) -> None:
    site.write_raw("new.md", b"---\ntitle: [Neuf\n---\n")
    site.publish()


def meant_for_later(site: TestSite) -> None:
    site.write("new.md", "Neuf", announce="{at: 2026-05-04T18:00:00Z}")
    site.publish()


@pytest.mark.parametrize("meanwhile", [broken_for_a_moment, meant_for_later, touched])
def test_an_announcement_waits_for_the_moment_that_its_file_names(site: TestSite, meanwhile: object) -> None:
    moment = START + timedelta(hours=2)
    site.write("new.md", "Neuf", announce=f"{{at: {moment.isoformat()}}}")
    site.publish()
    assert callable(meanwhile)
    meanwhile(site)
    site.write("new.md", "Neuf", announce=f"{{at: {moment.isoformat()}}}")
    assert (site.publish().next_due, site.said()) == (moment, [])
    site.clock.wind(timedelta(hours=2))
    site.publish()
    assert len(site.said()) == 1


def test_an_article_that_says_no_after_all_is_not_announced_and_its_row_tells_why(site: TestSite) -> None:
    site.write("new.md", "Neuf", announce="{at: 2026-05-04T13:00:00Z}")
    site.publish()
    site.write("new.md", "Neuf", announce="false")
    site.clock.wind(timedelta(hours=2))
    (row,) = site.publish().delivered
    assert (row.state, row.reason) == (State.SKIPPED, "unwanted: the article says announce: false")
    assert site.said() == []


def test_what_waits_for_an_account_that_was_removed_waits_for_its_return(site: TestSite) -> None:
    site.write("new.md", "Neuf", announce="{at: 2026-05-04T13:00:00Z}")
    site.publish()
    site.configure(site.config.replace("accounts.page", "accounts.other"))
    site.clock.wind(timedelta(hours=2))
    report = site.publish()
    assert (report.next_due, report.delivered) == (None, ())
    site.configure(site.config)
    site.publish()
    assert [len(site.said(name)) for name in ("page", "other")] == [1, 0]


def test_an_account_is_recognised_by_any_of_its_old_names(site: TestSite) -> None:
    site.write("new.md", "Neuf", announce="{at: 2026-05-04T13:00:00Z}")
    site.publish()
    names = 'accounts.third]\nformerly = ["first", "page"]'
    site.configure(site.config.replace("accounts.page]", names))
    site.clock.wind(timedelta(hours=2))
    site.publish()
    assert len(site.said("third")) == 1


def _entries(site: TestSite) -> Iterator[feedparser.FeedParserDict]:
    return iter(feedparser.parse(str(site.output / "atom.xml")).entries)


def _updated(site: TestSite) -> str:
    return str(feedparser.parse(str(site.output / "atom.xml")).feed.updated)
