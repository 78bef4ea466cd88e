"""Which article does a person mean."""

from __future__ import annotations

import pytest

from feedbot.content.naming import meant

PATHS = ("posts/2025-10-07-portes-ouvertes.md", "posts/a/index.md", "news/a/index.md", "old-posts.md")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("posts/2025-10-07-portes-ouvertes.md", PATHS[:1]),
        ("./posts/a/index.md", PATHS[1:2]),
        ("/news/a/index.md", PATHS[2:3]),
        ("a/index.md", PATHS[1:3]),
        ("2025-10-07-portes-ouvertes.md", PATHS[:1]),
        ("portes", PATHS[:1]),
        ("old-posts", PATHS[3:]),
        ("post", ()),
        ("nothing", ()),
        ("", ()),
    ],
)
def test_a_path_its_end_or_the_only_one_it_is_a_part_of(name: str, expected: tuple[str, ...]) -> None:
    assert meant(name, PATHS) == expected
