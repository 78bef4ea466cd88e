"""Any bytes give the article's text or the reason why not; the hostile ones soon enough."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.built.extraction import MOST_TAGS, BuiltContent, NoBuiltContent, extract
from feedbot.content.built.pages import LARGEST_PAGE, find_page
from feedbot.content.built.reading import built_content
from tests.content.corpora import site

SOUP = (
    "<article>|</article>|<main>|<div class=e-content>|<div class='share toc'>|<div class='h-entry share'>"
    "|<aside>|<h1>a</h1>|<h2><a class=anchor href=#a>|</h2>|<table><tr><td class=gutter><pre>1|</td>|<pre>"
    "|<code>|<span class=ln>|<time>|<p class=p-author>|<p hidden style='display:none'>|<p>|</p>|a| |&amp;"
    "|&#0;|<!--|-->|<script>|</script>|<noscript>|<meta charset=utf-16>|<html>|<body>|<svg><a>"
    "|<title>|<template>|<![CDATA[|<?xml version='1.0' encoding='x'?>|</|<|>|é|\0|\x0c|\ud800"
)
PIECES = st.sampled_from(SOUP.split("|"))


@given(st.binary(), st.text(max_size=5), st.sampled_from(["", "body", "*", "..", "p, div"]))
def test_any_bytes_are_a_page(data: bytes, title: str, selector: str) -> None:
    assert isinstance(extract(data, title=title, selector=selector), BuiltContent | NoBuiltContent)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", "a"]), st.sampled_from(["", "body", "*"]))
def test_any_soup_of_tags_is_a_page(pieces: list[str], title: str, selector: str) -> None:
    data = "".join(pieces).encode(errors="surrogatepass")
    for page in (data, b"<article>" + data):
        match extract(page, title=title, selector=selector):
            case BuiltContent(html=html):
                assert html.strip()
            case NoBuiltContent(why=why):
                assert why


@pytest.mark.parametrize(
    "page",
    [
        b"<article>" + b"<div>" * 100_000,
        b"<article>" + b"<div>" * 1000 + b"x",
        b"<article>" + b"<div class=share>" * 200 + b"x" * 4_000_000,
        b"<article>" + b"<p>" * (MOST_TAGS - 1),
        b"<article>" + b"<a class=anchor href=#>" * (MOST_TAGS - 1),
        b"<article><h2>" + b"x<a href=#>#</a>" * (MOST_TAGS // 3),
        b"<article>" + b"<button>x</button>y" * (MOST_TAGS // 3),
        b"<article>" + b"<table><tr><td><pre>" + b"<span class=ln>1</span>" * (MOST_TAGS // 3),
        b"<article><p class='" + b"a-b " * 1_000_000 + b"'>x",
        b"<article>" + b"\x0c\x01&" * (LARGEST_PAGE // 3),
        b"\0" * LARGEST_PAGE,
        b"<" * LARGEST_PAGE,
    ],
    ids=lambda page: str(page[:24]),
)
def test_a_hostile_page_takes_no_more_time_than_its_length_is_worth(page: bytes) -> None:
    assert isinstance(extract(page, title="x"), BuiltContent | NoBuiltContent)


def test_what_is_cut_off_by_the_parser_is_not_taken_for_the_whole() -> None:
    page = (
        b"<article><p>Avant.</p>"
        + b"<div>" * 400
        + b"x"
        + b"</div>" * 400
        + b"<p>Apr\xc3\xa8s.</p></article>"
    )
    assert isinstance(extract(page, title="x"), NoBuiltContent)


class TestABuiltPage:
    def put(self, root: Path, *, built: int) -> None:
        file = root / "public" / "label" / "index.html"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"<article><p>Texte.</p></article>")
        os.utime(file, ns=(built, built))

    def read(self, root: Path, *, written: int) -> BuiltContent | NoBuiltContent:
        page = find_page("https://blog.example/label/", site(root))
        return built_content(page, written=written, title="Label", selector="")

    def test_gives_the_text_when_it_is_as_young_as_the_article(self, tmp_path: Path) -> None:
        self.put(tmp_path, built=5)
        assert self.read(tmp_path, written=5) == BuiltContent(html="<p>Texte.</p>")

    def test_gives_none_when_the_article_was_written_after_it(self, tmp_path: Path) -> None:
        self.put(tmp_path, built=5)
        found = self.read(tmp_path, written=6)
        assert isinstance(found, NoBuiltContent)
        assert "before the article was last written" in found.why

    def test_gives_none_when_it_is_not_there(self, tmp_path: Path) -> None:
        found = self.read(tmp_path, written=6)
        assert isinstance(found, NoBuiltContent)
        assert "not in the output folder" in found.why
