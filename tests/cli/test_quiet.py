"""A pass that left nothing to do is remembered, and whatever may matter makes the next one whole again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedbot.cli.main import run
from feedbot.wiring.hands import Hands, real_hands
from feedbot.wiring.quiet import FILE, TICK, still_quiet
from tests.sites import CONFIG, TestSite

PIXEL = bytes.fromhex("474946383961010001000000002c00000000010001000002")


def settle() -> None:
    """Let every stamp grow older than the kernel's own grain."""
    time.sleep(2 * TICK)


def feedbot(site: TestSite, *args: str) -> int:
    return run(["--config", str(site.file), *args])


def quiet(site: TestSite, hands: Hands | None = None) -> tuple[str, ...] | None:
    return still_quiet(site.file, hands or real_hands())


@pytest.fixture
def site(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> TestSite:
    """Return a site whose last pass left nothing to do."""
    made = TestSite(tmp_path)
    made.write("a.md", image="/a.gif")
    made.write("later.md", date="2090-01-01")
    settle()
    feedbot(made, "publish")
    capfd.readouterr()
    assert quiet(made) is not None
    return made


def test_the_next_pass_says_the_same_as_a_whole_one(
    site: TestSite, capfd: pytest.CaptureFixture[str]
) -> None:
    assert feedbot(site, "publish") == 0
    at_a_glance = capfd.readouterr().out
    (site.folder / ".feedbot" / FILE).unlink()
    assert feedbot(site, "publish") == 0
    assert capfd.readouterr().out == at_a_glance
    assert "rss.xml unchanged (1 entry)" in at_a_glance


def edited_with_its_stamps_put_back(site: TestSite) -> None:
    file = site.content / "a.md"
    status, text = file.stat(), file.read_text()
    file.write_text(text.replace("texte", "TEXTE"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def a_new_article(site: TestSite) -> None:
    site.write("deep/er/b.md")


def an_article_gone(site: TestSite) -> None:
    (site.content / "a.md").unlink()


def a_rename(site: TestSite) -> None:
    (site.content / "a.md").rename(site.content / "c.md")


def a_picture_that_was_missing(site: TestSite) -> None:
    (site.folder / "static").mkdir()
    (site.folder / "static" / "a.gif").write_bytes(PIXEL)


def another_configuration(site: TestSite) -> None:
    site.configure(CONFIG.replace("Essai", "Autre"))


def a_configuration_of_hugo(site: TestSite) -> None:
    (site.folder / "hugo.toml").write_text('baseURL = "https://essai.example"\n')


def a_feed_gone(site: TestSite) -> None:
    (site.output / "rss.xml").unlink()


def a_feed_overwritten(site: TestSite) -> None:
    (site.output / "atom.xml").write_text("<html/>")


def a_delivery_released(site: TestSite) -> None:
    assert feedbot(site, "queue", "release", "a.md") == 0


def the_database_gone(site: TestSite) -> None:
    (site.folder / ".feedbot" / "feedbot.db").unlink()


def a_link_in_the_content(site: TestSite) -> None:
    (site.content / "link.md").symlink_to(site.content / "a.md")


def a_broken_memory(site: TestSite) -> None:
    (site.folder / ".feedbot" / FILE).write_text('{"lines": 7}')


@pytest.mark.parametrize(
    "change",
    [
        edited_with_its_stamps_put_back,
        a_new_article,
        an_article_gone,
        a_rename,
        a_picture_that_was_missing,
        another_configuration,
        a_configuration_of_hugo,
        a_feed_gone,
        a_feed_overwritten,
        a_delivery_released,
        the_database_gone,
        a_link_in_the_content,
        a_broken_memory,
    ],
)
def test_any_change_makes_the_next_pass_a_whole_one(
    site: TestSite, change: Callable[[TestSite], None]
) -> None:
    change(site)
    assert quiet(site) is None


@pytest.mark.parametrize("section", ["news", "deep/news"])
def test_a_section_that_was_missing_is_noticed_when_it_is_there(tmp_path: Path, section: str) -> None:
    site = TestSite(tmp_path, config=CONFIG.replace("[accounts", f'sections = ["{section}"]\n\n[accounts', 1))
    (site.content / "deep").mkdir()
    settle()
    feedbot(site, "publish")
    assert quiet(site) is not None
    site.write(f"{section}/a.md")
    assert quiet(site) is None


def test_a_moment_that_has_come_makes_the_next_pass_a_whole_one(site: TestSite) -> None:
    moment = datetime(2090, 1, 1, tzinfo=UTC)
    assert quiet(site, replace(real_hands(), now=lambda: moment - timedelta(seconds=1))) is not None
    assert quiet(site, replace(real_hands(), now=lambda: moment)) is None


def test_what_changed_while_a_pass_was_made_is_not_taken_as_seen(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    settle()
    site.write("a.md")
    feedbot(site, "publish")
    assert quiet(site) is None
    settle()
    feedbot(site, "publish")
    assert quiet(site) is not None


def test_a_site_with_something_in_doubt_or_in_trouble_is_looked_at_every_time(tmp_path: Path) -> None:
    site = TestSite(tmp_path)
    settle()
    feedbot(site, "publish")
    site.configure(
        f'{CONFIG}[accounts.x]\nnetwork = "mastodon"\nserver = "http://127.0.0.1:9"\n'
        'token = { file = "none" }\nwait_until_live = false\n'
    )
    settle()
    feedbot(site, "publish")
    assert quiet(site) is not None
    site.write("new.md")
    settle()
    assert feedbot(site, "publish") == 1
    settle()
    feedbot(site, "publish")
    assert quiet(site) is None


@pytest.mark.parametrize("option", ["--dry-run", "--json", "--exit-code"])
def test_a_question_of_its_own_is_answered_by_a_whole_pass(
    site: TestSite, option: str, capfd: pytest.CaptureFixture[str]
) -> None:
    file = site.folder / ".feedbot" / FILE
    file.write_text(file.read_text().replace("essai.example: 1 article", "from memory"))
    assert feedbot(site, "publish", option) == 0
    assert "from memory" not in capfd.readouterr().out


def test_a_page_built_anew_is_noticed_where_the_text_is_taken_from_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site = TestSite(tmp_path, config=CONFIG.replace("[accounts", 'rendered = "public"\n\n[accounts', 1))
    site.write("a.md")
    page = site.output / "a" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<article>Un.</article>")
    settle()
    feedbot(site, "publish")
    assert quiet(site) is not None
    page.write_text("<article>Deux.</article>")
    settle()
    assert quiet(site) is None
    feedbot(site, "publish")
    assert "Deux." in (site.output / "atom.xml").read_text()
    capfd.readouterr()
