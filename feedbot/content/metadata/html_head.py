"""Metadata in the head of an HTML page: its title and its ``meta`` elements; the body is what it shows.

Every value is the text that stands there: what it means is the generator's rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from feedbot.content.metadata.fences import LARGEST_BLOCK
from feedbot.content.metadata.unfenced import Metadata
from feedbot.content.metadata.values import Scalar, Value, table

HEAD = re.compile(r"<head(?=[\s>])[^<>]*+>", re.IGNORECASE)
HEAD_END = re.compile(r"</head\s*+>|<body(?=[\s>])", re.IGNORECASE)
TITLE = re.compile(r"<title(?=[\s>])[^<>]*+>", re.IGNORECASE)
TITLE_END = re.compile(r"</title\s*+>", re.IGNORECASE)
META = re.compile(r"<meta(?=[\s/])((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,400}+)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([^\s=\"'<>/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
BODY = re.compile(r"<body(?=[\s>])[^<>]*+>", re.IGNORECASE)
BODY_END = re.compile(r"</body\s*+>", re.IGNORECASE)


def html(text: str, path: str) -> Metadata:
    """Read the head of a page; a page without one has no metadata."""
    del path
    opening = HEAD.search(text[:LARGEST_BLOCK])
    if not opening:
        return Metadata(table=None, body=text, body_line=1)
    head = text[opening.end() : opening.end() + LARGEST_BLOCK]
    closing = HEAD_END.search(head)
    head = COMMENT.sub(_blank, head[: closing.start()] if closing else head)
    line = text.count("\n", 0, opening.end()) + 1
    entries = [*_title(head, line), *_metas(head, line)]
    body, body_line = _body(text, opening.end() + (closing.start() if closing else len(head)))
    return Metadata(
        table=table(_merged(entries), line=line) if entries else None,
        body=body,
        body_line=body_line,
        has_fence=True,
    )


def _title(head: str, line: int) -> Iterator[tuple[str, Scalar]]:
    opening = TITLE.search(head)
    closing = TITLE_END.search(head, opening.end()) if opening else None
    if opening and closing:
        text = head[opening.end() : closing.start()].strip()
        yield "title", Scalar(value=text, text=text, line=line + head.count("\n", 0, opening.start()))


def _metas(head: str, line: int) -> Iterator[tuple[str, Scalar]]:
    at = 0
    for found in META.finditer(head):
        line, at = line + head.count("\n", at, found.start()), found.start()
        said = {
            each[1].lower(): unescape(each[2] or each[3] or each[4] or "")
            for each in ATTRIBUTE.finditer(found[1])
        }
        name = said.get("name", "").lower()
        if name:
            text = (said.get("content") or said.get("contents") or "").strip()
            yield "tags" if name == "keywords" else name, Scalar(value=text, text=text, line=line)


def _merged(entries: list[tuple[str, Scalar]]) -> Iterator[tuple[str, Value, int | None]]:
    """Make a list of the values of a name that stands several times."""
    values: dict[str, list[Scalar]] = {}
    for name, value in entries:
        values.setdefault(name, []).append(value)
    for name, several in values.items():
        yield name, several[0] if len(several) == 1 else tuple(several), several[0].line


def _body(text: str, at: int) -> tuple[str, int]:
    opening = BODY.search(text, at)
    if not opening:
        return "", text.count("\n") + 1
    closing = BODY_END.search(text, opening.end())
    end = closing.start() if closing else len(text)
    return text[opening.end() : end], text.count("\n", 0, opening.end()) + 1


def _blank(found: re.Match[str]) -> str:
    """Keep a comment's lines, so that what follows keeps its own."""
    return "\n" * found[0].count("\n")
