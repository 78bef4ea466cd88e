"""What a change of the tables of feeds leaves of their archives: never an article too few or too many."""

from __future__ import annotations

import json
from pathlib import Path

from tests.publishing.test_feeds import site
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
