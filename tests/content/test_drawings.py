"""The size of a drawing, out of its first tag alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.drawings import size_of_svg


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b'<svg width="640" height="480">', (640, 480)),
        (b"<svg width='64.6px'\n height = '48'/>", (65, 48)),
        (b'<svg viewBox="0 0 24 12">', (24, 12)),
        (b'<svg viewBox="-5,-5,24.5,12" width="100%" height="100%">', (24, 12)),
        (b'<svg viewBox="0 0 24 12" width="48">', (48, 24)),
        (b'<svg viewBox="0 0 24 12" height="48">', (96, 48)),
        (b'<svg stroke-width="7" height="9em">', (300, 150)),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn > by hand -->\n<svg width="2" height="3">', (2, 3)),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg width="2" height="3">', (2, 3)),
        (b'<svg:svg width="2" height="3">', (2, 3)),
    ],
)
def test_the_first_tag_tells_the_size(head: bytes, size: tuple[int, int]) -> None:
    assert size_of_svg(head) == size


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"no drawing",
        b"<html><svg width='2' height='3'>",
        b"<svgx width='2'>",
        b"<svg width='2'",
        b"<!-- never closed <svg>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg width='2' height='3'>",
    ],
)
def test_what_is_no_plain_drawing_has_no_size(head: bytes) -> None:
    assert size_of_svg(head) is None


@given(
    st.lists(st.sampled_from([b"<svg", b" ", b"width=", b"'", b'"', b"9", b"<!--", b"-->", b"viewBox", b">"]))
)
def test_any_bytes_have_a_size_or_none(parts: list[bytes]) -> None:
    size = size_of_svg(b"".join(parts))
    assert size is None or min(size) > 0
