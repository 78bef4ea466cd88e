"""Whether feeds show an article, and where its readers answer."""

from __future__ import annotations

import pytest

from feedbot.content.article import Article
from feedbot.content.reader import read
from tests.content.corpora import site


def reading_of(front: str) -> tuple[Article, list[str]]:
    source = f"---\ntitle: T\ndate: 2024-03-05T10:00:00Z\n{front}\n---\nSome text.\n".encode()
    reading = read(source, "posts/a.md", site())
    assert reading.article is not None, reading.problems
    return reading.article, [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("front", "shown", "codes"),
    [
        ("", True, []),
        ("feed: true", True, []),
        ("feed:", True, []),
        ("feed: {excerpt_only: true}", True, []),
        ("feed: false", False, []),
        ("feeds: 'no'", False, []),
        ("rss: off", False, []),
        ("feed: true\nrss: false", False, []),
        ("feed: never", True, ["feed-shape"]),
    ],
)
def test_only_a_no_keeps_an_article_out_of_feeds(front: str, shown: bool, codes: list[str]) -> None:  # noqa: FBT001
    article, told = reading_of(front)
    assert (article.in_feeds, told) == (shown, codes)


@pytest.mark.parametrize(
    ("front", "address", "codes"),
    [
        ("", None, []),
        ("comments: true", None, []),
        ("comments: disqus", None, []),
        ("comments: {host: social.example}", None, []),
        ("comments: false", "", []),
        ("comments: false\ncomments_url: https://forum.example/7", "", []),
        ("comments: https://forum.example/7#c", "https://forum.example/7#c", []),
        ("comments: true\ncomments_url: /forum/7", "https://blog.example/forum/7", []),
        ("comment_url: https://forum.example", "https://forum.example/", []),
        ("comments: '#comments'", "https://blog.example/posts/a/#comments", []),
        ("comments_url: forum", None, ["comments-address"]),
        ("comments: 'http://[bad'", None, ["comments-address"]),
    ],
)
def test_readers_answer_where_the_article_says(front: str, address: str | None, codes: list[str]) -> None:
    article, told = reading_of(front)
    assert (article.comments, told) == (address, codes)


def test_the_hash_of_what_readers_see_knows_of_comments_only_where_they_are_said() -> None:
    hashes = [reading_of(front)[0].facts_hash for front in ("", "comments: true", "comments: false")]
    assert hashes[0] == hashes[1] != hashes[2]
