"""What a path and its keys mean to Zola."""

from __future__ import annotations

from typing import Any

import pytest

from feedbot.content.article import Article
from feedbot.content.generators.registry import generator_of
from feedbot.content.markdown import body_html
from feedbot.content.problem import Severity
from feedbot.content.reader import read
from feedbot.content.reading import Reading
from tests.content.corpora import site

DATE = "date = 2024-03-05\n"
FRENCH = (("languages", "fr de"),)


def look(path: str, front: str = DATE, title: str = "T", **changes: Any) -> Reading:
    source = f'+++\ntitle = "{title}"\n{front}\n+++\nText of it.\n'.encode()
    return read(source, path, site(generator="zola", **changes))


def article(path: str, front: str = DATE, **changes: Any) -> Article:
    found = look(path, front, **changes).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("a.md", "", "/a/"),
        ("blog/a.md", "", "/blog/a/"),
        ("blog/2024-01-02-a.md", "", "/blog/a/"),
        ("blog/2024-01-02_a.md", "", "/blog/a/"),
        ("blog/2024-01-02 - a.md", "", "/blog/a/"),
        ("blog/2024-01-02.md", "", "/blog/2024-01-02/"),
        ("blog/2024-01-02 a.md", "", "/blog/2024-01-02-a/"),
        ("blog/2024-13-02-a.md", "", "/blog/2024-13-02-a/"),
        ("blog/2024-01-02T08:00:00Z-a.md", "", "/blog/a/"),
        ("blog/24-1-2-a.md", "", "/blog/24-1-2-a/"),
        ("blog/trip/index.md", "", "/blog/trip/"),
        ("blog/2024-01-02-trip/index.md", "", "/blog/trip/"),
        ("blog/trip/index.md", 'slug = "voyage"', "/blog/voyage/"),
        ("blog/trip/other.md", "", "/blog/trip/other/"),
        ("trip/index.md", "", "/trip/"),
        ("Big Blog/My Été.md", "", "/Big%20Blog/my-ete/"),
        ("blog/L'été à Zürich, n° 1.md", "", "/blog/l-ete-a-zurich-ndeg-1/"),
        ("blog/日本.md", "", "/blog/ri-ben/"),
        ("blog/什么.md", "", "/blog/shen-me/"),
        ("blog/Привет.md", "", "/blog/privet/"),
        ("blog/_under_score.md", "", "/blog/under-score/"),
        ("blog/a.b.md", "", "/blog/a-b/"),
        ("blog/a.md", 'slug = "My Slug!"', "/blog/my-slug/"),
        ("blog/a.md", 'slug = "a/b"', "/blog/a-b/"),
        ("blog/a.md", 'path = "2024/03/05/Else Where"', "/2024/03/05/Else%20Where/"),
        ("blog/a.md", 'path = "/else/"', "/else/"),
        ("blog/a.md", 'path = " else/page.html "', "/else/page.html/"),
        ("blog/a.fr.md", "", "/blog/a-fr/"),
        ("blog/trip/index.fr.md", "", "/blog/index-fr/"),
    ],
)
def test_zola_addresses_without_settings(path: str, front: str, wanted: str) -> None:
    assert article(path, DATE + front).address == f"https://blog.example{wanted}"


@pytest.mark.parametrize(
    ("options", "path", "front", "wanted"),
    [
        ({"slugify_paths": "safe"}, "blog/2024-01-02-L'Été: <1>?.md", "", "/blog/L'%C3%89t%C3%A9%201/"),
        ({"slugify_paths": "safe"}, "blog/a. .md", "", "/blog/a/"),
        ({"slugify_paths": "off"}, "blog/A b?.md", "", "/blog/A%20b%3F/"),
        ({"slugify_paths": "on"}, "blog/A b.md", "", "/blog/a-b/"),
        ({"slugify_paths_keep_dates": "true"}, "blog/2024-01-02_a.md", "", "/blog/2024-01-02-a/"),
        ({"languages": "fr"}, "blog/a.fr.md", "", "/fr/blog/a/"),
        ({"languages": "fr"}, "blog/a.md", "", "/blog/a/"),
        ({"languages": "fr"}, "blog/a.en.md", "", "/blog/a-en/"),
        ({"languages": "fr"}, "blog/2024-01-02-trip/index.fr.md", "", "/fr/blog/trip/"),
        ({"languages": "fr"}, "blog/a.fr.md", 'path = "ailleurs"', "/ailleurs/"),
        ({"languages": "en fr", "default_language": "fr"}, "blog/a.en.md", "", "/en/blog/a/"),
        ({"languages": "zh-Hans"}, "a.zh-Hans.md", "", "/zh-Hans/a/"),
    ],
)
def test_zola_settings(options: dict[str, str], path: str, front: str, wanted: str) -> None:
    found = article(path, DATE + front, options=tuple(options.items()))
    assert found.address == f"https://blog.example{wanted}"


