"""What a change of the tables of feeds leaves of feeds and archives: never an article too few or too many."""

from __future__ import annotations

import json
from pathlib import Path

from tests.publishing.test_feeds import site, titles
from tests.sites import CONFIG, TestSite

TABLE = "[feeds]\nlimit = 2\narchives = 3\n"


def table(here: TestSite, more: str) -> None:
    here.configure(f"{CONFIG}\n{TABLE}{more}")
    here.publish()


def with_articles(folder: Path, number: int = 12) -> TestSite:
    here = site(folder, TABLE)
    for day in range(1, number + 1):
        here.write(f"a{day}.md", f"No {day}", date=f"2026-04-{day:02}T09:00:00Z")
    here.publish()
    return here


def told(here: TestSite) -> list[str]:
    """Return the titles of the JSON feed and of all documents that it leads to."""
    titles: list[str] = []
    file = "feed.json"
    while file:
        document = json.loads((here.output / file).read_bytes())
        titles += [item["title"] for item in document["items"]]
        file = document.get("next_url", "").removeprefix("https://essai.example/")
    return titles


def test_what_was_withdrawn_while_a_format_was_not_served_is_not_in_its_archives_later(
    tmp_path: Path,
) -> None:
    here = with_articles(tmp_path)
    table(here, "json = false\n")
    (here.content / "a2.md").unlink()
    here.publish()
    table(here, "")
    assert sorted(told(here)) == sorted(f"No {day}" for day in range(1, 13) if day != 2)


def test_a_feed_that_gets_its_first_name_back_has_its_whole_archives_in_every_format(tmp_path: Path) -> None:
    here = with_articles(tmp_path)
    here.configure(f"{CONFIG}\n[feeds]\nlimit = 2\narchives = 9\nrss = false\n")
    here.publish()
    table(here, "")
    assert sorted(told(here)) == sorted(f"No {day}" for day in range(1, 13))


def test_names_that_differ_in_case_alone_are_one_file(tmp_path: Path) -> None:
    here = site(tmp_path, '[[feeds]]\n[[feeds]]\nrss = "Tags/Web.xml"\n[[feeds]]\nrss = "tags/{tag}.xml"\n')
    here.write("a.md", tags="[web]")

    report = here.publish()

    assert [(found.code, found.path) for found in report.problems] == [("feed-clash", "tags/web.xml")]
    assert not (here.output / "tags").exists()


def test_a_feed_whose_articles_are_gone_makes_way_for_one_that_has_some(tmp_path: Path) -> None:
    here = site(tmp_path, '[[feeds]]\n[[feeds]]\nrss = "{tag}.xml"\n[[feeds]]\nrss = "{category}.xml"\n')
    here.write("a.md", tags="[web]")
    here.publish()
    here.write("a.md", text="Autre texte.")
    here.write("b.md", categories="[Web]")

    report = here.publish()

    assert titles(here, "web.xml") == ["b"]
    assert report.problems == ()


def test_a_feed_that_is_not_written_takes_no_file_from_others(tmp_path: Path) -> None:
    here = site(
        tmp_path,
        """
[[feeds]]
[[feeds]]
rss = "web.xml"
[[feeds]]
rss = "{tag}.xml"
atom = "{tag}-atom.xml"
[[feeds]]
rss = "{category}-atom.xml"
""",
    )
    here.write("a.md", tags="[web]", categories="[web]")

    here.publish()

    assert titles(here, "web-atom.xml") == ["a"]


def test_the_list_of_feeds_names_no_feed_that_has_nothing_to_show_any_longer(tmp_path: Path) -> None:
    here = site(tmp_path, '[[feeds]]\n[[feeds]]\nrss = "{tag}.xml"\n')
    here.write("a.md", tags="[web]")
    here.publish()
    assert "web.xml" in (here.output / "feeds.opml").read_text(encoding="utf-8")
    here.write("a.md", text="Autre texte.")

    here.publish()

    opml = (here.output / "feeds.opml").read_text(encoding="utf-8")
    assert ("rss.xml" in opml, "web.xml" in opml) == (True, False)
