"""Marks of other Markdown dialects are no text."""

import pytest

from feedbot.content.text.commonmark import render
from feedbot.content.text.dialects import without_marks


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("* TOC\n{:toc}\n\na", "<p>a</p>"),
        ("1. anything\n{: toc .x}\n\na", "<p>a</p>"),
        ("[TOC]\n\na\n\n[[toc]]\n\n[[_TOC_]]\n\n${toc}", "<p>a</p>"),
        ("a\n{: .b}\n\n{:.c #d}\n- e\n  {: .f}", "<p>a</p> <ul> <li>e</li> </ul>"),
        ("# A\n{: #own .b}", '<h1 id="own">A</h1>'),
        ("A\n---\n{:#own}", '<h2 id="own">A</h2>'),
        ("a\n{.wide}\n\n{#id}", "<p>a</p>"),
        ("{::options x='y' /}\na {::comment}gone {:/comment}b", "<p>a b</p>"),
        ("a {::nomarkdown}<b>c</b>{:/}", "<p>a <b>c</b></p>"),
        ("*[HTML]: Hyper Text\n\nHTML", "<p>HTML</p>"),
        ("a\n^\nb", "<p>a</p> <p>b</p>"),
        ('<div markdown="1">\n*a*\n</div>', "<div> <p><em>a</em></p> </div>"),
        (":::note\n*a*\n:::", "<p><em>a</em></p>"),
        (":::note[Mind *this*]\na\n:::", "<p><strong>Mind <em>this</em></strong></p> <p>a</p>"),
        (":::tip Title\na\n:::", "<p><strong>Title</strong></p> <p>a</p>"),
        ('::: {.callout-note title="Title"}\na\n:::', "<p><strong>Title</strong></p> <p>a</p>"),
        (':::note{title="Title"}\na\n:::', "<p><strong>Title</strong></p> <p>a</p>"),
        ("::: figure A caption.\n![b](c)\n:::", '<p>A caption.</p> <p><img src="c" alt="b" /></p>'),
        ("::::outer\n:::inner\na\n:::\n::::", "<p>a</p>"),
        ("> :::note\n> a\n> :::", "<blockquote> <p>a</p> </blockquote>"),
        ("> [!NOTE]\n> a", "<blockquote> <p><strong>Note</strong></p> <p>a</p> </blockquote>"),
        ("> [!tip]- Title\n> a", "<blockquote> <p><strong>Title</strong></p> <p>a</p> </blockquote>"),
        ('import A from "@theme/A";\nexport const b = 1\n\na', "<p>a</p>"),
        ("import duties from all goods.", "<p>import duties from all goods.</p>"),
        ("a [!note] {: b} :::", "<p>a [!note] {: b} :::</p>"),
        ("```\n{:toc}\n:::note\n[TOC]\n^\n> [!NOTE]\n```",
         "<pre><code>{:toc} :::note [TOC] ^ &gt; [!NOTE] </code></pre>"),
    ],
)  # fmt: skip
def test_the_marks_go_and_their_text_stays(body: str, html: str) -> None:
    assert " ".join(render(without_marks(body)).split()) == html


@pytest.mark.parametrize(
    "sign",
    [":::a: {", "> [!a", "{::", "{::comment}", "# a\n{:", "a\n-\n{:#", "<a   ", "*[a]:", "import a from ",
     "\n:::a{"],
)  # fmt: skip
def test_a_long_text_of_one_sign_costs_one_look_at_each(sign: str) -> None:
    without_marks(sign * (1_000_000 // len(sign)) + "{:")
