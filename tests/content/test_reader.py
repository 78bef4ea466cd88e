"""Bytes become an article: fields in all their shapes, wishes, and any bytes at all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbot.content.article import AccountWish, Article, Author, Wish
from feedbot.content.markdown import body_html
from feedbot.content.problem import Severity
from feedbot.content.reader import read
from feedbot.content.reading import Reading
from tests.content.corpora import site

RULES = site()


def file(front: str, body: str = "Some text.\n") -> bytes:
    return f"---\ntitle: T\ndate: 2024-03-05T10:00:00Z\n{front}\n---\n{body}".encode()


def article_of(front: str, body: str = "Some text.\n", path: str = "posts/a.md", **changes: Any) -> Article:
    reading = read(file(front, body), path, site(**changes))
    assert reading.article is not None, reading.problems
    return reading.article


def codes(source: bytes, path: str = "posts/a.md") -> list[str]:
    return [problem.code for problem in read(source, path, RULES).problems]


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("author: Ann", ["Ann"]),
        ("author: Ann, Bo; Cy", ["Ann", "Bo", "Cy"]),
        ("author: [Ann, Bo]", ["Ann", "Bo"]),
        ("authors: [{name: Ann}, Bo]\nauthor: Ann", ["Ann", "Bo"]),
        ("author: {name: Ann &amp; Bo}", ["Ann & Bo"]),
        ("author: '[Ann](https://a.example/)'", ["Ann"]),
        ("author:", []),
        ("author: {twitter: x}", []),
    ],
)
def test_authors_come_in_many_shapes(front: str, wanted: list[str]) -> None:
    assert [author.name for author in article_of(front).authors] == wanted


def test_an_author_has_page_and_mail() -> None:
    front = "authors: [{name: Ann, url: https://a.example/x, email: a@a.example}, Bo <bo@a.example>]"
    assert article_of(front).authors == (
        Author(name="Ann", url="https://a.example/x", email="a@a.example"),
        Author(name="Bo", email="bo@a.example"),
    )


@pytest.mark.parametrize(
    ("front", "tags", "categories"),
    [
        ("tags: [a, b, a, '', 2012, 1.10]\ncategories: [C]", ["a", "b", "2012", "1.10"], ["C"]),
        ("tags: two words\ncategory: One, Two", ["two words"], ["One, Two"]),
        ("tags:\ncategories: []", [], []),
        ("topics: [x]", ["x"], []),
        ("tags: ['r&amp;d']", ["r&d"], []),
        ("tags: [{label: L, permalink: /l}]", ["L"], []),
    ],
)
def test_tags_and_categories_stay_apart(front: str, tags: list[str], categories: list[str]) -> None:
    article = article_of(front)
    assert (list(article.tags), list(article.categories)) == (tags, categories)


@pytest.mark.parametrize(
    ("front", "body", "summary"),
    [
        ("summary: S *em* &amp; <b>b</b>", "Text", "S em & b"),
        ("description: ''\nexcerpt: E", "Text", "E"),
        ("excerpt: 'The end. [&hellip;]'", "Text", "The end…"),
        ("excerpt: 'The end [...]'", "Text", "The end…"),
        ("", "One.\n\nTwo.\n\n<!--more-->\n\nThree.", "One. Two."),
        ("", "One.\n\n<!-- MORE -->\n\nThree.", "One."),
        ("", "One.\n\n<!-- truncate -->\n\nThree.", "One."),
        ("", "# Head\n\n![i](x.png)\n\n```\na\n\nb\n```\n\n[Link](x) text.\n\nNext.", "Link text."),
        ("", "See [there][1] now.\n\n[1]: https://a.example/", "See there now."),
        ("", "Claim[^1].\n\n[^1]: note", "Claim."),
        ("", "<!-- more -->\n\nThree.", "Three."),
        ("", "<h2>Head</h2>\n<p>One <b>two</b>.</p>\n<p>Three.</p>", "One two."),
        ("", '<p class="x">One.</p><p>Two.</p>', "One."),
        ("", "<p><img src='i.png'></p>\n<p>One.</p>\n[caption]<img src='j.png'> Team[/caption]", "One."),
        ("", "<pre>a\nb</pre>\n<p>One.</p>", "One."),
        ("", "Close it by `</p>` and go on.", "Close it by </p> and go on."),
        ("", "```html\n<p>No.</p>\n```\n\nOne.", "One."),
        ("", "* TOC\n{:toc}\n\nOne.\n{: .lead}\n\nTwo.", "One."),
        ("", "import Chart from '../Chart.js'\nexport const meta = {}\n\n:::note\nOne.\n:::", "One."),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_summary_is_plain_text_from_the_best_place(front: str, body: str, summary: str) -> None:
    assert article_of(front, body).summary == summary


@pytest.mark.parametrize(
    ("front", "path", "address", "alt"),
    [
        ("image: /img/a b.png", "posts/a.md", "https://blog.example/img/a%20b.png", ""),
        ("cover: {image: /i.png, alt: An alt}", "posts/a.md", "https://blog.example/i.png", "An alt"),
        (
            "featured_image: {url: i.png, alt: Alt}",
            "posts/a/index.md",
            "https://blog.example/posts/a/i.png",
            "Alt",
        ),
        ("images: [img/1.png, img/2.png]", "posts/a.md", "https://blog.example/img/1.png", ""),
        ("thumbnail: //cdn.example/é.png\nimage_alt: A", "posts/a.md", "https://cdn.example/%C3%A9.png", "A"),
        (
            "heroImage: https://été.example/i.png?w=1",
            "posts/a.md",
            "https://xn--t-9fab.example/i.png?w=1",
            "",
        ),
    ],
)
def test_the_image_has_an_absolute_address(front: str, path: str, address: str, alt: str) -> None:
    image = article_of(front, path=path).image
    assert image is not None
    assert (image.address, image.alt) == (address, alt)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:image/png;base64,x", "http://[bad", "file:///x", "#x", "/", "."]
)
def test_an_image_that_nobody_could_fetch_is_left_out_and_said(address: str) -> None:
    reading = read(file(f"image: '{address}'"), "posts/a.md", RULES)
    assert reading.article is not None
    assert reading.article.image is None
    assert [problem.code for problem in reading.problems] == ["image-address"]


@pytest.mark.parametrize("front", ["image: ['']", "image: ' '", "images: ['', ~]", "cover: {image: ''}"])
def test_where_no_image_is_written_there_is_none_and_nothing_to_say(front: str) -> None:
    reading = read(file(front), "posts/a.md", RULES)
    assert reading.article is not None
    assert reading.article.image is None
    assert reading.problems == ()


@pytest.mark.parametrize("front", ["images: ['', /i.png]", "image: ['']\ncover: /i.png"])
def test_an_empty_image_leaves_its_place_to_the_next(front: str) -> None:
    image = article_of(front).image
    assert image is not None
    assert image.address == "https://blog.example/i.png"


def test_a_place_on_its_own_page_is_no_image_of_a_bundle() -> None:
    reading = read(file("image: '#x'"), "posts/a/index.md", RULES)
    assert reading.article is not None
    assert reading.article.image is None
    assert [problem.code for problem in reading.problems] == ["image-address"]


@pytest.mark.parametrize(
    "front",
    ["draft: true", "Draft: yes", "draft: 'True'", "published: false", "status: draft", "private: true",
     "status: Private", "status: rough draft", "status: auto-draft", "status: In review", "unlisted: true",
     "headless: true", "build: {list: never}", "_build: {render: false}"],
)  # fmt: skip
def test_a_draft_in_any_spelling_is_withheld(front: str) -> None:
    reading = read(file(front), "posts/a.md", RULES)
    drafts = [problem for problem in reading.problems if problem.severity is Severity.WITHHELD]
    assert [problem.code for problem in drafts] == ["draft"]
    assert reading.article is not None
    assert reading.article.draft


@pytest.mark.parametrize("status", ["publish", "Published", "Finished", "in progress", "evergreen", "1"])
def test_a_status_that_is_no_matter_of_publishing_keeps_nothing_back(status: str) -> None:
    assert not article_of(f"status: {status}").draft


def test_a_draft_folder_holds_drafts_and_a_hidden_key_hides_nothing() -> None:
    assert article_of("", path="posts/_drafts/a.md").draft
    assert not article_of("hidden: true\nstatus: publish\npublished: true\ndraft: false").draft


def test_the_dates_of_hugo() -> None:
    article = article_of("lastmod: 2024-04-01\nexpiryDate: 2025-01-01T00:00:00+01:00", zone="Europe/Paris")
    assert article.published == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert article.updated == datetime(2024, 3, 31, 22, tzinfo=UTC)
    assert article.expires == datetime(2024, 12, 31, 23, tzinfo=UTC)


def test_an_impossible_expiry_holds_and_an_impossible_change_warns() -> None:
    assert codes(file("expiryDate: 2024-13-01")) == ["date-impossible"]
    assert read(file("expiryDate: 2024-13-01"), "posts/a.md", RULES).article is None
    assert codes(file("lastmod: 2024-13-01")) == ["date-impossible"]
    assert read(file("lastmod: 2024-13-01"), "posts/a.md", RULES).article is not None


def test_a_title_that_is_no_text_is_held() -> None:
    source = b"---\ntitle: {a: b}\ndate: 2024-01-01\n---\n"
    reading = read(source, "posts/a.md", RULES)
    assert reading.article is None
    assert [(problem.code, problem.line) for problem in reading.problems] == [("title-shape", 2)]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("'A <b>bold</b> `code` &amp; *em*'", "A bold code & em"),
        ("'Array<T> and <stdio.h>'", "Array<T> and <stdio.h>"),
        ("'C# and F# [draft] 2 < 3'", "C# and F# [draft] 2 < 3"),
        ("'&amp;lt; once'", "&lt; once"),
        ("'snake_case_name'", "snake_case_name"),
        ('"line one\\nline two\\u00a0"', "line one line two"),
    ],
)
def test_a_title_is_plain_text_on_one_line(written: str, title: str) -> None:
    source = f"---\ntitle: {written}\ndate: 2024-01-01\n---\n".encode()
    article = read(source, "posts/a.md", RULES).article
    assert article is not None
    assert article.title == title


def test_an_article_without_a_title_takes_its_first_words_or_its_name() -> None:
    source = b"---\ndate: 2024-01-01\n---\nOne two three four five six seven eight nine ten.\n"
    article = read(source, "posts/a.md", RULES).article
    assert article is not None
    assert article.title == "One two three four five six seven eight…"
    bare = read(b"---\ndate: 2024-01-01\n---\n", "posts/2024-01-01-a-name.md", RULES).article
    assert bare is not None
    assert bare.title == "a name"


WISHES: list[tuple[str, Wish]] = [
    ("", Wish()),
    ("announce: true", Wish()),
    ("announce: false", Wish(announce=False)),
    ("announce: no", Wish(announce=False)),
    (
        "announce: {text: Hello, hashtags: [A, '#B'], at: 2024-05-01T10:00:00+02:00, warning: W}",
        Wish(
            text="Hello",
            text_line=4,
            hashtags=("A", "#B"),
            at=datetime(2024, 5, 1, 8, tzinfo=UTC),
            warning="W",
        ),
    ),
    ("announce: {hashtags: []}", Wish(hashtags=())),
    ("announce: {hashtags: 'A, B'}", Wish(hashtags=("A", "B"))),
    (
        "announce: {accounts: {my-x: false, my-toots: {text: Hi, hashtags: [C], warning: ''}}}",
        Wish(
            accounts=(
                AccountWish(account="my-x", announce=False),
                AccountWish(account="my-toots", text="Hi", text_line=4, hashtags=("C",), warning=""),
            )
        ),
    ),
]


@pytest.mark.parametrize(("front", "wish"), WISHES)
def test_an_article_says_how_it_is_announced(front: str, wish: Wish) -> None:
    assert article_of(front).wish == wish


@pytest.mark.parametrize(
    "front",
    ["announce: maybe", "announce: [a]", "announce: {txt: x}", "announce: {text: [a, b]}",
     "announce: {at: soon}", "announce: {at: 2024-13-01}", "announce: {hashtags: {a: b}}",
     "announce: {accounts: [x]}",
     "announce: {accounts: {x: perhaps}}", "announce: {accounts: {x: {at: 2024-01-01}}}"],
)  # fmt: skip
def test_a_wish_that_is_not_understood_holds_the_article(front: str) -> None:
    reading = read(file(front), "posts/a.md", RULES)
    assert reading.article is None
    (problem,) = reading.problems
    assert (problem.code, problem.severity, problem.line) == ("announce-shape", Severity.HELD, 4)
    assert problem.repair


@pytest.mark.parametrize("key", ["id", "uid", "guid"])
def test_the_files_own_id_is_kept_verbatim(key: str) -> None:
    assert article_of(f"{key}: 007").own_id == "007"


def test_the_hashes_tell_a_resave_from_an_edit() -> None:
    first, resaved = article_of("", "Some  text.\n"), article_of("", "Some text.")
    edited = article_of("", "Some other text.")
    assert first.body_hash == resaved.body_hash != edited.body_hash
    assert first.facts_hash != edited.facts_hash
    assert article_of("image: /a.png").facts_hash != article_of("image: /b.png").facts_hash
    moved = article_of("image: /a.png", url="https://new.example")
    assert moved.facts_hash == article_of("image: /a.png").facts_hash


def test_a_language_is_a_language() -> None:
    assert article_of("lang: fr_CA").language == "fr-CA"
    assert article_of("lang: '<b>'").language == ""


def test_a_body_is_html_with_what_authors_use() -> None:
    body = "# Head\n\n| a | b |\n|---|---|\n| 1 | ~~2~~ |\n\nterm\n: meaning\n\nx[^1]\n\n"
    body += "[^1]: note\n\n<b>raw</b>"
    html = body_html(file("", body), "posts/a.md", RULES)
    for part in (
        '<h1 id="head">',
        "<table>",
        "<s>2</s>",
        "<dd>meaning</dd>",
        'class="footnotes"',
        "<b>raw</b>",
    ):
        assert part in html


def test_a_body_of_html_is_taken_as_it_is() -> None:
    assert (
        body_html(file("", "<p>a</p>\n\n    <p>b</p>\n"), "posts/a.html", RULES)
        == "<p>a</p>\n\n    <p>b</p>\n"
    )


def test_short_codes_become_what_a_reader_should_see() -> None:
    body = (
        '{{< figure src="/i.png" alt="A" caption="C & D" >}}\n\n{{< youtube abc >}}\n\n'
        '[x]({{< ref "b.md#part" >}})\n\n'
        "{{% note %}}inner{{% /note %}}\n\n{% raw %}kept{% endraw %}\n\n"
        "`{{</* code */>}}` and `{% tag %}`\n\n"
        "{{< highlight go >}}\nx := 1\n{{< /highlight >}}\n\n~~~\n{% if %}\n~~~\n\n[youtube http://y.example/v]\n"
    )
    html = body_html(file("", body), "posts/a.md", RULES, known={"posts/b.md": "https://blog.example/b/"})
    for part in (
        '<img src="/i.png" alt="A">', "<figcaption>C &amp; D</figcaption>", "https://www.youtube.com/watch?v=abc",
        'href="https://blog.example/b/#part"', "<p>inner</p>", "<p>kept</p>",
        "<code>{{&lt; code &gt;}}</code>",
        "<code>{% tag %}</code>", '<code class="language-go">x := 1', "{% if %}", 'href="http://y.example/v"',
    ):  # fmt: skip
        assert part in html
    assert [(p.code, p.line) for p in read(file("", body), "posts/a.md", RULES).problems] == [
        ("short-code", 12)
    ]


def test_marks_of_other_dialects_are_not_text() -> None:
    body = (
        '1. TOC\n{: toc .x}\n\nimport A from "@theme/A";\n\nimport duties from all goods.\n\n'
        "## Head {#own-id .x}\n\n:::tip Title\nInner.\n:::\n\nOne {: no} `{: .code}`.\n{: .lead}\n\n"
        "{.wide}\n\n```\n{: .kept}\n::: kept\n# Kept {#kept}\n```\n"
    )
    html = body_html(file("", body), "posts/a.md", RULES)
    for part in ("TOC", "toc", "@theme", ".x", ":::tip", ".lead", ".wide"):
        assert part not in html
    for part in (
        '<h2 id="own-id">Head</h2>', "<p><strong>Title</strong></p>", "<p>Inner.</p>",
        "<p>import duties from all goods.</p>",
        "One {: no} <code>{: .code}</code>.", "{: .kept}\n::: kept\n# Kept {#kept}",
    ):  # fmt: skip
        assert part in html


@pytest.mark.parametrize(
    ("body", "href"),
    [
        ('[x]({{< ref "b.md#part" >}})', "https://blog.example/2024/b/#part"),
        ('[x]({{< relref "../b" >}})', "https://blog.example/2024/b/"),
        ('[x]({{< ref "/notes/c.md" >}})', "https://blog.example/c/"),
        ('[x]({{< ref "c" >}})', "https://blog.example/c/"),
        ('[x]({{< ref "bundle" >}})', "https://blog.example/2024/bundle/"),
        ('[x]({{< ref "/about.md" >}})', "https://blog.example/about/"),
        ('[x]({{< ref "/notes/_index.md" >}})', "https://blog.example/notes/"),
        ('[x]({{< ref "#part" >}})', "#part"),
        ("[x](../b.md?y)", "../b.md?y"),
        ("[x](b.md#part)", "https://blog.example/2024/b/#part"),
        ("[x](../bundle/index.md)", "https://blog.example/2024/bundle/"),
        ("[x](/notes/c.md)", "https://blog.example/c/"),
        ("[x](no.md)", "no.md"),
        ("[x](https://other.example/b.md)", "https://other.example/b.md"),
    ],
)
def test_an_article_named_by_its_file_is_linked_where_it_is(body: str, href: str) -> None:
    known = {
        "posts/a/index.md": "https://blog.example/2024/a/",
        "posts/b.md": "https://blog.example/2024/b/",
        "posts/bundle/index.md": "https://blog.example/2024/bundle/",
        "notes/c.md": "https://blog.example/c/",
        "notes/twice.md": "https://blog.example/1/",
        "other/twice.md": "https://blog.example/2/",
    }
    html = body_html(file("", body), "posts/a/index.md", RULES, known)
    assert html == f'<p><a href="{href}">x</a></p>\n'


def test_a_caption_is_markdown_and_its_words_are_the_images() -> None:
    html = body_html(
        file("", '{{< figure src="i.png" caption="The **big** _one_" >}}\n'), "posts/a.md", RULES
    )
    assert "<figcaption>The <strong>big</strong> <em>one</em></figcaption>" in html
    assert 'alt="The big one"' in html


@settings(max_examples=300)
@given(st.binary())
def test_any_bytes_are_an_article_or_a_problem(source: bytes) -> None:
    reading = read(source, "posts/a.md", RULES)
    assert isinstance(reading, Reading)
    assert (reading.article is not None) or reading.problems


PIECES = st.sampled_from(
    ["---\n", "+++\n", "{", "}", '"', "title: ", "date: ", "2024-01-01", "\n", "tags: [", "]", "&a ",
     "*a", "\t",
     "announce: ", "url: ", "//evil/", "../", "slug: ", "image: ", "{{< ", " >}}", "`", "```\n",
     "<!-- more -->",
     "\x00", "é", "\ud7ff", "[", "](", "!", ": ", "- ", "<b>", "%2e%2e", "0x", "!!int "],
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(PIECES, max_size=40), st.sampled_from(["posts/a.md", "posts/x/index.md", "a.html", "fr/ü/b.md"])
)
def test_any_pile_of_front_matter_keeps_to_the_site(pieces: list[str], path: str) -> None:
    source = ("---\ntitle: T\ndate: 2024-01-01\n" + "".join(pieces) + "\n---\nText").encode()
    for generator in ("hugo", "plain"):
        reading = read(source, path, site(generator=generator))
        assert not any(problem.code == "unreadable" for problem in reading.problems)
        if reading.article is not None:
            assert reading.article.address.startswith("https://blog.example/")
            assert reading.article.address.isascii()
            assert "/../" not in reading.article.address


def test_hostile_json_and_toml_cost_one_file_alone() -> None:
    assert codes(b'{"a":' + b"[" * 60_000) == ["json-broken"]
    assert codes(b"+++\na=" + b"[" * 60_000 + b"\n+++\n") == ["toml-broken"]


@pytest.mark.parametrize(
    "sign",
    ["{{<", '{{< a="', "{%", "{{</*", "`", "``a`", "```x\n", "[youtube ", "[a\n", "<!--",
     "<script", "{{< ", "{%  ", "&nbsp;", "[^1", "> ", "* a\n\n", "| a |\n", "![", "<b>", " ",
     "\n", "---\n", "{"],
)  # fmt: skip
def test_a_long_body_of_one_sign_is_read_in_one_go(sign: str) -> None:
    """A pattern that looked at the rest of the body from every sign would not come back today."""
    body = sign * (1_000_000 // len(sign))
    reading = read(file("", body), "posts/a.md", RULES)
    assert reading.article is not None


@pytest.mark.parametrize("sign", ["<script", "`", "[", " ", "*", "<!--", "&", "![", "a:", "- ", "é"])
def test_a_long_title_or_slug_of_one_sign_is_read_in_one_go(sign: str) -> None:
    text = sign * (20_000 // len(sign))
    source = f"---\ntitle: 'T{text}'\ndate: 2024-01-01\nauthor: 'A{text}'\nslug: 's{text}s'\n---\n".encode()
    reading = read(source, "posts/a.md", site(permalinks=(("posts", "/:title/:slug/"),)))
    assert reading.article is not None
