"""Where code stands in Markdown, held against the parser where both can say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from feedbot.content.text.code_parts import prose, stretches


def fences(body: str) -> list[str]:
    return [body[part.start : part.end] for part in stretches(body) if part.is_code]


def text(body: str) -> str:
    return "|".join(body[start:end] for start, end in prose(body))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a\n```\nb\n```\nc\n", ["```\nb\n```\n"]),
        ("~~~ ruby\nb\n~~~~\nc", ["~~~ ruby\nb\n~~~~\n"]),
        ("````\n```\n````\n", ["````\n```\n````\n"]),
        ("```\na\n    ```\nb\n```\n", ["```\na\n    ```\nb\n```\n"]),
        ("```\nnever closed", ["```\nnever closed"]),
        ("```one `line```\n", []),
        ("    ```\n    no list, but it ends\n    ```\n", ["    ```\n    no list, but it ends\n    ```\n"]),
        ("    ```\nnever closed, so no fence", []),
        ("- ```js\n  a\n  ```\nb", ["- ```js\n  a\n  ```\n"]),
        ("> ```\n> a\n> ```\nb", ["> ```\n> a\n> ```\n"]),
        ("1. a\n\n    ~~~\n    b\n    ~~~\n", ["    ~~~\n    b\n    ~~~\n"]),
    ],
)
def test_a_fence_is_found_wherever_it_stands(body: str, found: list[str]) -> None:
    assert fences(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a `b` c", "a | c"),
        ("a ``b`c`` d", "a | d"),
        ("a `b", "a `b"),
        ("a `b\n\nc` d", "a `b\n\nc` d"),
        ("a `b\nc` d", "a | d"),
        ("a \\`b` c", "a \\`b` c"),
        ("a \\\\`b` c", "a \\\\| c"),
        ("a ``b` c` d", "a ``b| d"),
        ("```\n`\n```\n`a` b", "|| b"),
    ],
)
def test_text_is_what_stands_outside_of_fences_and_of_inline_code(body: str, found: str) -> None:
    assert text(body) == found


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["```\n", "~~~\n", "````\n", "a\n", "`", "b ", "\n"]), max_size=30))
def test_fences_are_those_of_the_parser(lines: list[str]) -> None:
    body = "".join(lines)
    parsed = [token.content for token in MarkdownIt("commonmark").parse(body) if token.type == "fence"]
    found = ["".join(fence.splitlines(keepends=True)[1:]) for fence in fences(body)]
    assert [fence.rstrip("`~\n") for fence in found] == [fence.rstrip("`~\n") for fence in parsed]
