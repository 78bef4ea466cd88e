"""A wish that is not understood is told with what was read."""

import pytest

from feedbot.content.reader import read
from tests.content.corpora import site


@pytest.mark.parametrize(
    ("wish", "what"),
    [
        ("announce: maybe", 'announce: "maybe" is not understood'),
        ("announce: {at: soon}", 'announce.at: "soon" is not understood'),
        ("announce: {text: [a, b]}", "announce.text: a list is not understood"),
        ("announce: {accounts: {x: {text: {a: b}}}}", "announce.accounts.x.text: a table is not understood"),
    ],
)
def test_the_problem_says_what_was_read(wish: str, what: str) -> None:
    source = f"---\ntitle: T\ndate: 2024-03-05\n{wish}\n---\n".encode()
    (problem,) = read(source, "posts/a.md", site()).problems
    assert what in problem.what
    assert (problem.code, problem.line) == ("announce-shape", 4)
    assert problem.repair.startswith("write ")
