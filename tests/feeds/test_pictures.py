"""Pictures, drawings and formulas of an article's HTML, for readers that run no script."""

from __future__ import annotations

import pytest

from feedbot.feeds.html import fit

BASE = "https://atelier.example/posts/a/"


@pytest.mark.parametrize(
    ("drawn", "named"),
    [
        ('<svg role="img" aria-label="A chart"><path d="M0 0"></path></svg>', "<span>A chart</span>"),
        ("<svg><title>A  chart</title><text>1</text></svg>", "<span>A chart</span>"),
        ('<svg aria-hidden="true"><title>x</title></svg>', ""),
        ("<svg><path></path></svg>", ""),
        (
            '<a href="/x"><svg><title>Home</title></svg> Home</a>',
            '<a href="https://atelier.example/x"> Home</a>',
        ),
        (
            '<a href="/x"><svg><title>Home</title></svg></a>',
            '<a href="https://atelier.example/x"><span>Home</span></a>',
        ),
    ],
)
def test_a_drawing_is_what_it_is_called(drawn: str, named: str) -> None:
    assert fit(drawn, BASE) == named


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        ("<mfrac><mn>1</mn><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", "1/(x+1)"),
        ("<msubsup><mi>a</mi><mn>1</mn><mi>n</mi></msubsup>", "a_1^n"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt><mspace></mspace><mi>y</mi>", "√(x+1) y"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "√[3](x)"),
        (
            "<mtable><mtr><mtd>1</mtd><mtd>0</mtd></mtr><mtr><mtd>0</mtd><mtd>1</mtd></mtr></mtable>",
            "1, 0; 0, 1",
        ),
        ("<semantics><mi>x</mi><annotation encoding=application/x-tex>\\xi</annotation></semantics>", "\\xi"),
        ("<munderover><mo>∑</mo><mn>0</mn><mi>n</mi></munderover>", "∑_0^n"),
    ],
)
def test_a_formula_is_written_in_a_line(formula: str, line: str) -> None:
    assert fit(f"<math>{formula}</math>", BASE) == f"<code>{line}</code>"


def test_a_formula_that_brings_its_words_is_those() -> None:
    assert fit('<math alttext="E=mc^2"><mi>E</mi></math>', BASE) == "<code>E=mc^2</code>"


@pytest.mark.parametrize(
    ("image", "shown"),
    [
        ('<img class="emoji" alt="🎉" src="/1f389.png">', "<span>🎉</span>"),
        (
            '<img class="emoji" alt=":tada:" src="/1f389.png">',
            '<img class="emoji" alt=":tada:" src="https://atelier.example/1f389.png">',
        ),
        ('<amp-img src="/a.jpg" alt="a"></amp-img>', '<img src="https://atelier.example/a.jpg" alt="a">'),
        ('<img src="data:image/png;base64,AA==" alt="a">', '<img src="data:image/png;base64,AA==" alt="a">'),
        ('<img src="data:image/svg+xml,%3Csvg%3E" alt="a">', "<span>a</span>"),
    ],
)
def test_an_image_is_shown_as_readers_can(image: str, shown: str) -> None:
    assert fit(image, BASE) == shown


@pytest.mark.parametrize(("alt", "words"), [(' alt="A map"', "A map"), ("", "🖼")])
def test_a_picture_of_too_much_data_leads_to_the_article(alt: str, words: str) -> None:
    image = f'<img src="data:image/png;base64,{"A" * 100_000}"{alt}>'

    assert fit(image, BASE) == f'<a href="{BASE}">{words}</a>'
