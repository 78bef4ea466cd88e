"""What X would shorten, held against twitter-text itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twitter_text import extract_urls_with_indices, parse_tweet

from feedbot.announcements.length import weighted
from feedbot.announcements.x_addresses import x_addresses


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com",
        "see https://example.com/a/b?c=d#e.",
        "(https://example.com/a_(b)) and (https://example.com/c)",
        "http://example.co.uk/path, then more",
        "https://blog.example.paris/été/%C3%A9/",
        "https://sub.sub.domain.example.org:8080/x",
        "“https://example.org/it’s”",
        "example.com",
        "www.example.fr",
        "t.co and twitch.tv/x",
        "README.md, main.rs and setup.py are files; example.fr is not linked, example.fr/x is",
        "me@example.com is a mail address",
        "a.b",
        "v1.2.3",
        "Node.js and D3.js",
        "https://xn--bcher-kva.example.com/",
        "http://localhost/abc",
        "#https://example.com",
        "@https://example.com",
        "http://example.com/?a=b&c=(d)!",
        "日本語https://example.comです",
        "https://example.com/日本語",
        "https://example.com。",
        "x.com.",
        "https://example.com/#fragment",
        "https://example.com/a-b_c~d/+e",
    ],
)
def test_the_addresses_are_those_of_twitter_text(text: str) -> None:
    found = [text[one.start : one.end] for one in x_addresses(text) if one.sure]
    assert found == [one["url"] for one in extract_urls_with_indices(text)]


def test_an_address_that_x_may_not_know_counts_in_full() -> None:
    address = "https://blog.example/" + "a" * 30
    assert weighted(address) == len(address)
    assert weighted("https://a.example/") == 23


WORDS = st.sampled_from(
    [
        "Été",
        "日本",
        "👩‍💻",
        "🇫🇷",
        "1️⃣",
        "…",
        "“x”",
        "a.b",
        "https://example.com/x?y=z",
        "example.org",
        "#tag",
        "e\u0301",
        "—",
    ]
)
TEXTS = st.lists(WORDS | st.text(alphabet="aé .,:!?()/-", max_size=6), max_size=12).map(" ".join)


@given(TEXTS)
def test_a_text_is_never_counted_shorter_than_twitter_text_counts_it(text: str) -> None:
    assert weighted(text) >= parse_tweet(text).weightedLength
