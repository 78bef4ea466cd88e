"""The page to subscribe on: everything is there, nothing of the site's own breaks it, nobody is kept out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from feedbot.feeds.autodiscovery import autodiscovery
from feedbot.feeds.characters import one_line
from feedbot.feeds.feed import FeedFormat
from feedbot.feeds.listing import ListedFeed
from feedbot.feeds.page import subscribe_page
from feedbot.feeds.translations import SPOKEN, phrases
from tests.feeds.listed import listed
from tests.feeds.samples import SITE
from tests.servers.browser import looked_at
from tests.servers.parts import need

HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=y> & {site} {count}"
AXE = """async (doc, view) => {
  const found = await view.axe.run(doc)
  return {passed: found.passes.length, wide: doc.documentElement.scrollWidth, broken: found.violations.map(
    rule => [rule.id, ...rule.nodes.map(node => node.html + " " + node.failureSummary)])}
}"""


def feeds() -> tuple[ListedFeed, ...]:
    return (
        listed(),
        listed("Bois & métal", "tags/bois/", FeedFormat.RSS, entries=3),
        listed("In English", "en/" + "a-very-long-name" * 8 + "/", language="en", description=""),
    )


def page(
    language: str = "fr", shown: Sequence[ListedFeed] | None = None, title: str = "Atelier Nord"
) -> bytes:
    listed_feeds = feeds() if shown is None else shown
    return subscribe_page(title, language, listed_feeds, home=f"{SITE}/", opml=f"{SITE}/feeds.opml")


def read(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def alternates(text: str | bytes) -> list[tuple[str, str, str]]:
    root = html.document_fromstring(text if isinstance(text, bytes) else f"<head>{text}</head>".encode())
    return [
        (link.get("type", ""), link.get("title", ""), link.get("href", ""))
        for link in root.iterfind(".//head/link[@rel='alternate']")
    ]


@pytest.mark.parametrize("language", SPOKEN)
def test_a_page_tells_in_its_language_what_to_do_and_where_each_feed_is(language: str) -> None:
    root, said = read(page(language)), phrases(language)
    assert (root.get("lang"), root.get("dir")) == (language, "rtl" if language in {"ar", "he"} else "ltr")
    text = root.text_content()
    for sentence in (said.what, said.how, *said.steps, said.feeds, said.formats, said.paste):
        assert sentence in text
    (heading,) = root.iterfind(".//h1")
    assert heading.text_content() == said.subscribe.replace("{site}", "Atelier Nord")
    assert root.findtext("head/title") == heading.text_content()
    links = {link.get("href"): link.text_content() for link in root.iterfind(".//a")}
    for feed in feeds():
        assert all(links[file.address] == file.address for file in feed.files)
        assert links[feed.home]
    assert links[f"{SITE}/feeds.opml"] == said.all_in_one


def test_a_page_is_the_same_every_time_runs_nothing_and_loads_nothing() -> None:
    assert page() == page()
    root = read(page())
    loading = ("script", "img", "iframe", "link[@rel='stylesheet']", "form", "object")
    assert not any(root.findall(f".//{name}") for name in loading)
    assert b"url(" not in page()
    assert b"@import" not in page()


@pytest.mark.parametrize(
    ("language", "spoken", "names"),
    [("fi", "en", "fi"), ("fr-CA", "fr-CA", None), ("pt_BR", "pt-BR", None), ("", "en", None)],
)
def test_a_page_in_another_language_than_the_site_says_which_text_is_the_sites(
    language: str, spoken: str, names: str | None
) -> None:
    root = read(page(language))
    assert root.get("lang") == spoken
    assert [name.get("lang") for name in root.iterfind(".//bdi")] == [names, names]


def test_a_feed_in_another_language_than_the_page_says_so() -> None:
    root = read(page("fr"))
    assert [title.get("lang") for title in root.iterfind(".//article/h3")] == [None, None, "en"]


def test_what_a_site_calls_itself_and_its_feeds_stays_text() -> None:
    hostile = [listed(HOSTILE, description=HOSTILE, home='javascript:alert(1)"')]
    root = read(subscribe_page(HOSTILE, "en", hostile, home="javascript:alert(1)", opml="javascript:x()"))
    assert not root.findall(".//script")
    assert not root.findall(".//img")
    assert {link.get("href", "").partition(":")[0] for link in root.iterfind(".//a")} == {"https"}
    (heading,) = root.iterfind(".//h1")
    assert heading.text_content() == f"Subscribe to {HOSTILE}"


@given(st.text(st.characters()))
def test_no_title_changes_the_structure_of_the_page(title: str) -> None:
    plain, root = read(page(shown=[listed("T")], title="T")), read(page(shown=[listed(title)], title=title))
    assert [one.tag for one in root.iter()] == [one.tag for one in plain.iter()]
    (heading,) = root.iterfind(".//h3")
    assert (heading.text_content() or "") == (one_line(title) or f"{SITE}/rss.xml")


def test_a_page_without_feeds_or_with_one_in_one_format_has_nothing_to_choose() -> None:
    sentence = phrases("fr").formats
    assert sentence not in read(page(shown=[])).text_content()
    assert sentence not in read(page(shown=[listed("Un", "", FeedFormat.ATOM)])).text_content()


def test_the_tags_name_the_main_feed_in_every_format_and_first_the_one_that_readers_know_best() -> None:
    main = [
        ("application/rss+xml", "Atelier Nord (RSS)", f"{SITE}/rss.xml"),
        ("application/atom+xml", "Atelier Nord (Atom)", f"{SITE}/atom.xml"),
        ("application/feed+json", "Atelier Nord (JSON)", f"{SITE}/feed.json"),
    ]
    assert alternates(autodiscovery(feeds())) == main
    assert alternates(page()) == main
    assert autodiscovery(()) == ""
    every = alternates(autodiscovery(feeds(), every=True))
    assert every[:3] == main
    assert [address for _, _, address in every] == [file.address for one in feeds() for file in one.files]


def test_the_page_shows_the_tags_as_text_to_paste() -> None:
    (shown,) = read(page()).iterfind(".//details/pre")
    assert shown.text_content() == autodiscovery(feeds())


def test_feeds_of_one_title_are_told_apart_by_their_files() -> None:
    twins = (listed("Atelier", "a/"), listed("Atelier", "b/"), listed("Bois", "c/"))
    titles = [title for _, title, _ in alternates(autodiscovery(twins, every=True))]
    assert len(set(titles)) == 9
    assert titles[0] == "Atelier (a/rss.xml, RSS)"
    assert titles[-1] == "Bois (JSON)"


@pytest.mark.real
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("fr", 1000), ("ar", 390), ("fi", 320)])
def test_axe_finds_no_barrier_and_nothing_is_wider_than_the_window(
    language: str, width: int, *, dark: bool
) -> None:
    axe: Path = need("axe")
    opened = page(language).replace(b"<details>", b"<details open>")
    probed = opened.replace(b"</body>", b'<script src="/axe.js"></script></body>')
    pages = {"/page.html": probed, "/axe.js": axe.read_bytes()}
    found = looked_at(pages, "/page.html", AXE, width=width, dark=dark)
    assert found["broken"] == []
    assert found["passed"] > 20
    assert found["wide"] <= width
