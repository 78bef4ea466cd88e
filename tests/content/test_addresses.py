"""A site's own address and what lies below it; ``tests/feeds/test_characters.py`` holds the rest."""

from __future__ import annotations

import pytest

from feedbot.content.addresses import absolute, base, on_site


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://Blog.Example/", "https://blog.example"),
        ("https://bücher.example:8080/é/", "https://xn--bcher-kva.example:8080/%C3%A9"),
        ("http://[::1]:1313/", "http://[::1]:1313"),
        ("https://ex!ample/", None),
        ("https://a..b/", None),
        ("ftp://blog.example/", None),
        ("blog.example", None),
    ],
)
def test_a_site_has_one_spelling_or_none(address: str, wanted: str | None) -> None:
    assert base(address) == wanted


def test_a_page_stays_on_its_site_whatever_host_that_is() -> None:
    assert on_site("http://[::1]:1313/", "posts/é/") == "http://[::1]:1313/posts/%C3%A9/"
    assert on_site("https://blog.example", "../x") is None


def test_a_picture_s_address_has_no_fragment() -> None:
    assert absolute("a.png#center", "https://blog.example/x/") == "https://blog.example/x/a.png"


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://cdn.example?f=1", "https://cdn.example/?f=1"),
        ("https://cdn.example", "https://cdn.example/"),
        ("https://cdn.example#f", "https://cdn.example/"),
        ("https://cdn.example/a?f=1", "https://cdn.example/a?f=1"),
    ],
)
def test_an_address_always_has_a_path(address: str, wanted: str) -> None:
    assert absolute(address, "https://blog.example/x/") == wanted
