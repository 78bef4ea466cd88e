"""The size of an SVG drawing out of the tag that it begins with; pure. Parses no XML, and expands no entity.

What declares anything of its own (a DOCTYPE with brackets) is no drawing here.
"""

from __future__ import annotations

import re

MOST_OF_A_TAG = 8192  # bytes
ROOT = re.compile(rb"<(?:[a-z]{1,20}:)?svg(?=[\s/>])([^<>]*)>")
ATTRIBUTE = re.compile(
    rb"""(?<![\w:-])(width|height|viewBox)\s{0,9}=\s{0,9}(?:"([^"]{0,99})"|'([^']{0,99})')"""
)
LENGTH = re.compile(rb"\s*(\d{1,6}(?:\.\d{1,9})?)(?:px)?\s*")
NUMBER = re.compile(rb"[-+]?\d{1,6}(?:\.\d{1,9})?")
ASIDE = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
UNSAID = (300, 150)  # CSS 2.1, section 10.3.2: what a browser takes


def size_of_svg(head: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels from a file's first bytes; None where it is no SVG."""
    start = _root(head)
    root = ROOT.match(head[start : start + MOST_OF_A_TAG]) if start is not None else None
    if root is None:
        return None
    said = {name: double or single for name, double, single in ATTRIBUTE.findall(root[1])}
    width, height = _length(said.get(b"width", b"")), _length(said.get(b"height", b""))
    if width and height:
        return _whole(width), _whole(height)
    box = [float(number) for number in NUMBER.findall(said.get(b"viewBox", b""))]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        return UNSAID
    scale = width / box[2] if width else height / box[3] if height else 1
    return _whole(box[2] * scale), _whole(box[3] * scale)


def _root(head: bytes) -> int | None:
    """Return where the first element begins, behind declarations and comments."""
    place = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    while True:
        while head[place : place + 1].isspace():
            place += 1
        aside = next((pair for pair in ASIDE if head.startswith(pair[0], place)), None)
        if aside is None:
            return place
        end = head.find(aside[1], place + len(aside[0]))
        if end < 0 or (aside[0] == b"<!DOCTYPE" and b"[" in head[place:end]):
            return None
        place = end + len(aside[1])


def _length(text: bytes) -> float:
    found = LENGTH.fullmatch(text)
    return float(found[1]) if found else 0


def _whole(length: float) -> int:
    return max(1, round(length))
