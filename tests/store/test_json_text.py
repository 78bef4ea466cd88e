"""Readings as JSON text: they come back as they were, also those of an older program."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from feedbot.content.article import Article
from feedbot.content.reading import Reading
from feedbot.store.json_text import of_reading, to_readings
from tests.store.samples import ARTICLE, PROBLEM

NEW_FIELDS = ("enclosures", "comments", "in_feeds")


@pytest.mark.parametrize("article", [ARTICLE, replace(ARTICLE, comments=None, in_feeds=True), None])
def test_a_reading_comes_back_as_it_was(article: Article | None) -> None:
    reading = Reading(article=article, problems=(PROBLEM,))
    assert to_readings([of_reading(reading)] * 2) == (reading, reading)


def test_a_reading_that_knows_nothing_of_later_fields_has_their_defaults() -> None:
    old = json.loads(of_reading(Reading(article=ARTICLE)))
    for name in NEW_FIELDS:
        del old["article"][name]
    plain = replace(ARTICLE, enclosures=(), comments=None, in_feeds=True)
    assert to_readings([json.dumps(old)]) == (Reading(article=plain),)
