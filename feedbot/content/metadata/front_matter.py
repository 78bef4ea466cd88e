"""Front matter: python-frontmatter behind a guard; bytes become a table, a body and problems.

What could hang or kill the parser is refused before it is called: YAML is scanned as events first
(32,000 nested brackets crash libyaml's composer; nine lines of aliases make a billion values).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from yaml import YAMLError

from feedbot.content.characters import forbidden
from feedbot.content.metadata import fences, html_head
from feedbot.content.metadata import unfenced as metadata
from feedbot.content.metadata.fences import Block, Decoded, Style, Syntax
from feedbot.content.metadata.json_loader import load_json
from feedbot.content.metadata.toml_loader import load_toml
from feedbot.content.metadata.unfenced import Metadata
from feedbot.content.metadata.values import Scalar, Table, Value
from feedbot.content.metadata.yaml_faults import explain
from feedbot.content.metadata.yaml_loader import Unsafe, load_yaml
from feedbot.content.metadata.yaml_oddities import oddities
from feedbot.content.problem import Problem, held, warning

MOST_TOLD = 20  # oddities of one file


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands above and below the fence; ``table`` is None where there is no front matter."""

    table: Table | None
    body: str
    body_line: int  # the body's first line in the file
    has_fence: bool  # with nothing between, perhaps
    syntax: Syntax | None = None
    line: int = 1  # its first in the file, below an opening fence
    problems: tuple[Problem, ...] = ()


def read_front_matter(source: bytes, path: str, style: Style = Style.FENCED) -> FrontMatter | Problem:
    """Read any bytes; a Problem holds the file."""
    decoded = fences.decode(source, path)
    if isinstance(decoded, Problem):
        return decoded
    if style is not Style.FENCED:
        return _of_metadata(decoded, path, style)
    block = fences.split(decoded.text, path)
    if isinstance(block, Problem):
        return block
    if block.syntax is None or not block.text.strip():
        return FrontMatter(
            table=None,
            body=block.body,
            body_line=block.body_line,
            has_fence=block.syntax is not None,
            problems=decoded.problems,
        )
    loaded = _load(block, path)
    if isinstance(loaded, Problem):
        return loaded
    return FrontMatter(
        table=loaded,
        body=block.body,
        body_line=block.body_line,
        has_fence=True,
        syntax=block.syntax,
        line=block.line,
        problems=(*decoded.problems, *_complaints(loaded, block, path)[:MOST_TOLD]),
    )


def _of_metadata(decoded: Decoded, path: str, style: Style) -> FrontMatter | Problem:
    found = METADATA[style](decoded.text, path)
    if isinstance(found, Problem):
        return found
    twins = _twins(found.table, path) if found.table else []
    return FrontMatter(
        table=found.table,
        body=found.body,
        body_line=found.body_line,
        has_fence=found.has_fence,
        problems=(*decoded.problems, *(*found.problems, *twins)[:MOST_TOLD]),
    )


METADATA: Mapping[Style, Callable[[str, str], Metadata | Problem]] = {
    Style.PELICAN: metadata.pelican,
    Style.RST: metadata.rst,
    Style.HTML: html_head.html,
}


def _load(block: Block, path: str) -> Table | Problem:
    text = "\n" * (block.line - 1) + block.text  # so that every line number is the file's
    loaders: dict[Syntax | None, Callable[[str, str], Value | Problem]] = {
        Syntax.YAML: _load_yaml,
        Syntax.TOML: load_toml,
        Syntax.JSON: load_json,
    }
    loaded = loaders[block.syntax](text, path)
    if isinstance(loaded, Problem | Table):
        return loaded
    kind = "a list" if isinstance(loaded, tuple) else "a single value"
    return held(
        "not-a-mapping",
        path,
        line=block.line,
        what=f"the front matter is {kind}, not keys with values",
        repair="write one `key: value` on each line",
    )


def _load_yaml(text: str, path: str) -> Value | Problem:
    try:
        loaded = load_yaml(text)
    except YAMLError as error:
        return explain(error, text, path)
    if isinstance(loaded, Unsafe):
        return held(loaded.code, path, line=loaded.line, what=loaded.what, repair=loaded.repair)
    return explain(None, text, path) if isinstance(loaded, Scalar) else loaded


def _complaints(found: Table, block: Block, path: str) -> tuple[Problem, ...]:
    """Say what goes on, but not as written."""
    problems = _twins(found, path)
    if block.syntax is Syntax.YAML:
        problems += oddities(found, block.text.split("\n"), block.line, path)
    if "\\" in block.text:
        problems += _escaped_characters(found, path)
    return tuple(problems)


def _twins(found: Table, path: str) -> list[Problem]:
    """Find every key that stands twice, in tables below keys too."""
    below = [value for value in found.entries.values() if isinstance(value, Table)]
    return [
        warning(
            "duplicate-key",
            path,
            line=twin.second,
            what=f'duplicate key "{twin.key}" (lines {twin.first} and {twin.second}): the second is used',
            repair="delete one of them",
        )
        for twin in found.duplicates
    ] + [problem for inner in below for problem in _twins(inner, path)]


def _escaped_characters(found: Table, path: str) -> list[Problem]:
    """Find what was written as an escape, such as ESC in a title; the loader has already taken it out."""
    return [
        warning(
            "control-char",
            path,
            line=value.line,
            what=f"control character {name} removed from {key}",
            repair="delete its escape in the file",
        )
        for key, value in found.entries.items()
        if isinstance(value, Scalar) and isinstance(value.value, str)
        for name, _ in forbidden(value.value)
    ]