@pytest.mark.parametrize(
    ("url", "slash", "wanted"),
    [
        ("https://blog.example/sub", None, "https://blog.example/sub/blog/a/"),
        ("https://blog.example", False, "https://blog.example/blog/a"),
        ("https://blog.example", True, "https://blog.example/blog/a/"),
    ],
)
def test_the_base_address_and_the_hosts_slash(
    url: str,
    slash: bool | None,  # noqa: FBT001  # a table's column
    wanted: str,
) -> None:
    assert article("blog/a.md", url=url, trailing_slash=slash).address == wanted


@pytest.mark.parametrize(
    ("path", "front", "code"),
    [
        ("a.md", DATE + 'path = "../../etc"', "url-outside"),
        ("a.md", DATE + 'path = "https://evil.example/"', "url-outside"),
        ("a.md", "", "no-date"),
        ("24-1-2-a.md", "", "no-date"),
        ("a.md", 'path = "9999/12/31/later"', "date-placeholder"),
        ("a.md", 'path = "2024/13/05/x"', "date-impossible"),
        ("2024-02-30-a.md", "", "date-impossible"),
        ("2024-13-02-a.md", "", "date-impossible"),
    ],
)
def test_what_is_no_article_of_zolas_says_why(path: str, front: str, code: str) -> None:
    found = look(path, front)
    assert found.article is None
    assert found.problems[-1].code == code


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("a.md", "date = 2024-03-05", "2024-03-05T00:00:00+00:00"),
        ("a.md", 'date = "2024-03-05"', "2024-03-05T00:00:00+00:00"),
        ("a.md", "date = 2024-03-05T09:00:00", "2024-03-05T09:00:00+00:00"),
        ("a.md", "date = 2024-03-05T09:00:00+02:00", "2024-03-05T07:00:00+00:00"),
        ("a.md", "date = 2024-03-05 09:00:00-05:00", "2024-03-05T14:00:00+00:00"),
        ("2024-01-02-a.md", "", "2024-01-02T00:00:00+00:00"),
        ("2024-01-02-a.md", "date = 2024-03-05", "2024-03-05T00:00:00+00:00"),
        ("2024-01-02T08:30:00+01:00-a.md", "", "2024-01-02T07:30:00+00:00"),
        ("2024-01-02-trip/index.md", "", "2024-01-02T00:00:00+00:00"),
        ("2024-01-02a.md", "", "2024-01-02T00:00:00+00:00"),
        ("a.md", 'path = "blog/2024/3/5/x"', "2024-03-05T00:00:00+00:00"),
        ("2024-01-02-a.md", 'path = "2024/03/05/x"', "2024-01-02T00:00:00+00:00"),
    ],
)
def test_the_date_is_the_keys_the_names_or_the_paths_and_in_utc(path: str, front: str, wanted: str) -> None:
    assert article(path, front, zone="Asia/Tokyo").published.isoformat() == wanted


@pytest.mark.parametrize(
    ("path", "front", "codes"),
    [
        ("a.md", "draft = true", {"draft"}),
        ("a.md", "render = false", {"draft"}),
        ("a.md", "published = false", {"draft", "generator-differs"}),
        ("drafts/a.md", "", {"draft", "generator-differs"}),
        ("a.md", "draft = false", set()),
    ],
)
def test_drafts_and_what_zola_would_publish(path: str, front: str, codes: set[str]) -> None:
    found = look(path, DATE + front)
    assert found.article is not None
    assert found.article.draft is bool(codes)
    assert {problem.code for problem in found.problems} == codes


