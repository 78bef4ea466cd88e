"""Zola's short codes."""

import pytest

from feedbot.content.text.templates import Templates
from tests.content.text.templating.rendered import FILM, left_out, shown


@pytest.mark.parametrize(
    ("body", "html", "names"),
    [
        (
            '{{ youtube(id="abc", class="wide") }}',
            f"<p>{FILM}</p>",
            [],
        ),
        ('{{ image(src="a.png", alt="A)") }}', '<figure><img src="a.png" alt="A)"></figure>', []),
        (
            '{% quote(author="Ann") %}\nSaid {{ vimeo(id=12) }} *so*\n{% end %}\nafter',
            '<p>Said <a href="https://vimeo.com/12">https://vimeo.com/12</a> <em>so</em></p> <p>after</p>',
            ["quote"],
        ),
        ("{% a() %}{% b() %}deep{% end %}{% end %}", "<p>deep</p>", ["a", "b"]),
        ("{{ chart(x=1) }}text", "<p>text</p>", ["chart"]),
        ("{{ plain }} text", "<p>{{ plain }} text</p>", []),
        (
            '{{/* youtube(id="a") */}} {%/* b() */%} `{{ c }}`',
            "<p><code>{{ youtube(id=&quot;a&quot;) }}</code> <code>{% b() %}</code> <code>{{ c }}</code></p>",
            [],
        ),
    ],
)
def test_a_short_code_is_written_as_a_call(body: str, html: str, names: list[str]) -> None:
    assert shown(body, Templates.ZOLA) == html
    assert [name for name, _ in left_out(body, Templates.ZOLA)] == names
