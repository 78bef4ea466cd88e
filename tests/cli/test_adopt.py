"""``feedbot adopt`` at the terminal: from an address or a file, with every kind of bad input."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from feedbot.cli.main import run
from tests.publishing.old_feeds import Old, atom, rss
from tests.servers.web import Web, web
from tests.sites import CONFIG, START, TestSite

OLD = tuple(Old(f"id-{name}", f"https://essai.example/{name}/", f"Note {name}", START) for name in "abc")

Said = tuple[int, str, str]
Feedbot = Callable[..., Said]


@pytest.fixture
def site(tmp_path: Path) -> TestSite:
    made = TestSite(tmp_path)
    for name in "abcde":
        made.write(f"{name}.md", f"Note {name}")
    return made


@pytest.fixture
def feedbot(site: TestSite, capfd: pytest.CaptureFixture[str]) -> Feedbot:
    def call(*args: str) -> Said:
        capfd.readouterr()
        code = run(["--config", str(site.file), *args])
        told = capfd.readouterr()
        return code, told.out.replace(str(site.folder), "HERE"), told.err.replace(str(site.folder), "HERE")

    return call


@pytest.fixture
def server() -> Iterator[Web]:
    with web() as running:
        yield running


def kept(site: TestSite, data: bytes, name: str = "old.xml") -> str:
    file = site.folder / name
    file.write_bytes(data)
    return str(file)


def screen(text: str) -> str:
    return dedent(text).lstrip("\n")


def test_a_feed_is_adopted_from_its_address_where_redirects_lead(
    site: TestSite, feedbot: Feedbot, server: Web
) -> None:
    server.pages |= {"/feed": f"->{server.address}/feed/".encode(), "/feed/": rss(OLD)}
    code, out, err = feedbot("adopt", f"{server.address}/feed")
    assert (code, err) == (0, "")
    assert out.replace(server.address, "SERVER") == screen("""
        essai.example: adopted 3 of the 3 entries of SERVER/feed/ (rss)
          first pass 5 articles are already out: not announced
        """)
    feedbot("publish")
    assert b">id-b</guid>" in (site.output / "rss.xml").read_bytes()


def test_a_glance_does_not_overlook_what_was_adopted(site: TestSite, feedbot: Feedbot) -> None:
    for _ in range(3):
        feedbot("publish")
    feedbot("adopt", kept(site, rss(OLD)))
    feedbot("publish")
    assert b">id-b</guid>" in (site.output / "rss.xml").read_bytes()


def test_everything_that_is_not_certain_is_told(site: TestSite, feedbot: Feedbot) -> None:
    site.write("a.md", "Note a", id="4711")
    site.write("twin.md", "Note c")
    odd = (
        *OLD[:2],
        Old("id-b2", "https://essai.example/b", "Note b", START),
        Old("id-d", "https://old.example/d.html", "Note d", START),
        Old("gone", "https://essai.example/gone/", "Partie \x1b[31m", START),
    )
    data = rss(odd).replace(b"</channel>", b"<item><title>Rien</title></item></channel>")
    code, out, _ = feedbot("adopt", kept(site, data))
    assert code == 1
    assert out == screen("""
        essai.example: adopted 2 of the 6 entries of HERE/old.xml (rss)
          first pass 6 articles are already out: not announced
          note       the feed is not well-formed; what can be read of it was
          matched    https://old.example/d.html “Note d” is d.md, by path
          note       1 front matter has another id; readers know the live one, which stays
          own id     a.md calls itself 4711, readers call it id-a
          in doubt   https://essai.example/b/ “Note b”: 2 entries fit b.md (address); nothing taken
          in doubt   https://essai.example/b “Note b”: 2 entries fit b.md (address); nothing taken
          no article https://essai.example/gone/ “Partie [31m”
          left out   an entry has neither an id nor an address: Rien
        """)


def test_a_rehearsal_says_what_would_be_adopted_and_repeating_it_that_nothing_is(
    site: TestSite, feedbot: Feedbot
) -> None:
    file = kept(site, atom(OLD))
    assert "would adopt 3 of the 3 entries" in feedbot("adopt", file, "--dry-run")[1]
    assert "would adopt 3 of the 3 entries" in feedbot("adopt", file, "--dry-run")[1]
    feedbot("adopt", file)
    code, out, _ = feedbot("adopt", file)
    assert code == 0
    assert out == screen("""
        essai.example: adopted 0 of the 3 entries of HERE/old.xml (atom)
          unchanged  3 entries were adopted before
        """)
    assert feedbot("--quiet", "adopt", file) == (0, "", "")


def test_the_live_id_goes_before_one_in_the_front_matter_also_after_a_pass(
    site: TestSite, feedbot: Feedbot
) -> None:
    site.write("a.md", "Note a", id="4711")
    feedbot("publish")
    file = kept(site, rss(OLD))
    assert "adopted 3 of the 3" in feedbot("adopt", file)[1]
    assert "unchanged  3 entries" in feedbot("adopt", file)[1]
    feedbot("publish")
    assert b">id-a</guid>" in (site.output / "rss.xml").read_bytes()


def test_a_second_feed_with_other_ids_takes_their_place_and_that_is_told(
    site: TestSite, feedbot: Feedbot
) -> None:
    feedbot("adopt", kept(site, rss(OLD)))
    others = atom(tuple(replace(old, id=f"urn:{old.id}") for old in OLD[:1]))
    code, out, _ = feedbot("adopt", kept(site, others), "--dry-run")
    assert code == 0
    assert "1 article had another id from the feed adopted before; its readers would see it anew" in out


def test_programs_get_json(site: TestSite, feedbot: Feedbot) -> None:
    code, out, _ = feedbot("adopt", kept(site, atom(OLD)), "--json")
    document = json.loads(out)
    assert (code, document["kind"], document["dry_run"]) == (0, "adopt", False)
    adoption = document["adoption"]
    assert (adoption["format"], adoption["entries"], adoption["baseline"]) == ("atom", 3, 5)
    assert [(each["entry"]["id"], each["article"]["path"], each["by"]) for each in adoption["adopted"]] == [
        ("id-a", "a.md", "address"),
        ("id-b", "b.md", "address"),
        ("id-c", "c.md", "address"),
    ]


PAGE = (
    b"<!doctype html><html><head>"
    b"<link rel='alternate' type='application/rss+xml' href='/index.xml'></head><body>x</body></html>"
)


@pytest.mark.parametrize(
    ("page", "code", "says"),
    [
        (None, 1, "answered 404: there is no feed at this address"),
        (b"", 65, "it is empty"),
        (PAGE, 65, "it is a web page (HTML), not a feed; it names SERVER/index.xml: adopt that one"),
        (b"<urlset/>", 65, "its root is <urlset>"),
        (rss(()), 65, "it has no entries"),
        (rss(()).replace(b"</channel>", b"<item/></channel>"), 65, "none of its entries can be used"),
        (b"{}", 65, "its version names no JSON Feed 1"),
        (rss((Old("x", "https://other.example/x/", "X", START),)), 65, "is certain to be an article of"),
        (b"->ftp://x.example/", 1, "redirects to ftp://x.example/"),
    ],
)
def test_what_is_no_feed_of_this_site_is_told_and_nothing_is_adopted(
    site: TestSite, feedbot: Feedbot, server: Web, page: bytes | None, code: int, says: str
) -> None:
    if page is not None:
        server.pages["/feed"] = page
    answer, out, err = feedbot("adopt", f"{server.address}/feed")
    assert (answer, out) == (code, "")
    assert err.startswith("error: ")
    assert says in err.replace(server.address, "SERVER")
    app = site.open()
    with app.store:
        assert app.store.ledger.sites() == {}


def test_an_address_where_nobody_answers_is_told(feedbot: Feedbot) -> None:
    code, _, err = feedbot("adopt", "http://127.0.0.1:1/feed")
    assert (code, "cannot be read" in err) == (1, True)


def test_a_file_that_is_not_there_and_a_pipe_are_told(site: TestSite, feedbot: Feedbot) -> None:
    os.mkfifo(site.folder / "pipe")
    for name in ("none.xml", "pipe", "."):
        code, _, err = feedbot("adopt", str(site.folder / name))
        assert code == 1
        assert "an address begins with https://" in err


def test_a_name_that_no_file_can_have_is_told(feedbot: Feedbot) -> None:
    code, _, err = feedbot("adopt", "a" * 300)
    assert (code, "a cannot be read: File name too long" in err) == (1, True)


def test_of_several_sites_one_is_named(site: TestSite, feedbot: Feedbot) -> None:
    file = kept(site, rss(OLD))
    (site.folder / "other" / "content").mkdir(parents=True)
    (site.folder / "one.toml").write_text(CONFIG)
    other = CONFIG.replace("essai.example", "other.example").replace("[site]", '[site]\nroot = "other"')
    (site.folder / "two.toml").write_text(other)
    site.configure('sites = ["one.toml", "two.toml"]\n')
    code, _, err = feedbot("adopt", file)
    assert (code, "--site essai.example" in err) == (2, True)
    code, _, err = feedbot("adopt", file, "--site", "nowhere")
    assert (code, "there is essai.example, other.example" in err) == (2, True)
    assert feedbot("adopt", file, "--site", "essai.example")[0] == 0
    assert feedbot("adopt", file, "--site", "other.example")[0] == 65
