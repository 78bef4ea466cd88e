"""What each network links; the table was measured with the networks' own code."""

from __future__ import annotations

import unicodedata

import pytest

from feedbot.announcements.grammars import (
    bluesky_tags,
    fold_accents,
    fold_case,
    mastodon_tags,
    plain_tags,
    x_tags,
)

NOTHING = None
TABLE = [
    # text, X, Mastodon, Bluesky
    ("#C++", "C", "C", "C++"),
    ("#.NET", NOTHING, NOTHING, ".NET"),
    ("#C#", NOTHING, "C", "C"),
    ("#F#", NOTHING, "F", "F"),
    ("#2014", NOTHING, NOTHING, NOTHING),
    ("#3D", "3D", "3D", "3D"),
    ("#LA_VIE_À_SOGILIS", "LA_VIE_À_SOGILIS", "LA_VIE_À_SOGILIS", "LA_VIE_À_SOGILIS"),
    ("#Numérique", "Numérique", "Numérique", "Numérique"),
    *[(f"#{nfd}", nfd, nfd, nfd) for nfd in [unicodedata.normalize("NFD", "Numérique")]],
    ("#l'agilité", "l", "l", "l'agilité"),
    ("#R&D", "R", "R", "R&D"),
    ("#CI/CD", "CI", "CI", "CI/CD"),
    ("#v2.0", "v2", "v2", "v2.0"),
    ("#auto-hébergement", "auto", "auto", "auto-hébergement"),
    ("(#tag", "tag", NOTHING, NOTHING),
    ("foo#tag", NOTHING, NOTHING, NOTHING),
    ("#1_2", NOTHING, "1_2", NOTHING),
    ("#①", NOTHING, NOTHING, "①"),
    (f"#{'a' * 65}", "a" * 65, "a" * 65, NOTHING),
    ("＃tag", "tag", "tag", "tag"),
    ("&#tag", NOTHING, NOTHING, NOTHING),
    ("#tag://x", NOTHING, NOTHING, "tag://x"),
    ("#️⃣ key", NOTHING, NOTHING, NOTHING),
    ("❤️#tag", "tag", NOTHING, NOTHING),
    ("#tag!", "tag", "tag", "tag"),
    ("#社区动态", "社区动态", "社区动态", "社区动态"),
    ("#プログラミング", "プログラミング", "プログラミング", "プログラミング"),
    ("#col·lecció", "col·lecció", "col·lecció", "col·lecció"),
    ("#می\u200cخواهم", "می\u200cخواهم", "می\u200cخواهم", "می"),
    ("#tag· and", "tag·", "tag", "tag"),
    ("#1·2", NOTHING, "1·2", NOTHING),
    ("#1·", NOTHING, NOTHING, NOTHING),
    ("#12·a", "12·a", "12·a", "12·a"),
    ("#12·", NOTHING, NOTHING, NOTHING),
    ("https://example.com/#part", NOTHING, NOTHING, NOTHING),
    ("#", NOTHING, NOTHING, NOTHING),
    ("", NOTHING, NOTHING, NOTHING),
]


@pytest.mark.parametrize(("text", "x", "mastodon", "bluesky"), TABLE)
def test_each_network_links_what_its_own_code_links(
    text: str, x: str | None, mastodon: str | None, bluesky: str | None
) -> None:
    found = (x_tags(text), mastodon_tags(text), bluesky_tags(text))
    assert found == tuple((tag,) if tag else () for tag in (x, mastodon, bluesky))


def test_tags_come_in_the_order_of_the_text_over_all_lines() -> None:
    text = "One #b\n\n#a #c"
    for tags in (x_tags, mastodon_tags, bluesky_tags, plain_tags):
        assert tags(text) == ("b", "a", "c")


def test_a_tag_beside_an_address_is_none_of_it() -> None:
    assert x_tags("https://example.com/#part (#tag)") == ("tag",)


def test_the_local_page_takes_all_that_stands_behind_the_sign_and_has_a_letter() -> None:
    assert plain_tags("#C++ #.NET #2014 foo#bar #Numérique") == ("C++", ".NET", "Numérique")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Numérique", "numerique"),
        ("NUMÉRIQUE", "numerique"),
        ("Łódź", "lodz"),
        ("Øre", "ore"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_mastodon_takes_spellings_for_one_tag(one: str, other: str) -> None:
    assert fold_accents(one) == fold_accents(other)


@pytest.mark.parametrize(("one", "other"), [("ガ", "カ"), ("й", "и"), ("का", "क")])
def test_folding_accents_leaves_other_scripts_alone(one: str, other: str) -> None:
    assert fold_accents(one) != fold_accents(other)


def test_the_others_compare_without_case_but_with_accents() -> None:
    assert fold_case("FrenchTech") == fold_case("frenchtech")
    assert fold_case("e\u0301te\u0301") == fold_case("ÉTÉ")
    assert fold_case("été") != fold_case("ete")
