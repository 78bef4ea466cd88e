"""Whatever lies in the content folder, the good articles are served and announced, and each bad file is told.

Every case is one mistake or one attack; they are tried one by one, and all at once.
"""

from __future__ import annotations

import json
import os
import socket
import unicodedata
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest

from feedbot.cli.main import run
from feedbot.content.problem import Severity
from feedbot.publishing.report import Report
from tests.sites import CONFIG, TestSite

GOOD = ("Bon", "Été à Grenoble", "Un & deux < trois")
DATE = "date: 2026-05-01T09:00:00Z\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way to break a folder: what is put there, what is told, and what becomes of the article."""

    name: str
    make: Callable[[TestSite], object]
    code: str  # "": nothing need be told
    line: int | None = None
    title: str | None = None  # under which it is served all the same; None: it is not served
    path: str = "bad.md"


def raw(data: str | bytes, path: str = "bad.md") -> Callable[[TestSite], object]:
    return lambda site: site.write_raw(path, data if isinstance(data, bytes) else data.encode())


def matter(lines: str, body: str = "Du texte.") -> Callable[[TestSite], object]:
    return raw(f"---\n{lines}\n---\n{body}\n")


def titled(lines: str, body: str = "Du texte.") -> Callable[[TestSite], object]:
    return matter(f"title: Étrange\n{DATE}{lines}", body)


def pipe(site: TestSite) -> None:
    os.mkfifo(site.content / "bad.md")


def unix_socket(site: TestSite) -> None:
    with chdir(site.content), socket.socket(socket.AF_UNIX) as listener:  # a socket's path must be short
        listener.bind("bad.md")


def link_to_a_file_outside(site: TestSite) -> None:
    secret = site.folder / "secret.md"
    secret.write_text(f"---\ntitle: Secret\n{DATE}---\nx\n")
    (site.content / "bad.md").symlink_to(secret)


def link_to_a_folder_outside(site: TestSite) -> None:
    (site.folder / "outside").mkdir()
    (site.folder / "outside" / "secret.md").write_text(f"---\ntitle: Secret\n{DATE}---\nx\n")
    (site.content / "linked").symlink_to(site.folder / "outside")


def loop_of_folders(site: TestSite) -> None:
    (site.content / "loop").mkdir()
    (site.content / "loop" / "again").symlink_to(site.content / "loop")


def link_to_itself(site: TestSite) -> None:
    (site.content / "bad.md").symlink_to("bad.md")


def sparse(site: TestSite) -> None:
    with (site.content / "bad.md").open("wb") as file:
        file.truncate(100_000_000)


def named(name: bytes) -> Callable[[TestSite], object]:
    """Give a good article a bad name."""

    def make(site: TestSite) -> None:
        data = f"---\ntitle: Étrange\n{DATE}---\nDu texte.\n".encode()
        (site.content / os.fsdecode(name)).write_bytes(data)

    return make


def folder_named(name: bytes) -> Callable[[TestSite], object]:
    def make(site: TestSite) -> None:
        (site.content / os.fsdecode(name)).mkdir()
        named(name + b"/bad.md")(site)

    return make


LAUGHS = "a0: &a0 [ha, ha]\n" + "\n".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)
)
MERGES = "m0: &m0 {k: v}\n" + "\n".join(
    f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, 10)
)
MARKS = 500_000

