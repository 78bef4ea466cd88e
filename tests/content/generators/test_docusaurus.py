"""What a path and its keys mean to a blog of Docusaurus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feedbot.content.article import Article
from feedbot.content.folder import list_content
from feedbot.content.generators.registry import generator_of
from feedbot.content.markdown import body_html
from feedbot.content.reader import read
from feedbot.content.reading import Reading
from feedbot.errors import ContentError
from tests.content.corpora import site

DATED = "date: 2024-03-05"
ROOT = Path("/nowhere")
SEVERAL = (
    (
        "blogs",
        json.dumps(
            [
                {"folder": "blog", "exclude": ["**/old/**"]},
                {"folder": "news", "route": "actual/news"},
                {"folder": "i18n/fr/blog", "route": "fr/blog", "language": "fr", "original": "blog"},
            ]
        ),
    ),
)


def look(path: str, front: str = DATED, body: str = "Text of it.\n", **changes: Any) -> Reading:
    source = f"---\n{front}\n---\n{body}".encode()
    return read(source, path, site(generator="docusaurus", **changes))


def article(path: str, front: str = DATED, body: str = "Text of it.\n", **changes: Any) -> Article:
    found = look(path, front, body, **changes).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("2021-01-05-plain.md", "", "/blog/2021/01/05/plain"),
        ("2021-1-6-short.md", "", "/blog/2021/1/6/short"),
        ("2021-01-07.md", "", "/blog/2021/01/07/"),
        ("2021-01-08-folder/index.md", "", "/blog/2021/01/08/folder"),
        ("2021/01/09/deep.md", "", "/blog/2021/01/09/deep"),
        ("2021/01-10-mixed.mdx", "", "/blog/2021/01/10/mixed"),
        ("2021-01-12/inner.md", "", "/blog/2021/01/12/inner"),
        ("2021-01-13/index.md", "", "/blog/2021/01/13/index"),
        ("series/2021-01-14-in.md", "", "/blog/2021/01/14/series/in"),
        ("2020-12-31-outer/2021-01-15-twice.md", "", "/blog/2021/01/15/2020-12-31-outer/twice"),
        ("2021-01-16_under.md", "", "/blog/2021/01/16/_under"),
        ("2021-01-17 with é.md", "", "/blog/2021/01/17/%20with%20%C3%A9"),
        ("2021-01-18-a.b.md", "", "/blog/2021/01/18/a.b"),
        ("x2021-01-19-glued.md", "", "/blog/2021/01/19/xglued"),
        ("undated.md", DATED, "/blog/undated"),
        ("deep/er/index.md", DATED, "/blog/deep/er"),
        ("index.md", DATED, "/blog/index"),
        ("2021-01-05-plain.md", "slug: short", "/blog/short"),
        ("2021-01-05-plain.md", "slug: /absolute/one", "/blog/absolute/one"),
        ("2021-01-05-plain.md", "slug: rel/two/", "/blog/rel/two/"),
        ("2021-01-05-plain.md", "slug: Sluggy Été", "/blog/Sluggy%20%C3%89t%C3%A9"),
        ("2021-01-05-plain.md", "slug: /", "/blog/"),
    ],
)
def test_docusaurus_addresses(path: str, front: str, wanted: str) -> None:
    assert article(path, f"title: T\n{front}").address == f"https://blog.example{wanted}"


@pytest.mark.parametrize(
    ("changes", "front", "wanted"),
    [
        ({"options": (("route", "journal/all"),)}, "", "/journal/all/2021/01/05/a"),
        ({"options": (("route", ""),)}, "", "/2021/01/05/a"),
        ({"url": "https://blog.example/base"}, "", "/base/blog/2021/01/05/a"),
        ({"trailing_slash": True}, "", "/blog/2021/01/05/a/"),
        ({"trailing_slash": True}, "slug: v1.2", "/blog/v1.2/"),
        ({"trailing_slash": False}, "slug: x/", "/blog/x"),
        ({"permalinks": (("", "/{year}/{slug}"),)}, "slug: x", "/2021/x"),
    ],
)
def test_docusaurus_settings(changes: dict[str, Any], front: str, wanted: str) -> None:
    assert (
        article("2021-01-05-a.md", f"title: T\n{front}", **changes).address == f"https://blog.example{wanted}"
    )


@pytest.mark.parametrize(
    ("path", "front", "code"),
    [
        ("2021-01-05-a.md", "slug: ../../x", "url-outside"),
        ("2021-13-05-a.md", "title: T", "date-impossible"),
        ("2021-02-30-a.md", "title: T", "date-impossible"),
        ("a.md", "title: T", "no-date"),
    ],
)
def test_what_is_no_post_says_why(path: str, front: str, code: str) -> None:
    found = look(path, front)
    assert found.article is None
    assert found.problems[-1].code == code


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("2021-01-05-a.md", "", "2021-01-05T00:00:00+00:00"),
        ("2021-1-5-a.md", "", "2021-01-05T00:00:00+00:00"),
        ("2021/01-05-a.md", "", "2021-01-05T00:00:00+00:00"),
        ("2021-01-05-a.md", "date: 2024-03-05", "2024-03-05T00:00:00+00:00"),
        ("2021-01-05-a.md", "date: 2024-03-05T10:00", "2024-03-05T10:00:00+00:00"),
        ("2021-01-05-a.md", 'date: "2024-03-05 10:20"', "2024-03-05T10:20:00+00:00"),
        ("2021-01-05-a.md", "date: 2024-03-05 10:00:00 +02:00", "2024-03-05T08:00:00+00:00"),
        ("2021-01-05-a.md", "date: 2024-03-05 10:00:00 +0200", "2024-03-05T10:00:00+00:00"),
    ],
)
def test_dates_are_in_utc_and_the_key_goes_before_the_path(path: str, front: str, wanted: str) -> None:
    assert article(path, f"title: T\n{front}", zone="Asia/Tokyo").published.isoformat() == wanted


@pytest.mark.parametrize(
    ("front", "body", "wanted"),
    [
        ("title: Given", "# Heading\n\nText\n", "Given"),
        ("draft: false", "# My *heading* `x` {#id}\n\nText\n", "My heading x"),
        ("draft: false", "\n\nUnder lined\n===\n\nText\n", "Under lined"),
        (
            "draft: false",
            "import A from 'a';\nimport B from 'b';\n\nimport C from 'c';\n\n# After ##\n",
            "After",
        ),
        ("draft: false", "Text\n\n# Too late\n", "a name"),
        ("draft: false", "## Second\n", "a name"),
    ],
)
def test_the_title_may_be_the_texts_first_heading(front: str, body: str, wanted: str) -> None:
    assert article("2021-01-05-a name.md", front, body).title == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("# Heading\n\nText\n", "\n\nText\n"),
        ("\nimport A from 'a';\n\nUnder\n===\nText\n", "\nimport A from 'a';\n\n\n\nText\n"),
        ("Text\n\n# Heading\n", "Text\n\n# Heading\n"),
        ("", ""),
    ],
)
def test_the_text_goes_without_the_heading_that_is_the_title(body: str, wanted: str) -> None:
    assert generator_of(site(generator="docusaurus")).without_title(body) == wanted


def test_a_feed_shows_the_text_without_its_title() -> None:
    source = b"---\ntitle: Another\n---\n# Heading\n\nText\n"
    assert body_html(source, "2021-01-05-a.md", site(generator="docusaurus")) == "<p>Text</p>\n"


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("2021-01-05-a.md", "title: T", "{a} b"),
        ("2021-01-05-a.mdx", "title: T", "b"),
        ("2021-01-05-a.md", "mdx: {format: mdx}", "b"),
    ],
)
def test_plain_markdown_keeps_its_braces(path: str, front: str, wanted: str) -> None:
    rules = site(generator="docusaurus", options=(("markdown_format", "detect"),))
    html = body_html(f"---\n{front}\n---\n{{a}} b\n".encode(), path, rules)
    assert html.removeprefix("<p>").removesuffix("</p>\n").strip() == wanted


def test_a_file_without_front_matter_is_a_post_if_its_name_has_a_date() -> None:
    rules = site(generator="docusaurus")
    found = read(b"# Heading\n\nText.\n", "2021-01-05-a.md", rules)
    assert found.article is not None
    assert (found.article.title, found.problems[0].code) == ("Heading", "no-front-matter")
    assert read(b"# Heading\n\nText.\n", "a.md", rules).article is None


@pytest.mark.parametrize(
    ("front", "codes"),
    [
        ("draft: true", {"draft"}),
        ("unlisted: true", {"draft"}),
        ("published: false", {"draft", "generator-differs"}),
        ("draft: false", set()),
    ],
)
def test_drafts_and_unlisted_posts_are_withheld(front: str, codes: set[str]) -> None:
    found = look("2021-01-05-a.md", f"title: T\n{front}")
    assert found.article is not None
    assert found.article.draft is bool(codes)
    assert {problem.code for problem in found.problems} == codes


def test_people_and_tags_are_named_by_key() -> None:
    generator = generator_of(site(generator="docusaurus"))
    people = generator.digest(
        "authors.yml",
        b"---\nann:\n  name: Ann Lee\n  url: https://ann.example\n  title: Editor\nbo:\n  name: Bo Berg\n",
    )
    tags = generator.digest("tags.yml", b"known:\n  label: Known Tag\nplain:\nother:\n  permalink: /o\n")
    front = """title: T
