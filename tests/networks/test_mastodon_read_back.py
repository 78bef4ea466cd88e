"""Reading back: presence by link and moment, absence only where the whole time since was seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedbot.networks.mastodon_read_back import MorePages, links_in, look, post_of
from feedbot.networks.network import Absent, CannotTell, Found

MADE = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LINK = "https://atelier.example/posts/cafe/?a=1&b=2"
OTHER = "https://atelier.example/posts/other/"


def _post(minutes: float, link: str = OTHER, *, id_: str = "7", **more: Any) -> dict[str, Any]:
    created = MADE + timedelta(minutes=minutes)
    href = link.replace("&", "&amp;")
    return {
        "id": id_,
        "url": f"https://social.example/@bot/{id_}",
        "created_at": created.isoformat().replace("+00:00", "Z"),
        "content": f'<p>New <a href="{href}"><span class="invisible">https://</span>cut…</a></p>',
        **more,
    }


def test_a_post_with_the_link_made_since_is_found() -> None:
    pages = [[_post(3), _post(0.5, LINK, id_="9"), _post(-1)]]
    assert look(pages, LINK, MADE) == Found(id="9", url="https://social.example/@bot/9")


def test_clocks_may_differ_by_two_minutes() -> None:
    assert isinstance(look([[_post(-1.9, LINK)]], LINK, MADE), Found)


@pytest.mark.parametrize("minutes", [-2.1, -60, -23 * 60])
def test_a_post_that_is_a_little_too_old_proves_nothing(minutes: float) -> None:
    assert isinstance(look([[_post(minutes, LINK), _post(-3000)]], LINK, MADE), CannotTell)


def test_a_post_of_another_day_is_not_ours() -> None:
    assert look([[_post(-25 * 60, LINK)]], LINK, MADE) == Absent()


def test_a_page_that_reaches_back_far_enough_proves_absence() -> None:
    assert look([[_post(5), _post(-61)]], LINK, MADE) == Absent()


def test_a_page_that_ends_too_early_asks_for_more() -> None:
    assert look([[_post(5), _post(-59, id_="6")]], LINK, MADE) == MorePages(before="6")


def test_an_old_pinned_post_on_top_is_no_end() -> None:
    assert look([[_post(-9000), _post(4, id_="6")]], LINK, MADE) == MorePages(before="6")


def test_an_empty_page_ends_the_list() -> None:
    assert look([[]], LINK, MADE) == Absent()
    assert look([[_post(5)], []], LINK, MADE) == Absent()


def test_a_short_list_that_the_server_repeats_is_whole_and_a_long_one_is_not() -> None:
    short = [_post(5, id_=str(number)) for number in range(19)]
    long = [_post(5, id_=str(number)) for number in range(20)]
    assert look([short, short], LINK, MADE) == Absent()
    assert look([short], LINK, MADE) == MorePages(before="18")
    assert look([long, long], LINK, MADE) == MorePages(before="19")


@pytest.mark.parametrize(
    "broken",
    [
        None,
        "text",
        {},
        _post(5, created_at="yesterday"),
        _post(5, created_at=None),
        _post(5, id="../x"),
        _post(5, id=7),
        _post(5, id="7\n"),
        _post(5, id=""),
    ],
)
def test_a_list_that_cannot_be_read_whole_proves_no_absence(broken: object) -> None:
    assert post_of(broken) is None
    assert isinstance(look([[broken, _post(-3000)]], LINK, MADE), CannotTell)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://a b", "ftp://x", 'http://x/"', 7, None])
def test_an_address_that_is_not_safe_to_show_is_left_out(address: object) -> None:
    post = post_of(_post(0, LINK, url=address, uri=None))
    assert post is not None
    assert post.url == ""


def test_links_are_read_from_hrefs_and_from_plain_text() -> None:
    content = '<p>a<a href="https://x.example/?a=1&amp;b=2">x</a><br>https://y.example/z</p>'
    assert list(links_in(content)) == ["https://x.example/?a=1&b=2", "https://y.example/z"]


@given(st.text() | st.text(alphabet="<![a]>\"'=&#x-/? "))
@example("<![foo bar")
def test_any_content_can_be_read(content: str) -> None:
    assert all(isinstance(link, str) for link in links_in(content))
