"""Footers and addresses of comments, filled in for one article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Author
from feedbot.content.vocabulary import TemplateFault
from feedbot.feeds.templates import Context, check_template, comments_address, context_of, footer_html
from tests.feeds.samples import article

CONTEXT = Context(
    title="Tea & <Toast>",
    url="https://atelier.example/tea/",
    site="Atelier",
    date="2026-03-01",
    language="en",
    email="me@atelier.example",
    authors=("Ada", "Bo"),
    tags=("tea", "toast"),
    posts=(
        ("fedi", "mastodon", "https://social.example/@a/1"),
        ("my-x", "x", "https://x.example/a/2"),
    ),
)
REPLY = '<a href="{{ reply }}">Reply by e-mail</a>'


@pytest.mark.parametrize(
    ("template", "footer"),
    [
        ("", ""),
        (" \n", ""),
        ("<p>{{ title }} by {{ authors|join(', ') }}</p>", "<p>Tea &amp; &lt;Toast&gt; by Ada, Bo</p>"),
        (
            REPLY,
            '<a href="mailto:me@atelier.example?subject=Re%3A%20Tea%20%26%20%3CToast%3E">Reply by e-mail</a>',
        ),
        (
            "{% for p in posts %}{{ p.account }} on {{ p.network }}: {{ p.url }}; {% endfor %}",
            "fedi on mastodon: https://social.example/@a/1; my-x on x: https://x.example/a/2;",
        ),
        (
            '{% if posted.fedi %}<a href="{{ posted.fedi }}">Discuss</a>{% endif %}',
            '<a href="https://social.example/@a/1">Discuss</a>',
        ),
        ('{{ posted["my-x"] }}{{ posted.elsewhere }}', "https://x.example/a/2"),
        ("{{ posted.items }}{{ posted.get }}", ""),
        ("{{ title|urlencode }}", "Tea%20%26%20%3CToast%3E"),
        ("{{ author }} {{ date }} {{ site }} {{ language }}", "Ada 2026-03-01 Atelier en"),
    ],
)  # fmt: skip
def test_a_footer_is_filled_in_and_its_values_are_escaped(template: str, footer: str) -> None:
    assert check_template(template, html=True) is None
    assert footer_html(template, CONTEXT) == footer


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("", ""),
        ("{{ url }}#comments", "https://atelier.example/tea/#comments"),
        ("\n {{ posted.fedi }}\n", "https://social.example/@a/1"),
        ("{{ posted.elsewhere }}", ""),
        ("https://forum.exämple/t?q={{ title|urlencode }}", "https://forum.xn--exmple-cua/t?q=Tea%20%26%20%3CToast%3E"),
        ("{{ posted.fedi or url ~ '#respond' }}", "https://social.example/@a/1"),
    ],
)  # fmt: skip
def test_an_address_of_comments_is_plain_absolute_and_ascii(template: str, address: str) -> None:
    assert check_template(template, html=False) is None
    assert comments_address(template, CONTEXT) == address


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{{ titel }}", "line 1: 'titel' is unknown; did you mean 'title'?"),
        ("{{ summary }}", "'summary' is unknown"),
        ("{% for p in posts %}{{ p.link }}{% endfor %}", "'p.link' is unknown"),
        ("{% for p in posts %}{{ p.adress }}{{ p.acount }}{% endfor %}", "there are account, network, url"),
        ("{% for t in tags %}{{ t.url }}{% endfor %}", "a dot"),
        ("{{ posted.my-x }}", 'posted["my-name"]'),
        ("{{ posts }}", "go over it"),
        ("{{ tags }}", "a list is no text"),
        ("{{ posted }}", "name one of its fields"),
        ("{% for p in posts %}{{ p }}{% endfor %}", "name one of its fields"),
        ("{{ posted[title] }}", "an index"),
        ("{{ posted.fedi.upper }}", "a dot"),
        ("{{ title.__class__ }}", "a dot"),
        ("{{ title|safe }}", "the filter 'safe'"),
        ("{% for n in range(9) %}{% endfor %}", "a call"),
        ("\n{% if title %}", "line 2"),
        ("{% for a in tags %}{% for p in posts %}x{% endfor %}{% endfor %}", "a loop inside a loop"),
    ],
)
def test_a_mistake_is_told_with_its_repair(template: str, fault: str) -> None:
    found = check_template(template, html=True)

    assert found is not None
    assert fault in found
    assert isinstance(footer_html(template, CONTEXT), TemplateFault)


def test_an_address_of_comments_that_never_can_be_one_is_told() -> None:
    assert "no address" in (check_template("/comments/{{ title }}", html=False) or "")
    assert isinstance(comments_address("javascript:{{ title }}", CONTEXT), TemplateFault)


def test_a_footer_that_fails_for_one_article_says_why() -> None:
    fault = footer_html("{{ tags|first }}", replace(CONTEXT, tags=()))

    assert isinstance(fault, TemplateFault)


def test_without_an_address_to_write_to_there_is_no_reply() -> None:
    assert replace(CONTEXT, email="").reply == ""


@given(st.text())
def test_a_reply_is_an_address_in_ascii_whatever_the_title(title: str) -> None:
    reply = replace(CONTEXT, title=title).reply

    assert reply.isascii()
    assert not set(reply) & set(" <>\"'&#\n")


@pytest.mark.parametrize(
    ("writers", "names", "email"),
    [
        ((Author(name="Ada", email="ada@atelier.example"),), ("Ada",), "ada@atelier.example"),
        (
            (Author(name="Ada"), Author(name="Bo", email="bo@atelier.example")),
            ("Ada", "Bo"),
            "bo@atelier.example",
        ),
        ((Author(name="Ada"),), ("Ada",), "site@atelier.example"),
        ((), ("Atelier",), "site@atelier.example"),
    ],
)
def test_readers_write_to_who_wrote_the_article_else_to_the_site(
    writers: tuple[Author, ...], names: tuple[str, ...], email: str
) -> None:
    site = Author(name="Atelier", email="site@atelier.example")

    context = context_of(article(authors=writers), "Atelier", "en", site)

    assert (context.authors, context.email) == (names, email)
    assert context_of(article(authors=writers[:0]), "Atelier", "en", None).reply == ""