authors:
  - ann
  - key: bo
    url: https://bo.example
  - name: Cy
    url: https://cy.example
  - nobody
tags: [known, plain, new tag, {label: Written Out, permalink: /w}]
"""
    found = article("2021-01-05-a.md", front, data=(("authors.yml", people), ("tags.yml", tags)))
    assert [(author.name, author.url) for author in found.authors] == [
        ("Ann Lee", "https://ann.example/"),
        ("Bo Berg", "https://bo.example/"),
        ("Cy", "https://cy.example/"),
        ("nobody", ""),
    ]
    assert found.tags == ("Known Tag", "Plain", "new tag", "Written Out")
    alone = article("2021-01-05-a.md", "title: T\nauthors: ann", data=(("authors.yml", people),))
    assert [author.name for author in alone.authors] == ["Ann Lee"]


@pytest.mark.parametrize("source", [b"", b"- a\n- b\n", b"{", b"ann: x", b"\xff\xfe"])
def test_a_file_of_people_that_says_nothing_changes_nothing(source: bytes) -> None:
    generator = generator_of(site(generator="docusaurus"))
    assert generator.digest("authors.yml", source) == ""
    assert generator.digest("other.yml", b"ann:\n  name: Ann\n") == ""


def test_old_keys_say_who_wrote_and_a_table_says_when_it_was_changed() -> None:
    front = """title: T
