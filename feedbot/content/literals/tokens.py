"""JavaScript and TypeScript as tokens, and which brackets belong together; runs nothing, understands nothing.

Any text gives tokens, in time that grows with its length alone: whatever opens and is never closed
(a string, a comment, a regular expression) ends with its line or the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

OPENING = {"(": ")", "[": "]", "{": "}", "${": "}"}
# After these a slash divides; after everything else it begins a regular expression.
BEFORE_EXPRESSION = frozenset(
    {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "await", "default", "else"}
)
SPACE = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?)++")
STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*+)\"?|'((?:[^'\\\n]|\\.)*+)'?", re.DOTALL)
TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*+", re.DOTALL)
REGEX = re.compile(r"/(?:[^/\\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*+\]?)++/?[a-z]*+")
WORD = re.compile(r"[\w$#@]++")
SIGN = re.compile(r"=>|\.\.\.|[=!]==?|&&|\|\||\?\?|\?\.|[-+*/%&|^]=|.", re.DOTALL)
ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL
)
CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
HIGHEST = 0x10FFFF


class Kind(StrEnum):
    """What a token is."""

    TEXT = "text"  # a string, unescaped
    TEMPLATE = "template"  # a part of a template string, unescaped
    WORD = "word"  # a name, a keyword or a number
    SIGN = "sign"
    REGEX = "regex"


class Token(NamedTuple):
    """One token; ``fresh`` says that it begins a line."""

    kind: Kind
    text: str
    start: int
    end: int
    fresh: bool


def tokens(source: str) -> Iterator[Token]:
    """Yield the tokens of any text; a template string gives its parts, with ``${`` and ``}`` between."""
    at, fresh = 0, True
    last: Token | None = None
    open_braces: list[bool] = []  # True where the brace is a template's
    while at < len(source):
        if space := SPACE.match(source, at):
            fresh = fresh or "\n" in space[0]
            at = space.end()
            continue
        in_template = source[at] == "}" and open_braces and open_braces[-1]
        if source[at] == "`" or in_template:
            if in_template:
                open_braces.pop()
                yield Token(Kind.SIGN, "}", at, at + 1, fresh)
            part = _template(source, at, fresh=fresh)
            yield part
            at = part.end
            if source.startswith("${", at):
                open_braces.append(True)
                yield Token(Kind.SIGN, "${", at, at + 2, False)
                at += 2
            last, fresh = part, False
            continue
        last = _token(source, at, last, fresh=fresh)
        if last.text in {"{", "}"} and last.kind is Kind.SIGN:
            _count(open_braces, last.text)
        yield last
        at, fresh = last.end, False


def _template(source: str, at: int, *, fresh: bool) -> Token:
    found = TEMPLATE.match(source, at + 1)
    text = found[0] if found else ""
    end = at + 1 + len(text)
    return Token(Kind.TEMPLATE, _unescaped(text), at, end + source.startswith("`", end), fresh)


def _token(source: str, at: int, last: Token | None, *, fresh: bool) -> Token:
    if found := STRING.match(source, at):
        return Token(Kind.TEXT, _unescaped(found[1] or found[2] or ""), at, found.end(), fresh)
    if found := WORD.match(source, at):
        return Token(Kind.WORD, found[0], at, found.end(), fresh)
    if source[at] == "/" and _begins_expression(last) and (found := REGEX.match(source, at)):
        return Token(Kind.REGEX, found[0], at, found.end(), fresh)
    found = SIGN.match(source, at)
    text = found[0] if found else source[at]
    return Token(Kind.SIGN, text, at, at + len(text), fresh)


def _count(open_braces: list[bool], brace: str) -> None:
    if brace == "{":
        open_braces.append(False)
    elif open_braces:
        open_braces.pop()


def _begins_expression(last: Token | None) -> bool:
    if last is None:
        return True
    if last.kind is Kind.WORD:
        return last.text in BEFORE_EXPRESSION
    return last.kind is Kind.SIGN and last.text not in {")", "]", "}"}


def _unescaped(text: str) -> str:
    return ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits:
        number = int(digits, 16)
        return chr(number) if number <= HIGHEST else "\ufffd"
    return "" if found[4] else CONTROLS.get(found[5], found[5])
