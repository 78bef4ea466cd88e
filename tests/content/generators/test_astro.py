"""What a path and its keys mean to a site built by Astro."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article
from feedbot.content.folder import list_content
from feedbot.content.generators.astro.ids import id_of, slugged
from feedbot.content.generators.registry import generator_of
from feedbot.content.problem import Severity
from feedbot.content.reader import read
from feedbot.content.reading import Reading
from feedbot.errors import ContentError
from tests.content.corpora import site

DATED = "title: T\npubDate: 2024-03-05"
ROOT = Path("/nowhere")
SEVERAL = (
    (
        "collections",
        json.dumps(
            [
                {
                    "folder": "src/content/blog",
                    "patterns": ["**/[^_]*.md", "!old/**"],
                    "route": "/posts/{id}/",
                },
                {"name": "notes", "folder": "src/content/notes", "route": "/n/{slug}"},
                {"name": "pages", "folder": "src/pages", "route": "/{path}/"},
            ]
        ),
    ),
)


def look(path: str, front: str = DATED, **changes: Any) -> Reading:
    return read(f"---\n{front}\n---\nText.\n".encode(), path, site(generator="astro", **changes))


def article(path: str, front: str = DATED, **changes: Any) -> Article:
    found = look(path, front, **changes).article
    assert found is not None
    return found


def address(path: str, front: str = "", **changes: Any) -> str:
    return article(path, f"{DATED}\n{front}", **changes).address.removeprefix("https://blog.example")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("first-post.md", "first-post"),
        ("Été v1.2/index.mdx", "été-v12"),
        ("Deep/Er Folder/Post One!.md", "deep/er-folder/post-one"),
        ("2022-07-11-dated.md", "2022-07-11-dated"),
        ("_folder/_under.md", "_folder/_under"),
        ("index.md", "index"),
        ("sub/index.md", "sub"),
        ("a  b - c.md", "a--b---c"),
        ("日本 ①Ⓐ².md", "日本-ⓐ"),
        ("UPPER_case-Ω.markdown", "upper_case-ω"),
        ("v1.2.3.md", "v123"),
    ],
)
def test_an_id_is_the_slugs_of_the_path(path: str, wanted: str) -> None:
    assert id_of(path) == wanted


@given(st.text(max_size=60))
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slugged(slugged(text)) == slugged(text)


@pytest.mark.parametrize(
    ("path", "front", "changes", "wanted"),
    [
        ("a.md", "", {}, "/blog/a/"),
        ("sub/index.mdx", "", {}, "/blog/sub/"),
        ("a.md", "slug: my/own Slug", {}, "/blog/my/own%20Slug/"),
        ("a.md", "", {"options": (("route", "/posts/{id}/"),)}, "/posts/a/"),
        ("a.md", "", {"options": (("name", "notes"),)}, "/notes/a/"),
        ("deep/a.md", "", {"options": (("route", "/{slug}"),)}, "/a"),
        ("_new/a.md", "", {"options": (("route", "/{public}/"),)}, "/a/"),
        ("a_b/c.md", "", {"options": (("route", "/{public}/"),)}, "/a_b/c/"),
        ("a.md", "", {"options": (("route", "/{year}/{month}/{day}/{id}/"),)}, "/2024/03/05/a/"),
        ("a.md", "category: news", {"options": (("route", "/{data.category}/{id}/"),)}, "/news/a/"),
        ("a.md", "", {"options": (("route", "/x/{data.category}/{id}/"),)}, "/x/a/"),
        ("a.md", "category: Two Words", {"options": (("route", "/{category}/{id}/"),)}, "/two-words/a/"),
        ("A b.md", "", {"options": (("route", "/{path}/"),)}, "/A%20b/"),
        ("x/index.md", "", {"options": (("route", "/{path}/"),)}, "/x/"),
        ("a.md", "", {"permalinks": (("blog", "/p/{id}/"),)}, "/p/a/"),
        ("a.md", "", {"permalinks": (("", "/q/{id}/"),)}, "/q/a/"),
        ("a.md", "", {"trailing_slash": False}, "/blog/a"),
        ("a.md", "slug: v1.2", {"trailing_slash": True}, "/blog/v1.2/"),
        ("a.md", "", {"url": "https://blog.example/sub"}, "/sub/blog/a/"),
    ],
)
def test_astro_addresses(path: str, front: str, changes: dict[str, Any], wanted: str) -> None:
    assert address(path, front, **changes) == wanted


def test_the_day_in_an_address_is_that_of_utc() -> None:
    options = (("route", "/{year}/{month}/{day}/"),)
    found = article("a.md", "title: T\ndate: 2024-01-01T00:30:00+02:00", options=options)
    assert found.address == "https://blog.example/2023/12/31/"


@pytest.mark.parametrize(
    ("path", "options", "wanted", "language"),
    [
        ("fr/a.md", {"route": "/{lang}/blog/{rest}/"}, "/fr/blog/a/", "fr"),
        ("pt-br/deep/a.md", {"route": "/{lang}/blog/{rest}/"}, "/pt-br/blog/deep/a/", "pt-BR"),
        ("a.md", {"route": "/{lang}/blog/{rest}/"}, "/en/blog/a/", ""),
        ("fr/a.md", {"route": "/blog/{id}/"}, "/blog/fr/a/", "fr"),
        ("it/a.md", {"route": "/blog/{rest}/"}, "/blog/it/a/", ""),
    ],
)
def test_a_first_folder_may_be_the_language(
    path: str, options: dict[str, str], wanted: str, language: str
) -> None:
    more = {"languages": "en fr pt-BR", "default_language": "en"}
    found = article(path, options=tuple({**options, **more}.items()))
    assert (found.address, found.language) == (f"https://blog.example{wanted}", language)


def test_a_language_may_have_a_route_of_its_own() -> None:
    collection = {"folder": "content", "route": "/writing/{rest}/", "routes": {"de": "/de/texte/{rest}/"}}
    options = (("collections", json.dumps([collection])), ("languages", "en de"), ("default_language", "en"))
    assert [address(path, options=options) for path in ("en/a.md", "de/a.md", "a.md")] == [
        "/writing/a/",
        "/de/texte/a/",
        "/writing/a/",
    ]


@pytest.mark.parametrize(
    ("path", "front", "code"),
    [
        ("a.md", "title: T", "no-date"),
        ("2024-01-02-a.md", "title: T", "no-date"),
        ("a.md", "title: T\ndate: 2024-02-30", "date-impossible"),
        ("a.md", f"{DATED}\nslug: ../../x", "url-outside"),
    ],
)
def test_what_is_no_entry_says_why(path: str, front: str, code: str) -> None:
    found = look(path, front)
    assert found.article is None
    assert found.problems[-1].code == code


@pytest.mark.parametrize(
    "key",
    [
        "date",
        "pubDate",
        "pubDatetime",
        "publishDate",
        "published_at",
        "publishedDate",
        "published",
        "createdAt",
    ],
)
def test_themes_have_many_names_for_the_date(key: str) -> None:
    assert (
        article("a.md", f"title: T\n{key}: 2024-03-05").published.isoformat() == "2024-03-05T00:00:00+00:00"
    )


def test_a_site_may_have_a_name_of_its_own_for_the_date() -> None:
    options = (("date_keys", "fecha Fecha-Dos"),)
    assert article("a.md", "title: T\nfechaDos: 2024-03-05", options=options).published.day == 5
    both = article("a.md", "title: T\nfecha: 2024-03-05\ndate: 2024-03-06", options=options)
    assert both.published.day == 6


def test_a_time_without_a_zone_is_utc_and_odd() -> None:
    found = look("a.md", "title: T\npubDate: Jul 08 2022", zone="Asia/Tokyo")
    assert found.article is not None
    assert (found.article.published.isoformat(), found.problems) == ("2022-07-08T00:00:00+00:00", ())
    timed = look("a.md", 'title: T\npubDate: "2022-07-08 10:00"', zone="Asia/Tokyo")
    assert timed.article is not None
    assert timed.article.published.isoformat() == "2022-07-08T10:00:00+00:00"
    assert [problem.code for problem in timed.problems] == ["date-no-zone"]


@pytest.mark.parametrize(
    ("front", "draft"),
    [
        ("draft: true", True),
        ("isDraft: true", True),
        ("publish: false", True),
        ("published: false", True),
        ("publish: true", False),
        ("hidden: true", False),
    ],
)
def test_drafts_are_withheld_in_every_spelling(front: str, draft: bool) -> None:  # noqa: FBT001  # a table's column
    found = look("a.md", f"{DATED}\n{front}")
    assert found.article is not None
    assert found.article.draft is draft
    assert {problem.code for problem in found.problems} == ({"draft"} if draft else set())


def test_images_that_the_build_renames_have_no_address() -> None:
    found = article(
        "a/index.md", f"{DATED}\nheroImage: ./hero.png\nogImage: /og.png\nmodDatetime: 2024-04-01"
    )
    assert article("a/index.md", f"{DATED}\nheroImage: ./hero.png").image is None
    assert found.updated is not None
    assert found.updated.month == 4
    shown = article("a.md", f"{DATED}\nogImage: /og.png").image
    assert shown is not None
    assert shown.address == "https://blog.example/og.png"
    assert article("a.md", f"{DATED}\nlocale: fr").language == "fr"


def test_several_collections_and_pages_have_addresses_of_their_own(tmp_path: Path) -> None:
    for path in ("src/content/blog/a.md", "src/content/blog/_b.md", "src/content/blog/old/c.md",
                 "src/content/notes/Deep/D e.mdx", "src/content/notes/_f.md", "src/content/notes/g.txt",
                 "src/pages/H i.md", "src/pages/_x/j.md", "src/pages/k.astro"):  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    sections = ("src/content/blog", "src/content/notes", "src/pages")
    rules = site(tmp_path, generator="astro", content=tmp_path, sections=sections, options=SEVERAL)
    listed = [file.path for file in list_content(rules).files]
    assert listed == ["src/content/blog/a.md", "src/content/notes/Deep/D e.mdx", "src/pages/H i.md"]
    assert [address(path, options=SEVERAL, content=ROOT) for path in listed] == [
        "/posts/a/",
        "/n/d-e",
        "/H%20i/",
    ]
    assert [article(path, options=SEVERAL, content=ROOT).section for path in listed] == [
        "blog",
        "notes",
        "pages",
    ]


def test_a_name_that_astro_cannot_read_is_a_doubt() -> None:
    found = look("C# & more?.md")
    assert found.article is not None
    assert [(problem.code, problem.severity) for problem in found.problems] == [
        ("generator-differs", Severity.WARNING)
    ]


@pytest.mark.parametrize("text", ["{", "7", '[{"nonsense": 1}]', "[7]"])
def test_an_option_that_the_finder_did_not_write_is_named(text: str) -> None:
    with pytest.raises(ContentError, match="collections"):
        generator_of(site(generator="astro", options=(("collections", text),))).pick("", ["a.md"], [])
