"""Texts are cut at words, never inside what links or what is one character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.announcements.cutting import cut
from feedbot.announcements.length import graphemes


def to(text: str, room: int) -> str:
    return cut(text, lambda beginning: graphemes(beginning) <= room)


@pytest.mark.parametrize(
    ("text", "room", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one, two", 5, "one…"),
        ("« Bonjour » dit-il", 12, "« Bonjour »…"),
        ("Bonjour : voici", 10, "Bonjour…"),
        ("Vraiment… oui", 11, "Vraiment…"),
        ("مرحبا، أهلا", 7, "مرحبا…"),
        ("見よ、これは長い題名である", 4, "見よ…"),
        ("see https://example.com/a/long/page now", 20, "see…"),
        ("see https://example.com/a now then", 32, "see https://example.com/a now…"),
        ("see https://example.com/a now then", 28, "see https://example.com/a …"),
        ("about #hashtags and more", 16, "about…"),
        ("about #hashtags and more", 17, "about #hashtags …"),
        ("x" * 100, 10, "x" * 9 + "…"),
        ("見よ、これは長い題名である", 6, "見よ、これ…"),
        ("👨‍👩‍👧‍👦" * 50, 3, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…"),
        ("word", 0, ""),
        ("https://example.com/only", 10, ""),
    ],
)
def test_the_longest_beginning_that_fits_is_kept(text: str, room: int, short: str) -> None:
    assert to(text, room) == short


@given(st.text(), st.integers(0, 60))
def test_a_cut_text_fits_and_is_a_beginning(text: str, room: int) -> None:
    short = to(text, room)
    assert short == "" or graphemes(short) <= room
    assert short == text or text.startswith(short.removesuffix("…").rstrip())


@given(
    st.lists(
        st.sampled_from(["word", "#tag", "https://example.com/page?a=b", "été,", "見よ", "a.example.org/x"])
    )
)
def test_nothing_that_links_is_cut(words: list[str]) -> None:
    text = " ".join(words)
    for room in range(0, len(text), 7):
        kept = to(text, room).removesuffix("…").split()
        assert [word for word in kept if word.startswith(("#", "https:", "a."))] == [
            word for word in words[: len(kept)] if word.startswith(("#", "https:", "a."))
        ]
