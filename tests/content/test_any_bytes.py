"""Whatever a content file holds, for whatever generator: an article, or told, and no parser gives up."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedbot.content.codes import CODES
from feedbot.content.generators.registry import GENERATORS
from feedbot.content.metadata.fences import Style
from feedbot.content.metadata.front_matter import read_front_matter
from feedbot.content.problem import Problem
from feedbot.content.reader import read
from tests.content.corpora import site

KEYS = st.sampled_from(
    ["title", "Title", "date", "pubDate", "published", "publishDate", "lastmod", "modified", "updated",
     "expiryDate", "slug", "url", "permalink", "path", "id", "uid", "tags", "tag", "topics", "keywords",
     "categories", "category", "author", "authors", "second_author", "summary", "description", "excerpt",
     "image", "images", "cover", "featured_image", "image_alt", "lang", "draft", "status", "private",
     "unlisted", "build", "headless", "announce", "taxonomies", "extra", "aliases", "layout", "type",
     "eleventyExcludeFromCollections", "excerpt_separator", "collection", "save_as", "<<", "=", "é",
     "a b", ""]
)  # fmt: skip
SCALARS = st.one_of(
    st.sampled_from(
        ["", "~", "null", "yes", "no", "true", "2024-03-05", "2024-03-05T10:00:00Z",
         "2024-03-05 10:00:00 +0200", "2030-31-12", "-001-11-30", "0000-00-00", "9999-12-31", "12:30",
         "1:59:59:59", "0x" + "f" * 5000, "9" * 5000, "1_000", "012", "1e999", ".nan", "-.inf",
         'a:1:{i:0;s:1:"0";}', "[Ann](https://a.example/)", "Ann <a@b.example>", "<b>x</b>", "&amp;lt;",
         "{{ x }}", "{% x %}", "../../x", "//x.example", "http://[x", "https://x.example:99999/",
         "%2e%2e/", ":year/:title", "/{slug}/", "\\x00\\ud800", "!!int x", "*x", "&x", "@x", "`x`", "# x",
         "- x", "? x", "| x", "> x", "x: y", "x #y", "'x'y", '"x"y', "=", "<<", "\ufeff", "\u2028",
         "\x85", "\x7f"]
    ),
    st.text(max_size=20),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(str),
)  # fmt: skip


def nested(scalars: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=4)
        ),
        max_leaves=8,
    )


VALUES = nested(SCALARS)
NATIVE = nested(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | SCALARS | st.datetimes()
    | st.dates()
)  # fmt: skip


def flow(value: Any, syntax: str) -> str:
    """Write a value on one line, as somebody would who has never heard of quotes."""
    if isinstance(value, dict):
        sign = " = " if syntax == "toml" else ": "
        inside = ", ".join(f"{flow(key, syntax)}{sign}{flow(item, syntax)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(item, syntax) for item in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return f'"{text}"' if syntax != "yaml" and isinstance(value, str) else text


@st.composite
def careless(draw: st.DrawFn) -> bytes:
    """A file that is nearly right, in one of the languages of front matter."""
    syntax = draw(st.sampled_from(["yaml", "toml", "json", "pelican", "rst"]))
    pairs = draw(st.lists(st.tuples(KEYS, VALUES | NATIVE | st.times()), max_size=8))
    body = draw(st.text(max_size=60))
    match syntax:
        case "yaml":
            lines = [f"{key}: {flow(value, syntax)}" for key, value in pairs]
            text = "\n".join(["---", *lines, "---", body])
        case "toml":
            lines = [f"{key} = {flow(value, syntax)}" for key, value in pairs]
            text = "\n".join(["+++", *lines, "+++", body])
        case "json":
            lines = [f'"{key}": {flow(value, syntax)}' for key, value in pairs]
            text = "{\n" + ",\n".join(lines) + "\n}\n" + body
        case "pelican":
            text = "\n".join([*(f"{key}: {flow(value, 'yaml')}" for key, value in pairs), "", body])
        case _:
            fields = [f":{key}: {flow(value, 'yaml')}" for key, value in pairs]
            text = "\n".join(["T", "=", *fields, "", body])
    data = text.encode("utf-8", "surrogatepass")
    cut = draw(st.integers(0, len(data)))
    return data if draw(st.booleans()) else data[:cut] + draw(st.binary(max_size=3)) + data[cut:]


@st.composite
def careful(draw: st.DrawFn) -> bytes:
    """A file that every parser takes, with a title, a date and whatever else."""
    matter = {"title": draw(VALUES), "date": "2024-03-05"} | draw(
        st.dictionaries(KEYS, VALUES | NATIVE, max_size=6)
    )
    if draw(st.booleans()):
        text = json.dumps(matter, default=str)
    else:
        text = f"---\n{yaml.safe_dump(matter, default_flow_style=draw(st.booleans()), allow_unicode=True)}---"
    return f"{text}\n{draw(st.text(max_size=60))}".encode("utf-8", "surrogatepass")


PATHS = st.sampled_from(
    ["posts/a.md", "a.md", "posts/a/index.md", "_posts/2024-03-05-a.md", "_drafts/a.md",
     "blog/2024-03-05-a.md", "blog/2024-03-05/index.mdx", "posts/2024-13-45-a.md",
     "posts/É è %cf%80.fr.md", "posts/a.rst", "posts/a.html", "posts/..md", "posts/-.md"]
)  # fmt: skip


@pytest.mark.parametrize("generator", GENERATORS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(source=careless() | careful(), path=PATHS)
def test_a_file_that_is_nearly_right_is_an_article_or_is_told_in_words(
    generator: str, source: bytes, path: str
) -> None:
    reading = read(source, path, site(generator=generator))
    assert reading.article is not None or reading.problems
    for problem in reading.problems:
        assert problem.code in CODES
        assert problem.code != "unreadable", problem
        assert problem.path == path
        assert problem.line is None or 1 <= problem.line <= source.count(b"\n") + source.count(b"\r") + 2


@pytest.mark.parametrize("generator", GENERATORS)
@settings(deadline=None)
@given(source=st.binary(max_size=300), path=PATHS)
def test_any_bytes_are_an_article_or_are_told(generator: str, source: bytes, path: str) -> None:
    reading = read(source, path, site(generator=generator))
    assert reading.article is not None or reading.problems
    assert "unreadable" not in {problem.code for problem in reading.problems}


@pytest.mark.parametrize("style", Style)
@given(source=careless() | careful() | st.binary(max_size=300))
def test_any_bytes_are_front_matter_and_a_body_or_a_problem(style: Style, source: bytes) -> None:
    found = read_front_matter(source, "a.md", style)
    if isinstance(found, Problem):
        assert found.repair
        assert found.line is not None
        return
    text = source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    assert found.body_line >= 1
    assert not found.body or found.body.count("\n") == text.count("\n") - found.body_line + 1
