"""The head of an HTML page says what front matter says elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.metadata.html_head import html
from feedbot.content.metadata.values import Scalar

PAGE = """<!DOCTYPE html>
<html>
<HEAD lang="en">
  <title> A &amp; B </title>
  <!-- <meta name="slug" content="no"> -->
  <meta charset="utf-8">
  <meta name="Date" content="2024-03-05 10:00" />
  <meta content='a "quoted" &lt;word&gt;' name=summary>
  <meta name="keywords" contents="one, two">
  <meta name="authors" content="Ann"><meta name="authors" content="Ben">
</HEAD>
<body class="x">
<p>Text</p>
</body>
</html>
"""


def test_a_title_and_meta_elements_are_metadata() -> None:
    found = html(PAGE, "a.html")
    assert found.table is not None
    assert {key: value.text for key, value in found.table.entries.items() if isinstance(value, Scalar)} == {
        "title": "A &amp; B",
        "date": "2024-03-05 10:00",
        "summary": 'a "quoted" <word>',
        "tags": "one, two",
    }
    assert [str(author.text) for author in found.table.folded["authors"]] == ["Ann", "Ben"]  # type: ignore[union-attr]
    date = found.table.scalar("date")
    assert date is not None
    assert date.line == 7
    assert found.body == "\n<p>Text</p>\n"
    assert found.body_line == 12


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("<p>No head</p>", "<p>No head</p>"),
        ("<head></head>", ""),
        ("<header><title>x</title></header>", "<header><title>x</title></header>"),
    ],
)
def test_a_page_that_says_nothing_has_no_metadata(text: str, body: str) -> None:
    found = html(text, "a.html")
    assert (found.table, found.body) == (None, body)


def test_the_head_ends_where_the_body_begins() -> None:
    found = html("<head><title>T</title><body><meta name='date' content='2024-01-01'>", "a.html")
    assert found.table is not None
    assert list(found.table.entries) == ["title"]
    assert found.body == "<meta name='date' content='2024-01-01'>"


@pytest.mark.parametrize(
    "text",
    [
        "<head " * 20_000,
        "<head>" + "<meta '\"" * 20_000,
        "<head>" + "<!--" * 30_000,
        "<head>" + "<title>" * 9_000,
    ],
    ids=range(4),
)
def test_no_page_takes_more_time_than_its_length_warrants(text: str) -> None:
    assert html(text, "a.html").table is None


@given(st.text(alphabet="<>/!- \"'=\nheadtilmbody"))
def test_any_text_is_read(text: str) -> None:
    assert html(text, "a.html").body_line >= 1
    assert html(f"<head>{text}", "a.html").has_fence
