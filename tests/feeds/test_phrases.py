"""What feedbot says to readers: in every language all of it, and found by the language of the site."""

from __future__ import annotations

from dataclasses import fields

import pytest

from feedbot.feeds.phrases import Phrases, direction
from feedbot.feeds.translations import ENGLISH, SPOKEN, phrases

TEXTS = [field.name for field in fields(Phrases) if field.name not in {"language", "steps"}]


@pytest.mark.parametrize("said", SPOKEN.values(), ids=SPOKEN.keys())
def test_every_language_says_everything_and_keeps_what_is_filled_in(said: Phrases) -> None:
    texts = {name: getattr(said, name) for name in TEXTS}
    assert all(text and text == text.strip() for text in (*texts.values(), *said.steps))
    assert {name for name, text in texts.items() if "{site}" in text} == {"subscribe"}
    assert {name for name, text in texts.items() if "{count}" in text} == {"articles"}
    assert {name for name, text in texts.items() if "<head>" in text} == {"paste"}
    assert len(said.steps) == len(ENGLISH.steps)


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("pt_BR", "pt"),
        ("DE-at", "de"),
        ("zh-Hans-CN", "zh"),
        ("fi", "en"),
        ("frr", "en"),
        ("", "en"),
        ("-", "en"),
    ],
)
def test_a_language_is_found_by_what_its_tag_begins_with(language: str, spoken: str) -> None:
    assert phrases(language).language == spoken


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ks-Deva", "ltr"),
        ("ar-Latn", "ltr"),
        ("fr", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_script_decides_the_direction_before_the_language_does(language: str, expected: str) -> None:
    assert direction(language) == expected