CASES = (
    # YAML that hangs or kills parsers
    Case(name="32 KB of brackets", make=titled("x: " + "[" * 32_000), code="yaml-depth", line=4),
    Case(name="braces", make=titled("x: " + "{a: " * 10_000), code="yaml-depth", line=4),
    Case(name="billion laughs", make=titled(LAUGHS), code="yaml-aliases", line=9),
    Case(name="merge-key bomb", make=titled(MERGES), code="yaml-aliases", line=9),
    Case(name="anchor in itself", make=titled("x: &a [*a]"), code="yaml-aliases", line=4),
    Case(
        name="python object",
        make=titled("x: !!python/object/apply:os.system ['touch owned']"),
        code="yaml-sign",
        line=4,
    ),
    Case(
        name="a million digits", make=titled("weight: " + "9" * 1_000_000), code="front-matter-size", line=2
    ),
    Case(name="60,000 digits", make=titled("weight: " + "9" * 60_000), code="", title="Étrange"),
    Case(name="TOML, nested", make=raw("+++\nx = " + "[" * 30_000 + "\n+++\n"), code="toml-broken", line=2),
    Case(name="JSON, nested", make=raw('{"x": ' + "[" * 30_000 + "\n}\n"), code="json-broken", line=1),
    Case(
        name="JSON, digits",
        make=raw('{"title": ' + "9" * 9_000 + ', "date": "2026-05-01"}\n'),
        code="",
        title="9" * 5000,
    ),
    # What is no file
    Case(name="pipe", make=pipe, code="not-a-file"),
    Case(name="socket", make=unix_socket, code="not-a-file"),
    Case(name="link to a file outside", make=link_to_a_file_outside, code="link-outside"),
    Case(name="link to a folder outside", make=link_to_a_folder_outside, code="linked-folder", path="linked"),
    Case(name="loop of folders", make=loop_of_folders, code="linked-folder", path="loop/again"),
    Case(name="link to itself", make=link_to_itself, code="link-outside"),
    Case(name="100 MB of nothing", make=sparse, code="file-size"),
    # Bytes
    Case(name="empty", make=raw(""), code="no-front-matter", line=1),
    Case(
        name="invalid UTF-8",
        make=raw(f"---\ntitle: x\n{DATE}---\n".encode() + b"\xff\xfe\n"),
        code="not-utf8",
        line=5,
    ),
    Case(name="UTF-16", make=raw(f"---\ntitle: x\n{DATE}---\n".encode("utf-16")), code="not-utf8", line=1),
    Case(name="NUL bytes", make=titled("", "a\0b"), code="control-char", line=6, title="Étrange"),
    Case(name="only NUL bytes", make=raw(b"\0" * 1000), code="not-utf8", line=1),
    Case(
        name="control characters in the title",
        make=raw(f'---\n{DATE}title: "Étr\x1b\x07ange"\n---\nx\n'),
        code="control-char",
        line=3,
        title="Étrange",
    ),
    Case(
        name="escaped control characters",
        make=matter(f'{DATE}title: "Étr\\e\\x07ange"'),
        code="control-char",
        line=3,
        title="Étrange",
    ),
    Case(
        name="control characters in the text",
        make=titled("", "a\n\x0b\x0c\x1b[31m\x85"),
        code="control-char",
        line=7,
        title="Étrange",
    ),
    Case(name="end of CDATA", make=titled("", "a ]]> b <![CDATA[ c ]]>"), code="", title="Étrange"),
    Case(name="lone surrogate", make=matter(f'{DATE}title: "\\ud800"'), code="yaml-escape", line=3),
    # Values of the wrong kind
    Case(name="title: list", make=matter(f"title: [a, b]\n{DATE}"), code="title-shape", line=2),
    Case(name="title: mapping", make=matter(f"title: {{a: b}}\n{DATE}"), code="title-shape", line=2),
    Case(name="title: number", make=matter(f"title: 2_048\n{DATE}"), code="odd-value", line=2, title="2_048"),
    Case(name="title: truth", make=matter(f"title: no\n{DATE}"), code="odd-value", line=2, title="no"),
    Case(name="impossible date", make=matter("title: x\ndate: 2026-02-30"), code="date-impossible", line=3),
    Case(name="date: list", make=matter("title: x\ndate: [2026, 2]"), code="no-date"),
    Case(name="leaving slug", make=titled("slug: ../../etc/x"), code="url-outside", line=4),
    Case(name="address of another host", make=titled("url: //evil.example/"), code="url-outside", line=4),
    Case(name="address with a scheme", make=titled("url: javascript:alert(1)"), code="", title="Étrange"),
    Case(
        name="script link",
        make=titled("", "[a](javascript:alert(1)) <a href=javascript:alert(1)>b</a>"),
        code="",
        title="Étrange",
    ),
    # Texts that take for ever
    Case(name="ampersands", make=titled("", "&" * MARKS), code="body-too-much", line=6, title="Étrange"),
    Case(
        name="brackets", make=titled("", "![" * (MARKS // 2)), code="body-too-much", line=6, title="Étrange"
    ),
    Case(
        name="headings",
        make=titled("", "# a\n" * (MARKS // 4)),
        code="body-too-much",
        line=6,
        title="Étrange",
    ),
    Case(name="some headings", make=titled("", "# a\n" * 10_000), code="", title="Étrange"),
    Case(name="nesting", make=titled("", "<b>" * 15_000), code="", title="Étrange"),
    Case(
        name="srcset",
        make=titled("", '<img src="a.png" srcset="' + "a, " * 200_000 + '">'),
        code="",
        title="Étrange",
    ),
    Case(name="attributes", make=titled("", "<p " + "a=1 " * 100_000 + ">"), code="", title="Étrange"),
    # Names
    Case(name="name not in UTF-8", make=named(b"bad\xff.md"), code="name-not-utf8", path="bad?.md"),
    Case(name="folder not in UTF-8", make=folder_named(b"bad\xff"), code="name-not-utf8", path="bad?/bad.md"),
    Case(name="line break in the name", make=named(b"bad\nname.md"), code="", title="Étrange"),
    Case(name="control characters in the name", make=named(b"bad\x1b[31m\x07.md"), code="", title="Étrange"),
    Case(
        name="decomposed name",
        make=named(unicodedata.normalize("NFD", "été.md").encode()),
        code="",
        title="Étrange",
    ),
)


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    """Return a site after its first pass, with good articles that no pass has seen."""
    made = TestSite(tmp_path, CONFIG + "\n[announce]\nburst = 100\n[feeds]\nlimit = 100\n")
    made.publish()
    for number, title in enumerate(GOOD):
        made.write(f"good-{number}.md", f'"{title}"')
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_file_is_told_and_costs_nothing_else(site: TestSite, case: Case) -> None:
    case.make(site)
    report = site.publish()
    served = [*GOOD, case.title] if case.title is not None else [*GOOD]
    assert sorted(titles_in_all_feeds(site)) == sorted(served)
    assert len(site.said()) == len(served)
    told(report, case)
    assert sorted(path.name for path in site.folder.iterdir() if path.name.startswith("owned")) == []
    assert "Secret" not in (site.output / "feed.json").read_text(encoding="utf-8")


def test_all_at_once_cost_nothing_else_and_a_second_pass_says_the_same(site: TestSite) -> None:
    wholes = []
    for number, case in enumerate(CASES):
        if case.path == "bad.md" and case.code != "link-outside":
            case.make(site)
            bad = site.content / "bad.md"
            if bad.exists() or bad.is_symlink():
                bad.rename(site.content / f"{number}-bad.md")
                wholes.append(f"{number}-bad.md")
        elif case.path != "bad.md":
            case.make(site)
    first, second = site.publish(), site.publish()
    assert {problem.path for problem in first.problems} >= {
        f"{number}-bad.md" for number, case in enumerate(CASES) if case.code and f"{number}-bad.md" in wholes
    }
    assert set(first.with_nothing_new().problems) == set(second.problems)
    assert set(titles_in_all_feeds(site)) >= set(GOOD)
    assert (second.new, second.delivered) == ((), ())


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in tags %}{% for b in tags %}x{% endfor %}{% endfor %}",
        "{{ 9**9**9 }}",
        "{% for a in range(10**9) %}x{% endfor %}",
        "{{ title.__class__.__mro__ }}",
        "{{ title * 1000000000 }}",
        "{% include '/etc/passwd' %}",
        "{{ " + "(" * 5000 + " }}",
        "{% if title %}" * 200,
    ],
)
def test_a_hostile_text_for_announcing_is_held_and_found_by_check(site: TestSite, template: str) -> None:
    wish = f'announce:\n  text: "{template}"'
    titled(wish)(site)
    report = site.publish()
    assert len(site.said()) == len(GOOD)
    assert set(titles_in_all_feeds(site)) == {*GOOD, "Étrange"}
    (row,) = report.held
    assert "own text cannot be used" in row.reason
    app = site.open()
    with app.store:
        (problem,) = app.press(app.sites[0]).problems()
    assert (problem.code, problem.path, problem.line) == ("announce-text", "bad.md", 5)
    assert problem.severity is Severity.HELD
    assert problem.repair


def test_a_file_that_cannot_be_opened_is_told(site: TestSite) -> None:
    (site.content / "deep").mkdir()
    path = "deep"
    with chdir(site.content):  # a path that is longer than the kernel takes can be made step by step only
        for _ in range(20):
            os.chdir(path.rpartition("/")[2])
            Path("d" * 250).mkdir()
            path += "/" + "d" * 250
        os.chdir("d" * 250)
        Path("bad.md").write_text(f"---\ntitle: Loin\n{DATE}---\nx\n")
    report = site.publish()
    assert set(titles_in_all_feeds(site)) == set(GOOD)
    assert [problem.code for problem in report.problems] == ["not-readable"]


def test_a_file_that_goes_between_listing_and_reading_costs_nothing(site: TestSite) -> None:
    """The pass hears of its progress before each file that it reads; at the first, another one goes."""
    titled("")(site)
    app = site.open()
    with app.store, app.turn():
        bad = site.content / "bad.md"
        gone = app.press(app.sites[0], progress=lambda done, _all: bad.unlink() if done == 0 else None)
        report = gone.publish(probe=True)
    assert set(titles_in_all_feeds(site)) == set(GOOD)
    assert (len(site.said()), report.problems) == (len(GOOD), ())
    assert report.next_due is not None  # it is looked at again soon


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_check_says_by_its_code_whether_something_is_held_and_its_json_is_whole(
    site: TestSite, case: Case, capfd: pytest.CaptureFixture[str]
) -> None:
    case.make(site)
    code = run(["--config", str(site.file), "check", "--json"])
    document = json.loads(capfd.readouterr().out)
    problems = document["sites"][0]["problems"]
    assert {problem["code"] for problem in problems} >= ({case.code} - {""})
    assert code == (65 if any(problem["severity"] == "held" for problem in problems) else 0)
    run(["--config", str(site.file), "check"])
    assert not {char for char in capfd.readouterr().out if char < " "} - {"\n"}


def titles_in_all_feeds(site: TestSite) -> list[str]:
    """Return the titles, which are the same in each of the three feeds; each of them parses."""
    found = []
    for name in ("rss.xml", "atom.xml"):
        feed = feedparser.parse(str(site.output / name))
        assert not feed.bozo, feed.get("bozo_exception")
        found.append([entry.title for entry in feed.entries])
    items = json.loads((site.output / "feed.json").read_bytes())["items"]
    found.append([item["title"] for item in items])
    assert len(found[0]) == len(found[1]) == len(found[2])
    return found[2]


def told(report: Report, case: Case) -> None:
    """See that the problem is told with its place and a repair, and that nothing else is held."""
    if case.code:
        found = [problem for problem in report.problems if problem.code == case.code]
        assert {(problem.path, problem.line) for problem in found} == {(case.path, case.line)}
        assert all(problem.what and problem.repair for problem in found)
    held = {problem.code for problem in report.problems if problem.severity is Severity.HELD}
    assert held <= {case.code}
