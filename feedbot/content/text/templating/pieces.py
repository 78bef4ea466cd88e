"""A body in pieces: text, code and tags, in the order they stand in; says nothing of what a tag means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from feedbot.content.text.code_parts import Stretch, inline_code, stretches
from feedbot.content.text.templates import Templates


class Kind(StrEnum):
    """What a piece is."""

    TEXT = "text"
    CODE = "code"
    TAG = "tag"  # {% x %}, {{< x >}}, {{ x() }}
    LITERAL = "literal"  # {% raw %} and its end: what stands between runs as no template
    OUTPUT = "output"  # {{ x }}
    SHOWN = "shown"  # how Hugo and Zola write about their own tags
    COMMENT = "comment"
    BROKEN = "broken"  # the sign of a tag that has no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a body."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    rest: str = ""  # what stands behind the name
    closes: bool = False  # it ends what a tag of its name began; without a name, the last one
    is_void: bool = False  # nothing ends it
    trims_before: bool = False  # the white space before it goes
    trims_behind: bool = False


LITERAL = frozenset({"raw", "verbatim"})

# Every pattern stops at the next opening sign, so that a body of opening signs costs one look at each.
_HUGO = (
    r"(?P<HUGO>\{\{[<%]\s*+(?P<hugo_close>/?)\s*+(?P<hugo>[\w./-]*+)"
    r"(?P<hugo_rest>(?:(?!\{\{)(?:\"(?:(?!\{\{)(?:\\.|[^\"\\]))*+\"|`(?:(?!\{\{)[^`])*+`|[^\"`]))*?)"
    r"(?P<hugo_void>/?)[>%]\}\})"
    r"|(?P<HUGO_ODD>\{\{[<%]\s*+(?P<odd>[\w./-]*+)(?:(?!\{\{|[>%]\}\}).)*+[>%]\}\})"
)
_HUGO_SHOWN = r"(?P<SHOWN>(?P<shown>\{\{[<%])/\*(?:(?!\{\{).)*?\*/[>%]\}\})"
_LIQUID = (
    r"(?P<LIQUID>\{%(?P<trim_before>[-~]?)\s*+(?P<liquid_close>/?)\s*+(?P<liquid>[\w.-]*\w|)"
    r"(?P<liquid_rest>(?:(?!\{%).)*?)(?P<trim_behind>[-~]?)%\})"
)
_OUTPUT = (
    r"(?P<OUTPUT>\{\{(?P<trim_left>[-~]?)(?P<output>(?:(?!\{[{%]|[-~]?\}\}).)*+)(?P<trim_right>[-~]?)\}\})"
)
# How Liquid's own signs are shown: {{ "{{" }}
_QUOTED = r"(?P<QUOTED>\{\{[-~]?\s*(?P<quoted>\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')\s*[-~]?\}\})"
_CALL = (
    r"(?P<CALL>\{\{[-~]?\s*+(?P<call>\w++)\s*+"
    r"\((?P<call_rest>(?:(?!\{\{)(?:\"[^\"]*+\"|'[^']*+'|`[^`]*+`|[^\"'`)]))*+)\)\s*+[-~]?\}\})"
)
_ZOLA_SHOWN = r"(?P<SHOWN>\{\{/\*(?:(?!\{\{).)*?\*/\}\}|\{%/\*(?:(?!\{%).)*?\*/%\})"
_COMMENT = r"(?P<COMMENT>\{\#-?\s(?:(?!\{\#).)*?\#\})"
_TICKS = r"(?P<TICKS>`++)"
_BROKEN = r"(?P<BROKEN>\{\{[<%]|\{%)"

_SIGNS: dict[Templates, tuple[str, ...]] = {
    Templates.HUGO: (_HUGO_SHOWN, _HUGO, _LIQUID, _BROKEN),
    Templates.LIQUID: (_COMMENT, _LIQUID, _QUOTED, _CALL, _OUTPUT, _BROKEN),
    Templates.ZOLA: (_ZOLA_SHOWN, _CALL, _LIQUID, _BROKEN),
    Templates.UNKNOWN: (_HUGO_SHOWN, _HUGO, _LIQUID, _BROKEN, _OUTPUT),
}


def has_tags(templates: Templates) -> bool:
    """Say whether a language has tags between braces."""
    return templates in _SIGNS


def pieces(body: str, templates: Templates) -> Iterator[Piece]:
    """Part a body into pieces, without a gap; fences and inline code are pieces of their own."""
    for stretch in stretches(body):
        if stretch.is_code:
            yield Piece(kind=Kind.CODE, start=stretch.start, end=stretch.end)
        else:
            yield from _of_prose(body, stretch, _signs(templates))


@cache
def _signs(templates: Templates) -> re.Pattern[str]:
    return re.compile("|".join((_TICKS, *_SIGNS[templates])), re.DOTALL)


def _of_prose(body: str, stretch: Stretch, signs: re.Pattern[str]) -> Iterator[Piece]:
    code = inline_code(body, stretch.start, stretch.end)
    done = place = stretch.start
    while found := signs.search(body, place, stretch.end):
        place = found.end()
        piece = _code(found, code) if found.lastgroup == "TICKS" else _READERS[str(found.lastgroup)](found)
        if piece is not None:
            if found.start() > done:
                yield Piece(kind=Kind.TEXT, start=done, end=found.start())
            yield piece
            done = place = piece.end
    if done < stretch.end:
        yield Piece(kind=Kind.TEXT, start=done, end=stretch.end)


def _code(found: re.Match[str], code: dict[int, int]) -> Piece | None:
    """Return the inline code that a run of backticks begins; None where it is mere text."""
    end = code.get(found.start())
    return None if end is None else Piece(kind=Kind.CODE, start=found.start(), end=end)


def _hugo(found: re.Match[str]) -> Piece:
    return Piece(
        kind=Kind.TAG,
        start=found.start(),
        end=found.end(),
        name=found["hugo"],
        rest=found["hugo_rest"],
        closes=bool(found["hugo_close"]),
        is_void=bool(found["hugo_void"]),
    )


def _odd(found: re.Match[str]) -> Piece:
    """Read a tag whose quotes do not match: nothing of it can be trusted but its name."""
    start, end = found.span()
    return Piece(kind=Kind.TAG, start=start, end=end, name=found["odd"], is_void=True)


def _liquid(found: re.Match[str]) -> Piece:
    written, rest = found["liquid"], found["liquid_rest"]
    name = written.removeprefix("end")
    kind = Kind.LITERAL if name in LITERAL else Kind.TAG
    return Piece(
        kind=Kind.COMMENT if not written and rest.lstrip().startswith("#") else kind,
        start=found.start(),
        end=found.end(),
        name=name,
        rest=_without_parentheses(rest),
        closes=name != written or bool(found["liquid_close"]),
        is_void=rest.endswith("/"),
        trims_before=bool(found["trim_before"]),
        trims_behind=bool(found["trim_behind"]),
    )


def _without_parentheses(rest: str) -> str:
    """Read a tag that is written as the call of a function."""
    text = rest.strip()
    return text[1:-1] if text.startswith("(") and text.endswith(")") else rest


def _output(found: re.Match[str]) -> Piece:
    return Piece(
        kind=Kind.OUTPUT,
        start=found.start(),
        end=found.end(),
        rest=found["output"].strip(),
        trims_before=bool(found["trim_left"]),
        trims_behind=bool(found["trim_right"]),
    )


def _quoted(found: re.Match[str]) -> Piece:
    return Piece(kind=Kind.OUTPUT, start=found.start(), end=found.end(), rest=found["quoted"])


def _call(found: re.Match[str]) -> Piece:
    start, end = found.span()
    name, rest = found["call"], found["call_rest"]
    return Piece(kind=Kind.TAG, start=start, end=end, name=name, rest=rest, is_void=True)


def _plain(kind: Kind) -> Callable[[re.Match[str]], Piece]:
    return lambda found: Piece(kind=kind, start=found.start(), end=found.end())


_READERS: dict[str, Callable[[re.Match[str]], Piece]] = {
    "HUGO": _hugo,
    "HUGO_ODD": _odd,
    "LIQUID": _liquid,
    "OUTPUT": _output,
    "QUOTED": _quoted,
    "CALL": _call,
    "SHOWN": _plain(Kind.SHOWN),
    "COMMENT": _plain(Kind.COMMENT),
    "BROKEN": _plain(Kind.BROKEN),
}
