"""Is this the article's live page: answers as networks and site generators give them."""

from __future__ import annotations

import pytest

from feedbot.deliveries.live_gate import Live, NotLive, judge

HERE = "https://blog.example/posts/%C3%A9t%C3%A9/"
TITLE = "L’été, c’est l’été"


def page(head: str, body: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "html",
    [
        page(f'<link rel="canonical" href="{HERE}">'),
        page(f'<link href="{HERE.rstrip("/")}" rel="Canonical alternate">'),
        page('<link rel="canonical" href="https://blog.example/posts/été/">'),
        page(f'<meta property="og:url" content="{HERE.replace("https", "http")}">'),
        page('<link rel="canonical" href="https://cdn.example/">', "<h1>L'été, c'est l'été</h1>"),
        page("<title>L&rsquo;été, c&rsquo;est l&rsquo;été – Blog</title>"),
        page('<meta property="og:title" content="L’ÉTÉ : c’est l’été">'),
    ],
)
def test_a_page_that_says_it_is_the_article_is_live(html: str) -> None:
    assert judge(status=200, html=html, address=HERE, title=TITLE) == Live()


@pytest.mark.parametrize(
    ("status", "html", "why"),
    [
        (404, page(f'<link rel="canonical" href="{HERE}">'), "answers 404"),
        (503, "", "answers 503"),
        (200, page("<title>Blog</title>"), "not this article's page"),
        (
            200,
            page('<link rel="canonical" href="https://blog.example/posts/">'),
            "https://blog.example/posts/",
        ),
        (200, "", "no canonical address"),
        (200, "<<<not html\x00 <title>", "no canonical address"),
        (200, page('<link rel="canonical" href="https://[broken">'), "not this article's page"),
    ],
)
def test_any_other_answer_is_not(status: int, html: str, why: str) -> None:
    verdict = judge(status=status, html=html, address=HERE, title=TITLE)
    assert isinstance(verdict, NotLive)
    assert why in verdict.why


def test_a_title_of_signs_alone_proves_nothing() -> None:
    verdict = judge(status=200, html=page("<title>!!!</title>"), address=HERE, title="!!!")
    assert isinstance(verdict, NotLive)
