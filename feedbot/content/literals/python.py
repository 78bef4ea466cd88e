"""Literals out of configuration written in Python; parses it, and runs nothing of it.

What a module gives its names at its top is read in order. Whatever is computed, or depends on a
condition, is ``Code``. Known are constants, lists, tuples (as lists), dictionaries, ``dict(...)``, names
given before, ``+``, and f-strings of known names.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from feedbot.content.literals.code import Code

Names: TypeAlias = Mapping[str, object]

MOST_LEVELS = 32  # of values in each other
LONGEST = 4096  # characters or items of what is joined of others


def read_module(text: str, imported: Callable[[str], Names] | None = None) -> dict[str, object]:
    """Return what a module's names are; ``imported`` gives the names of a module beside it.

    Raises:
        ValueError: the text is no Python.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd escapes in texts, which Python only warns of
        try:
            module = ast.parse(text)
        except SyntaxError as error:
            raise ValueError(f"line {error.lineno}: {error.msg}") from error
        except (RecursionError, MemoryError) as error:
            raise ValueError("it is nested too deeply") from error
    reader = _Reader(text.split("\n"), imported or (lambda _: {}))
    for statement in module.body:
        reader.take(statement)
    return reader.names


class _Reader:
    """The names of one module, so far."""

    def __init__(self, lines: list[str], imported: Callable[[str], Names]) -> None:
        self.names: dict[str, object] = {}
        self._lines = lines
        self._imported = imported

    def take(self, statement: ast.stmt) -> None:
        """Learn what one statement says of names."""
        match statement:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._give(target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._give(target, value)
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=more):
                self.names[name] = self._joined(
                    self.names.get(name, self._code(more)), self._value(more, 0), more
                )
            case ast.ImportFrom(module=module, names=names) if module:
                self._import(self._imported(module), names)
            case _:
                for name, node in _given_below(statement):
                    self.names[name] = self._code(node)

    def _import(self, found: Names, names: list[ast.alias]) -> None:
        for alias in names:
            if alias.name == "*":
                self.names |= {name: value for name, value in found.items() if not name.startswith("_")}
            elif alias.name in found:
                self.names[alias.asname or alias.name] = found[alias.name]

    def _give(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case ast.Name(id=name), _:
                self.names[name] = self._value(value, 0)
            case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
                for one, its in zip(targets, values, strict=True):
                    self._give(one, its)
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str() as key)), _:
                table = self.names.get(name)
                if isinstance(table, dict):
                    self.names[name] = {**table, key: self._value(value, 0)}
            case _:
                pass

    def _value(self, node: ast.expr, depth: int) -> object:
        match node:
            case ast.Constant(value=(str() | int() | float() | None) as value):
                return value
            case ast.Name(id=name):
                return self.names.get(name, self._code(node))
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=(int() | float()) as number)):
                return -number
            case _:
                return self._made_of(node, depth + 1) if depth < MOST_LEVELS else self._code(node)

    def _made_of(self, node: ast.expr, depth: int) -> object:
        """Read what has other expressions in it."""
        match node:
            case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
                return [self._value(item, depth) for item in items]
            case ast.Dict(keys=keys, values=values):
                return self._table(zip(keys, values, strict=True), depth)
            case ast.Call(func=ast.Name(id="dict"), args=[], keywords=words):
                names = (ast.Constant(value=word.arg) if word.arg else None for word in words)
                return self._table(zip(names, (word.value for word in words), strict=True), depth)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._joined(self._value(left, depth), self._value(right, depth), node)
            case ast.JoinedStr(values=parts):
                return self._filled(parts, depth, node)
            case _:
                return self._code(node)

    def _table(self, items: Iterator[tuple[ast.expr | None, ast.expr]], depth: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in items:
            its = self._value(value, depth)
            if key is None:  # two stars
                found |= its if isinstance(its, dict) and len(its) < LONGEST else {}
            elif isinstance(name := self._value(key, depth), str | int):
                found[str(name)] = its
        return found

    def _filled(self, parts: list[ast.expr], depth: int, node: ast.expr) -> object:
        text = ""
        for part in parts:
            match part:
                case ast.FormattedValue(value=inner, conversion=-1, format_spec=None):
                    value = self._value(inner, depth)
                case _:
                    value = self._value(part, depth)
            if not isinstance(value, str | int) or len(text) > LONGEST:
                return self._code(node)
            text += str(value)
        return text

    def _joined(self, one: object, other: object, node: ast.expr) -> object:
        if isinstance(one, str) and isinstance(other, str) and len(one) + len(other) < LONGEST:
            return one + other
        if isinstance(one, list) and isinstance(other, list) and len(one) + len(other) < LONGEST:
            return [*one, *other]
        return self._code(node)

    def _code(self, node: ast.AST) -> Code:
        line = getattr(node, "lineno", 0)
        return Code(text=" ".join(self._lines[line - 1].split())[:200] if line else "")


def _given_below(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """Yield the names that a condition or a loop may give a value, however deep they stand."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node
