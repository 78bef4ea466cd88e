"""Which feeds a family has, and what their files are called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article, Author
from feedbot.feeds.naming import file_of, members, name_of, qualities, text_of
from feedbot.feeds.rule import Quality


def article(path: str = "a.md", **facts: object) -> Article:
    return Article(
        path=path,
        address=f"https://e.example/{path}",
        title="T",
        published=datetime(2026, 1, 1, tzinfo=UTC),
        **facts,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Python", "python"),
        ("machine learning", "machine-learning"),
        ("machine_learning", "machine_learning"),
        ("Été à Lyon", "été-à-lyon"),
        ("E\u0301te\u0301", "été"),
        ("日本語", "日本語"),
        ("हिन्दी", "हिन्दी"),
        ("العربية", "العربية"),
        ("C++", "c++"),
        ("C#", "c#"),
        (".NET", "net"),
        ("Node.js", "node.js"),
        ("Straße", "strasse"),
        ("R&D", "r-d"),
        ("a/b", "a-b"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b", "a-b"),
        ("a\0b\n", "a-b"),
        ("50% off", "50-off"),
    ],
)
def test_a_value_becomes_a_name_that_keeps_its_script(value: str, name: str) -> None:
    assert name_of(value) == name


@pytest.mark.parametrize("value", ["🎉", "..", "...", "---", "<>", "x" * 500, "é" * 500])
def test_what_has_no_name_of_its_own_gets_one_that_is_always_the_same(value: str) -> None:
    assert name_of(value) == name_of(value)
    assert 10 <= len(name_of(value).encode()) <= 120


def test_two_values_without_a_name_are_told_apart() -> None:
    assert name_of("🎉") != name_of("🎈")


@given(st.text(max_size=300))
def test_any_value_is_a_name_below_the_folder(value: str) -> None:
    name = name_of(value)

    assert name
    assert name not in {".", ".."}
    assert not name.startswith(".")
    assert not set('/\\\0\n\r?%:*"<>|') & set(name)
    assert len(name.encode()) <= 120


def test_a_family_has_a_member_for_each_value_in_an_order_of_its_own() -> None:
    articles = [
        article(tags=("Web", "Python")),
        article(tags=("python",)),
        article(tags=("Python", "PYTHON")),
    ]

    assert members(articles, [Quality.TAG], "fr") == {
        ((Quality.TAG, "Python"),): (0, 1, 2),
        ((Quality.TAG, "Web"),): (0,),
    }


def test_a_family_of_two_qualities_has_only_the_pairs_that_exist() -> None:
    articles = [article(section="blog", language="en"), article(section="notes"), article()]

    found = members(articles, [Quality.SECTION, Quality.LANGUAGE], "fr")

    assert [dict(about) for about in found] == [
        {Quality.SECTION: "blog", Quality.LANGUAGE: "en"},
        {Quality.SECTION: "notes", Quality.LANGUAGE: "fr"},
    ]


def test_the_name_of_a_file_and_a_title_are_filled_in() -> None:
    about = ((Quality.AUTHOR, "Ada Lovelace"), (Quality.SECTION, "blog/tech"))

    assert file_of("by/{author}/{section}.xml", about) == "by/ada-lovelace/blog/tech.xml"
    assert text_of("{author}: {section}", about) == "Ada Lovelace: blog/tech"


def test_a_family_by_author_goes_by_name() -> None:
    found = members([article(authors=(Author(name="Ada"),))], [Quality.AUTHOR], "fr")

    assert list(found) == [((Quality.AUTHOR, "Ada"),)]


def test_qualities_are_those_that_the_patterns_name() -> None:
    assert qualities("tags/{tag}.xml", "{language}/{tag}.json") == (Quality.TAG, Quality.LANGUAGE)
    assert qualities("feed.xml") == ()
