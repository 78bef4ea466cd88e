"""Where front matter begins and ends: bytes become text, and text a block and a body; parses neither.

python-frontmatter's own detection loses a BOM, ``...``, ``---json`` and an open fence without a word,
so the fences are found here and only the block is handed to it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum

from feedbot.content.characters import clean, forbidden
from feedbot.content.metadata.json_faults import explain_json
from feedbot.content.metadata.values import TOO_DEEP
from feedbot.content.problem import Problem, held, warning

LARGEST_BLOCK = 64 * 1024  # characters; the largest met in 27 real sites has 33 kB

OPENING = re.compile(r"(?:[ \t]*+\n)*+(---|\+\+\+)[ \t]*(yaml|toml|json)?[ \t]*(?:\n|\Z)")
YAML_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
CLOSING = {
    "---": re.compile(r"^---[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
# A brace opens many things, such as a short code; this one an object, perhaps with its quotes forgotten.
CODE_OPENING = re.compile(r"---[ \t]*(?:js|javascript)[ \t]*\n")  # Eleventy's, which runs it
JSON_OPENING = re.compile(r"(?:[ \t]*+\n)*+(?=\{(?:\s*[\"}]|[ \t]*\n\s*['\w]))")
BLANK_LINE = re.compile(r"[ \t]*\n")


class Syntax(StrEnum):
    """The languages of front matter."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


class Style(StrEnum):
    """How the metadata of a file are written."""

    FENCED = "fenced"  # between fences, or a JSON object
    PELICAN = "Pelican"  # ``Key: value`` lines
    RST = "reStructuredText"  # a title and a field list
    HTML = "HTML"  # in the page's head


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One file in two parts; lines count from 1."""

    syntax: Syntax | None  # None: no front matter
    text: str
    line: int  # the block's first
    body: str
    body_line: int  # the body's first


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text, each line ended by a line feed alone, and what had to be taken out of it."""

    text: str
    problems: tuple[Problem, ...] = ()


def decode(source: bytes, path: str) -> Decoded | Problem:
    """Decode UTF-8, with or without a byte order mark."""
    head = source[:400]
    if source[:2] in {b"\xff\xfe", b"\xfe\xff"} or head.count(0) * 4 > len(head):
        return _not_utf8(path, 1, f"byte 0x{source[0]:02x} at 0; UTF-16?")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return _not_utf8(path, line, f"byte 0x{source[error.start]:02x} at {error.start}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = tuple(
        warning(
            "control-char",
            path,
            line=text.count("\n", 0, offset) + 1,
            what=f"control character {name} removed",
            repair="delete it in the file",
        )
        for name, offset in forbidden(text)
    )
    return Decoded(text=clean(text), problems=problems)


def split(text: str, path: str) -> Block | Problem:
    """Part front matter and body."""
    opening = OPENING.match(text)
    if opening:
        return _between_fences(text, opening, path)
    if CODE_OPENING.match(text):
        return held(
            "front-matter-code",
            path,
            line=1,
            what="the front matter is JavaScript, which feedbot does not run",
            repair="write it as YAML, below --- alone on the first line",
        )
    brace = JSON_OPENING.match(text)
    if brace:
        return _json_object(text, brace.end(), path)
    return Block(syntax=None, text="", line=1, body=text, body_line=1)


def _between_fences(text: str, opening: re.Match[str], path: str) -> Block | Problem:
    fence, named = opening[1], opening[2]
    first = opening.end()
    line = text.count("\n", 0, first) + 1
    syntax = Syntax(named.upper()) if named else Syntax.YAML if fence == "---" else Syntax.TOML
    closing = (YAML_CLOSING if (fence, syntax) == ("---", Syntax.YAML) else CLOSING[fence]).search(
        text, first
    )
    if closing is None:
        return held(
            "not-closed",
            path,
            line=text.count("\n", 0, opening.start(1)) + 1,
            what=f"the front matter opens with {fence} and is never closed",
            repair=f"write {fence} alone on a line after the last key",
        )
    if closing.start() - first > LARGEST_BLOCK:
        return too_large(path, line)
    return Block(
        syntax=syntax,
        text=text[first : closing.start()],
        line=line,
        body=text[closing.end() + 1 :],
        body_line=text.count("\n", 0, closing.start()) + 2,
    )


def _json_object(text: str, start: int, path: str) -> Block | Problem:
    """Take one JSON object, up to its closing brace, as Hugo does."""
    line = text.count("\n", 0, start) + 1
    head = text[start : start + LARGEST_BLOCK]
    try:
        _, length = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode(head)
    except json.JSONDecodeError as error:
        if len(head) == LARGEST_BLOCK:
            return too_large(path, line)
        return explain_json(error, path, above=line - 1)
    except RecursionError:
        what = f"the JSON front matter is {TOO_DEEP}"
        return held("json-broken", path, line=line, what=what, repair="take the nesting out")
    end = start + length
    line_end = BLANK_LINE.match(text, end)
    body = line_end.end() if line_end else end
    return Block(
        syntax=Syntax.JSON,
        text=text[start:end],
        line=line,
        body=text[body:],
        body_line=text.count("\n", 0, body) + 1,
    )


def _not_utf8(path: str, line: int, found: str) -> Problem:
    what = f"the file is not UTF-8 ({found})"
    return held("not-utf8", path, line=line, what=what, repair="save the file as UTF-8")


def too_large(path: str, line: int) -> Problem:
    """Hold a file with more front matter than anybody writes."""
    return held(
        "front-matter-size",
        path,
        line=line,
        what=f"the front matter is larger than {LARGEST_BLOCK // 1024} KiB",
        repair="move text below the closing fence",
    )
