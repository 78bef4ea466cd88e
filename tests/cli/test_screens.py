"""What a person sees at the terminal: whole screens, exit codes, and JSON for programs."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from feedbot.cli.main import COMMANDS, run
from feedbot.store.locks import daemon_lock
from tests.sites import CONFIG, TestSite


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one command answered; paths and ids that differ from run to run have a name instead."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Feedbot = Callable[..., Said]


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    return TestSite(tmp_path)


@pytest.fixture
def feedbot(site: TestSite, capfd: pytest.CaptureFixture[str]) -> Feedbot:
    def call(*args: str) -> Said:
        capfd.readouterr()
        code = run(["--config", str(site.file), *args])
        told = capfd.readouterr()
        return Said(code=code, out=_plain(told.out, site), err=_plain(told.err, site))

    return call


def _plain(text: str, site: TestSite) -> str:
    text = text.replace(str(site.folder), "HERE")
    text = re.sub(r"HERE/.feedbot/accounts/\S+/announcements\.html#[\w-]+", "PAGE", text)
    return re.sub(r"^[a-z2-7]{16}(?=  )", "ID", text, flags=re.MULTILINE)


def screen(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_the_first_publish_says_what_it_did_and_what_it_left_alone(site: TestSite, feedbot: Feedbot) -> None:
    site.write("a.md", "Premier")
    site.write("b.md", "Deuxième")
    said = feedbot("publish")
    assert (said.code, said.err) == (0, "")
    assert said.out == screen("""
        essai.example: 2 articles
          first pass 2 articles were already out: not announced
                     to announce one of them: feedbot queue release ARTICLE
          feed       rss.xml written (2 entries)
          feed       atom.xml written (2 entries)
          feed       feed.json written (2 entries)
          file       feed.css written
        """)


def test_a_new_article_is_told_with_where_it_stands(site: TestSite, feedbot: Feedbot) -> None:
    feedbot("publish")
    site.write("new.md", "Neuf [/oops] \x1b[31m")
    said = feedbot("publish")
    assert said.out == screen("""
        essai.example: 1 article, 1 new
          feed       rss.xml written (1 entry)
          feed       atom.xml written (1 entry)
          feed       feed.json written (1 entry)
          page       posted     file://PAGE  “Neuf [/oops] [31m”
          new.md:2: warning: control character U+001B removed [control-char]
              delete it in the file
        """)


def test_quiet_says_nothing_when_all_is_well(feedbot: Feedbot) -> None:
    assert feedbot("--quiet", "publish") == Said(code=0, out="", err="")


def test_plan_shows_each_announcement_as_it_would_be_read(site: TestSite, feedbot: Feedbot) -> None:
    feedbot("publish")
    site.write("new.md", "Neuf", tags="[Digital Grenoble, '2014']")
    said = feedbot("plan")
    told = re.sub(r"(left out: 2014) .*", r"\1 (WHY)", said.out).replace("│ \n", "│_\n")
    assert told == screen("""
        essai.example: 1 article, 1 new
          feed       rss.xml would be written (1 entry)
          feed       atom.xml would be written (1 entry)
          feed       feed.json would be written (1 entry)

          page  would be sent now
            │ Neuf
            │_
            │ Du texte.
            │_
            │ https://essai.example/new/
            │_
            │ #DigitalGrenoble
            61 of 5000 characters, language fr
            left out: 2014 (WHY)
        """)
    assert said.out == feedbot("publish", "--dry-run").out
    assert site.said() == []


def test_plan_shows_an_article_that_is_still_a_draft(site: TestSite, feedbot: Feedbot) -> None:
    site.write("posts/draft.md", "Brouillon", draft="true")
    said = feedbot("plan", "draft.md")
    assert said.code == 0
    assert "│ Brouillon" in said.out


def test_plan_for_an_unknown_article_is_a_usage_error(feedbot: Feedbot) -> None:
    said = feedbot("plan", "nowhere.md")
    assert said.code == 2
    assert "no article is called 'nowhere.md'" in said.err


def test_a_burst_is_held_listed_and_released(site: TestSite, feedbot: Feedbot) -> None:
    feedbot("publish")
    for number in range(4):
        site.write(f"{number}.md", str(number))
    assert "4 deliveries need you: feedbot queue list --state held" in feedbot("publish").out
    assert feedbot("publish", "--exit-code").code == 3
    status = feedbot("status")
    assert status.out.count("burst: 4 new articles in one pass") == 4
    assert "needs you:" in status.out
    assert feedbot("status", "--exit-code").code == 3
    assert feedbot("queue", "release", "--all", "--dry-run").out.count("would be waiting") == 4
    assert feedbot("queue", "list").out.count("held") == 4
    assert feedbot("queue", "release", "--all").code == 0
    assert feedbot("publish").out.count("posted") == 4
    assert len(site.said()) == 4
    assert feedbot("publish", "--exit-code").code == 0


def test_an_old_article_is_announced_when_a_person_says_so(site: TestSite, feedbot: Feedbot) -> None:
    site.write("posts/old.md", "Vieux")
    feedbot("publish")
    assert "waiting" in feedbot("queue", "release", "old.md").out
    feedbot("publish")
    assert len(site.said()) == 1
    declined = feedbot("queue", "release", "old.md")
    assert (declined.code, "it is posted" in declined.err) == (1, True)


def test_why_tells_every_move_with_its_reason(site: TestSite, feedbot: Feedbot) -> None:
    site.write("old.md", "Vieux")
    feedbot("publish")
    feedbot("queue", "release", "old.md")
    feedbot("publish")
    story = feedbot("why", "old.md").out
    steps = re.findall(r"UTC  (\S.*?) {2,}(\w+)", story)
    assert steps == [
        ("skipped", "pass"),
        ("skipped → waiting", "person"),
        ("waiting → sending", "courier"),
        ("sending → posted", "courier"),
    ]
    document = feedbot("why", "old.md", "--json").document
    assert [line["after"] for line in document["deliveries"][0]["history"]] == [
        "skipped",
        "waiting",
        "sending",
        "posted",
    ]


def test_releasing_a_burst_where_none_is_held_says_so(feedbot: Feedbot) -> None:
    feedbot("publish")
    assert feedbot("queue", "release", "--all").out == "no burst is held\n"


def test_skip_decides_that_nothing_is_sent(site: TestSite, feedbot: Feedbot) -> None:
    feedbot("publish")
    for number in range(4):
        site.write(f"{number}.md", str(number))
    feedbot("publish")
    assert feedbot("queue", "skip", "0.md", "1.md", "2.md", "3.md").out.count("skipped by hand") == 4
    feedbot("publish")
    assert site.said() == []


def test_resolve_asks_for_exactly_one_answer(feedbot: Feedbot) -> None:
    for args in (("x",), ("x", "--again", "--skip"), ("x", "--again", "--posted", "https://x.example/1")):
        assert feedbot("queue", "resolve", *args).code == 2


def test_check_lists_every_problem_and_says_by_its_code_that_something_must_be_mended(
    site: TestSite, feedbot: Feedbot
) -> None:
    site.write("good.md")
    assert feedbot("check").code == 0
    site.write_raw("bad.md", b"---\ntitle: Call for papers: spring\ndate: 2026-01-01\n---\nx\n")
    site.write("wrong.md", date="2026-02-30")
    said = feedbot("check")
    assert said.code == 65
    assert re.search(r"^    HERE/content/bad\.md:2:8: held: .*\[yaml-colon\]$", said.out, re.MULTILINE)
    assert re.search(r"^    HERE/content/wrong\.md:3: held: .*\[date-impossible\]$", said.out, re.MULTILINE)
    problems = feedbot("check", "--json").document["sites"][0]["problems"]
    assert {problem["code"] for problem in problems} == {"yaml-colon", "date-impossible"}
    assert all(problem["repair"] for problem in problems)


def test_a_missing_secret_is_named_and_stops_that_account_only(site: TestSite, feedbot: Feedbot) -> None:
    site.configure(
        CONFIG
        + """
        [accounts.toots]
        network = "mastodon"
        server = "http://127.0.0.1:9"
        token = { file = "secrets/token" }
        wait_until_live = false
        """
    )
    feedbot("publish")
    site.write("new.md", "Neuf")
    said = feedbot("check")
    assert said.code == 77
    assert "accounts.toots.token" in said.out
    assert "HERE/secrets/token" in said.out
    published = feedbot("publish")
    assert (published.code, len(site.said())) == (1, 1)
    assert "chmod 600 HERE/secrets/token" in published.out
    assert "paused (login)" in feedbot("status").out


def test_every_mistake_of_the_configuration_is_told_at_once(site: TestSite, feedbot: Feedbot) -> None:
    site.configure('[site]\ntitel = "x"\nurl = "nowhere"\n[acounts.a]\n')
    said = feedbot("publish")
    assert said.code == 78
    assert 'did you mean "title"' in said.err
    assert 'did you mean "accounts"' in said.err
    assert "feedbot.toml:3:" in said.err


def test_a_missing_configuration_or_content_folder_is_named(site: TestSite, feedbot: Feedbot) -> None:
    assert run(["--config", "nowhere.toml", "status"]) == 78
    site.content.rmdir()
    said = feedbot("publish")
    assert said.code == 78
    assert "HERE/content" in said.err


def test_a_second_daemon_is_refused_with_the_first_ones_pid(site: TestSite, feedbot: Feedbot) -> None:
    with daemon_lock(site.folder / ".feedbot"):
        said = feedbot("run")
        assert said.code == 75
        assert str(os.getpid()) in said.err
        assert f"running (PID {os.getpid()})" in feedbot("status").out


@pytest.mark.parametrize("command", [*COMMANDS, "queue release", "queue resolve", "queue list"])
def test_every_command_has_help(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--help"]) == 0
    assert "Usage: feedbot" in capfd.readouterr().out


def test_a_misspelt_command_is_recognised(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["pubish"]) == 2
    assert "did you mean 'publish'" in capfd.readouterr().err


def test_status_names_the_account_that_is_no_longer_configured(site: TestSite, feedbot: Feedbot) -> None:
    feedbot("publish")
    site.write("new.md", "Neuf", announce="{at: 2999-01-01}")
    feedbot("publish")
    site.configure(CONFIG.replace("accounts.page", "accounts.other"))
    feedbot("publish")
    out = feedbot("status").out
    assert "1 waiting (not in the configuration: nothing is sent there)" in out
    assert "next:" not in out


@pytest.mark.parametrize("command", ["publish", "plan", "status", "check"])
def test_json_is_one_document_with_a_schema_version(site: TestSite, feedbot: Feedbot, command: str) -> None:
    site.write("a.md")
    document = feedbot(command, "--json").document
    assert document["schema_version"] == 1
    assert [each["site"] for each in document["sites"]] == ["essai.example"]


def test_an_account_whose_secret_only_the_service_has_is_left_to_it(site: TestSite, feedbot: Feedbot) -> None:
    site.configure(
        CONFIG
        + """
        [accounts.toots]
        network = "mastodon"
        server = "http://127.0.0.1:9"
        token = { credential = "feedbot_token" }
        """
    )
    feedbot("publish")
    site.write("new.md", "Neuf")
    published = feedbot("publish")
    assert (published.code, len(site.said())) == (0, 1)
    assert "toots      left to the service" in published.out
    assert "paused" not in feedbot("status").out
    assert "waiting" in feedbot("queue", "list").out


def test_check_tells_the_tags_that_no_network_can_link(site: TestSite, feedbot: Feedbot) -> None:
    site.configure(CONFIG + '\n[announce.aliases]\n"42" = false\n')
    site.write("a.md", tags="['2014', '42', Grenoble]")
    said = feedbot("check")
    assert said.code == 0
    assert said.out.count("[tag-dropped]") == 1
    assert 'tag "2014" cannot be a hashtag' in said.out


def test_an_account_option_that_cannot_work_is_told_with_its_place(site: TestSite, feedbot: Feedbot) -> None:
    account = '\n[accounts.toots]\nnetwork = "mastodon"\nserver = "social.example"\ntoken = { env = "T" }\n'
    site.configure(CONFIG + account)
    said = feedbot("check")
    assert said.code == 78
    assert re.search(r"feedbot\.toml:12:\d+", said.err)
    assert "this is no server" in said.err
    assert 'write its address, as "https://social.example"' in said.err


def test_a_site_under_a_new_address_is_asked_for_its_name_before_it_forgets_everything(
    site: TestSite, feedbot: Feedbot
) -> None:
    site.write("a.md")
    feedbot("publish")
    moved = CONFIG.replace("https://essai.example", "https://neuf.example")
    site.configure(moved)
    said = feedbot("publish")
    assert said.code == 78
    assert 'write name = "essai.example" below [site]' in said.err
    site.configure(moved.replace("[site]", '[site]\nname = "essai.example"'))
    site.write("b.md")
    assert "essai.example: 2 articles, 1 new" in feedbot("publish").out
    feed = (site.output / "atom.xml").read_text()
    assert "<id>tag:essai.example,2026-05-01:a.md</id>" in feed
    assert 'href="https://neuf.example/a/"' in feed


def test_another_site_with_a_name_of_its_own_begins_anew(site: TestSite, feedbot: Feedbot) -> None:
    feedbot("publish")
    site.configure(CONFIG.replace("https://essai.example", 'https://neuf.example"\nname = "neuf'))
    assert feedbot("publish").code == 0
