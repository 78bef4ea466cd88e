"""What of an article's HTML is for its page alone does not come into a feed; the author's words do."""

from __future__ import annotations

import pytest

from feedbot.feeds.html import fit

BASE = "https://atelier.example/posts/a/"
SHARE = "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fatelier.example%2Fposts%2Fa%2F"


@pytest.mark.parametrize(
    "sign",
    [
        '<a class="anchor" aria-hidden="true" href="#x">#</a>',
        '<a href="#x" class="hash-link" aria-label="Direct link to Title">\u200b</a>',
        '<a class="header-anchor" href="#x"><svg><path></path></svg></a>',
        '<a class="headerlink" href="#x" title="Permanent link">¶</a>',
        '<a class="anchor-link" href="#x">Link to this section</a>',
        '<a href="#x">§</a>',
        '<a href="#x">🔗\ufe0f</a>',
        "<span hidden>#</span>",
        '<span style="display: none">copied</span>',
        '<button class="copy">Copy</button>',
        '<span class="copy-btn">Copy</span>',
    ],
)
def test_a_sign_beside_a_heading_goes(sign: str) -> None:
    assert fit(f'<h2 id="x">Title{sign}</h2>', BASE) == '<h2 id="x">Title</h2>'


@pytest.mark.parametrize(
    "heading",
    [
        f'<h2><a href="{BASE}#x" class="anchor">Title</a></h2>',
        f'<h2>See <a href="{BASE}#y">the other</a></h2>',
        f'<h2>Title <a href="{BASE}#y"><img src="{BASE}x.png"></a></h2>',
        f'<p>As in <a href="{BASE}#y">§</a></p>',
        f'<p><a href="{BASE}b#c">#</a></p>',
        '<p><a href="https://x.com/intent/post?text=hello">Say hello</a></p>',
        '<p><a href="mailto:?body=x">Tell</a> <a href="mailto:me@atelier.example">me</a></p>',
    ],
)
def test_what_the_author_links_to_stays(heading: str) -> None:
    assert fit(heading, BASE) == heading


def test_the_place_that_others_lead_to_stays_without_its_sign() -> None:
    assert fit('<h2><a id="x" href="#x">#</a>Title</h2>', BASE) == '<h2><a id="x"></a>Title</h2>'


@pytest.mark.parametrize(
    "bar",
    [
        f'<div class="share-buttons"><a href="{SHARE}">Facebook</a></div>',
        f'<a href="{SHARE}">Facebook</a>',
        '<a href="mailto:?subject=Read&amp;body=https://atelier.example/posts/a/">Mail</a>',
        '<a class="edit-this-page" href="https://git.example/a.md">Edit this page</a>',
        '<a href="https://e.example/"></a>',
    ],
)
def test_buttons_to_share_or_edit_the_page_go(bar: str) -> None:
    assert fit(f"<p>Words</p>{bar}", BASE) == "<p>Words</p>"


def test_a_link_of_nothing_leaves_the_room_that_it_held() -> None:
    assert fit('<p>a<a href="/x"><br> </a>b</p>', BASE) == "<p>a<br> b</p>"


def test_an_entry_of_a_list_that_is_all_button_goes_with_it() -> None:
    assert fit(f'<ul><li><a href="{SHARE}">F</a></li><li>x</li></ul>', BASE) == "<ul><li>x</li></ul>"


def test_a_footer_is_the_feeds_own_and_may_share() -> None:
    footer = f'<a href="{SHARE}">Facebook</a>'

    assert fit(footer, BASE, is_footer=True) == footer


def test_a_section_that_a_click_would_show_is_shown() -> None:
    assert fit('<div role="tabpanel" hidden><p>words</p></div>', BASE) == "<div><p>words</p></div>"


def test_a_whole_article_of_an_unlucky_name_stays() -> None:
    words = "word " * 100

    assert fit(f'<div class="share">{words}</div>', BASE) == f'<div class="share">{words}</div>'
