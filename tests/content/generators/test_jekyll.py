"""What a path and its keys mean to Jekyll."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article
from feedbot.content.folder import list_content
from feedbot.content.generators.jekyll.permalinks import STYLES
from feedbot.content.generators.registry import generator_of
from feedbot.content.markdown import body_html
from feedbot.content.metadata import values
from feedbot.content.problem import Severity
from feedbot.content.reader import read
from feedbot.content.reading import Reading
from tests.content.corpora import site

A_POST = "_posts/2024-03-05-a.md"
PRETTY = (("", "pretty"),)


def look(path: str, front: str = "title: T", body: str = "Text of it.", **changes: Any) -> Reading:
    return read(f"---\n{front}\n---\n{body}\n".encode(), path, site(generator="jekyll", **changes))


def article(path: str = A_POST, front: str = "title: T", **changes: Any) -> Article:
    found = look(path, front, **changes).article
    assert found is not None
    return found


def address(path: str = A_POST, front: str = "title: T", **changes: Any) -> str:
    """Return the path of the address, or the code of the problem that holds the page."""
    reading = look(path, front, **changes)
    if reading.article is None:
        return reading.problems[-1].code
    return reading.article.address.removeprefix("https://blog.example")


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        (A_POST, "", "/2024/03/05/a.html"),
        ("_posts/2024-3-5-a.md", "", "/2024/03/05/a.html"),
        ("_posts/24-03-05-a.md", "", "/2024/03/05/a.html"),
        ("_posts/99-03-05-a.md", "", "/1999/03/05/a.html"),
        ("_posts/2024-03-05-a.html", "", "/2024/03/05/a.html"),
        ("_posts/2024-03-05-a.htm", "", "/2024/03/05/a.htm"),
        ("_posts/2024-03-05-A b_c.MD", "", "/2024/03/05/A-b_c.html"),
        ("_posts/2024-03-05-It's 100% -- done (v1.2).md", "", "/2024/03/05/It's-100-done-(v1.2).html"),
        ("_posts/2024-03-05-%41 été—ok.md", "", "/2024/03/05/41-%C3%A9t%C3%A9-ok.html"),
        ("_posts/2024-03-05-日本語.md", "", "/2024/03/05/%E6%97%A5%E6%9C%AC%E8%AA%9E.html"),
        ("_posts/2024-03-05-and so on....md", "", "/2024/03/05/and-so-on.html"),
        ("_posts/deep/er/2024-03-05-a.md", "", "/2024/03/05/a.html"),
        ("garden/Big Shed/_posts/x/2024-03-05-a.md", "", "/garden/big%20shed/2024/03/05/a.html"),
        ("my_posts/_posts/2024-03-05-a.md", "", "/my/2024/03/05/a.html"),
        (A_POST, "slug: My New-Slug!", "/2024/03/05/My-New-Slug!.html"),
        (A_POST, "slug: 2019", "/2024/03/05/2019.html"),
        (A_POST, "Slug: nobody reads it", "/2024/03/05/a.html"),
        (A_POST, "categories: One two", "/one/two/2024/03/05/a.html"),
        (A_POST, "categories: [One, Two Three, one]\ncategory: C++ & D", "/one/two%20three/c++%20&%20d"),
        (A_POST, "category: Two Words", "/two%20words/2024/03/05/a.html"),
        (A_POST, "category: 2013", "/2013/2024/03/05/a.html"),
        (A_POST, "categories: [a/b, c#, 'ÉTÉ Σ']", "/a/b/c%23/%C3%A9t%C3%A9%20%CF%83"),
        (A_POST, "categories:\ncategory:", "/2024/03/05/a.html"),
        (A_POST, "permalink: own/place.html", "/own/place.html"),
        (A_POST, "permalink: /:year/:title", "/2024/a"),
        (A_POST, "permalink: pretty", "/pretty"),
        (A_POST, "permalink: /with space/ü/", "/with%20space/%C3%BC/"),
        (A_POST, "permalink: /:month_:day_x/", "permalink-token"),
        (A_POST, "permalink: /:month_:day_/", "/03_05_/"),
        (A_POST, "permalink: /x/:nonsense/", "permalink-token"),
        (A_POST, "permalink: /../../x/./y", "/x/y"),
        (A_POST, "permalink: /%2e%2e/x", "url-outside"),
        (A_POST, "permalink: https://evil.example/x", "url-outside"),
    ],
)
def test_jekyll_addresses_without_settings(path: str, front: str, wanted: str) -> None:
    assert address(path, f"title: T\n{front}").startswith(wanted)


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("date", "/news/2024/12/31/a-B.html"),
        ("pretty", "/news/2024/12/31/a-B/"),
        ("ordinal", "/news/2024/366/a-B.html"),
        ("weekdate", "/news/2024/W01/Tue/a-B.html"),
        ("none", "/news/a-B.html"),
        ("/:title", "/a-B"),
        ("/:slug:output_ext", "/a-b.html"),
        ("/:name/", "/2024-12-30-a-b/"),
        ("/:collection/:path/", "/posts/news/2024-12-30-a%20B/"),
        ("/:slugified_categories/:title.html", "/news/a-B.html"),
        ("/:year/:short_year/:month/:i_month/:day/:i_day", "/2024/24/12/12/31/31"),
        ("/:short_month/:long_month/:short_day/:long_day", "/Dec/December/Tue/Tuesday"),
        ("/:w_year/:week/:w_day/:y_day", "/2025/01/2/366"),
        ("/:hour:minute:second", "/013005"),
        ("/:nonsense/", "permalink-token"),
    ],
)
def test_jekylls_styles_and_tokens_take_the_date_in_the_sites_own_zone(pattern: str, wanted: str) -> None:
    front = "title: T\ndate: 2024-12-30 23:30:05 -0200"
    path = "news/_posts/2024-12-30-a B.md"
    assert address(path, front, permalinks=(("", pattern),), zone="UTC") == wanted


@pytest.mark.parametrize(
    ("style", "own", "wanted"),
    [
        ("date", "", "/notes/sub/2024-03-05-My%20Note.html"),
        ("pretty", "", "/notes/sub/2024-03-05-My%20Note/"),
        ("none", "", "/notes/sub/2024-03-05-My%20Note.html"),
        ("weekdate", "", "/notes/sub/2024-03-05-My%20Note"),
        ("/:year/:title/", "", "/notes/sub/2024-03-05-My%20Note/"),
        ("/:year/:title:output_ext", "", "/notes/sub/2024-03-05-My%20Note.html"),
        ("/:year/:title", "", "/notes/sub/2024-03-05-My%20Note"),
        ("date", "/n/:year/:title/", "/n/2024/My-Note/"),
        ("date", "/:categories/:slug", "/my-note"),
    ],
)
def test_other_collections_end_their_addresses_as_the_site_does(style: str, own: str, wanted: str) -> None:
    permalinks = (("", style), ("notes", own))
    options = (("collections", "notes"),)
    path = "_notes/sub/2024-03-05-My Note.md"
    assert address(path, permalinks=permalinks, options=options) == wanted
    assert article(path, permalinks=permalinks, options=options).section == "notes"


def test_a_collection_needs_a_date_but_none_in_its_name() -> None:
    options = (("collections", "notes"),)
    assert article("_notes/a.md", "date: 2024-03-05", options=options).title == "A"
    assert [problem.code for problem in look("_notes/a.md", options=options).problems] == ["no-date"]


@pytest.mark.parametrize(
    ("date", "wanted", "codes"),
    [
        ("", "2024-03-05T05:00:00+00:00", set()),
        ("2024-03-05", "2024-03-05T05:00:00+00:00", set()),
        ("2024-03-05 02:30:00", "2024-03-05T02:30:00+00:00", {"date-no-zone"}),
        ("'2024-03-05 02:30:00'", "2024-03-05T07:30:00+00:00", {"date-no-zone"}),
        ("2024-03-05 02:30", "2024-03-05T07:30:00+00:00", {"date-no-zone"}),
        ("2024-03-05 02:30 PM", "2024-03-05T19:30:00+00:00", {"date-no-zone"}),
        ("2024-03-05 02:30:00 -0800", "2024-03-05T10:30:00+00:00", set()),
        ("2024-03-05 02:30 PST", "2024-03-05T10:30:00+00:00", set()),
        ("March 5, 2024", "2024-03-05T05:00:00+00:00", set()),
        ("2024-03-05 02:30 of old", "2024-03-05T07:30:00+00:00", {"date-rest"}),
    ],
)
def test_yamls_own_moments_are_utc_and_every_other_text_is_local(
    date: str, wanted: str, codes: set[str]
) -> None:
    reading = look(A_POST, f"title: T\ndate: {date}", zone="America/New_York")
    assert reading.article is not None
    assert reading.article.published.isoformat() == wanted
    assert {problem.code for problem in reading.problems} == codes


@pytest.mark.parametrize(
    ("front", "wanted", "odd"),
    [
        ("tags: one two", ("one", "two"), False),
        ("tags: one, two", ("one", "two"), True),
        ("tags: [one two, 'C', null, '']", ("one two", "C"), False),
        ("tag: one two", ("one two",), False),
        ("tag: [one, two three]\ntags: four", ("one", "two three"), False),
        ("tag: alpha\ntags: [beta]", ("alpha",), False),
        ("tag:\ntags: [beta]", ("beta",), False),
        ("keywords: blue sky, sun", ("blue sky", "sun"), False),
    ],
)
def test_one_tag_goes_before_many_and_a_text_is_parted_at_blanks(
    front: str,
    wanted: tuple[str, ...],
    odd: bool,  # noqa: FBT001  # a column of the table
) -> None:
    reading = look(A_POST, f"title: T\n{front}")
    assert reading.article is not None
    assert reading.article.tags == wanted
    assert ("odd-value" in {problem.code for problem in reading.problems}) is odd


def test_categories_come_from_folders_then_from_keys() -> None:
    front = "categories: [garden, Herbs]\ncategory: Two Words"
    assert article("garden/_posts/2024-03-05-a.md", front).categories == ("garden", "Herbs", "Two Words")
    assert article(A_POST, "Categories: [Herbs]").categories == ("Herbs",)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("_posts/2024-03-05-no-title-HERE.md", "No Title Here"),
        ("_posts/2024-03-05-a--b_c.md", "A B_c"),
        ("_posts/2024-03-05-ΣΑΣ.md", "Σασ"),
    ],
)
def test_the_name_in_title_case_stands_in_for_a_title(path: str, wanted: str) -> None:
    reading = look(path, "tags: [x]")
    assert reading.article is not None
    assert reading.article.title == wanted
    assert [problem.code for problem in reading.problems] == ["no-title"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [("# A *head* #\n\nText", "A head"), ("Head\n====\n\nText", "Head"), ("Text\n\n# Head", "A")],
)
def test_a_heading_is_the_title_where_a_plugin_makes_it_one(body: str, wanted: str) -> None:
    reading = look(A_POST, "tags: [x]", body, options=(("titles_from_headings", "true"),))
    assert reading.article is not None
    assert reading.article.title == wanted


@pytest.mark.parametrize(
    ("path", "front", "code", "shown"),
    [
        (A_POST, "published: false", "draft", False),
        (A_POST, "published: 'false'", "draft", True),
        (A_POST, "published:", "draft", False),
        (A_POST, "draft: true", "draft", True),
        ("_drafts/idea.md", "title: T", "draft", False),
        ("x/_drafts/2024-03-05-idea.md", "title: T", "draft", False),
        ("_posts/drafts/2024-03-05-a.md", "title: T", "draft", True),
        ("_posts/without-a-date.md", "date: 2024-03-05", "no-date", False),
        ("_posts/2024-03-05.md", "date: 2024-03-05", "no-date", False),
        ("_posts/2024-03-05-trip/index.md", "date: 2024-03-05", "no-date", False),
        ("about.md", "date: 2024-03-05", "no-date", False),
        ("_posts/2024-13-05-a.md", "title: T", "date-impossible", False),
    ],
)
def test_what_is_out_and_whether_jekyll_agrees(
    path: str,
    front: str,
    code: str,
    shown: bool,  # noqa: FBT001  # a column of the table
) -> None:
    reading = look(path, front)
    assert reading.article is None or reading.article.draft
    codes = {problem.code for problem in reading.problems} - {"no-title"}
    assert codes == {code, *({"generator-differs"} if shown else ())}


@pytest.mark.parametrize(
    ("option", "path", "front"),
    [("show_drafts", "_drafts/2024-03-05-a.md", "title: T"), ("unpublished", A_POST, "published: false")],
)
def test_jekylls_own_switches_do_not_publish_what_is_private(option: str, path: str, front: str) -> None:
    reading = look(path, front, options=((option, "true"),))
    assert reading.article is not None
    assert reading.article.draft
    assert "generator-differs" in {problem.code for problem in reading.problems}


@pytest.mark.parametrize(
    ("source", "title", "codes"),
    [
        ("Just text.\n", "Bare Text", ["no-front-matter"]),
        ("---\n---\nText.\n", "Bare Text", ["no-title"]),
        ("\n---\ntitle: Real\n---\nText.\n", "Real", ["generator-differs"]),
        ("+++\ntitle = 'Real'\n+++\nText.\n", "Real", ["generator-differs"]),
        ("\ufeff---\r\ntitle: Real\r\n...\r\nText.\r\n", "Real", []),
    ],
)
def test_a_post_is_one_with_or_without_front_matter(source: str, title: str, codes: list[str]) -> None:
    reading = read(source.encode(), "_posts/2024-03-05-bare-text.md", site(generator="jekyll"))
    assert reading.article is not None
    assert reading.article.title == title
    assert [problem.code for problem in reading.problems] == codes
    assert {problem.severity for problem in reading.problems} <= {Severity.WARNING, Severity.NOTICE}


DEFAULTS = json.dumps(
    [
        {"scope": {"path": ""}, "values": {"lang": "fr", "categories": ["all"], "tags": ["a"]}},
        {"scope": {"path": "_posts/x"}, "values": {"permalink": "/x/:title", "tags": ["x"]}},
        {"scope": {"path": "_posts/x/y", "type": "posts"}, "values": {"permalink": "/y/:title"}},
        {"scope": {"path": "_posts", "type": "posts"}, "values": {"tags": ["p"], "categories": "b c"}},
        {"scope": {"path": "_posts/*/deep"}, "values": {"permalink": "/deep/:title"}},
        {"scope": {"path": "", "type": "notes"}, "values": {"date": "2020-01-01"}},
        {"scope": {"path": "_posts/off", "type": "post"}, "values": {"published": False}},
        {"scope": {"path": "/_posts/x"}, "values": {"permalink": "/never"}},
        {"values": "none"},
    ]
)


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        (A_POST, "", "/b/c/2024/03/05/a.html"),
        (A_POST, "categories: own", "/b/c/own/2024/03/05/a.html"),
        ("_posts/x/2024-03-05-a.md", "", "/x/a"),
        ("_posts/xyz/2024-03-05-a.md", "", "/x/a"),
        ("_posts/x/y/2024-03-05-a.md", "", "/y/a"),
        ("_posts/x/y/2024-03-05-a.md", "permalink: /own", "/own"),
        ("_posts/x/y/2024-03-05-a.md", "permalink:", "/y/a"),
        ("_posts/z/deep/2024-03-05-a.md", "", "/deep/a"),
        ("_posts/off/2024-03-05-a.md", "", "draft"),
        ("_posts/off/2024-03-05-a.md", "published: true", "/b/c/2024/03/05/a.html"),
        ("_notes/a.md", "", "/notes/a.html"),
    ],
)
def test_defaults_go_by_path_and_collection(path: str, front: str, wanted: str) -> None:
    options = (("defaults", DEFAULTS), ("collections", "notes"))
    reading = look(path, f"title: T\n{front}", options=options)
    if reading.article is None or reading.article.draft:
        assert reading.problems[-1].code == wanted
    else:
        assert reading.article.address == f"https://blog.example{wanted}"


def test_the_stronger_scope_wins_key_by_key() -> None:
    found = article("_posts/x/2024-03-05-a.md", "title: T", options=(("defaults", DEFAULTS),))
    assert (found.language, found.tags, found.categories) == ("fr", ("x",), ("all",))
    assert article("_posts/x/2024-03-05-a.md", "tags:", options=(("defaults", DEFAULTS),)).tags == ("x",)


@pytest.mark.parametrize(
    ("options", "path", "front", "wanted"),
    [
        ({}, A_POST, "lang: fr", "/fr/2024/03/05/a/"),
        ({}, A_POST, "lang: en", "/2024/03/05/a/"),
        ({}, A_POST, "lang: it", "/2024/03/05/a/"),
        ({"default_language": "fr"}, A_POST, "lang: fr", "/2024/03/05/a/"),
        ({"language_from_path": "true"}, "_posts/2024-03-05-a.fr.md", "", "/fr/2024/03/05/a.fr/"),
        ({"polyglot": ""}, A_POST, "lang: fr", "/2024/03/05/a/"),
    ],
)
def test_polyglot_gives_each_language_a_folder(
    options: dict[str, str], path: str, front: str, wanted: str
) -> None:
    given = tuple({"languages": "en fr", "polyglot": "true", **options}.items())
    assert address(path, f"title: T\n{front}", options=given, permalinks=PRETTY) == wanted


def test_a_folder_named_like_a_language_is_one() -> None:
    found = article("fr/news/_posts/2024-03-05-a.md", options=(("languages", "en fr"),))
    assert (found.language, found.address) == ("fr", "https://blog.example/fr/news/2024/03/05/a.html")
    assert article("zh_TW/_posts/2024-03-05-a.md", options=(("languages", "en zh_TW"),)).language == "zh-TW"


def test_a_table_of_people_says_who_the_keys_of_authors_are() -> None:
    generator = generator_of(site(generator="jekyll"))
    source = b"---\nann:\n  name: Ann Lee\n  url: https://ann.example\nbob: {email: b@x.example}\n"
    people = generator.digest("_data/authors.yml", source)
    rules = site(generator="jekyll", data=(("_data/authors.yml", people),))
    found = read(b"---\ntitle: T\nauthors: [ann, Cid]\n---\nx\n", A_POST, rules).article
    assert found is not None
    assert [(author.name, author.url) for author in found.authors] == [
        ("Ann Lee", "https://ann.example/"),
        ("Cid", ""),
    ]


@pytest.mark.parametrize("source", [b"", b"- a\n- b\n", b"a: [\n", b"ann: Ann\n", b"\xff\xfe", b"{}"])
def test_a_table_of_nobody_says_nothing(source: bytes) -> None:
    assert generator_of(site(generator="jekyll")).digest("_data/authors.yml", source) == ""


def test_the_summary_ends_at_the_pages_mark_or_the_sites() -> None:
    body = "One.\n\nTwo.\n<!--end-->\nThree.\n\n<!--stop-->\n"
    options = (("excerpt_separator", "<!--end-->"),)
    assert look(A_POST, body=body).article.summary == "One."  # type: ignore[union-attr]  # it is one
    assert look(A_POST, body=body, options=options).article.summary == "One. Two."  # type: ignore[union-attr]
    own = "excerpt_separator: <!--stop-->"
    found = look(A_POST, own, body, options=options).article
    assert found is not None
    assert found.summary == "One. Two. Three."


def test_templates_may_show_the_configuration_and_the_front_matter() -> None:
    options = (("variables", json.dumps({"repository": "https://code.example", "title": "Old"})),)
    rules = site(generator="jekyll", url="https://blog.example/sub", title="Blog", options=options)
    table = values.table([("version", values.Scalar(value=1.1, text="1.10"), None)])
    variables = generator_of(rules).variables(table)
    assert variables["site.repository"] == "https://code.example"
    assert (variables["site.url"], variables["site.baseurl"]) == ("https://blog.example", "/sub")
    assert (variables["site.title"], variables["page.version"]) == ("Blog", "1.10")


def test_two_dots_in_a_row_are_another_address_in_another_version() -> None:
    reading = look("_posts/2024-03-05-wait...what.md")
    assert reading.article is not None
    assert reading.article.address == "https://blog.example/2024/03/05/wait/.what.html"
    assert [problem.code for problem in reading.problems] == ["generator-differs"]


@given(
    name=st.text(min_size=1).filter(lambda name: "/" not in name),
    slug=st.text(),
    category=st.text(),
    pattern=st.sampled_from([*STYLES, "/:slug/:name/:path", ":slugified_categories"]),
)
def test_no_name_or_key_breaks_an_address_or_leaves_the_site(
    name: str, slug: str, category: str, pattern: str
) -> None:
    front = f"title: T\nslug: {json.dumps(slug)}\ncategories: [{json.dumps(category)}]"
    reading = look(f"_posts/2024-03-05-{name}.md", front, permalinks=(("", pattern),))
    assert "unreadable" not in {problem.code for problem in reading.problems}
    if reading.article is not None:
        assert reading.article.address.isascii()
        assert reading.article.address.startswith("https://blog.example/")


def test_a_slash_at_the_end_is_the_hosts_choice_where_it_is_set() -> None:
    assert address(permalinks=(("", "/:title"),), trailing_slash=True) == "/a/"
    assert address(permalinks=PRETTY, trailing_slash=False) == "/2024/03/05/a"
    assert address(trailing_slash=True) == "/2024/03/05/a.html"


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://blog.example/sub", "https://blog.example/sub/2024/03/05/a.html"),
        ("/", "no-site-url"),
        ("", "no-site-url"),
    ],
)
def test_the_sites_address_is_in_front_of_jekylls(url: str, wanted: str) -> None:
    assert address(url=url) == wanted.removeprefix("https://blog.example")


def listed(root: Path, *paths: str, sections: tuple[str, ...] = (), **options: str) -> set[str]:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("---\ntitle: T\n---\n", encoding="utf-8")
    rules = site(
        root,
        generator="jekyll",
        content=root,
        output=root / "_site",
        sections=sections,
        options=tuple(options.items()),
    )
    return {file.path for file in list_content(rules).files}


READ = (
    "_posts/2024-03-05-a.md",
    "_posts/deep/2024-03-05-a.html",
    "_posts/deep/_under/2024-03-05-a.md",
    "_posts/without-a-date.md",
    "_drafts/idea.md",
    "garden/_posts/2024-03-05-a.md",
    "garden/shed/_drafts/idea.md",
    "node_modulesque/_posts/2024-03-05-a.markdown",
)


def test_posts_and_drafts_lie_anywhere_and_pages_are_no_articles(tmp_path: Path) -> None:
    never = (
        "about.md",
        "garden/2024-03-05-a.md",
        "_posts/_old/2024-03-05-a.md",
        "_posts/_2024-03-05-a.md",
        "_posts/2024-03-05-a.txt",
        "_notes/2024-03-05-a.md",
        "_layouts/_posts/2024-03-05-a.md",
        "#old/_posts/2024-03-05-a.md",
        "~old/_posts/2024-03-05-a.md",
        ".old/_posts/2024-03-05-a.md",
        "_site/_posts/2024-03-05-a.md",
        "vendor/bundle/_posts/2024-03-05-a.md",
        "_data/authors/_posts/2024-03-05-a.md",
    )
    wanted = set(READ) - {"node_modulesque/_posts/2024-03-05-a.markdown"}
    assert listed(tmp_path, *READ, *never) == wanted  # "node_modules" is the beginning of a text, too


def test_jekylls_own_patterns_compare_texts(tmp_path: Path) -> None:
    paths = (
        "old/_posts/2024-03-05-a.md",
        "older/_posts/2024-03-05-a.md",
        "new/old/_posts/2024-03-05-a.md",
        "dir/_posts/2024-03-05-a.md",
        "_posts/2024-03-05-a.draft.md",
        "_posts/hide/2024-03-05-a.md",
        "_pages/_posts/2024-03-05-a.md",
        "_posts/_kept/2024-03-05-a.md",
    )
    found = listed(
        tmp_path, *paths, exclude="old\ndir/\n*.draft.md\n_posts/h[^x]de/*\n\n/", include="_pages\n_kept"
    )
    assert found == {
        "new/old/_posts/2024-03-05-a.md",
        "_pages/_posts/2024-03-05-a.md",
        "_posts/_kept/2024-03-05-a.md",
    }


@pytest.mark.parametrize(
    ("collections_dir", "wanted"),
    [
        (
            "",
            {
                "_posts/2024-03-05-a.md",
                "_notes/a.md",
                "in/x/_posts/2024-03-05-a.md",
                "in/_posts/2024-03-05-a.md",
            },
        ),
        ("in", {"in/_posts/2024-03-05-a.md", "in/x/_posts/2024-03-05-a.md", "in/_notes/a.md"}),
        ("_in", {"_in/_notes/a.md"}),
    ],
)
def test_collections_may_have_a_folder_of_their_own(
    collections_dir: str, wanted: set[str], tmp_path: Path
) -> None:
    paths = (
        "_posts/2024-03-05-a.md",
        "_notes/a.md",
        "in/_posts/2024-03-05-a.md",
        "in/x/_posts/2024-03-05-a.md",
        "in/_notes/a.md",
        "_in/_posts/2024-03-05-a.md",
        "_in/_notes/a.md",
        "inner/_posts/2024-03-05-a.md",
    )
    if not collections_dir:
        wanted = wanted | {"inner/_posts/2024-03-05-a.md"}
    assert listed(tmp_path, *paths, collections="notes", collections_dir=collections_dir) == wanted


@pytest.mark.parametrize(
    ("sections", "wanted"),
    [
        (("posts",), {"_posts/2024-03-05-a.md", "x/_posts/2024-03-05-a.md"}),
        (("notes",), {"_notes/a.md"}),
        (("posts", "notes"), {"_posts/2024-03-05-a.md", "x/_posts/2024-03-05-a.md", "_notes/a.md"}),
        (("x",), {"x/_posts/2024-03-05-a.md"}),
        (("_posts/",), {"_posts/2024-03-05-a.md"}),
    ],
)
def test_a_section_is_a_collection_or_a_folder(
    sections: tuple[str, ...], wanted: set[str], tmp_path: Path
) -> None:
    paths = ("_posts/2024-03-05-a.md", "x/_posts/2024-03-05-a.md", "_notes/a.md")
    assert listed(tmp_path, *paths, sections=sections, collections="notes") == wanted


def test_what_is_in_another_format_is_told_once(tmp_path: Path) -> None:
    listed(
        tmp_path,
        "_posts/2024-03-05-a.adoc",
        "_posts/2024-03-06-a.textile",
        "_posts/2024-03-07-a.Rmd",
        "_posts/2024-03-07-a.md",
        "_posts/photo.jpg",
        "page.adoc",
    )
    rules = site(tmp_path, generator="jekyll", content=tmp_path, output=tmp_path / "_site")
    (told,) = list_content(rules).problems
    assert (told.code, told.what[:30]) == ("format-unknown", "2 files (.adoc .textile) are i")


def test_tables_of_people_count_whatever_the_sections_are(tmp_path: Path) -> None:
    listed(
        tmp_path, "_data/authors.yml", "_data/other.yml", "x/_data/authors.yml", "x/_posts/2024-03-05-a.md"
    )
    rules = site(tmp_path, generator="jekyll", content=tmp_path, sections=("x",))
    assert [file.path for file in list_content(rules).data] == ["_data/authors.yml"]


def test_other_endings_are_markdown_where_the_site_says_so(tmp_path: Path) -> None:
    paths = ("_posts/2024-03-05-a.mdown", "_posts/2024-03-05-a.md")
    assert listed(tmp_path, *paths, markdown_ext="mdown") == {"_posts/2024-03-05-a.mdown"}
    options = (("markdown_ext", "mdown,text"),)
    assert address("_posts/2024-03-05-a.mdown", options=options) == "/2024/03/05/a.html"


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("render_with_liquid: false", "{{ page.title }}"),
        ("render_with_liquid: true", "T"),
        ("layout: post", "T"),
    ],
)
def test_a_page_may_be_shown_without_its_tags_run(front: str, wanted: str) -> None:
    source = f"---\ntitle: T\n{front}\n---\n{{{{ page.title }}}}\n".encode()
    assert body_html(source, A_POST, site(generator="jekyll")) == f"<p>{wanted}</p>\n"
