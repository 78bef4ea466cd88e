"""Language tags: the shape of BCP 47, and the languages of two letters."""

from __future__ import annotations

import pytest

from feedbot.content.languages import extended, is_language_tag


@pytest.mark.parametrize("tag", ["fr", "pt-BR", "zh-Hans-CN", "FR-ca", "yue", "gsw", "he"])
def test_a_language_is_one_that_there_is(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize("tag", ["", "xx", "jp", "cz", "english", "fr_FR", "f", "fr-", "français", "en us"])
def test_what_is_no_language_is_none(tag: str) -> None:
    assert not is_language_tag(tag)


@pytest.mark.parametrize(
    ("tag", "written"), [("yue", "zh-yue"), ("cmn-Hans", "zh-cmn-Hans"), ("zh-TW", "zh-TW"), ("gsw", "gsw")]
)
def test_a_language_of_china_is_written_below_chinese(tag: str, written: str) -> None:
    assert extended(tag) == written
