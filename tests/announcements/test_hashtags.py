"""Which hashtags an article gets, how they are spelled, and on which network."""

from __future__ import annotations

import json
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.announcements.announcement import LeftOut, Voice
from feedbot.announcements.hashtags import choose
from feedbot.announcements.limits import Limits
from feedbot.announcements.spelling import SHIPPED_ALIASES, spell
from feedbot.content.article import AccountWish, Wish
from tests.announcements.examples import BLUESKY, LOCAL, MASTODON, NETWORKS, VOICE, X, article

PACK = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "quirks.tar.gz"


def _rows() -> list[dict[str, Any]]:
    if not PACK.is_file():
        return []
    with tarfile.open(PACK) as pack:
        member = pack.extractfile("quirks/tags.jsonl")
        assert member is not None
        return [json.loads(line) for line in member.read().decode().splitlines()]


@pytest.mark.skipif(not PACK.is_file(), reason="no ../shared/corpora here: the table of real tags is in it")
@pytest.mark.parametrize("network", NETWORKS)
def test_every_real_tag_becomes_the_hashtag_that_was_decided(network: str) -> None:
    uncapped = Voice(account="house", most_hashtags=100)
    wrong = []
    for row in _rows():
        tags = tuple(str(tag) for tag in row["tags"])
        chosen = choose(article(tags=tags), uncapped, NETWORKS[network])
        if [f"#{tag}" for tag in chosen.visible] != row["wanted"]:
            wrong.append((row, chosen))
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "hashtag"),
    [
        ("Digital Grenoble", "DigitalGrenoble"),
        ("LA VIE À SOGILIS", "LaVieÀSogilis"),
        ("Nume\u0301rique", "Numérique"),
        ("EOL", "EOL"),
        ("iOS", "iOS"),
        ("Learning PHP", "LearningPHP"),
        ("L’agilité", "LAgilité"),
        ("don't panic", "DontPanic"),
        ("aujourd'hui", "aujourdhui"),
        ("TCP/IP", "TCPIP"),
        ("C++", "cpp"),
        ("Modern C++", "ModernCpp"),
        ("C#", "CSharp"),
        (".NET", "dotNET"),
        ("web 2.0", "Web20"),
        ("Web 3", "Web3"),
        ("Python3.11", "Python"),
        ("Foo 1.0-rc1", "Foo"),
        ("Symfony 5.x", "Symfony"),
        ("covid-19", "covid19"),
        ("CO₂", "CO2"),
        ("한국어 태그", "한국어태그"),
        ("हिन्दी भाषा", "हिन्दी_भाषा"),
        ("שלום עולם", "שלום_עולם"),
        ("straße weg", "StraßeWeg"),
        ("ship\u200bping\u202e", "shipping"),
        ("🎉 party", "party"),
        ("1,000 things", "1000Things"),
    ],
)
def test_a_tag_is_spelled_by_the_rule(written: str, hashtag: str) -> None:
    assert spell(written) == (hashtag,)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2014", "needs a letter"),
        ("v2.0", "needs a letter"),
        ("24/7", "fraction"),
        ("J#", "only the letter J"),
        ("en", "never a hashtag"),
        ("word " * 20, "longer than 40"),
        ("x" * 100_000, "longer than 200"),
    ],
)
def test_a_tag_that_cannot_be_spelled_says_why(written: str, why: str) -> None:
    (left_out,) = spell(written)
    assert isinstance(left_out, LeftOut)
    assert why in left_out.why


@pytest.mark.parametrize("nothing", ["", "  ", "#", "''", ","])
def test_an_empty_tag_is_no_tag(nothing: str) -> None:
    assert spell(nothing) == ()


def test_an_alias_of_the_site_goes_before_the_shipped_ones_and_is_taken_as_it_is() -> None:
    aliases = (("C++", "#CPlusPlus"), ("développement", "Dev"), ("2014", "Année2014"), ("News", None))
    assert spell("c++", aliases) == ("CPlusPlus",)
    assert spell("DÉVELOPPEMENT", aliases) == ("Dev",)
    assert spell("2014", aliases) == ("Année2014",)
    assert isinstance(spell("news", aliases)[0], LeftOut)


