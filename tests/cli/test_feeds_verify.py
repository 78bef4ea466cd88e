"""``feedbot feeds verify`` at the terminal: a whole site, on a host that serves it well or badly."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent

import pytest

from feedbot.cli.main import run
from feedbot.cli.verify_screen import screen
from feedbot.publishing.verifying.finding import hint, wrong
from feedbot.publishing.verifying.verify import Verdict
from tests.servers.static_host import Served, StaticHost, static_host
from tests.sites import CONFIG, TestSite

KINDS = {".xml": "application/xml; charset=utf-8", ".json": "application/feed+json", ".html": "text/html"}
NO_TYPE = wrong("content-type", "it is served as text/plain", "serve it as XML, in nginx", ("types { }",))
BIG = hint("uncompressed", "it is sent\x1b uncompressed", "compress feeds")

Verify = Callable[..., tuple[int, str]]


@dataclass
class Published:
    """A site that was published and deployed."""

    site: TestSite
    host: StaticHost

    def deploy(self) -> None:
        for file in self.site.output.rglob("*.*"):
            path = f"/{file.relative_to(self.site.output).as_posix()}"
            self.host.files[path] = Served(data=file.read_bytes(), kind=KINDS.get(file.suffix, "text/plain"))
        self.host.files["/"] = self.host.files["/index.html"]


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Published]:
    with static_host() as host:
        config = CONFIG.replace("https://essai.example", host.address)
        site = TestSite(tmp_path, config.replace("[site]", '[site]\nname = "essai"'))
        site.write("un.md", "Un")
        site.publish()
        types = {"rss.xml": "rss+xml", "atom.xml": "atom+xml", "feed.json": "feed+json"}
        links = "".join(
            f'<link rel="alternate" type="application/{kind}" href="{file}">' for file, kind in types.items()
        )
        (site.output / "index.html").write_text(f"<html><head>{links}</head></html>")
        made = Published(site, host)
        made.deploy()
        yield made


@pytest.fixture
def verify(published: Published, capfd: pytest.CaptureFixture[str]) -> Verify:
    def call(*args: str) -> tuple[int, str]:
        capfd.readouterr()
        options = [arg for arg in args if arg != "--json"]
        json_option = ["--json"] if "--json" in args else []
        code = run(["--config", str(published.site.file), *options, "feeds", "verify", *json_option])
        return code, capfd.readouterr().out.replace(published.host.address, "HERE")

    return call


def text(lines: str) -> str:
    return dedent(lines).lstrip("\n")


def test_a_site_that_is_served_well_is_all_right(verify: Verify) -> None:
    assert verify() == (0, "essai: 3 feed files and the home page: all right\n")
    assert verify("--quiet") == (0, "")


def test_what_is_wrong_is_told_with_its_repair(published: Published, verify: Verify) -> None:
    published.host.files["/rss.xml"] = replace(published.host.files["/rss.xml"], kind="text/plain")
    told = text(
        """
        essai: 3 feed files and the home page: 1 wrong
          1 wrong: readers miss something, or load it again and again
            HERE/rss.xml: it is served as text/plain, which readers do not take for an RSS feed [content-type]
                serve it as application/xml; charset=utf-8, in nginx's server block:
                    location = /rss.xml { types { } default_type "application/xml; charset=utf-8"; }
        """
    )
    assert verify() == (1, told)
    assert verify("--quiet") == (1, told)


def test_a_pass_that_is_not_deployed_is_told_until_it_is(published: Published, verify: Verify) -> None:
    published.site.write("deux.md", "Deux")
    published.site.publish()
    code, out = verify()
    assert code == 1
    assert out.count("[not-deployed]") == 3
    published.deploy()
    assert verify()[0] == 0


def test_a_hint_is_no_failure(published: Published, verify: Verify) -> None:
    served = published.host.files["/rss.xml"]
    published.host.files["/rss.xml"] = replace(served, headers=(("Cache-Control", "max-age=90000"),))
    code, out = verify()
    assert code == 0
    assert "1 hint: works, and could be better" in out
    assert verify("--quiet") == (0, "")


def test_programs_get_json(published: Published, verify: Verify) -> None:
    del published.host.files["/atom.xml"]
    code, out = verify("--json")
    document = json.loads(out)
    assert code == 1
    assert document["kind"] == "feeds verify"
    (site,) = document["sites"]
    found = {address["file"]: address["findings"] for address in site["addresses"]}
    assert list(found) == ["rss.xml", "atom.xml", "feed.json", None]
    assert found["atom.xml"] == [
        {
            "code": "status",
            "severity": "wrong",
            "what": "it answers 404",
            "repair": "deploy the output folder: readers get nothing at the address of atom.xml",
            "lines": [],
        }
    ]


def test_what_many_files_have_is_told_a_few_times_and_counted() -> None:
    verdicts = [
        Verdict(address=f"https://e.example/{number}.xml", file=f"{number}.xml", findings=(NO_TYPE, BIG))
        for number in range(4)
    ]
    told = "\n".join(screen("essai", verdicts, quiet=False, whole=False))
    assert told.startswith("essai: 4 feed files: 4 wrong, 4 hints\n")
    assert told.count("        types { }") == 3
    assert told.count("and 1 more like this") == 2
    assert "it is sent␛ uncompressed" in told
    whole = "\n".join(screen("essai", verdicts, quiet=False, whole=True))
    assert whole.count("        types { }") == 4
    assert "more like this" not in whole
    assert "hint" not in "".join(list(screen("essai", verdicts, quiet=True, whole=True))[1:])


def test_a_site_without_feeds_has_nothing_to_verify() -> None:
    assert list(screen("essai", [], quiet=False, whole=False)) == ["essai: no feeds"]


def test_a_command_that_is_misspelt_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["feeds", "verfy"]) == 2
    assert "did you mean 'verify'?" in capfd.readouterr().err
