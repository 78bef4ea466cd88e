"""A Bluesky record as a value: keys that sort, byte ranges that hit, nothing the lexicon refuses."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.announcements.house_limits import limits_for_bluesky
from feedbot.networks.bluesky_post import facets, is_about, post_record, record_key, tid
from feedbot.networks.network import DeliveryKey
from tests.networks.conformance import an_announcement

# https://atproto.com/specs/tid
TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
NOW = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=UTC)
LINK = "https://atelier.example/posts/cafe/"

moments = st.integers(min_value=0, max_value=2**53 - 1)
clocks = st.integers(min_value=0, max_value=1023)


class TestTid:
    """Timestamp identifiers: 64-bit integers, big-endian, so that TIDs sort as their times do."""

    @given(moments, clocks)
    def test_has_the_form_of_the_specification(self, microseconds: int, clock: int) -> None:
        assert TID.fullmatch(tid(microseconds, clock))

    @given(st.tuples(moments, clocks), st.tuples(moments, clocks))
    def test_sorts_as_the_moments_do(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        assert (tid(*one) < tid(*other)) is (one < other)

    @given(moments, clocks)
    def test_holds_the_moment_and_the_clock_id(self, microseconds: int, clock: int) -> None:
        number = 0
        for character in tid(microseconds, clock):
            number = number << 5 | "234567abcdefghijklmnopqrstuvwxyz".index(character)
        assert (number >> 10, number & 1023) == (microseconds, clock)

    def test_zero_is_the_specification_s_zero(self) -> None:
        assert tid(0, 0) == "2222222222222"


def _key(text: str = "a b c announce", planned: datetime = NOW) -> DeliveryKey:
    return DeliveryKey(text=text, planned=planned)


def test_a_record_key_is_the_same_for_ever_and_in_every_time_zone() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert record_key(_key()) == record_key(_key(planned=elsewhere))


def test_a_record_key_survives_a_store_that_keeps_whole_seconds() -> None:
    assert record_key(_key()) == record_key(_key(planned=NOW.replace(microsecond=0)))


def test_a_thousand_deliveries_planned_in_one_instant_have_a_thousand_keys() -> None:
    assert len({record_key(_key(f"site article-{number} me announce")) for number in range(1000)}) == 1000


def test_keys_sort_by_the_second_of_planning() -> None:
    keys = [record_key(_key(f"n{number}", NOW + timedelta(seconds=number))) for number in range(50)]
    assert keys == sorted(keys)
    assert all(map(TID.fullmatch, keys))


def _linked(text: str, tags: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return each facet as the bytes that it covers and what it links to."""
    raw = text.encode()
    return [
        (
            raw[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(),
            facet["features"][0].get("tag") or facet["features"][0]["uri"],
        )
        for facet in facets(text, tags)
    ]


@pytest.mark.parametrize(
    ("text", "tags", "linked"),
    [
        ("plain", (), []),
        ("🥐 Café #Zürich", ("Zürich",), [("#Zürich", "Zürich")]),
        ("#a #b", ("a", "b"), [("#a", "a"), ("#b", "b")]),
        ("#Rust and #RustLang", ("Rust", "RustLang"), [("#Rust", "Rust"), ("#RustLang", "RustLang")]),
        ("#RustLang and #Rust", ("RustLang", "Rust"), [("#RustLang", "RustLang"), ("#Rust", "Rust")]),
        ("see #été, now", ("été",), [("#été", "été")]),
        ("#日本 #日本", ("日本", "日本"), [("#日本", "日本"), ("#日本", "日本")]),
        ("#日本", ("日本",), [("#日本", "日本")]),
        (f"é {LINK} #x", ("x",), [(LINK, LINK), ("#x", "x")]),
        ("(https://a.example/b).", (), [("https://a.example/b", "https://a.example/b")]),
        ("https://a.example/b_(c)!", (), [("https://a.example/b_(c)", "https://a.example/b_(c)")]),
        ("https://a.example/#top", ("top",), [("https://a.example/#top", "https://a.example/#top")]),
        ("javascript:alert(1) ftp://a.example www.a.example", (), []),
    ],
)
def test_addresses_and_hashtags_link_by_their_bytes(
    text: str, tags: tuple[str, ...], linked: list[tuple[str, str]]
) -> None:
    assert _linked(text, tags) == linked


words = st.lists(
    st.sampled_from(
        [
            "#Zürich",
            "#日本語",
            "#a_b",
            "#x-y,",
            "🥐",
            "naïve",
            "👩‍🍳",
            LINK,
            "#C++",
            "\uff03全角",
            "#１",
            "#",
            "\n",
            "e\u0301",
        ]
    ),
    max_size=12,
)


@given(words)
def test_each_hashtag_that_bluesky_would_link_gets_a_facet_over_exactly_its_bytes(words: list[str]) -> None:
    text = " ".join(words)
    tags = limits_for_bluesky().linked_tags(text)
    covered = [(shown, tag) for shown, tag in _linked(text, tags) if not tag.startswith("http")]
    assert [(shown[1:], tag) for shown, tag in covered] == [(tag, tag) for tag in tags]
    assert all(shown[0] in "#\uff03" for shown, _ in covered)


def _record(**changes: Any) -> dict[str, Any]:
    announcement = replace(an_announcement(LINK), **changes)
    return post_record(announcement, tags=(), created=NOW, thumb=None)


def test_a_record_says_text_language_moment_and_card() -> None:
    record = _record()
    assert record["text"] == an_announcement(LINK).text
    assert record["langs"] == ["en"]
    assert record["createdAt"] == "2026-11-23T09:30:00.123Z"
    assert record["embed"]["external"] == {
        "uri": LINK,
        "title": "Café Zürich opens",
        "description": "What is new.",
    }


def test_a_thumb_goes_into_the_card() -> None:
    blob = {"$type": "blob"}
    record = post_record(an_announcement(LINK), tags=(), created=NOW, thumb=blob)
    assert record["embed"]["external"]["thumb"] == blob


def test_at_most_eight_tags_go_beside_the_text_and_none_too_long() -> None:
    tags = ("x" * 65, *(f"tag{number}" for number in range(10)))
    assert _record(hidden_tags=tags)["tags"] == [f"tag{number}" for number in range(8)]


@pytest.mark.parametrize("language", ["", "e", "français", "en_GB", "en "])
def test_what_is_no_language_tag_is_left_out(language: str) -> None:
    assert "langs" not in _record(language=language)


@pytest.mark.parametrize(
    ("record", "about"),
    [
        (_record(), True),
        ({"text": f"see {LINK}"}, True),
        ({"facets": [{"features": [{"uri": LINK}]}]}, True),
        ({"text": "see https://atelier.example/posts/cafe-2/"}, False),
        ({"embed": {"external": {"uri": f"{LINK}more"}}}, False),
        ({}, False),
        (None, False),
        ([LINK], False),
    ],
)
def test_a_record_is_about_an_address_that_it_links(record: object, *, about: bool) -> None:
    assert is_about(record, LINK) is about
