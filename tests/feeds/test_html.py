"""Article HTML made fit for readers."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from feedbot.feeds.characters import OTHER_SCHEMES
from feedbot.feeds.html import fit
from feedbot.feeds.known_html import ATTRIBUTES, ELEMENTS

SITE = "https://atelier.example"
BASE = f"{SITE}/posts/a/"


@pytest.mark.parametrize(
    ("written", "fitted"),
    [
        ('<a href="../b/">b</a>', '<a href="https://atelier.example/posts/b/">b</a>'),
        ('<a href="#fn1">1</a>', '<a href="https://atelier.example/posts/a/#fn1">1</a>'),
        ('<a href="/é">e</a>', '<a href="https://atelier.example/%C3%A9">e</a>'),
        ('<a href="mailto:a@b.example">m</a>', '<a href="mailto:a@b.example">m</a>'),
        ('<a href="XMPP:ä@b.example">m</a>', '<a href="xmpp:%C3%A4@b.example">m</a>'),
        (
            '<video src="/v"><track kind="captions" src="c"></video>',
            f'<video src="{SITE}/v"><track kind="captions" src="{BASE}c"></video> <a href="{SITE}/v">v</a>',
        ),
        ('<img src="x.png" alt="x">', '<img src="https://atelier.example/posts/a/x.png" alt="x">'),
        (
            '<img src="x.png" srcset="a,b.png 1x,c.png 2x, /d.png 300w">',
            f'<img src="{BASE}x.png" srcset="{BASE}a,b.png 1x, {BASE}c.png 2x, {SITE}/d.png 300w">',
        ),
        (
            '<blockquote cite="/c">q</blockquote>',
            '<blockquote cite="https://atelier.example/c">q</blockquote>',
        ),
    ],
)
def test_every_address_becomes_absolute(written: str, fitted: str) -> None:
    assert fit(written, BASE) == fitted


@pytest.mark.parametrize(
    "lazy",
    [
        '<img data-src="/real.jpg">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/real.jpg">',
        '<img src="/tiny.jpg" data-lazy-src="/real.jpg">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-original="/real.jpg">',
        '<img data-src="/real.jpg"><noscript><img src="/real.jpg"></noscript>',
        '<noscript><img src="/real.jpg"></noscript>',
    ],
)
def test_a_lazy_image_is_there_once_without_a_script(lazy: str) -> None:
    assert fit(lazy, BASE) == '<img src="https://atelier.example/real.jpg">'


@pytest.mark.parametrize(
    ("unsafe", "left"),
    [
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>p{}</style>b", "ab"),
        ('<p onclick="x()">p</p>', "<p>p</p>"),
        ('<a href="javascript:x()">p</a>', "<a>p</a>"),
        ('<a href="j&#x0A;avascript:x()">p</a>', "<a>p</a>"),
        ('<a href="data:text/html,x">p</a>', "<a>p</a>"),
        (
            '<p style="position:fixed;text-align:right;background-color:url(x)">p</p>',
            '<p style="text-align: right">p</p>',
        ),
        ('<svg><title>t</title><a xlink:href="javascript:x()">y</a></svg>z', "<span>t</span>z"),
        ('<form action="/x"><input type="text"><button>b</button>word</form>', "word"),
        ("<x-card>words</x-card>", "words"),
        ("<fieldset><legend>a</legend>b</fieldset>", "<div><div>a</div>b</div>"),
        ('<bdo dir="rtl">a</bdo>', '<span dir="rtl" style="unicode-bidi: bidi-override">a</span>'),
        ("<ruby>a<b><rt>b</rt></b></ruby>", "<ruby>a<b>b</b></ruby>"),
        ("<summary>a</summary><main>b</main>", "<div>a</div><div>b</div>"),
        ('<a name="old"></a>a', '<a id="old"></a>a'),
        ('<div style="height:0;padding-bottom:56%">a</div>', "<div>a</div>"),
        ('<b style="color:rgb(1, 2, 3);color:url(x)">a</b>', '<b style="color: rgb(1, 2, 3)">a</b>'),
        (
            '<script src="https://gist.github.com/someone/12ab.js"></script>',
            '<a href="https://gist.github.com/someone/12ab">https://gist.github.com/someone/12ab</a>',
        ),
        ("<!-- note --><?php x ?>p", "p"),
        ('<img src="http://[bad/" alt="words">', "<span>words</span>"),
        ('<a href="https://user:secret@e.example/">p</a>', '<a href="https://e.example/">p</a>'),
    ],
)
def test_what_runs_or_tells_goes_and_the_words_stay(unsafe: str, left: str) -> None:
    assert fit(unsafe, BASE) == left


@pytest.mark.parametrize(
    ("framed", "shown"),
    [
        (
            '<iframe src="//player.vimeo.com/video/42?dnt=1" title="A film"></iframe>',
            '<a href="https://vimeo.com/42">A film</a>',
        ),
        (
            '<iframe data-src="https://player.vimeo.com/video/42"></iframe>',
            '<a href="https://vimeo.com/42">vimeo.com/42</a>',
        ),
        (
            '<iframe src="https://maps.example/x"></iframe>',
            '<a href="https://maps.example/x">maps.example/x</a>',
        ),
        ('<iframe src="https://count.example/" width="1" height="1"></iframe>', ""),
        ('<iframe srcdoc="<script>x</script>"></iframe>', ""),
        (
            '<object data="/x.pdf"></object>',
            '<a href="https://atelier.example/x.pdf">atelier.example/x.pdf</a>',
        ),
        ('<object data="/x.pdf"><p>See the paper.</p></object>', "<p>See the paper.</p>"),
        ('<video src="/f.mp4" controls></video>', None),
    ],
)
def test_a_frame_becomes_a_link(framed: str, shown: str | None) -> None:
    film = '<video src="https://atelier.example/f.mp4"></video> <a href="https://atelier.example/f.mp4">f.mp4</a>'

    assert fit(framed, BASE) == (film if shown is None else shown)


def test_a_film_in_a_link_is_followed_by_a_link_of_its_own() -> None:
    film = f'<a href="{BASE}x"><video src="{SITE}/f.mp4"></video></a> <a href="{SITE}/f.mp4">f.mp4</a> b'

    assert fit('<a href="x"><video src="/f.mp4"></video></a> b', BASE) == film
    assert fit(film, BASE) == film


def test_a_formula_is_its_source_and_a_task_list_shows_its_boxes() -> None:
    katex = (
        '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi>'
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math></span>'
        '<span class="katex-html"><span>x2</span></span></span>'
    )

    assert fit(katex, BASE) == '<span class="katex"><span class="katex-mathml"><code>x^2</code></span></span>'
    assert fit('<input type="checkbox" checked disabled> done', BASE) == "<span>☑</span> done"


def test_a_character_that_only_a_reference_names_is_cleaned_too() -> None:
    assert fit("a&#11;b&#x0;c\x0bd", BASE) == "abcd"


def test_absurdly_deep_markup_keeps_its_words() -> None:
    assert fit("<div>" * 100_000 + "words &amp; more", BASE) == "<p>words &amp; more</p>"
    assert fit("<rt></rp>" * 100_000 + "words", BASE) == "<p>words</p>"
    assert fit("<div></b>" * 100_000 + "words", BASE) == "<p>words</p>"
    assert fit("<math>" + "<mrow>" * 250 + "x" + "</mrow>" * 250 + "</math>", BASE) == "<code>x</code>"
    assert "<p>" not in fit("<ruby>a<rt>b</ruby>" * 1000, BASE)


def test_a_text_of_references_alone_keeps_its_words() -> None:
    assert fit("<b>é</b> " + "&" * 300_001, BASE) == "<p>é " + "&amp;" * 300_001 + "</p>"


@pytest.mark.parametrize(
    ("written", "fitted"),
    [
        (
            '<img src="x.png" alt="src=a b">',
            f'<img src="{BASE}x.png" alt="src&#61;a b">',
        ),
        (
            '<img srcset="https://resize.example/?src=a 2x" src="x.png">',
            f'<img srcset="https://resize.example/?src&#61;a 2x" src="{BASE}x.png">',
        ),
    ],
)
def test_words_that_look_like_an_address_are_not_taken_for_one(written: str, fitted: str) -> None:
    assert fit(written, BASE) == fitted


GOLDMARK = """<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup>
<div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>Note&#160;<a href="#fnref:1"
class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a></p></li></ol></div>"""
KRAMDOWN = """<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a></sup>
<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>Note <a href="#fnref:1"
class="reversefootnote" role="doc-backlink">&#8617;</a></p></li></ol></div>"""
MARKDOWN_IT = """<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup><section><ol>
<li id="fn1" class="footnote-item">Note <a href="#fnref1" class="footnote-backref">↩︎</a></li></ol>"""
PANDOC = """<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>
<aside role="doc-endnotes"><ol><li id="fn1"><p>Note<a href="#fnref1"
class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></aside>"""
REMARK = """<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref="true"
aria-describedby="footnote-label">1</a></sup><section data-footnotes="true"><ol><li id="user-content-fn-1">
Note <a href="#user-content-fnref-1" data-footnote-backref="" aria-label="Back">↩</a></li></ol></section>"""


