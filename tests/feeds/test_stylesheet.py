"""How browsers show a feed: as a page that says what it is, in RSS and Atom alike, and never as markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.feeds.feed import Entry, FeedFormat
from feedbot.feeds.render import render
from feedbot.feeds.stylesheet import _in_string, stylesheet
from feedbot.feeds.translations import SPOKEN, phrases
from tests.feeds.samples import MARCH, SITE, feed, made
from tests.servers.browser import looked_at

EVERY_FORMAT = pytest.mark.parametrize("kind", [FeedFormat.RSS, FeedFormat.ATOM])
DAY = {FeedFormat.RSS: ("pubDate", 16), FeedFormat.ATOM: ("published", 10)}
SUMMARY = {FeedFormat.RSS: "description", FeedFormat.ATOM: "summary"}

# What the tests ask of a feed in a browser.
FACTS = """(doc, view) => {
  const style = (element, part) => view.getComputedStyle(element, part)
  const shown = element => [...element.children].filter(child => style(child).display != "none")
  const said = element => ["::before", "::after"].map(part => style(element, part).content).filter(
    content => !["none", "normal"].includes(content)).map(content => content.slice(1, -1))
  const root = doc.documentElement, top = doc.querySelector("channel, feed")
  const letters = (element, first, last) => {
    const range = doc.createRange()
    range.setStart(element.firstChild, first)
    range.setEnd(element.firstChild, last)
    return range.getBoundingClientRect()
  }
  const measured = element => {
    const box = element.getBoundingClientRect(), text = element.textContent
    const all = letters(element, 0, text.length)
    return {name: element.localName, text, width: box.width, left: all.left - box.left,
            right: box.right - all.right, ten: letters(element, 0, Math.min(10, text.length)).width,
            sixteen: letters(element, 0, Math.min(16, text.length)).width}
  }
  return {
    rules: doc.styleSheets[0].cssRules.length,
    wide: root.scrollWidth,
    direction: style(root).direction,
    colours: ["--ink", "--soft", "--mark", "--paper", "--card"].map(
      name => style(root).getPropertyValue(name).trim()),
    paper: style(root).backgroundColor,
    top: shown(top).filter(child => !["item", "entry"].includes(child.localName)).map(
      child => ({name: child.localName, rel: child.getAttribute("rel"), said: said(child),
                 from: child.getBoundingClientRect().top})),
    end: said(top),
    articles: [...doc.querySelectorAll("item, entry")].map(
      one => ({lazy: style(one).contentVisibility, parts: shown(one).map(measured)})),
  }
}"""


def told(
    kind: FeedFormat,
    *entries: Entry,
    language: str = "fr",
    width: int = 1000,
    dark: bool = False,
    only_summaries: bool = False,
    **fields: object,
) -> Any:
    """Show a feed in the browser and return the facts."""
    rendered = render(feed(*entries, language=language, stylesheet=f"{SITE}/feed.css", **fields), kind)
    data = rendered.replace(f'"{SITE}/feed.css"'.encode(), b'"/feed.css"', 1)
    css = stylesheet(language, only_summaries=only_summaries)
    return looked_at({"/feed.xml": data, "/feed.css": css}, "/feed.xml", FACTS, width=width, dark=dark)


def article(number: int, title: str, summary: str = "", html: str = "<p>Du <b>texte</b>.</p>") -> Entry:
    at = MARCH - timedelta(days=number)
    written = made(html, uid=f"tag:atelier.example,2026:{number}", title=title, summary=summary)
    return replace(written, published=at, updated=at + timedelta(hours=1))


def top_level_rules(css: bytes) -> int:
    """Count the rules of a stylesheet that stand in no other one."""
    depth = count = 0
    for brace in re.findall(rb"[{}]", re.sub(rb"\"[^\"]*\"|/\*.*?\*/", b"", css, flags=re.DOTALL)):
        count += brace == b"{" and depth == 0
        depth += 1 if brace == b"{" else -1
    assert depth == 0
    return count


@pytest.mark.parametrize("language", [*SPOKEN, "fi", ""])
def test_a_stylesheet_is_whole_loads_nothing_and_is_the_same_every_time(language: str) -> None:
    css = stylesheet(language)
    assert css == stylesheet(language)
    assert css.startswith(b'@charset "utf-8";')
    assert b"$" not in css
    assert b"@import" not in css
    assert set(re.findall(rb'url\("?([a-z]+:)', css)) == {b"data:"}
    assert top_level_rules(css) > 30


@given(st.text(st.characters()))
def test_no_text_ends_the_string_that_it_stands_in(text: str) -> None:
    written = _in_string(text)
    assert not re.search(r'["\n\r\f<>]', written)
    read = re.sub(r"\\([0-9a-f]{1,6}) ", lambda found: chr(int(found[1], 16)), written)
    assert read == text


@pytest.mark.real
@EVERY_FORMAT
def test_a_feed_says_what_it_is_and_shows_title_day_and_summary(kind: FeedFormat) -> None:
    facts = told(kind, article(1, "Une table", "Trois mois de travail."), article(2, "Un ciseau"))
    said, (day, _letters), address = phrases("fr"), DAY[kind], f"{SITE}/{kind}.xml"
    assert facts["rules"] == top_level_rules(stylesheet("fr"))
    head = sorted(facts["top"], key=lambda part: part["from"])
    home = [said.website] if kind is FeedFormat.RSS else [said.website, "attr"]
    assert [part["name"] for part in head] == [
        "title",
        "description" if kind is FeedFormat.RSS else "subtitle",
        "link",
        "link",
    ]
    assert head[0]["said"] == [said.web_feed]
    assert head[2]["said"] == [text.replace("attr", f"{SITE}/") for text in home]
    assert (head[3]["rel"], head[3]["said"]) == ("self", [said.copy_address, address])
    assert facts["end"] == []
    names = [[part["name"] for part in one["parts"]] for one in facts["articles"]]
    assert [sorted(parts) for parts in names] == [
        sorted(["title", day, SUMMARY[kind]]),
        sorted(["title", day]),
    ]


@pytest.mark.real
@EVERY_FORMAT
def test_of_a_date_only_the_day_is_shown(kind: FeedFormat) -> None:
    facts = told(kind, article(1, "Une table"))
    name, letters = DAY[kind]
    (day,) = (part for part in facts["articles"][0]["parts"] if part["name"] == name)
    assert day["width"] == pytest.approx(day["ten" if letters == 10 else "sixteen"], abs=1)


@pytest.mark.real
@EVERY_FORMAT
@pytest.mark.parametrize("width", [320, 390, 1400])
def test_nothing_is_wider_than_the_window(kind: FeedFormat, width: int) -> None:
    facts = told(kind, article(1, "M" * 300, "w" * 900), title="W" * 90, width=width)
    assert facts["wide"] <= width


@pytest.mark.real
@EVERY_FORMAT
@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_what_is_behind_it(kind: FeedFormat, *, dark: bool) -> None:
    facts = told(kind, article(1, "Une table"), dark=dark)
    *inks, paper, card = facts["colours"]
    assert all(contrast(ink, behind) >= 4.5 for ink in inks for behind in (paper, card))
    assert (luminance(paper) < 0.1) is dark
    assert facts["paper"] == "rgb({}, {}, {})".format(*channels(paper))


@pytest.mark.real
@EVERY_FORMAT
def test_text_begins_where_its_own_writing_does(kind: FeedFormat) -> None:
    hebrew, english = article(1, "איך בונים שולחן", "צריך אבן."), article(2, "A table", "It takes a stone.")
    for language in ("en", "he"):
        facts = told(kind, hebrew, english, language=language)
        assert facts["direction"] == ("rtl" if language == "he" else "ltr")
        for one, side in zip(facts["articles"], ("right", "left"), strict=True):
            texts = [part for part in one["parts"] if part["name"] != DAY[kind][0]]
            assert len(texts) == 2
            assert all(part[side] == pytest.approx(0, abs=1) for part in texts)


@pytest.mark.real
@EVERY_FORMAT
def test_a_feed_without_articles_says_so(kind: FeedFormat) -> None:
    assert told(kind)["end"] == [phrases("fr").nothing]


@pytest.mark.real
@EVERY_FORMAT
def test_an_archive_names_the_feed_to_subscribe_to(kind: FeedFormat) -> None:
    current = feed().addresses
    old = replace(current, rss=f"{SITE}/rss-1.xml", atom=f"{SITE}/atom-1.xml")
    facts = told(kind, article(1, "Une table"), addresses=old, current=current)
    cards = [(part["rel"], part["said"]) for part in facts["top"] if part["rel"] in {"self", "current"}]
    assert cards == [("current", [phrases("fr").older, f"{SITE}/{kind}.xml"])]


@pytest.mark.real
@pytest.mark.parametrize("only_summaries", [False, True])
def test_a_description_that_may_be_full_text_is_shown_only_where_none_is(*, only_summaries: bool) -> None:
    facts = told(FeedFormat.RSS, article(1, "Une table", "Court.", html=""), only_summaries=only_summaries)
    assert ("description" in names(facts["articles"][0]["parts"])) is only_summaries


@pytest.mark.real
@EVERY_FORMAT
def test_of_many_articles_the_browser_draws_those_in_sight(kind: FeedFormat) -> None:
    facts = told(kind, *(article(number, f"Article {number}") for number in range(400)))
    assert [one["lazy"] for one in facts["articles"]] == ["auto"] * 400


def names(parts: Sequence[dict[str, Any]]) -> set[str]:
    return {part["name"] for part in parts}


def channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance, as WCAG 2 defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
