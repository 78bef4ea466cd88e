"""What a path and its keys mean without a known generator."""

import pytest

from feedbot.content.reader import read
from tests.content.corpora import site
from tests.content.generators.asking import address


@pytest.mark.parametrize(
    ("path", "front", "permalinks", "wanted"),
    [
        ("a.md", "", (), "/a/"),
        ("posts/a b.md", "", (), "/posts/a%20b/"),
        ("posts/trip/index.md", "", (), "/posts/trip/"),
        ("posts/2024-03-05-a.md", "slug: s", (), "/posts/s/"),
        (
            "posts/2024-03-05-a.md",
            "",
            (("posts", "/{year}/{month}/{day}/{slug}.html"),),
            "/2024/03/05/a.html",
        ),
        ("posts/a.md", "", (("", "/en/blog/{section}/{stem}"),), "/en/blog/posts/a"),
        ("fr/posts/a.md", "", (("posts", "/{lang}/{section}/{slug}/"),), "/fr/posts/a/"),
        ("posts/a.md", "permalink: /else/", (), "/else/"),
        ("posts/a.md", "slug: ../../etc", (), "url-outside"),
        ("posts/a.md", "", (("", "/{nonsense}/"),), "permalink-token"),
    ],
)
def test_plain_addresses(path: str, front: str, permalinks: tuple[tuple[str, str], ...], wanted: str) -> None:
    options = (("languages", "en fr"),)
    assert address(path, front, generator="plain", permalinks=permalinks, options=options) == wanted


def test_plain_takes_date_and_language_from_the_path() -> None:
    rules = site(generator="plain", options=(("languages", "en fr"),))
    article = read(b"---\ntitle: T\ntags: a, b\n---\n", "fr/2024-01-02-a.md", rules).article
    assert article is not None
    assert article.published.isoformat() == "2024-01-02T00:00:00+00:00"
    assert (article.language, article.section, article.tags) == ("fr", "", ("a", "b"))