def test_pages_below_a_section_that_is_a_draft_are_withheld() -> None:
    generator = generator_of(site(generator="zola", options=FRENCH))
    said = generator.digest("old/_index.md", b"+++\ndraft = true\n+++\n")
    assert said
    for front in (b"", b"x =", b'title = "S"', b"draft = false"):
        assert generator.digest("old/_index.md", b"+++\n%s\n+++\n" % front) == ""
    changes: dict[str, Any] = {"data": (("old/_index.md", said), ("_index.fr.md", said)), "options": FRENCH}
    assert article("old/deep/a.md", **changes).draft
    assert article("old/a.md", data=(("old/_index.it.md", said),)).draft is False
    assert article("new/a.md", data=(("old/_index.md", said),)).draft is False


def test_taxonomies_and_extra_say_the_rest() -> None:
    front = """date = 2024-03-05
updated = 2024-04-01
description = "In short"
[taxonomies]
tags = ["alpha", "two words"]
categories = ["News"]
authors = ["ann@example.org (Ann Lee)"]
[extra]
author = "Somebody else"
image = "cover.jpg"
image_alt = "A cover"
draft = true
date = "1999-01-01"
id = 7
[extra.announce]
text = "Read this"
"""
    found = article("blog/trip/index.md", front)
    assert (found.tags, found.categories, found.summary) == (("alpha", "two words"), ("News",), "In short")
    assert [(author.name, author.email) for author in found.authors] == [("Ann Lee", "ann@example.org")]
    assert found.image is not None
    assert (found.image.address, found.image.alt) == ("https://blog.example/blog/trip/cover.jpg", "A cover")
    assert found.updated is not None
    assert found.updated.isoformat() == "2024-04-01T00:00:00+00:00"
    assert (found.draft, found.own_id, found.wish.text) == (False, "", "Read this")


def test_a_missing_title_and_yaml_front_matter_are_allowed() -> None:
    found = read(b"---\ndate: 2024-03-05\n---\nFirst words here.\n", "blog/a.md", site(generator="zola"))
    assert found.article is not None
    assert found.article.title == "First words here."


def test_the_suffix_is_the_language_and_the_folder_the_section() -> None:
    found = article("blog/trip/index.fr.md", options=FRENCH)
    assert (found.language, found.section) == ("fr", "blog")
    assert (article("a.md").section, article("trip/index.md").section) == ("", "")


@pytest.mark.parametrize(
    ("path", "options"), [("v1.2.md", FRENCH), ("🦄-day.md", ()), ("2024-01-02-x.it.md", FRENCH)]
)
def test_where_zola_stops_or_differs_by_version_there_is_a_doubt(
    path: str, options: tuple[tuple[str, str], ...]
) -> None:
    found = look(path, options=options)
    assert found.article is not None
    assert [(problem.code, problem.severity) for problem in found.problems] == [
        ("generator-differs", Severity.WARNING)
    ]


def test_zola_takes_md_alone_and_no_section_pages() -> None:
    options = (*FRENCH, ("ignored_content", "*/notes* temp.*"))
    generator = generator_of(site(generator="zola", options=options))
    sections = ["_index.md", "_index.fr.md", "_index.it.md"]
    names = ["a.md", "A.MD", "b.markdown", "_c.md", "notes-d.md", "temp.md"]
    picked = generator.pick("blog", [*sections, *names], ["deep"])
    assert picked.names == ("a.md", "_c.md", "temp.md")
    assert (picked.data, picked.folders) == (("_index.md", "_index.fr.md"), ("deep",))
    assert generator.pick("", ["index.md", "a.md"], []).names == ("a.md",)


@pytest.mark.parametrize(
    ("path", "shown"), [("raw/a.md", "{{ x() }}"), ("raw/b/a.md", "{{ x() }}"), ("a.md", "")]
)
def test_tags_stay_where_the_site_runs_none(path: str, shown: str) -> None:
    rules = site(generator="zola", options=(("skip_content_templating", "raw/**"),))
    html = body_html(b"+++\ntitle = 'T'\n+++\nText {{ x() }}\n", path, rules)
    assert html == f"<p>Text {shown}".rstrip() + "</p>\n"
