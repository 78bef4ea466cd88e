"""Which element of a page is the article: signs for machines, class names, the bare elements of HTML."""

from __future__ import annotations

import pytest

from feedbot.content.built.extraction import BuiltContent, NoBuiltContent, extract

TITLE = "Le label 100 % bas débit"
LONG = "<p>" + "Long. " * 50 + "</p>"
PREVIEW = f"<article><h2>Autre</h2><div class=post-content>{LONG}</div></article>"


def text(body: str, *, title: str = TITLE, selector: str = "") -> str:
    found = extract(f"<!doctype html><body>{body}".encode(), title=title, selector=selector)
    assert isinstance(found, BuiltContent), found
    return found.html


@pytest.mark.parametrize(
    "body",
    [
        '<main class="h-entry"><p>Menu.</p><div class="e-content"><p>Texte.</p></div><p>Suite.</p></main>',
        '<div class="x e-content y"><p>Texte.</p></div>',
        '<article><p>Menu.</p><section itemprop="articleBody"><p>Texte.</p></section></article>',
        '<article><p>Menu.</p><section itemprop="text"><p>Texte.</p></section></article>',
        '<article><p>Menu.</p><div class="post-content"><p>Texte.</p></div></article>',
        "<p>Menu.</p><article><p>Texte.</p></article>",
        "<p>Menu.</p><main><p>Texte.</p></main>",
        '<p>Menu.</p><div role="main"><p>Texte.</p></div>',
        "<main><p>Menu.</p><article><p>Texte.</p></article></main>",
    ],
)
def test_the_text_is_where_the_page_says_so(body: str) -> None:
    assert text(body) == "<p>Texte.</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Autre</h1>{LONG}</article><article><h1>{TITLE}</h1><p>Texte.</p></article>",
        f"<article>{LONG}</article><article><h1 class=post-title>Titre</h1><p>Texte.</p></article>",
        "<article><p>Bref.</p></article><article><p>Texte.</p></article>",
        (
            f"<div class=h-entry><h2>Autre</h2><div class=e-content>{LONG}</div></div><div class=h-entry>"
            "<h2>LE LABEL «100%» BAS DÉBIT</h2><div class=e-content><p>Texte.</p></div></div>"
        ),
        f"<article><h2>{TITLE}</h2><p>Texte.</p></article>{PREVIEW}{PREVIEW}",
    ],
)
def test_of_several_the_one_with_the_title_a_heading_or_more_text_is_the_article(body: str) -> None:
    assert text(body) == "<p>Texte.</p>"


@pytest.mark.parametrize(
    "body", ["", "<p>Texte.</p>", "<article></article>", "<main> <script>1</script></main>"]
)
def test_a_page_that_shows_no_article_gives_none(body: str) -> None:
    found = extract(body.encode(), title=TITLE)
    assert isinstance(found, NoBuiltContent)
    assert found.why


def test_an_article_of_one_picture_is_one() -> None:
    assert text('<article><img src="a.png"></article>') == '<img src="a.png">'


def test_signs_that_were_copied_into_the_text_are_none() -> None:
    quoted = '<blockquote><p itemprop="articleBody">Cité.</p><div class="e-content">Cité.</div></blockquote>'
    assert text(f"<article><p>Texte.</p>{quoted}</article>") == f"<p>Texte.</p>{quoted}"


class TestASelector:
    def test_goes_before_every_sign(self) -> None:
        body = "<article><p>Menu.</p><div id=corps><p>Texte.</p></div></article>"
        assert text(body, selector="#corps") == "<p>Texte.</p>"

    def test_may_find_several_parts_and_takes_each_once(self) -> None:
        body = "<div class=p>Un.<div class=p>Deux.</div></div><p>Menu.</p><div class=p>Trois.</div>"
        assert text(body, selector=".p") == 'Un.<div class="p">Deux.</div>Trois.'

    def test_may_find_the_whole_page(self) -> None:
        assert text("<p>Texte.</p>", selector="body") == "<p>Texte.</p>"
        assert "<p>Texte.</p>" in text("<p>Texte.</p>", selector=":root")

    def test_that_finds_nothing_says_so_and_nothing_else_is_taken(self) -> None:
        found = extract(b"<article><p>Texte.</article>", title=TITLE, selector=".corps")
        assert found == NoBuiltContent(why="nothing on the page matches .corps", repair="mend site.selector")

    def test_that_is_none_is_told_like_a_page_that_gives_none(self) -> None:
        found = extract(b"<article><p>Texte.</article>", title=TITLE, selector="..x")
        assert isinstance(found, NoBuiltContent)
        assert found.why.startswith("..x is no CSS selector: ")
