"""Markdown becomes HTML as the site's own renderer would have it."""

import pytest

from feedbot.content.text.commonmark import is_too_much, render
from feedbot.content.text.flavour import Flavour, flavour_of


def inline(text: str, flavour: Flavour) -> str:
    return render(text, flavour).strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\"a\" 'b' \"'c'\"", "“a” ‘b’ “‘c’”"),
        ("it's the '90s, rock 'n' roll", "it’s the ’90s, rock ’n’ roll"),
        ("a -- b --- c...", "a – b — c…"),
        ('("a") —"b" "', "(“a”) —“b” ”"),
        ('*"a"* and **"b"**', "<em>“a”</em> and <strong>“b”</strong>"),
        ('"`a` b" `"c"`', "“<code>a</code> b” <code>&quot;c&quot;</code>"),
        ('"[a](b)"', '“<a href="b">a</a>”'),
        ('say:\n"a"', "say:\n“a”"),
        ("l'atelier d'à côté", "l’atelier d’à côté"),
        ('<b title="x">"a"</b>', '<b title="x">“a”</b>'),
        ("https://a.example/b--c", '<a href="https://a.example/b--c">https://a.example/b--c</a>'),
    ],
)
def test_typed_punctuation_is_printed_where_the_renderer_does_so(typed: str, printed: str) -> None:
    flavour = Flavour(smart_punctuation=True, bare_links=True)
    assert inline(typed, flavour) == printed
    assert "“" not in inline(typed, Flavour())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "see https://a.example/b_c_d.",
            'see <a href="https://a.example/b_c_d">https://a.example/b_c_d</a>.',
        ),
        ("(www.a.example/x)", '(<a href="https://www.a.example/x">www.a.example/x</a>)'),
        ("http://a.example/b_(c)", '<a href="http://a.example/b_(c)">http://a.example/b_(c)</a>'),
        (
            "http://a.example/?b=1&c=2!",
            '<a href="http://a.example/?b=1&amp;c=2">http://a.example/?b=1&amp;c=2</a>!',
        ),
        ("[http://a.example](/b)", '<a href="/b">http://a.example</a>'),
        ('<a href="/b">http://a.example</a>', '<a href="/b">http://a.example</a>'),
        ("`http://a.example`", "<code>http://a.example</code>"),
        ("http:// and www. and xhttp://a", "http:// and www. and xhttp://a"),
    ],
)
def test_a_bare_address_is_a_link_where_the_renderer_makes_one(text: str, html: str) -> None:
    assert inline(text, Flavour(bare_links=True)) == html


def test_emoji_line_breaks_and_indented_code_follow_the_flavour() -> None:
    assert inline(":tada: `:tada:` :no_such: 12:30:45", Flavour(emoji=True)) == (
        "🎉 <code>:tada:</code> :no_such: 12:30:45"
    )
    assert inline(":tada:", Flavour()) == ":tada:"
    assert inline("a\nb", Flavour(line_breaks=True)) == "a<br />\nb"
    assert inline("a\nb", Flavour()) == "a\nb"
    assert render("    a", Flavour()) == "<pre><code>a\n</code></pre>\n"
    assert render("    a", Flavour(indented_code=False)) == "<p>a</p>\n"


@pytest.mark.parametrize(
    ("generator", "words", "path", "wanted"),
    [
        ("hugo", (), "a.md", Flavour(bare_links=True, footnote="fn:{number}")),
        ("jekyll", ("emoji",), "a.md", Flavour(emoji=True, footnote="fn:{label}")),
        ("plain", (), "a.md", Flavour()),
        ("plain", ("line-breaks", "smart-punctuation"), "a.MDX",
         Flavour(line_breaks=True, smart_punctuation=True, indented_code=False)),
    ],
)  # fmt: skip
def test_the_flavour_is_the_generators_with_what_the_site_switched_on(
    generator: str, words: tuple[str, ...], path: str, wanted: Flavour
) -> None:
    assert flavour_of(generator, words, path) == wanted


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# A *b* `c`", '<h1 id="a-b-c">A <em>b</em> <code>c</code></h1>'),
        ("# Été & co. 2.0!", '<h1 id="été--co-20">Été &amp; co. 2.0!</h1>'),
        ("# A\n# A\n# A 1", '<h1 id="a">A</h1>\n<h1 id="a-1">A</h1>\n<h1 id="a-1-1">A 1</h1>'),
        ("## A {#own .x}", '<h2 id="own">A</h2>'),
        ("## A { #own }", '<h2 id="own">A</h2>'),
        ("## A {: #own}", '<h2 id="own">A</h2>'),
        ("## A {.x}", '<h2 id="a">A</h2>'),
        ("## A {/* #own */}", '<h2 id="own">A</h2>'),
        ("A {#own}\n===", '<h1 id="own">A</h1>'),
        ("## A {x} and {#b} c", '<h2 id="a-x-and-b-c">A {x} and {#b} c</h2>'),
    ],
)
def test_a_heading_has_its_own_id_or_one_of_its_words(markdown: str, html: str) -> None:
    assert render(markdown).strip() == html


