"""``feedbot check``: every problem with its place, for a person, a program, and code scanning in CI."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from feedbot.cli.main import run
from feedbot.content.codes import CODES
from tests.sites import CONFIG, TestSite

Check = Callable[..., tuple[int, str]]
COLON = b"---\ntitle: Call for papers: spring\ndate: 2026-01-01\n---\nx\n"


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    return TestSite(tmp_path / "the site")


@pytest.fixture
def check(site: TestSite, capfd: pytest.CaptureFixture[str]) -> Check:
    def call(*args: str, before: tuple[str, ...] = ()) -> tuple[int, str]:
        capfd.readouterr()
        code = run(["--config", str(site.file), *before, "check", *args])
        return code, capfd.readouterr().out.replace(str(site.folder), "HERE")

    return call


def results(report: str) -> list[dict[str, Any]]:
    """Return the results of a SARIF report, after a look at what the standard and code scanning require."""
    document = json.loads(report)
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-schema-2.1.0.json")
    (made,) = document["runs"]
    rules = made["tool"]["driver"]["rules"]
    assert made["tool"]["driver"]["name"] == "feedbot"
    assert made["invocations"][0]["executionSuccessful"] is True
    assert [rule["id"] for rule in rules] == list(CODES)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        assert result["partialFingerprints"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["artifactLocation"]["uriBaseId"] in made["originalUriBaseIds"]
        assert not place["artifactLocation"]["uri"].startswith(("/", "."))
    found: list[dict[str, Any]] = made["results"]
    return found


def place(result: dict[str, Any]) -> tuple[str, int, int | None]:
    where = result["locations"][0]["physicalLocation"]
    region = where["region"]
    return where["artifactLocation"]["uri"], region["startLine"], region.get("startColumn")


def test_problems_stand_by_severity_and_file_each_group_with_its_number(site: TestSite, check: Check) -> None:
    site.write_raw("b.md", COLON)
    site.write("a.md", date="2026-02-30")
    site.write("d.md", draft="true")
    site.write("c.md", Title="again")
    code, out = check()
    assert code == 65
    assert re.findall(r"^  (\d \w+): ", out, re.MULTILINE) == ["2 held", "1 withheld", "1 warning"]
    assert re.findall(r"^    (\S.*?): (?:held|withheld|warning): ", out, re.MULTILINE) == [
        "HERE/content/a.md:3", "HERE/content/b.md:2:8", "HERE/content/d.md:4", "HERE/content/c.md:4",
    ]  # fmt: skip
    assert '        write title: "Call for papers: spring"\n' in out


def test_quiet_tells_what_is_held_alone(site: TestSite, check: Check) -> None:
    site.write_raw("b.md", COLON)
    site.write("d.md", draft="true")
    out = check(before=("--quiet",))[1]
    assert "yaml-colon" in out
    assert "[draft]" not in out


def test_what_many_files_have_is_told_a_few_times_and_counted(site: TestSite, check: Check) -> None:
    for number in range(20):
        site.write_raw(f"note-{number:02}.md", b"Just text.\n")
    code, out = check()
    assert code == 0
    assert out.count("no front matter") == 3
    assert "and 17 more like this [no-front-matter]: feedbot --verbose check lists them" in out
    assert check(before=("--verbose",))[1].count("[no-front-matter]") == 20
    assert len(json.loads(check("--json")[1])["sites"][0]["problems"]) == 20
    assert len(results(check("--sarif")[1])) == 20


def test_json_names_the_file_itself(site: TestSite, check: Check) -> None:
    site.write_raw("deep/b.md", COLON)
    (problem,) = json.loads(check("--json")[1])["sites"][0]["problems"]
    assert problem["file"] == "HERE/content/deep/b.md"
    assert (problem["path"], problem["line"], problem["column"]) == ("deep/b.md", 2, 8)


def test_sarif_has_rule_level_and_place_of_every_problem(site: TestSite, check: Check) -> None:
    site.write_raw("b é.md", COLON)
    site.write("d.md", draft="true")
    code, out = check("--sarif")
    assert code == 65
    found = {result["ruleId"]: result for result in results(out)}
    assert {rule: result["level"] for rule, result in found.items()} == {
        "yaml-colon": "error",
        "draft": "note",
    }
    assert place(found["yaml-colon"]) == ("content/b%20%C3%A9.md", 2, 8)
    assert place(found["draft"]) == ("content/d.md", 4, None)
    assert "\nwrite title: " in found["yaml-colon"]["message"]["text"]
    assert found["draft"]["properties"] == {"site": "essai.example"}


def test_what_is_wrong_with_a_feed_is_told_at_the_feed(site: TestSite, check: Check) -> None:
    site.write("b.md", text="Long. " * 60_000)
    (result,) = results(check("--sarif")[1])
    assert (result["ruleId"], place(result)[0]) == ("feed-large", "public/rss.xml")


def test_sarif_is_written_whatever_bytes_names_are_made_of(site: TestSite, check: Check) -> None:
    for name in ("linked", "other"):
        (site.content / os.fsdecode(name.encode() + b"\xff")).symlink_to(site.content)
    found = {place(result)[0] for result in results(check("--sarif")[1])}
    assert found == {"content/linked%3F", "content/other%3F"}


def test_sarif_begins_its_paths_at_the_root_of_the_repository(site: TestSite, check: Check) -> None:
    (site.folder.parent / ".git").mkdir()
    site.write_raw("b.md", COLON)
    (result,) = results(check("--sarif")[1])
    assert place(result)[0] == "the%20site/content/b.md"


def test_the_fingerprint_of_a_problem_stays_while_its_line_moves(site: TestSite, check: Check) -> None:
    site.write_raw("b.md", COLON)
    (before,) = results(check("--sarif")[1])
    site.write_raw("b.md", COLON.replace(b"---\n", b"---\n\n", 1))
    (after,) = results(check("--sarif")[1])
    assert place(before) != place(after)
    assert before["partialFingerprints"] == after["partialFingerprints"]


def test_mistakes_of_the_configuration_are_told_in_the_form_that_was_asked_for(
    site: TestSite, check: Check
) -> None:
    site.configure('[site]\ntitel = "x"\nurl = "https://x.example"\n')
    code, out = check("--json")
    assert code == 78
    first = json.loads(out)["configuration"][0]
    assert (first["code"], first["line"], first["column"]) == ("configuration", 1, 2)
    assert first["file"].endswith("feedbot.toml")
    assert all(mistake["repair"] for mistake in json.loads(out)["configuration"])
    code, out = check("--sarif")
    assert code == 78
    assert {place(result)[:2] for result in results(out)} == {("feedbot.toml", 1), ("feedbot.toml", 2)}


def test_a_configuration_that_is_not_there_is_a_finding_too(site: TestSite, check: Check) -> None:
    site.file.unlink()
    code, out = check("--sarif")
    assert code == 78
    assert [result["ruleId"] for result in results(out)] == ["configuration"]


def test_a_login_that_fails_is_a_finding_at_the_configuration(site: TestSite, check: Check) -> None:
    site.configure(
        CONFIG
        + '\n[accounts.toots]\nnetwork = "mastodon"\nserver = "http://127.0.0.1:9"\n'
        + 'token = { file = "secrets/token" }\n'
    )
    code, out = check("--sarif")
    assert code == 77
    (result,) = results(out)
    assert (result["ruleId"], place(result)[0]) == ("login", "feedbot.toml")
    assert "account toots" in result["message"]["text"]


def test_a_report_has_one_form(check: Check) -> None:
    assert check("--json", "--sarif")[0] == 2


def test_a_code_is_explained(check: Check) -> None:
    code, out = check("--explain", "yaml-colon")
    assert code == 0
    assert out.startswith("yaml-colon: A value contains a colon\n    ")
    assert check("--explain", "all")[1].count("\n    ") == len(CODES)
    assert check("--explain", "yaml-collon")[0] == 2
