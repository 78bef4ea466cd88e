"""A file's body as HTML, as its own generator would show it."""

from typing import Any

import pytest

from feedbot.content.markdown import body_html
from tests.content.corpora import site


def html(body: str, path: str, front: str = "", known: dict[str, str] | None = None, **changes: Any) -> str:
    source = "\n".join(("---", "title: The title", *front.splitlines(), "---", body)).encode()
    return body_html(source, path, site(**changes), known or {}).strip()


def test_each_generators_own_language_and_renderer_are_used() -> None:
    body = '{{< youtube abc >}} "{{ page.title }}" https://a.example'
    curled = ("smart-punctuation",)
    assert html(body, "posts/a.md", generator="hugo", markdown=curled) == (
        '<p><a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a> '
        '“{{ page.title }}” <a href="https://a.example">https://a.example</a></p>'
    )
    post = "_posts/2024-03-05-a.md"
    assert html(body, post, generator="jekyll", markdown=curled) == "<p>“The title” https://a.example</p>"
    assert html(body, "a.md", generator="pelican") == (
        "<p>{{&lt; youtube abc &gt;}} &quot;{{ page.title }}&quot; https://a.example</p>"
    )


def test_templates_know_the_front_matters_texts_and_lists() -> None:
    body = "{{ page.colour }}{% for c in page.colours %} {{ c }}{% endfor %} {{ page.count }}"
    front = "colour: red\ncolours: [green, blue]\ncount: 012"
    assert html(body, "_posts/2024-03-05-a.md", front, generator="jekyll") == "<p>red green blue 012</p>"


def test_links_between_posts_hold_the_sites_address_once() -> None:
    known = {"_posts/2024-03-04-b.md": "https://blog.example/sub/2024/03/04/b.html"}
    body = "[b]({{ site.baseurl }}{% post_url 2024-03-04-b %}) [c]({% link _posts/2024-03-03-c.md %})"
    found = html(
        body, "_posts/2024-03-05-a.md", known=known, generator="jekyll", url="https://blog.example/sub"
    )
    assert found == '<p><a href="https://blog.example/sub/2024/03/04/b.html">b</a> c</p>'


@pytest.mark.parametrize(
    ("path", "generator", "shown"),
    [
        ("a.mdx", "plain", "<p>kept</p>"),
        ("a.md", "docusaurus", "<p>kept</p>"),
        ("a.mdoc", "plain", "<p>kept {x}</p>"),
        ("a.md", "plain", "<pre><code>kept {x}\n</code></pre>"),
    ],
)
def test_some_endings_have_their_own_language_and_renderer(path: str, generator: str, shown: str) -> None:
    assert html("    kept {x}", path, generator=generator) == shown


def test_what_the_site_switched_on_is_on() -> None:
    assert html("a :tada:\nb", "a.md", generator="plain", markdown=("emoji", "line-breaks")) == (
        "<p>a 🎉<br />\nb</p>"
    )


def test_a_body_of_html_is_left_alone_but_for_tags_and_marks() -> None:
    body = '<p>"a" {{< youtube abc >}}</p>\n\n    <p>b</p><!--more-->'
    assert html(body, "posts/a.html") == (
        '<p>"a" <a href="https://www.youtube.com/watch?v=abc">https://www.youtube.com/watch?v=abc</a></p>'
        "\n\n    <p>b</p>"
    )


def test_braces_in_astros_plain_markdown_are_text_and_in_its_mdx_they_are_not() -> None:
    assert html("a {b}", "a.md", generator="astro") == "<p>a {b}</p>"
    assert html("a {b}", "a.mdx", generator="astro") == "<p>a</p>"
