"""What a path and its keys mean to Hugo."""

import pytest

from feedbot.content.generators.hugo_names import hyphenated
from feedbot.content.reader import read
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
    ],
)
def test_hugo_addresses_without_settings(path: str, front: str, wanted: str) -> None:
    assert address(path, front) == wanted


@pytest.mark.parametrize(
    ("pattern", "title", "front", "wanted"),
    [
        ("/:year/:month/:day/:slug/", "A Tale", "", "/2024/03/05/a-tale/"),
        ("/:year/:filename", "A Tale", "slug: s", "/2024/a/"),
        ("/:sections/:title/", "C++ & C#", "", "/posts/c-c/"),
        ("/:section/:slug/", "A+B", "", "/posts/a-b/"),
        ("/:section/:slug/", "a + b", "", "/posts/a--b/"),
        ("/:section/:slugorfilename/", "x", "", "/posts/a/"),
        ("/:section/:nonsense/", "x", "", "permalink-token"),
    ],
)
def test_hugo_permalinks(pattern: str, title: str, front: str, wanted: str) -> None:
    assert address("posts/deep/a.md", front, title, permalinks=(("posts", pattern),)) == wanted


@pytest.mark.parametrize(
    ("options", "path", "wanted"),
    [
        ({"ugly_urls": "true"}, "posts/a.md", "/posts/a.html"),
        ({"disable_path_to_lower": "true"}, "posts/Aa.md", "/posts/Aa/"),
        ({"remove_path_accents": "true"}, "posts/été.md", "/posts/ete/"),
        ({"languages": "en fr"}, "posts/a.fr.md", "/fr/posts/a/"),
        ({"languages": "en fr"}, "posts/a.en.md", "/posts/a/"),
        ({"languages": "en fr", "default_language": "fr"}, "posts/a.en.md", "/en/posts/a/"),
        ({"languages": "en fr", "default_language_in_subdir": "true"}, "posts/a.md", "/en/posts/a/"),
        ({"date_keys": ":filename :default"}, "posts/2024-01-02-a.md", "/posts/a/"),
    ],
)
def test_hugo_settings(options: dict[str, str], path: str, wanted: str) -> None:
    assert address(path, options=tuple(options.items())) == wanted


def test_hugo_takes_the_date_from_a_name_only_where_it_is_told_to() -> None:
    source, path = b"---\ntitle: T\n---\n", "posts/2024-01-02-a.md"
    assert read(source, path, site()).article is None
    article = read(source, path, site(options=(("date_keys", ":filename :default"),))).article
    assert article is not None
    assert article.published.isoformat() == "2024-01-02T00:00:00+00:00"


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
