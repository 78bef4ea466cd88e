"""What may stand in a feed: XML's characters and ASCII addresses."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feedbot.feeds.characters import ascii_address, ascii_link, clean, language_tag, one_line


class TestClean:
    """XML 1.0: Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]."""

    @settings(deadline=None)
    @given(st.text(st.characters(exclude_categories=[])))
    def test_whatever_comes_out_can_be_written_as_xml_and_read_back_equal(self, text: str) -> None:
        element = etree.Element("text")
        element.text = clean(text)

        assert (etree.fromstring(etree.tostring(element)).text or "") == clean(text)

    @settings(deadline=None)
    @given(st.text(st.characters(exclude_categories=[])))
    def test_cleaning_twice_changes_nothing_more(self, text: str) -> None:
        assert clean(clean(text)) == clean(text)

    @pytest.mark.parametrize(
        ("dirty", "cleaned"),
        [
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\tb\nc", "a\tb\nc"),
            ("\x00\x0b\x0c\x1b[31mred", "[31mred"),
            ("\ufffe\uffff\ud800x\udfff", "x"),
            ("a\x7f\x80\x9fb", "ab"),
            ("Titre\xa0: “été” 🎉 שלום", "Titre\xa0: “été” 🎉 שלום"),
        ],
    )
    def test_only_what_cannot_be_served_goes(self, dirty: str, cleaned: str) -> None:
        assert clean(dirty) == cleaned

    @pytest.mark.parametrize("text", ["caf\u00c3\u00a9", "\u00c2\u00a35", "\u00c2\u00a0a"])
    def test_letters_that_look_like_misread_bytes_are_written_apart(self, text: str) -> None:
        written = clean(text)

        assert unicodedata.normalize("NFC", written) == text
        assert not {"\u00c2", "\u00c3"} & set(written)
        assert clean("\u00c2ge et \u00c3") == "\u00c2ge et \u00c3"

    def test_a_line_keeps_its_no_break_spaces_but_not_at_its_ends(self) -> None:
        assert one_line("\xa0 Titre\xa0:\n  suite\u2028fin \n") == "Titre\xa0: suite fin"


class TestAddress:
    """RFC 3986; the host in punycode (RFC 5891), the rest percent-encoded UTF-8."""

    @pytest.mark.parametrize(
        ("address", "ascii_form"),
        [
            ("https://bücher.example/é?q=ü#ß", "https://xn--bcher-kva.example/%C3%A9?q=%C3%BC#%C3%9F"),
            ("HTTPS://Example.ORG/Path", "https://example.org/Path"),
            ("https://e.example/a b|c[d]", "https://e.example/a%20b%7Cc%5Bd%5D"),
            ("https://e.example/100%/%C3%A9", "https://e.example/100%25/%C3%A9"),
            ("https://user:secret@e.example:8080/", "https://e.example:8080/"),
            ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
            ("https://e.example/a\x0b\ud800b", "https://e.example/ab"),
        ],
    )
    def test_every_address_is_written_in_ascii(self, address: str, ascii_form: str) -> None:
        assert ascii_address(address) == ascii_form

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "posts/a",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "ftp://e.example/",
            "https:///x",
            "https://[bad/",
            "https://e.example:port/",
            "https://a..b/",
            "https://ex ample/",
            "https://" + "a" * 80 + "/",
        ],
    )
    def test_what_is_no_web_address_is_none(self, text: str) -> None:
        assert ascii_address(text) is None

    def test_a_relative_address_is_resolved(self) -> None:
        base = "https://e.example/posts/a/"

        assert ascii_address("../b/ü", base) == "https://e.example/posts/b/%C3%BC"
        assert ascii_address("#note", base) == "https://e.example/posts/a/#note"
        assert ascii_address("//other.example/x", base) == "https://other.example/x"

    @settings(deadline=None)
    @given(st.text(st.characters(exclude_categories=[])), st.text(st.characters(exclude_categories=[])))
    def test_no_text_raises_and_what_comes_out_is_ascii_and_stays(self, host: str, path: str) -> None:
        for text in (host, f"https://{host}/{path}", f"https://e.example/{path}"):
            address = ascii_address(text)
            assert address is None or (address.isascii() and address.isprintable() and " " not in address)
            assert address is None or ascii_address(address) == address

    def test_a_link_may_also_lead_to_what_opens_no_page(self) -> None:
        assert ascii_link("Matrix:r/ä:e.example", "") == "matrix:r/%C3%A4:e.example"
        assert ascii_link("mailto:ada@e.example?subject=é", "") == "mailto:ada@e.example?subject=%C3%A9"
        assert ascii_link("vbscript:x", "https://e.example/") is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("fr", "fr"),
        ("zh-Hans", "zh-Hans"),
        ("fr_FR", "fr-FR"),
        ("english", ""),
        ("en_US.UTF-8", ""),
        ("", ""),
    ],
)
def test_a_language_is_a_tag_or_nothing(text: str, tag: str) -> None:
    assert language_tag(text) == tag