@pytest.mark.parametrize(
    ("pattern", "note", "mark", "again"),
    [
        ("fn:{number}", "fn:1", "fnref:1", "fnref:1:1"),
        ("fn:{label}", "fn:a", "fnref:a", "fnref:a:1"),
        ("fn{number}", "fn1", "fnref1", "fnref1:1"),
        ("user-content-fn-{label}", "user-content-fn-a", "user-content-fnref-a", "user-content-fnref-a:1"),
    ],
)
def test_footnotes_have_the_ids_of_the_page_and_ways_back(
    pattern: str, note: str, mark: str, again: str
) -> None:
    html = render("x[^a] y[^a]\n\n[^a]: Note", Flavour(footnote=pattern))
    assert f'x<sup class="footnote-ref"><a href="#{note}" id="{mark}">[1]</a></sup>' in html
    assert f'y<sup class="footnote-ref"><a href="#{note}" id="{again}">[1]</a></sup>' in html
    assert f'<li id="{note}" class="footnote-item"><p>Note' in html
    assert f'<a href="#{mark}" class="footnote-backref">' in html
    assert f'<a href="#{again}" class="footnote-backref">' in html


def test_footnotes_of_several_texts_on_one_page_can_be_told_apart() -> None:
    assert 'id="a-fn1"' in render("x[^a]\n\n[^a]: Note", prefix="a-")
    assert '"><b' not in render('x[^"><b]\n\n[^"><b]: Note', Flavour(footnote="fn:{label}"))


@pytest.mark.parametrize(
    ("first_line", "language"),
    [
        ("```js", "js"), ("```js {linenos=true,hl_lines=[2]}", "js"), ("```js{1,3}", "js"),
        ("```js/2-3", "js"),
        ("```{r}", "r"), ("```{r, echo=FALSE}", "r"),
        ("``` {.python .numberLines}", "python"), ("```c++", "c++"),
        ('```jsx title="src/a.js"', "jsx"), ("```{linenos=true}", ""), ("```objective-c", "objective-c"),
        ("```", ""),
    ],
)  # fmt: skip
def test_a_fence_names_its_language_in_many_ways(first_line: str, language: str) -> None:
    named = f' class="language-{language}"' if language else ""
    assert render(f"{first_line}\na\n```") == f"<pre><code{named}>a\n</code></pre>\n"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "- [ ] a\n- [x] b",
            '<input type="checkbox" disabled> a</li>\n<li><input type="checkbox" disabled checked> b</li>',
        ),
        ("term\n: meaning", "<dt>term</dt>\n<dd>meaning</dd>"),
        ("| a |\n|---|\n| ~~b~~ |", "<td><s>b</s></td>"),
        ('[a](b){:target="_blank"} *c*{: .d} `e`{:.f} ![g](h){: width="1"}',
         '<a href="b">a</a> <em>c</em> <code>e</code> <img src="h" alt="g" />'),
        ("[a](b){.c} {:no} `{:yes}`", '<a href="b">a</a> {:no} <code>{:yes}</code>'),
        ("[a *b*]() c [d](e)", '<p>a <em>b</em> c <a href="e">d</a></p>'),
        ("a <!-- more --> b\n\n&nbsp;\n\nc", "<p>a  b</p>\n<p>c</p>"),
        ("`<!--more-->`\n\n```\n&nbsp;\n```", "<p><code>&lt;!--more--&gt;</code></p>\n<pre><code>&amp;nbsp;"),
    ],
)  # fmt: skip
def test_what_authors_use_beside_commonmark_is_understood(markdown: str, html: str) -> None:
    assert html in render(markdown)


def test_a_body_is_too_much_for_its_length_or_for_its_signs() -> None:
    assert not is_too_much("word " * 190_000)
    assert is_too_much("word " * 210_000)
    assert is_too_much("*" * 60_000)
    assert not is_too_much("-" * 150_000)
    assert is_too_much("-" * 170_000)
