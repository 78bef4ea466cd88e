"""How the networks count."""

from __future__ import annotations

import pytest

from feedbot.announcements.length import graphemes, mastodon_length, utf8_bytes, weighted

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("café", 4),
        ("cafe\u0301", 4),  # counted after NFC
        ("日本語", 6),
        ("😷", 2),
        (FAMILY, 2),
        ("🇫🇷", 2),
        ("https://example.com", 23),
        ("https://example.com/" + "a" * 400, 23),
        ("see example.com/page now", 31),  # X links it without a scheme as well
        ("http://localhost/abc", 20),  # X does not link it
        ("“quoted” – dash", 15),
        ("…", 2),
        ("a" * 280, 280),
    ],
)
def test_x_weighs_characters_after_nfc(text: str, length: int) -> None:
    assert weighted(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("cafe\u0301", 4),
        (FAMILY, 1),
        ("日本語", 3),
        ("https://example.com", 23),
        ("https://example.com/" + "a/" * 200, 23),
        ("(https://example.com/a?b=c#d).", 26),
        ("https://example.com:8443/x, y", 26),
        ("見よ https://example.com/語", 3 + 23 + 1),  # too high rather than too low
        ("http://localhost/abc", 20),
        ("hello @bob@social.example", 10),
        ("mail bob@example.com", 20),
    ],
)
def test_mastodon_counts_graphemes_with_short_addresses_and_names(text: str, length: int) -> None:
    assert mastodon_length(text) == length


def test_an_instance_may_count_addresses_otherwise() -> None:
    assert mastodon_length("https://example.com", 25) == 25


def test_graphemes_and_bytes_are_what_bluesky_counts() -> None:
    assert graphemes(f"a{FAMILY}\r\nक्षि") == 4
    assert utf8_bytes(f"é{FAMILY}") == 27
