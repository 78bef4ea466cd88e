"""What is a CSS selector, in the part of the language that can be asked of a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.built.selectors import LONGEST, selector_fault


@pytest.mark.parametrize(
    "selector",
    [
        "article",
        ".post > .content",
        "main article.post, .note",
        "[itemprop~=articleBody]",
        "#corps",
        "div:has(p)",
    ],
)
def test_a_selector_has_no_fault(selector: str) -> None:
    assert selector_fault(selector) is None


@pytest.mark.parametrize(
    "selector",
    [
        "",
        " ",
        "..x",
        "(",
        "a[",
        "//article",
        "p::before",
        ":nope",
        "svg|path",
        "a{color:red}",
        "a" * (LONGEST + 1),
    ],
)
def test_what_is_no_selector_is_told(selector: str) -> None:
    fault = selector_fault(selector)
    assert fault
    assert "\n" not in fault


@given(st.text(st.sampled_from("abc.#:[]()='\"*>+~|,\\ 1n-é\0\n"), max_size=40) | st.text(max_size=40))
def test_any_text_is_a_selector_or_has_a_fault(selector: str) -> None:
    assert selector_fault(selector) != ""
