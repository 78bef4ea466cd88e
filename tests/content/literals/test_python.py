"""Configuration in Python gives its literals, and runs not."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedbot.content.literals.code import Code
from feedbot.content.literals.python import read_module


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'a' 'b'", "ab"),
        ("u'a'", "a"),
        ("r'(?P<date>\\d{4})'", r"(?P<date>\d{4})"),
        ("-1", -1),
        ("None", None),
        ("False", False),
        ("('a', 1, [True])", ["a", 1, [True]]),
        ("{'a': {'b': 'c'}, 2: ()}", {"a": {"b": "c"}, "2": []}),
        ("dict(a='b', **{'c': 'd'})", {"a": "b", "c": "d"}),
        ("HOST + '/blog'", "https://a.example/blog"),
        ("f'{HOST}/{1}'", "https://a.example/1"),
        ("['a'] + ['b']", ["a", "b"]),
        ("HOST", "https://a.example"),
        ("os.environ.get('URL', HOST)", Code(text="KEY = os.environ.get('URL', HOST)")),
        ("['a', f(1)]", ["a", Code(text="KEY = ['a', f(1)]")]),
        ("f'{HOST!r}'", Code(text="KEY = f'{HOST!r}'")),
        ("HOST if DEBUG else ''", Code(text="KEY = HOST if DEBUG else ''")),
        ("b'a'", Code(text="KEY = b'a'")),
        ("'%s' % HOST", Code(text="KEY = '%s' % HOST")),
    ],
)
def test_a_value_is_a_literal_or_code(written: str, value: object) -> None:
    assert read_module(f"HOST = 'https://a.example'\nKEY = {written}")["KEY"] == value


def test_statements_are_read_in_their_order() -> None:
    found = read_module(
        "A = 'one'\nB: str = A\nA = 'two'\nC, D = 'x', 'y'\nE = F = 'z'\nG = ['a']\nG += ['b']\n"
        "H = {'a': 1}\nH['b'] = 2\ndef f():\n    A = 'three'\n"
    )
    assert found == {
        "A": "two",
        "B": "one",
        "C": "x",
        "D": "y",
        "E": "z",
        "F": "z",
        "G": ["a", "b"],
        "H": {"a": 1, "b": 2},
    }


def test_what_depends_on_a_condition_is_code() -> None:
    found = read_module("A = 'x'\nB = 'x'\nif DEBUG:\n    A = 'y'\n")
    assert found["A"] == Code(text="A = 'y'")
    assert found["B"] == "x"


def test_names_of_modules_beside_it_are_known() -> None:
    beside = {"pelicanconf": {"A": "one", "B": "two", "_c": "no"}, "local": {"D": "three", "E": "four"}}
    found = read_module(
        "from pelicanconf import *\nfrom local import D as F\nB = A + B", lambda name: beside.get(name, {})
    )
    assert found == {"A": "one", "B": "onetwo", "F": "three"}


@pytest.mark.parametrize("text", ["A = (", "print 'old'", "(" * 5000, "A = " + "-" * 100_000 + "1", "\0"])
def test_what_is_no_python_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"line|nested|null"):
        read_module(text)


@pytest.mark.parametrize(
    "text",
    [
        "A = " + "+".join(["'a'"] * 2000),
        "A = 'a'\n" + "A = A + A\n" * 3000,
        "A = ['a']\n" + "A += A\n" * 3000,
    ],
    ids=range(3),
)
def test_what_is_joined_has_a_limit(text: str) -> None:
    found = read_module(text)["A"]
    assert isinstance(found, Code) or len(str(found)) < 100_000


@given(st.text(alphabet="AB='\"[]{}()+,:*f\n \\"))
def test_any_text_is_read_or_told(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(read_module(text), dict)
