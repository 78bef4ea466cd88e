"""Characters in ASCII."""

import pytest

from feedbot.content.transliteration import ascii_of


@pytest.mark.parametrize(
    ("character", "wanted"),
    [
        ("a", "a"), ("é", "e"), ("ß", "ss"), ("Æ", "AE"), ("ø", "o"), ("ł", "l"), ("’", "'"), ("Ж", "Zh"),
        ("日", "Ri "), ("\u0301", ""),
    ],
)  # fmt: skip
def test_a_character_has_its_like_in_ascii(character: str, wanted: str) -> None:
    assert ascii_of(character) == wanted


@pytest.mark.parametrize("character", ["🦄", "\U0001e900", "Ỻ"])
def test_what_the_tables_do_not_know_is_said(character: str) -> None:
    assert ascii_of(character) is None
