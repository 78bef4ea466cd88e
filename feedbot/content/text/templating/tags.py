"""What each known tag becomes; None where a tag's arguments do not say enough, as for a tag unknown here."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TypeAlias

from feedbot.content.text.templating.arguments import Arguments, first
from feedbot.content.text.templating.embeds import EMBEDS
from feedbot.content.text.templating.expressions import evaluate
from feedbot.content.text.templating.pieces import Kind
from feedbot.content.text.templating.tag import FILE_ENDING, INCLUDES, Tag

TICKS = re.compile(r"`+")
LOOP = re.compile(r"\s*(\w+)\s+in\s+([^\s]+)")
ASSIGNED = re.compile(r"\s*(\w+)\s*=\s*(.*)", re.DOTALL)
LONGEST_INDENT = 200
BRANCHES = frozenset({"else", "elsif", "elif", "elseif", "when"})


def unknown(tag: Tag) -> str:
    """Keep the text inside a tag, under the title that it gives it."""
    title = tag.arguments.get("title", "") if tag.inside else ""
    return f"**{title}**\n\n{tag.inner()}" if title else tag.inner()


def _nothing(_tag: Tag) -> str:
    return ""


def _inner(tag: Tag) -> str:
    return tag.inner()


def _embed(embed: Callable[[Arguments], str | None]) -> Callable[[Tag], str | None]:
    def shown(tag: Tag) -> str | None:
        found = embed(tag.arguments)
        return None if found is None else found + tag.inner()

    return shown


def _include(tag: Tag) -> str | None:
    """Show an include of a telling name, as ``{% include figure.html src="a.png" %}``."""
    arguments = tag.arguments
    name = FILE_ENDING.sub("", arguments.pop("0", "").rpartition("/")[2]).lower()
    embed = EMBEDS.get(name)
    return embed(arguments) if embed else None


def _code(tag: Tag) -> str | None:
    """Put code into a fence of its own, of the same indentation as the tag."""
    if tag.inside is None:
        return None
    code = tag.source().strip("\n").rstrip()
    arguments = tag.arguments
    language = tag.name if tag.name == "mermaid" else first(arguments, "lang", "language", "0")
    language = language if re.fullmatch(r"[\w+#.-]+", language) else ""
    return fenced(code, language, tag.renderer.body, tag.piece.start)


def fenced(code: str, language: str, body: str, start: int) -> str:
    """Return code between fences, to stand where ``start`` is in ``body``."""
    before = body[max(0, start - LONGEST_INDENT) : start].rpartition("\n")[2]
    indent, lead = ("", "\n\n") if before.strip() else (before, "")
    ticks = "`" * max(3, 1 + max((len(run) for run in TICKS.findall(code)), default=0))
    return f"{lead}{ticks}{language}\n{code}\n{indent}{ticks}\n"


def _details(tag: Tag) -> str:
    summary = escape(first(tag.arguments, "summary", "title", "0") or "…")
    return f"<details><summary>{summary}</summary>\n\n{tag.inner()}\n\n</details>\n"


def _address(tag: Tag) -> str | None:
    """Return the address of what a tag names; "" for what is not found, so that its link goes."""
    arguments = tag.arguments
    target = first(arguments, "0", "path")
    return (tag.renderer.resolve(target) or "") if target else None


def _param(tag: Tag) -> str | None:
    name = tag.arguments.get("0", "")
    values = tag.renderer.values
    for prefix in ("page.", "page.params.", "param.", "site.params.", "site."):
        value = values.get(prefix + name, values.get(prefix + name.lower()))
        if isinstance(value, str):
            return value
    return None


def _assign(tag: Tag) -> str:
    """Remember what a name stands for; what is not known makes it unknown."""
    assigned = ASSIGNED.fullmatch(tag.piece.rest)
    if assigned is None:
        return _capture(tag)
    value = evaluate(assigned[2], tag.renderer.values)
    tag.renderer.values.pop(assigned[1], None)
    if value is not None:
        tag.renderer.values[assigned[1]] = value
    return ""


def _capture(tag: Tag) -> str:
    name = tag.arguments.get("0", "")
    if name and tag.inside is not None:
        tag.renderer.values[name] = tag.inner()
    return ""


def _condition(tag: Tag) -> str | None:
    """Take a condition to hold: show its first branch, and say that it was not asked."""
    if tag.inside is None:
        return None
    tag.renderer.left_out.note(tag.piece.name, tag.piece.start)
    branches = _branches(tag, tag.inside)
    first_branch = branches[1] if tag.name == "case" and len(branches) > 1 else branches[0]
    return tag.renderer.text(first_branch.start, first_branch.stop)


def _branches(tag: Tag, inside: range) -> list[range]:
    parted = [inside.start]
    place = inside.start
    while place < inside.stop:
        piece = tag.renderer.pieces[place]
        if piece.kind is Kind.TAG and piece.name in BRANCHES:
            parted.append(place)
        place = tag.renderer.ends.get(place, place) + 1
    return [range(start, end) for start, end in zip(parted, [*parted[1:], inside.stop], strict=True)]


def _loop(tag: Tag) -> str:
    """Go over a list that the body itself spells out; over any other, show nothing of the loop."""
    loop = LOOP.match(tag.piece.rest)
    items = evaluate(loop[2], tag.renderer.values) if loop else None
    if loop is None or tag.inside is None or not isinstance(items, tuple):
        tag.renderer.left_out.note(tag.piece.name, tag.piece.start)
        return ""
    body = _branches(tag, tag.inside)[0]
    return tag.renderer.repeat(body.start, body.stop, loop[1], items)


Shown: TypeAlias = Callable[[Tag], str | None]

TAGS: dict[str, Shown] = {
    **{name: _embed(embed) for name, embed in EMBEDS.items()},
    **dict.fromkeys(("highlight", "code", "codeblock", "mermaid"), _code),
    **dict.fromkeys(("raw", "verbatim", "rawhtml", "unsafe"), _inner),
    **dict.fromkeys(("ref", "relref", "link", "post_url"), _address),
    **dict.fromkeys(INCLUDES, _include),
    **dict.fromkeys(("assign", "set"), _assign),
    **dict.fromkeys(("if", "unless", "case", "ifchanged"), _condition),
    **dict.fromkeys(("for", "tablerow"), _loop),
    **dict.fromkeys(BRANCHES, _nothing),
    **dict.fromkeys(("comment", "macro", "toc", "break", "continue", "increment", "decrement"), _nothing),
    "capture": _capture,
    "details": _details,
    "param": _param,
}