author: Ann Lee
author_url: https://ann.example
author_title: Editor
last_update: {date: 2022-01-01, author: Bo}
image: /img/x.png
"""
    found = article("2021-01-05-a.md", front, url="https://blog.example/base")
    assert [(author.name, author.url) for author in found.authors] == [("Ann Lee", "https://ann.example/")]
    assert found.updated is not None
    assert found.updated.isoformat() == "2022-01-01T00:00:00+00:00"
    assert found.image is not None
    assert found.image.address == "https://blog.example/base/img/x.png"
    assert article("2021-01-05-a/index.md", "title: T\nimage: ./x.png").image is None


def test_several_blogs_and_languages_have_addresses_of_their_own() -> None:
    names = {"authors.yml": '{"ann": {"name": "Ann Lee"}}'}
    data = tuple((f"blog/{name}", said) for name, said in names.items())
    changes: dict[str, Any] = {"options": SEVERAL, "content": ROOT, "data": data}
    french = article("i18n/fr/blog/2021-01-05-a.md", "title: T\nauthors: ann", **changes)
    assert (french.address, french.language, french.section, french.authors[0].name) == (
        "https://blog.example/fr/blog/2021/01/05/a", "fr", "blog", "Ann Lee"
    )  # fmt: skip
    news = article("news/x.md", **changes)
    assert (news.address, news.language, news.section) == ("https://blog.example/actual/news/x", "", "news")


def test_underscores_tests_and_what_the_blog_excludes_are_no_posts(tmp_path: Any) -> None:
    for path in ("blog/a.md", "blog/_b.md", "blog/_c/d.md", "blog/old/e.md", "blog/f.mdx", "blog/g.test.md",
                 "news/_h.md", "news/i.md", "blog/authors.yml", "blog/x.txt", "news/J.MD"):  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    rules = site(
        tmp_path, generator="docusaurus", content=tmp_path, sections=("blog", "news"), options=SEVERAL
    )
    listing = list_content(rules)
    assert [file.path for file in listing.files] == [
        "blog/_b.md", "blog/_c/d.md", "blog/a.md", "blog/f.mdx", "blog/g.test.md", "news/i.md"
    ]  # fmt: skip
    assert [file.path for file in listing.data] == ["blog/authors.yml"]


@pytest.mark.parametrize("text", ["{", "7", '[{"nonsense": 1}]', "[7]"])
def test_an_option_that_the_finder_did_not_write_is_named(text: str) -> None:
    with pytest.raises(ContentError, match="blogs"):
        generator_of(site(generator="docusaurus", options=(("blogs", text),))).pick("", ["a.md"], [])
