"""Every code that a problem can have is explained, and every explanation is of such a code."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import feedbot
from feedbot.content.codes import CODES

PACKAGE = Path(feedbot.__file__).parent
MAKERS = frozenset({"held", "warning", "notice", "_mended"})  # take the code first
TABLE = "add it to feedbot/content/codes.py, with a title and what a person does about it"


def modules() -> dict[str, ast.Module]:
    return {
        str(file.relative_to(PACKAGE)): ast.parse(file.read_text(encoding="utf-8"))
        for shelf in ("content", "publishing", "cli")
        for file in sorted((PACKAGE / shelf).rglob("*.py"))
    }


def constants(trees: Iterable[ast.Module]) -> dict[str, ast.expr]:
    """Return what the constants of all modules are, by name."""
    return {
        target.id: node.value
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }


def codes_of(tree: ast.Module, known: dict[str, ast.expr]) -> Iterator[str]:
    """Return the codes that a module can give to a problem."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in MAKERS:
                yield from texts(first, known)
            case ast.keyword(arg="code", value=value):
                yield from texts(value, known)
            case ast.Assign(
                targets=[ast.Tuple(elts=[ast.Name(id="code"), *_])], value=ast.Tuple(elts=[first, *_])
            ):
                yield from texts(first, known)
            case _:
                pass


def texts(node: ast.expr, known: dict[str, ast.expr]) -> Iterator[str]:
    """Return what an expression may be; what comes from elsewhere is found there."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp():
            yield from texts(node.body, known)
            yield from texts(node.orelse, known)
        case ast.Name(id=name) if name in known:
            yield from texts(known[name], {})
        case ast.Name() | ast.Attribute():
            pass
        case _:
            pytest.fail(f"write out the code: {ast.unparse(node)}")


def all_codes() -> dict[str, str]:
    trees = modules()
    known = constants(trees.values())
    return {code: file for file, tree in trees.items() for code in codes_of(tree, known)}


def test_every_code_is_explained() -> None:
    assert {code: file for code, file in all_codes().items() if code not in CODES} == {}, TABLE


def test_every_explanation_is_of_a_code_that_can_be() -> None:
    assert CODES.keys() - all_codes().keys() == set()


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_is_a_title_and_what_to_do(code: str) -> None:
    assert code == code.lower()
    assert CODES[code].title[0].isupper()
    assert CODES[code].title[-1].isalnum()
    assert CODES[code].help.endswith(".")
