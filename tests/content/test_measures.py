"""Durations and sizes, as people and programs write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.measures import seconds, size_in_bytes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1:02:03", 3723),
        ("01:02:03.5", 3723),
        ("62:03", 3723),
        ("14:02", 842),
        ("3723", 3723),
        ("3723.4", 3723),
        ("22 min", 1320),
        ("22 Minutes", 1320),
        ("1h 2m 3s", 3723),
        ("1h02m03s", 3723),
        ("1 hour, 2 minutes and 3 seconds", 3723),
        ("90 mins.", 5400),
        ("PT1H2M3S", 3723),
        ("pt22m", 1320),
        ("45s", 45),
    ],
)
def test_a_duration_is_read_in_seconds(text: str, wanted: int) -> None:
    assert seconds(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "0", "00:00", "1:75:00", "12:75", "long", "-5", "1:2:3:4", "22 parsecs", "٣:٠٠", "9" * 99]
)
def test_what_is_no_duration_is_none(text: str) -> None:
    assert seconds(text) is None


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_every_spelling_of_a_duration_means_the_same(hours: int, minutes: int, rest: int) -> None:
    wanted = (hours * 60 + minutes) * 60 + rest or None
    spellings = (
        f"{hours}:{minutes:02}:{rest:02}",
        f"{hours * 60 + minutes}:{rest:02}",
        f"PT{hours}H{minutes}M{rest}S",
        f"{hours} h {minutes} min {rest} s",
        str(wanted or 0),
    )
    assert {seconds(text) for text in spellings} == {wanted}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12345", 12345),
        ("12,345,678", 12345678),
        ("12_345", 12345),
        ("12345 bytes", 12345),
        ("12.3 MB", 12300000),
        ("12,3 Mo", 12300000),
        ("500k", 500000),
        ("1.5 GiB", 1610612736),
        ("2 KiB", 2048),
        ("12345.0", 12345),
    ],
)
def test_a_size_is_read_in_bytes(text: str, wanted: int) -> None:
    assert size_in_bytes(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "0", "large", "14:02", "-3", "1.2.3", "5 apples", "12 345 67", "9" * 99]
)
def test_what_is_no_size_is_none(text: str) -> None:
    assert size_in_bytes(text) is None


@given(st.integers(1, 10**14), st.sampled_from(["", " bytes", "B", " o"]))
def test_a_number_of_bytes_is_itself(size: int, unit: str) -> None:
    assert size_in_bytes(f"{size}{unit}") == size


@given(st.text())
def test_any_text_is_a_measure_or_none(text: str) -> None:
    assert (seconds(text) or 1) > 0
    assert (size_in_bytes(text) or 1) > 0
