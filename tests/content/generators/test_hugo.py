"""What a path and its keys mean to Hugo."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.article import Article
from feedbot.content.folder import list_content
from feedbot.content.generators.generator import Picked
from feedbot.content.generators.hugo.names import hyphenated
from feedbot.content.generators.registry import generator_of
from feedbot.content.markdown import body_html
from feedbot.content.reader import read
from feedbot.content.site import SiteRules
from feedbot.errors import ContentError
from tests.content.corpora import site
from tests.content.generators.asking import address


@pytest.mark.parametrize(
    ("path", "front", "wanted"),
    [
        ("posts/a.md", "", "/posts/a/"),
        ("posts/2014-03-25-a.md", "", "/posts/2014-03-25-a/"),
        ("posts/deep/er/a.md", "", "/posts/deep/er/a/"),
        ("posts/trip/index.md", "", "/posts/trip/"),
        ("posts/trip/index.md", "slug: new", "/posts/new/"),
        ("posts/Été à Lyon.md", "", "/posts/%C3%A9t%C3%A9-%C3%A0-lyon/"),
        ("posts/a.md", "slug: My Slug!", "/posts/my-slug/"),
        ("posts/a.md", "slug: a/b", "/posts/a/b/"),
        ("posts/a.md", "url: /Else/Where", "/Else/Where/"),
        ("posts/a.md", "url: else/page.html", "/else/page.html"),
        ("posts/a.md", "url: /x//y/", "/x/y/"),
        ("posts/a.md", "slug: ../../x", "url-outside"),
        ("posts/a.md", "url: //evil.example/x", "url-outside"),
        ("posts/a.md", "url: https://evil.example/x", "url-outside"),
        ("posts/a.md", "url: /a/%2e%2e/%2E./x", "url-outside"),
        ("posts/a.md", "url: '\\\\evil.example'", "/%5C%5Cevil.example"),
        ("posts/a.fr.md", "", "/posts/a.fr/"),
        ("posts/a.en.md", "", "/posts/a/"),
        ("trip/index.md", "", "/trip/"),
        ("posts/Trip/Index.md", "", "/posts/trip/"),
        ("posts/index.fr.md", "", "/posts/index.fr/"),
        ("posts/a - b.md", "", "/posts/a---b/"),
        ("posts/ΟΔΟΣ İ.md", "", "/posts/%CE%BF%CE%B4%CE%BF%CF%83-i/"),
        ("posts/a.md", "slug: -edge-", "/posts/edge/"),
        ("posts/a.md", "slug: v1 / x", "/posts/v1-/-x/"),
        ("posts/a.md", "url: /v1.2/page", "/v1.2/page"),
        ("posts/a.md", "url: /a/index.html", "/a/"),
        ("posts/a.md", "url: /:year/:slug/x", "/2024/t/x/"),
        ("posts/a.md", "url: /:year/:slug.html", "/2024/t.html"),
        ("posts/a.md", "url: /at:nonsense/", "/at:nonsense/"),
        ("posts/a.md", "url: ''", "/posts/a/"),
        ("posts/a.md", "publishDate: 2024-06-07\nurl: /:year/:month/", "/2024/03/"),
        ("posts/a.md", "publishDate: 2024-06-07\ndate: 2024-31-01", "date-impossible"),
    ],
)
def test_hugo_addresses_without_settings(path: str, front: str, wanted: str) -> None:
    assert address(path, front) == wanted


@pytest.mark.parametrize(
    ("pattern", "title", "front", "wanted"),
    [
        ("/:year/:month/:day/:slug/", "A Tale", "", "/2024/03/05/a-tale/"),
        ("/:year/:filename", "A Tale", "slug: s", "/2024/a/"),
        ("/:monthname/:weekday/:weekdayname/:yearday/", "x", "", "/march/2/tuesday/65/"),
        ("/:2006/:01/:02/:15-:Jan/:2006_01/", "x", "", "/2024/03/05/23-mar/2024_03/"),
        ("/:sections/:title/", "C++ & C#", "", "/posts/c-c/"),
        ("/:section/:slug/", "A+B", "", "/posts/a-b/"),
        ("/:section/:slug/", "a + b", "", "/posts/a--b/"),
        ("/:title/:year/", "C++", "", "/c-/2024/"),
        ("/:title/", "C++", "", "/c/"),
        ("/:title/", "a/b", "", "/a-b/"),
        ("/:slug/", "x", "slug: a/b", "/a/b/"),
        ("/:title/", "caf&eacute; & <em>bar</em>", "", "/cafeacute-embar-em/"),
        ("/:title/", "a%41 100%25", "", "/aa-100/"),
        ("/:title/", "-x-", "", "/-x-/"),
        ("/:section/:slugorfilename/", "x", "", "/posts/a/"),
        ("/:slugorcontentbasename/", "x", "slug: Sl é", "/sl-%C3%A9/"),
        ("/P x/:title.html", "x", "", "/p-x/x.html/"),
        ("/a\\:b/:title", "x", "", "/ab/x/"),
        ("/:section/:nonsense/", "x", "", "permalink-token"),
        ("/:title[1:]/", "x", "", "permalink-token"),
    ],
)
def test_hugo_permalinks(pattern: str, title: str, front: str, wanted: str) -> None:
    assert address("posts/deep/a.md", front, title, permalinks=(("posts", pattern),)) == wanted


@pytest.mark.parametrize(
    ("pattern", "title", "front"),
    [
        ("/:year/:title/", "C++", ""),
        ("/:slug", "Either / or", ""),
        ("/:slug", "Either / or", "slug: x/y"),
        ("/:filename/", "C++", ""),
        ("/:title/x/", "C++", ""),
    ],
)
def test_a_title_that_versions_of_hugo_write_otherwise_is_told(pattern: str, title: str, front: str) -> None:
    source = f"---\ntitle: {title}\ndate: 2024-03-05\n{front}\n---\n".encode()
    reading = read(source, "posts/a.md", site(permalinks=(("posts", pattern),)))
    differs = pattern in {"/:year/:title/", "/:slug"} and not front
    assert [problem.code for problem in reading.problems] == ["generator-differs"] * differs


@pytest.mark.parametrize(
    ("keys", "wanted", "codes"),
    [
        (("posts",), "/0/t/", []),
        (("posts", "posts/tech"), "/1/t/", ["generator-differs"]),
        (("posts/tech", "posts"), "/0/t/", ["generator-differs"]),
        (("posts/**",), "/0/t/", []),
        (("posts/t*",), "/0/t/", []),
        (("post*",), "/0/t/", []),
        (("notes", "posts/other", "notes/**"), "/posts/tech/a/", []),
        (("/posts/**", "/posts/tech/**"), "/0/t/", []),
    ],
)
def test_of_permalinks_that_overlap_the_nearest_is_taken_and_told(
    keys: tuple[str, ...], wanted: str, codes: list[str]
) -> None:
    permalinks = tuple((key, f"/{number}/:slug/") for number, key in enumerate(keys))
    reading = read(page(), "posts/tech/a.md", site(permalinks=permalinks))
    assert reading.article is not None
    assert reading.article.address.endswith(f"example{wanted}")
    assert [problem.code for problem in reading.problems] == codes


@given(st.text(":abc[]\\/ %+-1", max_size=60), st.text(max_size=20))
def test_any_pattern_and_title_give_an_address_or_a_reason(pattern: str, title: str) -> None:
    source = json.dumps(
        {"title": title, "date": "2024-03-05", "slug": title[::-1], "url": pattern[:9]}
    ).encode()
    reading = read(source, "posts/a.md", site(permalinks=(("posts", pattern or "/"),)))
    assert reading.article is not None or reading.problems
    assert [problem.code for problem in reading.problems if problem.code == "unreadable"] == []


@given(st.binary(max_size=300))
def test_any_section_page_gives_a_digest_that_can_be_read(source: bytes) -> None:
    said = generator_of(site()).digest("posts/_index.md", b"---\ncascade: " + source)
    assert only(page(), "posts/a.md", site(data=(("posts/_index.md", said),))).address


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ("", "/Posts/One Two/Three/"),
        ("[0]", "/posts/"),
        ("[1]", "/one-two/"),
        ("[1:]", "/one-two/three/"),
        ("[:last]", "/posts/one-two/"),
        ("[last]", "/three/"),
        ("[1:2]", "/one-two/"),
        ("[9]", "/"),
        ("[9:]", "/"),
        ("[x]", "/posts/"),
    ],
)
def test_parts_of_the_sections(part: str, wanted: str) -> None:
    rules = with_files({"Posts/One Two/Three/_index.md": ""}, permalinks=(("posts", f"/:sections{part}/"),))
    assert place("Posts/One Two/Three/more/a.md", rules) == wanted.lower().replace(" ", "-")


def test_a_folder_is_a_section_where_it_has_a_page_of_its_own_in_that_language() -> None:
    files = {"posts/_index.md": "", "posts/in/_index.md": "", "posts/in/deep/x/_index.fr.md": ""}
    rules = with_files(files, permalinks=(("posts", "/:sections/:filename/"),), options=FRENCH)
    assert place("posts/in/deep/x/a.md", rules) == "/posts/in/a/"
    assert place("posts/in/deep/x/a.fr.md", rules) == "/fr/posts/in/deep/x/a/"
    assert place("posts/in/a.fr.md", rules) == "/fr/posts/a/"


def test_newer_versions_know_sections_by_their_slugs_and_titles() -> None:
    files = {"posts/_index.md": "title: The Posts", "posts/in/_index.md": "title: x\nslug: My In"}
    rules = with_files(files, permalinks=(("posts", "/:sectionslug/:sectionslugs[1:]/:slug/"),))
    assert place("posts/in/a.md", rules) == "/the-posts/my-in/t/"
    rules = with_files(files)
    article = read(page(), "posts/in/a.md", rules)
    assert article.article is not None
    assert article.article.address == "https://blog.example/posts/my-in/a/"
    assert [problem.code for problem in article.problems] == ["generator-differs"]
    rules = with_files({}, permalinks=(("box", "/:sectionslugs/:slug/"),))
    made_up = read(page(), "box/a.md", rules)
    assert made_up.article is not None
    assert made_up.article.address == "https://blog.example/boxes/t/"
    assert [problem.code for problem in made_up.problems] == ["generator-differs"]


@pytest.mark.parametrize(
    ("permalinks", "path", "wanted"),
    [
        ((("posts", "/p/:filename/"),), "Posts/a.md", "/p/a/"),
        ((("posts", "/p/:filename/"), ("posts/in", "/in/:filename/")), "posts/in/x/a.md", "/in/a/"),
        ((("posts", "/p/:filename/"), ("", "/o/:filename/")), "notes/a.md", "/o/a/"),
        ((("/", "/r/:filename/"),), "trip/index.md", "/r/trip/"),
        ((("/", "/r/:filename/"),), "posts/a.md", "/posts/a/"),
        ((("/posts/{x,y}*", "/g/:filename/"),), "posts/yes.md", "/g/yes/"),
        ((("/posts/{x,y}*", "/g/:filename/"),), "posts/no.md", "/posts/no/"),
        ((("/posts/**", "/1/:filename/"), ("/posts/in/**", "/2/:filename/")), "posts/in/a.md", "/1/a/"),
    ],
)
def test_which_permalink_is_a_pages(permalinks: tuple[tuple[str, str], ...], path: str, wanted: str) -> None:
    assert address(path, permalinks=permalinks) == wanted


@pytest.mark.parametrize(
    ("options", "path", "wanted"),
    [
        ({"ugly_urls": "true"}, "posts/a.md", "/posts/a.html"),
        ({"ugly_urls": "posts docs"}, "Posts/a.md", "/posts/a.html"),
        ({"ugly_urls": "posts docs"}, "notes/a.md", "/notes/a/"),
        ({"disable_path_to_lower": "true"}, "posts/A & B.md", "/posts/A-B/"),
        ({"remove_path_accents": "true"}, "posts/été.md", "/posts/ete/"),
        ({"languages": "en fr"}, "posts/a.fr.md", "/fr/posts/a/"),
        ({"languages": "en fr"}, "posts/a.FR.md", "/fr/posts/a/"),
        ({"languages": "en fr"}, "posts/a.en.md", "/posts/a/"),
        ({"languages": "en fr"}, "posts/a.b.fr.md", "/fr/posts/a.b/"),
        ({"languages": "en fr"}, "posts/trip/index.fr.md", "/fr/posts/trip/"),
        ({"languages": "en pt-br"}, "posts/a.pt-br.md", "/pt-br/posts/a/"),
        ({"languages": "en fr", "default_language": "fr"}, "posts/a.en.md", "/en/posts/a/"),
        ({"languages": "en fr", "default_language_in_subdir": "true"}, "posts/a.md", "/en/posts/a/"),
        ({"date_keys": ":filename :default"}, "posts/2024-01-02-a.md", "/posts/a/"),
        ({"date_keys": ":filename :default"}, "posts/2024-01-02_My Name/index.md", "/posts/my-name/"),
        ({"date_keys": ":filename :default"}, "posts/2024-01-02T10-11-12-a.md", "/posts/a/"),
        ({"date_keys": ":filename :default"}, "posts/2024-01-02.md", "/posts/2024-01-02/"),
        ({"date_keys": "date :filename"}, "posts/2024-01-02-a.md", "/posts/2024-01-02-a/"),
        (
            {"hosts": '{"fr": "https://blog.fr/x"}', "languages": "en fr"},
            "posts/a.fr.md",
            "https://blog.fr/x/posts/a/",
        ),
        ({"hosts": '{"fr": "https://blog.fr"}', "languages": "en fr"}, "posts/a.md", "/posts/a/"),
        (
            {"permalinks_by_language": '{"fr": [["posts", "/art/:slug/"]]}', "languages": "en fr"},
            "posts/a.fr.md",
            "/fr/art/t/",
        ),
        (
            {"permalinks_by_language": '{"fr": [["posts", "/art/:slug/"]]}', "languages": "en fr"},
            "posts/a.md",
            "/posts/a/",
        ),
    ],
)
def test_hugo_settings(options: dict[str, str], path: str, wanted: str) -> None:
    assert address(path, options=tuple(options.items())) == wanted


@pytest.mark.parametrize(("slash", "wanted"), [(True, "/posts/a/"), (False, "/posts/a")])
def test_the_person_knows_how_the_host_ends_addresses(slash: bool, wanted: str) -> None:  # noqa: FBT001  # a row's
    assert address("posts/a.md", trailing_slash=slash) == wanted
    assert address("posts/a.md", "url: /a/b", trailing_slash=slash) == wanted.replace("posts/a", "a/b")
    assert address("posts/a.md", "url: /a/b.html", trailing_slash=slash) == "/a/b.html"


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("url: /u/", "/u/"),
        ("url: u/", "/fr/u/"),
        ("url: fr/u/", "/fr/fr/u/"),
        ("slug: s", "/fr/posts/s/"),
    ],
)
def test_a_url_without_a_slash_comes_after_the_language(front: str, wanted: str) -> None:
    assert address("posts/a.fr.md", front, options=FRENCH) == wanted
    in_folder = (*FRENCH, ("default_language_in_subdir", "true"))
    assert address("posts/a.md", front, options=in_folder) == wanted.replace("fr/", "en/", 1)


@pytest.mark.parametrize(
    ("path", "wanted", "language", "section"),
    [
        ("en/posts/a.md", "/posts/a/", "", "posts"),
        ("fr/posts/a.md", "/fr/posts/a/", "fr", "posts"),
        ("fr/posts/a.en.md", "/posts/a/", "", "posts"),
        ("fr/posts/trip/index.md", "/fr/posts/trip/", "fr", "posts"),
        ("more/a.md", "/posts/more/a/", "", "posts"),
    ],
)
def test_folders_stand_where_they_are_mounted(path: str, wanted: str, language: str, section: str) -> None:
    options = (*FRENCH, ("mounts", MOUNTS))
    article = read(page(), path, site(options=options)).article
    assert article is not None
    assert article.address == f"https://blog.example{wanted}"
    assert (article.language, article.section) == (language, section)


MOUNTS = json.dumps(
    [
        ["content/en", "", "en"],
        ["content/fr", "", "fr"],
        ["content/more", "posts/more", ""],
        ["other", "o", ""],
    ]
)
FRENCH = (("languages", "en fr"),)


def test_a_content_folder_inside_a_mounted_one_has_its_place_there() -> None:
    rules = site(content=Path("/nowhere/content/fr/posts"), options=(*FRENCH, ("mounts", MOUNTS)))
    assert place("a.md", rules) == "/fr/posts/a/"
    assert generator_of(rules).pick("", ["a.md"], ["deep"]).names == ("a.md",)
    assert place("a.md", site(content=Path("/nowhere/content/posts"))) == "/posts/a/"
    assert place("posts/a.md", site(content=Path("/elsewhere"))) == "/posts/a/"
    assert (
        place("content/en/posts/a.md", site(content=Path("/nowhere"), options=(("mounts", MOUNTS),)))
        == "/posts/a/"
    )


@pytest.mark.parametrize(("option", "value"), [("mounts", "x"), ("ignore_files", "(")])
def test_a_setting_that_is_not_what_it_must_be_is_an_error_that_names_it(option: str, value: str) -> None:
    with pytest.raises(ContentError, match=option):
        generator_of(site(options=((option, value),))).pick("", [], [])


@pytest.mark.parametrize(
    ("folder", "names", "folders", "wanted"),
    [
        ("", ["a.md", "_index.md"], ["posts"], Picked(names=(), data=("_index.md",), folders=("posts",))),
        ("", ["a.md", "index.md"], [], Picked(names=("a.md",))),
        ("posts", ["a.md", "b.html", "c.MD", "_d.md", "x.css"], ["e"],
         Picked(names=("a.md", "b.html", "c.MD", "_d.md"), folders=("e",))),
        ("posts/trip", ["index.md", "notes.md", "index.css"], ["deep"], Picked(names=("index.md",))),
        ("posts/trip", ["index.css", "notes.md"], [], Picked(names=("notes.md",))),
        ("posts/trip", ["index.de.md", "index.fr.md", "index.md", "x.fr.md"], [],
         Picked(names=("index.fr.md", "index.md"))),
        ("posts", ["a.en.md", "a.fr.md", "a.md"], [], Picked(names=("a.en.md", "a.fr.md"))),
        ("posts", ["a.html", "a.md"], [], Picked(names=("a.html", "a.md"))),
        ("posts", ["a.de.md", "_index.de.md", "#b.md", "c.md~"], [], Picked(names=())),
        ("posts", ["a.org", "b.adoc", "c.Rmd", "_content.gotmpl"], [],
         Picked(names=(), unread=("a.org", "b.adoc", "_content.gotmpl"))),
        ("posts", ["draft-a.md", "a.md"], ["old", "new"], Picked(names=("a.md",), folders=("new",))),
    ],
)  # fmt: skip
def test_which_files_of_a_folder_may_be_articles(
    folder: str, names: list[str], folders: list[str], wanted: Picked
) -> None:
    options = (*FRENCH, ("disabled_languages", "de"), ("ignore_files", "/draft-\ncontent/posts/old$"))
    assert generator_of(site(options=options)).pick(folder, names, folders) == wanted


def test_pages_of_no_section_are_articles_where_the_person_says_so() -> None:
    assert generator_of(site(sections=(".",))).pick("", ["a.md"], ["posts"]).names == ("a.md",)
    assert generator_of(site(sections=("posts",))).pick("", ["a.md"], ["posts"]).names == ()


@pytest.mark.parametrize(
    ("root_pages", "sections", "outside", "in_folder", "deeper"),
    [
        ("true", (), ("a.md",), ("index.md",), ("index.md",)),
        ("false", (), (), (), ("index.md",)),
        ("false", (".",), ("a.md",), ("index.md",), ("index.md",)),
        ("false", ("about",), (), ("index.md",), ("index.md",)),
        ("", (), (), ("index.md",), ("index.md",)),
    ],
)
def test_pages_of_no_section_are_articles_where_few_others_are(
    root_pages: str,
    sections: tuple[str, ...],
    outside: tuple[str, ...],
    in_folder: tuple[str, ...],
    deeper: tuple[str, ...],
) -> None:
    generator = generator_of(site(sections=sections, options=(("root_pages", root_pages),)))
    assert generator.pick("", ["a.md"], ["posts"]).names == outside
    assert generator.pick("about", ["index.md"], []).names == in_folder
    assert generator.pick("posts/trip", ["index.md"], []).names == deeper


def test_only_mounted_folders_are_entered_and_a_section_lies_in_each() -> None:
    generator = generator_of(site(options=(*FRENCH, ("mounts", MOUNTS))))
    assert generator.pick("", ["a.md"], ["en", "fr", "more", "old"]) == Picked(
        names=(), folders=("en", "fr", "more")
    )
    assert generator.folders_of("posts") == ("en/posts", "fr/posts", "more", "posts")
    assert generator.folders_of("") == ("",)


def test_the_listing_knows_what_lies_beside_the_sections(tmp_path: Path) -> None:
    for name in ("_index.md", "posts/a.md", "posts/b.org", "notes/c.md", "authors/ann/_index.md", "about.md"):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page())
    rules = site(tmp_path, sections=("posts",), options=(("author_section", "authors"),))
    listing = list_content(rules)
    assert [file.path for file in listing.files] == ["posts/a.md"]
    assert [file.path for file in listing.data] == ["_index.md", "authors/ann/_index.md"]
    assert [(problem.code, problem.path) for problem in listing.problems] == [
        ("format-unknown", "posts/b.org")
    ]


# Dates


@pytest.mark.parametrize(
    ("options", "name", "front", "published", "updated", "expires"),
    [
        ("", "a", "date: 2024-03-05\nlastmod: 2024-05-05", "2024-03-05", "2024-05-05", None),
        ("", "a", "date: 2024-03-05\npublishDate: 2024-04-01", "2024-04-01", None, None),
        ("", "a", "pubdate: 2024-03-05\nmodified: 2024-05-05", "2024-03-05", "2024-05-05", None),
        ("", "a", "published: 2024-03-05\ndate: 2024-01-01", "2024-03-05", None, None),
        ("", "a", "published: true\ndate: 2024-01-01", "2024-01-01", None, None),
        ("", "a", "lastmod: 2024-03-05", "2024-03-05", "2024-03-05", None),
        (
            "",
            "a",
            "date: 2024-03-05\nunpublishdate: 2025-01-01\nexpires: 2020-01-01",
            "2024-03-05",
            None,
            "2025-01-01",
        ),
        ("", "a", "updated: 2024-03-05", None, None, None),
        ("", "2024-01-02-a", "", None, None, None),
        ("date_keys=:filename :default", "2024-01-02-a", "", "2024-01-02", None, None),
        (
            "date_keys=:filename :default",
            "2024-01-02-a",
            "date: 2024-01-02T18:00:00Z",
            "2024-01-02",
            None,
            None,
        ),
        ("date_keys=:filename :default", "2024-01-02-a", "date: 2024-02-03", "2024-02-03", None, None),
        ("date_keys=:default :filename", "2024-01-02-a", "date: 2023-02-03", "2023-02-03", None, None),
        ("date_keys=:filename :default", "2024-1-2-a", "", None, None, None),
        ("date_keys=:fileModTime :git", "a", "date: 2024-03-05", None, None, None),
        (
            "date_keys=created :filemodtime date",
            "a",
            "created: 2024-03-05\ndate: 2024-01-01",
            "2024-03-05",
            None,
            None,
        ),
        (
            "updated_keys=updated :git lastmod",
            "a",
            "date: 2024-03-05\nupdated: 2024-05-05",
            "2024-03-05",
            "2024-05-05",
            None,
        ),
        ("updated_keys=:git", "a", "date: 2024-03-05\nlastmod: 2024-05-05", "2024-03-05", None, None),
        (
            "publish_keys=online :default",
            "a",
            "date: 2024-03-05\nonline: 2024-04-04",
            "2024-04-04",
            None,
            None,
        ),
        ("expiry_keys=until", "a", "date: 2024-03-05\nuntil: 2024-04-04", "2024-03-05", None, "2024-04-04"),
    ],
)
def test_which_keys_hold_dates(
    options: str, name: str, front: str, published: str | None, updated: str | None, expires: str | None
) -> None:
    option, _, value = options.partition("=")
    rules = site(options=((option, value),) if option else ())
    article = read(f"---\ntitle: T\n{front}\n---\n".encode(), f"posts/{name}.md", rules).article
    if published is None:
        assert article is None
        return
    assert article is not None
    days = [
        moment and moment.date().isoformat()
        for moment in (article.published, article.updated, article.expires)
    ]
    assert days == [published, updated, expires]


def test_an_impossible_day_in_a_name_holds_the_article() -> None:
    rules = site(options=(("date_keys", ":filename :default"),))
    reading = read(b"---\ntitle: T\n---\n", "posts/2024-13-02-a.md", rules)
    assert [problem.code for problem in reading.problems] == ["date-impossible"]
    dated = read(b"---\ntitle: T\ndate: 2024-03-05\n---\n", "posts/2024-13-02-a.md", rules).article
    assert dated is not None
    assert dated.address == "https://blog.example/posts/2024-13-02-a/"


# What is handed down


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("posts/a.md", {"tags": ("root",), "draft": False}),
        ("posts/old/a.md", {"tags": ("root",), "draft": True}),
        ("posts/old", {"tags": ("root",), "draft": False}),
        ("notes/a.md", {"tags": ("own",), "section": "notes"}),
        ("notes/deep/a.md", {"tags": ("deep",), "categories": ("notes",)}),
        ("notes/a.fr.md", {"tags": ("fr",)}),
        ("conf/a.md", {"tags": ("root",), "categories": ("from the configuration",)}),
    ],
)
def test_sections_hand_down_what_a_page_does_not_say(path: str, wanted: dict[str, object]) -> None:
    files = {
        "_index.md": "cascade:\n  tags: [root]\n  params: {author: Ann}",
        "posts/_index.md": "cascade:\n"
        "- target: {path: /posts/old/**, kind: page}\n  draft: true\n  menu: {x: 1}",
        "notes/_index.md": "cascade:\n- tags: [own]\n- tags: [never]\n  categories: [notes]",
        "notes/deep/_index.md": "cascade: {tags: [deep], _target: {lang: '{en,de}'}}",
        "notes/_index.fr.md": "cascade: {tags: [fr]}",
        "broken/_index.md": "cascade: [",
    }
    cascade = [{"path": "/conf/**", "set": {"categories": ["from the configuration"], "tags": ["late"]}}]
    rules = with_files(files, options=(*FRENCH, ("cascade", json.dumps(cascade))))
    article = read(page(), path if "." in path else f"{path}.md", rules).article
    assert article is not None
    assert {key: getattr(article, key) for key in wanted} == wanted
    own = read(page("tags: []\nauthor: Bo"), path if "." in path else f"{path}.md", rules).article
    assert own is not None
    assert (own.tags, [author.name for author in own.authors]) == ((), ["Bo"])


def test_what_is_handed_down_may_name_languages_and_environments() -> None:
    files = {
        "posts/_index.md": "cascade:\n"
        "- target: {sites: {matrix: {languages: [fr, de]}}}\n  tags: [never]\n"
        "- target: {environment: staging}\n  tags: [never]\n"
        "- target: {kind: section}\n  tags: [never]\n"
        "- target: {environment: production}\n  tags: [here]\n"
    }
    assert only(page(), "posts/a.md", with_files(files)).tags == ("here",)


def test_params_are_read_as_if_they_stood_above_but_for_what_is_hugos_own() -> None:
    front = "params:\n  author: Ann\n  tags: [a]\n  draft: true\n  slug: never\n  date: 2020-01-01"
    article = only(page(front), "posts/a.md", site())
    assert ([author.name for author in article.authors], article.tags) == (["Ann"], ("a",))
    assert (article.draft, article.address) == (False, "https://blog.example/posts/a/")


@pytest.mark.parametrize(
    ("options", "front", "tags", "categories"),
    [
        ((("tag_keys", "sujets"),), "sujets: [a, b]\ntags: [c]", ("a", "b"), ()),
        ((("tag_keys", "sujets themes"),), "sujets: [a]\nthemes: b", ("a", "b"), ()),
        ((("tag_keys", "sujets"),), "tags: [c]", ("c",), ()),
        ((("category_keys", "rubriques"),), "rubriques: [r]\ntags: c d", ("c d",), ("r",)),
    ],
)
def test_taxonomies_of_other_names(
    options: tuple[tuple[str, str], ...], front: str, tags: tuple[str, ...], categories: tuple[str, ...]
) -> None:
    article = only(page(front), "posts/a.md", site(options=options))
    assert (article.tags, article.categories) == (tags, categories)


def test_people_have_the_names_that_their_own_pages_give_them() -> None:
    rules = with_files(
        {"authors/ann-lee/_index.md": "title: Ann Lee"}, options=(("author_section", "authors"),)
    )
    article = only(page("authors: [ann-lee, Bo Berg]"), "posts/a.md", rules)
    assert [author.name for author in article.authors] == ["Ann Lee", "Bo Berg"]
    article = only(page("author: cy"), "posts/a.md", site(options=(("people", '{"cy": "Cy Day"}'),)))
    assert [author.name for author in article.authors] == ["Cy Day"]


@pytest.mark.parametrize(
    ("front", "options", "codes"),
    [
        ("draft: true", {}, ["draft"]),
        ("draft: true", {"build_drafts": "true"}, ["draft", "generator-differs"]),
        ("draft: yes", {}, ["draft", "generator-differs"]),
        ("private: true", {}, ["draft", "generator-differs"]),
        ("headless: true", {}, ["draft"]),
        ("build: {list: never}", {}, ["draft"]),
        ("build: {list: local}", {}, ["draft"]),
        ("_build: {render: false}", {}, ["draft"]),
        ("build: {render: link}", {}, ["draft"]),
        ("build: {publishResources: false}", {}, []),
    ],
)
def test_what_is_held_back_and_what_hugo_would_show(
    front: str, options: dict[str, str], codes: list[str]
) -> None:
    reading = read(page(front), "posts/a.md", site(options=tuple(options.items())))
    assert reading.article is not None
    assert reading.article.draft is bool(codes)
    assert [problem.code for problem in reading.problems] == codes


def test_the_short_code_param_shows_the_page_and_then_the_site() -> None:
    rules = site(options=(("params", '{"version": "v2", "port": "80"}'),))
    text = b'---\ntitle: T\nport: 81\n---\n{{< param Version >}} and {{% param "port" %}}'
    assert body_html(text, "posts/a.md", rules) == "<p>v2 and 81</p>\n"


def page(front: str = "") -> bytes:
    return f"---\ntitle: T\ndate: 2024-03-05\n{front}\n---\ntext\n".encode()


def with_files(files: dict[str, str], **changes: Any) -> SiteRules:
    """Return rules that know what these files say of others."""
    generator = generator_of(site(**changes))
    said = ((path, generator.digest(path, f"---\n{front}\n---\n".encode())) for path, front in files.items())
    return site(data=tuple((path, text) for path, text in said if text), **changes)


def only(source: bytes, path: str, rules: SiteRules) -> Article:
    article = read(source, path, rules).article
    assert article is not None
    return article


def place(path: str, rules: SiteRules) -> str:
    return only(page(), path, rules).address.removeprefix("https://blog.example")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a - b", "a-b"), ("a, b & c", "a-b-c"), ("100% (v1.2)", "100-v1.2"), ("%cf%80 %x", "%cf%80-x")],
)
def test_a_run_of_blanks_is_one_hyphen(text: str, wanted: str) -> None:
    assert hyphenated(text) == wanted


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://été.example/", "https://xn--t-9fab.example/posts/a/"),
        ("https://blog.example/sub/", "https://blog.example/sub/posts/a/"),
        ("http://blog.example:8080", "http://blog.example:8080/posts/a/"),
        ("/", "no-site-url"),
        ("", "no-site-url"),
    ],
)
def test_the_sites_address_is_in_front(url: str, wanted: str) -> None:
    assert address("posts/a.md", url=url) == wanted.removeprefix("https://blog.example")
