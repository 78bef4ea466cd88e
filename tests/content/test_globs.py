"""Glob patterns of generators' configurations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.globs import compiled, joined, matches, parted


@pytest.mark.parametrize(
    ("pattern", "path", "wanted"),
    [
        ("**/*.md", "a.md", True),
        ("**/*.md", "deep/er/a.md", True),
        ("**/*.md", "a.mdx", False),
        ("*.md", "deep/a.md", False),
        ("**/*.{md,mdx}", "x/a.mdx", True),
        ("**/[^_]*.{md,mdx}", "x/_a.md", False),
        ("**/[!_]*.md", "x/a.md", True),
        ("blog/**", "blog/a/b.md", True),
        ("blog/**", "blogs/a.md", False),
        ("{blog,notes}/**/*.md", "notes/a.md", True),
        ("**/_*/**", "x/_hidden/a.md", True),
        ("**/*.test.{js,md}", "x/a.test.md", True),
        ("?.md", "a.md", True),
        ("a[.]md", "a.md", True),
        ("[a-c].md", "b.md", True),
        ("a\\*b", "a*b", True),
        ("[.md", "[.md", True),
        ("[z-a].md", "b.md", False),
        ("a{b.md", "ab.md", False),
        ("a}b", "a}b", True),
        ("a)b", "a)b", True),
        ("a(b", "ab", False),
        ("!(a).md", "b.md", False),
        ("**/*.(md*|astro)", "x/a.mdx", True),
        ("**/*.(md*|astro)", "x/a.ts", False),
        ("@(a|b).md", "b.md", True),
        ("a?(b).md", "a.md", True),
        ("a+(b).md", "abb.md", False),
        ("{a,(b|c)}.md", "c.md", True),
        ("{a,b|c}.md", "c.md", False),
    ],
)
def test_a_star_stays_within_an_element(pattern: str, path: str, wanted: bool) -> None:  # noqa: FBT001  # a table's column
    assert matches(path, pattern) is wanted


@pytest.mark.parametrize(
    ("pattern", "path", "wanted"),
    [
        ("*.md", "deep/a.md", True),
        ("a?b", "a/b", True),
        ("**/drafts/*", "/x/drafts/a/b.md", True),
        ("temp.*", "x/temp.md", False),
    ],
)
def test_a_crossing_star_takes_slashes(pattern: str, path: str, wanted: bool) -> None:  # noqa: FBT001  # a table's column
    assert matches(path, pattern, crossing=True) is wanted


@given(
    st.text(alphabet="*?[]{}!^,\\/-ab.()", max_size=30), st.text(alphabet="ab/.*", max_size=20), st.booleans()
)
def test_any_text_is_a_pattern_or_none(pattern: str, path: str, crossing: bool) -> None:  # noqa: FBT001  # hypothesis
    matches(path, pattern, crossing=crossing)


@pytest.mark.parametrize("patterns", [(), ("a",), ("a", "!b/**"), ("a b",), ("a b", "c")])
def test_patterns_may_stand_in_one_text(patterns: tuple[str, ...]) -> None:
    assert parted(joined(patterns)) == patterns


def test_a_pattern_that_nobody_writes_is_not_understood() -> None:
    assert compiled("*" * 501) is None
