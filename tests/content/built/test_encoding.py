"""In which encoding a page is read: the WHATWG Encoding standard, as far as old pages need it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.built.encoding import decoded


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Été".encode(), "<p>Été"),
        (b"\xef\xbb\xbf<p>" + "Été".encode(), "<p>Été"),
        ("\ufeff<p>Été".encode("utf-16-le"), "<p>Été"),
        ("\ufeff<p>Été".encode("utf-16-be"), "<p>Été"),
        ("<p>Été — “là”".encode("cp1252"), "<p>Été — “là”"),
        (b'<meta charset="iso-8859-1"><p>\x93\xe9', '<meta charset="iso-8859-1"><p>“é'),
        (b"<META CHARSET=koi8-r>\xc1", "<META CHARSET=koi8-r>а"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">\x82\xa0',
            '<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">あ',
        ),
        (
            b'<?xml version="1.0" encoding="ISO-8859-15"?>\xa4',
            '<?xml version="1.0" encoding="ISO-8859-15"?>€',
        ),
    ],
)
def test_a_page_is_read_by_its_mark_its_declaration_or_as_it_looks(page: bytes, text: str) -> None:
    assert decoded(page) == text


@pytest.mark.parametrize(
    "name", ["hex", "zip", "rot13", "punycode", "idna", "undefined", "utf-7", "no-such", "mbcs"]
)
def test_a_declared_name_that_is_no_encoding_of_pages_is_not_believed(name: str) -> None:
    assert decoded(f'<meta charset="{name}">é'.encode()) == f'<meta charset="{name}">é'


def test_bytes_that_the_declared_encoding_does_not_know_are_marked() -> None:
    assert decoded(b"<meta charset=utf-8>\xff") == "<meta charset=utf-8>\ufffd"


@given(st.binary(), st.text(max_size=12))
def test_any_bytes_are_text(page: bytes, name: str) -> None:
    decoded(page)
    decoded(f"<meta charset={name}>".encode() + page)
