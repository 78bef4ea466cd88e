"""What comes out is HTML without one parse error: the W3C Feed Validator warns of the first that it meets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbot.feeds.html import fit
from feedbot.feeds.known_html import ELEMENTS, FOR_THE_SECOND_STEP

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed; it is the strict judge")

BASE = "https://atelier.example/posts/a/"
NAMES = sorted(
    ELEMENTS | FOR_THE_SECOND_STEP | {"script", "style", "form", "button", "x-card", "body", "path"}
)
ATTRIBUTES = [
    "",
    "",
    ' href="#x"',
    " src=a",
    ' style="color:red"',
    " hidden",
    " id=x",
    " title='<a href=b >'",
]
WORDS = ["a", "é", "&", "&amp;", "&copy", "<", " ", "\n", "¶", "&#128;", "\x0b", "🎉"]

starts = st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
ends = st.sampled_from(NAMES).map("</{}>".format)


@settings(deadline=None)
@given(st.lists(starts | ends | st.sampled_from(WORDS), max_size=40).map("".join))
def test_a_strict_parser_finds_no_error(html: str) -> None:
    parser = html5lib.HTMLParser(strict=True)

    parser.parseFragment(fit(html, BASE))