@pytest.mark.parametrize("hashtag", [hashtag for hashtag in SHIPPED_ALIASES.values() if hashtag])
@pytest.mark.parametrize("network", NETWORKS)
def test_every_shipped_alias_links_in_full_everywhere(hashtag: str, network: str) -> None:
    assert NETWORKS[network].linked_tags(f"#{hashtag}") == (hashtag,)


ALL_FIVE = ("DigiGre", "DigitalGrenoble", "FrenchTech", "Grenoble", "Numérique")


@pytest.mark.parametrize(
    ("limits", "visible", "hidden"),
    [
        (X, ALL_FIVE[:2], ()),
        (BLUESKY, ALL_FIVE[:3], ALL_FIVE[3:]),
        (MASTODON, ALL_FIVE, ()),
        (LOCAL, ALL_FIVE, ()),
    ],
)
def test_each_network_shows_as_many_as_are_good_manners_there(
    limits: Limits, visible: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    chosen = choose(article(), VOICE, limits)
    assert (chosen.visible, chosen.hidden) == (visible, hidden)
    assert {left.tag for left in chosen.left_out} == set(ALL_FIVE) - set(visible) - set(hidden)


def test_configured_hashtags_come_first_and_categories_last() -> None:
    voice = replace(VOICE, hashtags=("Atelier Nord",), use_categories=True)
    assert choose(article(), voice, LOCAL).visible == ("AtelierNord", *ALL_FIVE, "LaVieÀSogilis")


def test_the_account_may_cap_them_otherwise() -> None:
    assert choose(article(), replace(VOICE, most_hashtags=0), MASTODON).visible == ()
    assert choose(article(), replace(VOICE, most_hashtags=4), X).visible == ALL_FIVE[:4]


def test_hashtags_of_the_front_matter_stand_in_place_of_the_tags() -> None:
    voice = replace(VOICE, hashtags=("AtelierNord",), use_categories=True)
    wish = Wish(
        hashtags=("pour tous",), accounts=(AccountWish(account="house", hashtags=("pour moi", "C#")),)
    )
    assert choose(article(wish=wish), voice, LOCAL).visible == ("AtelierNord", "PourMoi", "CSharp")
    other = replace(voice, account="other")
    assert choose(article(wish=wish), other, LOCAL).visible == ("AtelierNord", "PourTous")
    assert choose(article(wish=Wish(hashtags=())), voice, LOCAL).visible == ("AtelierNord",)


def test_one_hashtag_in_several_spellings_is_shown_once_and_said() -> None:
    chosen = choose(article(tags=("Open Source", "opensource", "Été", "ete")), VOICE, LOCAL)
    assert chosen.visible == ("OpenSource", "Été")
    assert [left.why for left in chosen.left_out] == [
        "the same hashtag as #OpenSource",
        "the same hashtag as #Été",
    ]


def test_hashtags_of_the_text_are_not_repeated_and_take_their_places() -> None:
    chosen = choose(article(), VOICE, X, in_text=("digitalgrenoble",))
    assert chosen.visible == ("DigiGre",)


def test_what_the_network_would_link_in_part_is_left_out_there_alone() -> None:
    voice = replace(VOICE, aliases=(("c++", "C++"),))
    chosen = choose(article(tags=("c++",)), voice, X)
    assert chosen.visible == ()
    assert chosen.left_out == (LeftOut(tag="C++", why="the network would link only #C of it"),)
    assert choose(article(tags=("c++",)), voice, BLUESKY).visible == ("C++",)


@given(st.lists(st.text(max_size=30), max_size=6))
@pytest.mark.parametrize("network", NETWORKS)
def test_whatever_the_tags_are_the_chosen_ones_link_in_full_once_each(network: str, tags: list[str]) -> None:
    limits = NETWORKS[network]
    chosen = choose(article(tags=tuple(tags)), VOICE, limits)
    assert limits.linked_tags(" ".join(f"#{tag}" for tag in chosen.visible)) == chosen.visible
    both = chosen.visible + chosen.hidden
    assert len({limits.fold(tag) for tag in both}) == len(both)
