"""Articles at a new address: told before anything is written, told once after, and never announced again."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest

from feedbot.cli.main import run
from feedbot.cli.words import report
from feedbot.content.problem import Severity
from feedbot.publishing.report import Report
from tests.sites import START, TestSite

OLD = "https://essai.example"


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    """Return a site with eight articles, all of them in its feeds."""
    made = TestSite(tmp_path)
    for number in range(8):
        made.write(
            f"notes/n{number}.md", f"Note {number}", f"Texte {number}.", date=f"2026-05-0{1 + number % 3}"
        )
    made.publish()
    return made


def ids(site: TestSite) -> dict[str, str]:
    feed = feedparser.parse(str(site.output / "atom.xml"))
    return {entry.title: entry.id for entry in feed.entries}


def new_pattern(site: TestSite) -> None:
    site.configure(site.config + '\n[site.permalinks]\nnotes = "/{year}/{slug}/"\n')


def new_domain(site: TestSite) -> None:
    named = site.config.replace("[site]", '[site]\nname = "essai.example"')
    site.configure(named.replace("https://essai.example", "https://neuf.example"))


def http_only(site: TestSite) -> None:
    site.configure(site.config.replace("https://", "http://"))


def renamed_folder(site: TestSite) -> None:
    (site.content / "notes").rename(site.content / "carnet")


ALL = pytest.mark.parametrize("change", [new_pattern, new_domain, http_only, renamed_folder])


def told(done: Report) -> list[str]:
    return [problem.what for problem in done.problems if problem.code == "url-changed"]


@ALL
def test_a_change_of_every_address_is_told_before_it_happens_and_once_after(
    site: TestSite, change: object
) -> None:
    before = ids(site)
    assert callable(change)
    change(site)
    for rehearsal in (site.rehearse(), site.rehearse()):
        assert (len(rehearsal.moved), len(told(rehearsal))) == (8, 8)
    assert all(old.startswith(f"{OLD}/notes/n") for old, _ in rehearsal.moved)
    done = site.publish()
    assert (len(done.moved), done.new, done.planned) == (8, (), ())
    again = site.publish()
    assert (again.moved, told(again)) == ((), [])
    assert (ids(site), site.said()) == (before, [])


def test_each_change_is_a_warning_with_both_addresses_and_a_repair(site: TestSite) -> None:
    (site.content / "notes" / "n1.md").rename(site.content / "n1.md")
    app = site.open()
    with app.store:
        (problem,) = [each for each in app.press(app.sites[0]).problems() if each.code == "url-changed"]
    assert (problem.path, problem.severity) == ("n1.md", Severity.WARNING)
    assert f"from {OLD}/notes/n1/ to {OLD}/n1/: not announced again" in problem.what
    assert "redirect" in problem.repair


def test_a_plan_counts_them_and_names_the_first(site: TestSite) -> None:
    renamed_folder(site)
    lines = list(report(site.rehearse(), START, dry=True))
    assert (
        lines[1]
        == "  moved      8 articles would change their address: let the host redirect the old one to the new"
    )
    assert lines[2] == (f"  moved      {OLD}/notes/n0/ would become {OLD}/carnet/n0/: not announced again")
    assert lines[7] == "             and 3 more"
    assert not any("url-changed" in line for line in lines)


def test_a_pass_says_the_same_in_the_past(site: TestSite) -> None:
    (site.content / "notes" / "n1.md").rename(site.content / "n1.md")
    lines = list(report(site.publish(), START))
    assert lines[1] == f"  moved      {OLD}/notes/n1/ is now {OLD}/n1/: not announced again"
    assert not any("moved" in line for line in lines[2:])


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["check"], "n1.md: warning: its address changes from"),
        (["plan"], "1 article would change its address"),
        (["publish", "--dry-run"], "1 article would change its address"),
    ],
)
def test_every_command_that_looks_ahead_says_so(
    site: TestSite, capfd: pytest.CaptureFixture[str], command: list[str], says: str
) -> None:
    (site.content / "notes" / "n1.md").rename(site.content / "n1.md")
    for _ in range(2):
        assert run(["--config", str(site.file), *command]) == 0
        assert says in capfd.readouterr().out
