"""Plain text out of titles, names and HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.text.plain_text import line, of_html


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("A <b>bold</b> `code` &amp; *em* **strong** ~~gone~~", "A bold code & em strong gone"),
        ("A&rsquo;s &#038; &#8220;B&#x201D;", "A’s & “B”"),
        ("&amp;lt; once, &amp;amp; once", "&lt; once, &amp; once"),
        ("AT&T, R&D, &copy without its end", "AT&T, R&D, &copy without its end"),
        ("Array<T>, <stdio.h>, <my-element> and 2 < 3", "Array<T>, <stdio.h>, <my-element> and 2 < 3"),
        ("C# and F#, #1 of 5 [draft]", "C# and F#, #1 of 5 [draft]"),
        ("[Link](https://a.example/) and ![image](i.png)!", "Link and !"),
        ("snake_case_name, 2 * 3 * 4, a\\*b", "snake_case_name, 2 * 3 * 4, a*b"),
        ("one\ntwo<br>three\u00a0\u00a0", "one two three"),
        (" \u00a0\u2003 trimmed \t\n", "trimmed"),
        ("`<b>` and ``a`b``", "<b> and a`b"),
        ('Ann\'s "quotes" -- typed...', 'Ann\'s "quotes" -- typed...'),
        ("@name, 🎉 and :tada:", "@name, 🎉 and :tada:"),
        ("", ""),
    ],
)
def test_a_title_loses_marks_and_tags_and_has_its_entities_decoded_once(written: str, text: str) -> None:
    assert line(written) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>b</p>", "a b"),
        ("a<script>b</script><style>c</style><svg><text>d</text></svg>e", "a e"),
        ('<feature-note a="1 > 2"\n b="3">a</feature-note>', "a"),
        ("<!-- a > b -->c", "c"),
        ('a<sup class="footnote-ref"><a href="#fn1">[1]</a></sup> b', "a b"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
    ],
)
def test_of_html_a_reader_sees_the_text(html: str, text: str) -> None:
    assert of_html(html) == text


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_any_title_is_one_line_without_blanks_at_its_ends(written: str) -> None:
    text = line(written)
    assert text == " ".join(text.split())