@pytest.mark.parametrize("footnote", [GOLDMARK, KRAMDOWN, MARKDOWN_IT, PANDOC, REMARK])
def test_a_footnote_leads_to_its_note_and_back(footnote: str) -> None:
    fitted = lxml_html.fragment_fromstring(fit(footnote, BASE), create_parent="div")

    places = {element.get("id") for element in fitted.iterdescendants() if element.get("id")}
    links = [str(link.get("href")) for link in fitted.iterdescendants("a")]
    assert len(links) == 2
    assert {link.removeprefix(f"{BASE}#") for link in links} == places
    assert {"role", "aria-label"}.isdisjoint(key for element in fitted.iter() for key in element.keys())  # noqa: SIM118  # lxml iterates over children


PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            "&",
            '"',
            "'",
            "]]>",
            "<!--",
            "-->",
            "<![CDATA[",
            "<script>",
            "</script>",
            "<svg>",
            "<math>",
            "<noscript>",
        ),
        *(
            '<a href="',
            '<a href="#x">',
            "<img src=",
            '<img data-src="',
            "<p>",
            "</p>",
            "<table><td>",
            "<iframe src=//x>",
            "<b>",
        ),
        *(
            "<video>",
            "<source src=a>",
            "<object>",
            "<input type=checkbox>",
            "<pre>\n",
            "onclick=x ",
            "style=color:red ",
            "</div>",
        ),
        *(
            "javascript:x",
            "&#11;",
            "&nbsp;",
            "\x00",
            "\x0b",
            "\ud800",
            "é",
            "🎉",
            " ",
            "<template>",
            "<select><option>",
            "<title>",
        ),
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
@example("<img src=a alt='<a href=\"x\"> b > c'>")
def test_nothing_raises_and_only_known_markup_with_absolute_addresses_gets_out(html: str) -> None:
    fitted = fit(html, BASE)

    _assert_harmless(fitted)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
@example("<b><noscript><p>a")
def test_what_is_fit_stays_harmless_and_keeps_its_words(html: str) -> None:
    """Its elements may move: libxml2 takes a `p` out of a `b` that a browser leaves it in."""
    once = fit(html, BASE)
    twice = fit(once, BASE)

    _assert_harmless(twice)
    assert _words(twice) == _words(once)


def _assert_harmless(fitted: str) -> None:
    for element in lxml_html.fragment_fromstring(fitted, create_parent="div").iterdescendants():
        assert element.tag in ELEMENTS
        assert set(element.keys()) <= ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
        for name in ("href", "src", "poster", "cite"):
            assert element.get(name, "https://").startswith(
                ("https://", "http://", "data:image/", *(f"{scheme}:" for scheme in OTHER_SCHEMES))
            )


def _words(html: str) -> str:
    """Return the visible text without its room, which moves with the elements."""
    return "".join(str(lxml_html.fragment_fromstring(html, create_parent="div").text_content()).split())
