"""Metadata that are no YAML: what Pelican reads from Markdown and from reStructuredText."""

import pytest

from feedbot.content.metadata.fences import Style
from feedbot.content.metadata.front_matter import FrontMatter, read_front_matter
from feedbot.content.metadata.values import Scalar
from feedbot.content.problem import Problem


def read(source: str, style: Style) -> FrontMatter:
    found = read_front_matter(source.encode(), "a.md", style)
    assert isinstance(found, FrontMatter), found
    if found.table is not None:
        for value in found.table.entries.values():
            assert isinstance(value, Scalar)
            assert value.value == value.text
            assert value.line
    lines = source.split("\n")
    assert not found.body or found.body.split("\n")[-1] == lines[-1]
    for offset, line in enumerate(found.body.split("\n")):
        assert line in {lines[found.body_line - 1 + offset] if found.body else "", ""}
    return found


def texts(found: FrontMatter) -> dict[str, str]:
    entries = found.table.entries if found.table else {}
    return {key: value.text for key, value in entries.items() if isinstance(value, Scalar)}


@pytest.mark.parametrize(
    ("source", "wanted", "body"),
    [
        ("Title: A: b\nTags: x, y\n\nText\n", {"Title": "A: b", "Tags": "x, y"}, "Text\n"),
        ("title:A\nSave_as:\nx-y: 1\n\nText", {"title": "A", "Save_as": "", "x-y": "1"}, "Text"),
        ("Title: A\nX: one\n    two\n\tthree\n\nText", {"Title": "A", "X": "one\ntwo\nthree"}, "Text"),
        ("Title: A\n  Date: 2024-03-05\n\nText", {"Title": "A", "Date": "2024-03-05"}, "Text"),
        ("---\ntitle: A\ntags: [a, b]\n---\nText", {"title": "A", "tags": "[a, b]"}, "Text"),
        ("---\ntitle: 'A'\n...\nText", {"title": "'A'"}, "Text"),
        ("---\ntitle: A\n\nText", {"title": "A"}, "Text"),
        ("Title: A\nText at once\n", {"Title": "A"}, "Text at once\n"),
        ("Title: A", {"Title": "A"}, ""),
        ("\nTitle: A\n", {}, "\nTitle: A\n"),
        ("Just text: no.\n", {}, "Just text: no.\n"),
        ("", {}, ""),
    ],
)  # fmt: skip
def test_pelican_reads_lines_up_to_the_first_blank_one(
    source: str, wanted: dict[str, str], body: str
) -> None:
    found = read(source, Style.PELICAN)
    assert (texts(found), found.body) == (wanted, body)
    assert (found.table is None) == (not wanted)


def test_of_a_pelican_key_that_stands_twice_the_first_counts() -> None:
    found = read("Title: A\nCategory: One\ncategory: Two\n\nText", Style.PELICAN)
    assert texts(found) == {"Title": "A", "Category": "One"}
    (problem,) = found.problems
    assert (problem.code, problem.line) == ("duplicate-key", 3)
    assert "the first is used" in problem.what


@pytest.mark.parametrize(
    ("source", "wanted", "body"),
    [
        ("A title\n=======\n\n:date: 2024-03-05\n:tags: a, b\n\nText\n",
         {"title": "A title", "date": "2024-03-05", "tags": "a, b"}, "Text\n"),
        ("----------\nOver title\n----------\n:slug: x\n\nText",
         {"title": "Over title", "slug": "x"}, "Text"),
        ("---\nAbc\n---\n\nText", {"title": "Abc"}, "\nText"),
        ("#####\n One\n#####\n\nText", {"title": "One"}, "\nText"),
        ("T\n=\n:summary: one\n   two\n\n   three\n:lang: fr\n\n\nText",
         {"title": "T", "summary": "one\ntwo\nthree", "lang": "fr"}, "Text"),
        (":title: Given\n:date: 2024-03-05\n\nText", {"title": "Given", "date": "2024-03-05"}, "Text"),
        ("Heading\n=======\n:title: Given\n\nText", {"title": "Given"}, "Text"),
        ("T\n=\n:two words: x\n:with\\: colon: y\n:a:b: z\n:empty:\n\nText",
         {"title": "T", "two words": "x", "with: colon": "y", "a:b": "z", "empty": ""}, "Text"),
        ("T\n=\n\n:ref:`x` is a text.\n", {"title": "T"}, "\n:ref:`x` is a text.\n"),
        ("été à 東京\n=========\n\nText", {"title": "été à 東京"}, "\nText"),
        (".. a comment\n   of two lines\n\nT\n=\n\n.. _target:\n\n:date: 2024-03-05\n\nText",
         {"title": "T", "date": "2024-03-05"},
         ".. a comment\n   of two lines\n\n\n\n\n.. _target:\n\n\n\nText"),
        (".. image:: x.png\n\n:date: 2024-03-05\n", {}, ".. image:: x.png\n\n:date: 2024-03-05\n"),
        ("-----\n\nText", {}, "-----\n\nText"),
        ("Just text\n\nmore\n", {}, "Just text\n\nmore\n"),
        ("A long line of text\n--\n", {}, "A long line of text\n--\n"),
        ("", {}, ""),
    ],
)  # fmt: skip
def test_rest_has_a_title_and_fields_on_top(source: str, wanted: dict[str, str], body: str) -> None:
    found = read(source, Style.RST)
    assert (texts(found), found.body) == (wanted, body)
    assert (found.table is None) == (not wanted)


def test_of_a_rest_field_that_stands_twice_the_last_counts_as_in_docutils() -> None:
    found = read("T\n=\n:lang: en\n:Lang: fr\n", Style.RST)
    assert found.table is not None
    assert found.table.text("lang") == "fr"
    assert [(problem.code, problem.line) for problem in found.problems] == [("duplicate-key", 4)]


@pytest.mark.parametrize("style", [Style.PELICAN, Style.RST])
def test_metadata_larger_than_anybody_writes_hold_the_file(style: Style) -> None:
    sign = ":" if style is Style.RST else ""
    found = read_front_matter(f"{sign}key: value\n".encode() * 10_000, "a.md", style)
    assert isinstance(found, Problem)
    assert found.code == "front-matter-size"


@pytest.mark.parametrize("style", list(Style))
def test_what_is_no_utf_8_is_held_in_every_style(style: Style) -> None:
    found = read_front_matter(b"Title: A\nTags: \xe9\n", "a.md", style)
    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("not-utf8", 2)
