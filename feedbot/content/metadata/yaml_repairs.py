"""How one line of broken YAML may have been meant: the faults that people really make, and the mended line.

Proposes only; ``yaml_faults`` tries each proposal on the whole block. Pure text, linear in the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_KEY = 60
SHOWN = 160  # characters of a line
LEAD = re.compile(r"[ \t]*(?:- +)*")
NEXT_KEY = re.compile(r"[ \t]*([A-Za-z_][\w-]*):")
WORD = re.compile(r"[A-Za-z_][\w-]*")
CLOSER = {"[": "]", "{": "}"}
SIGNS = "@`%*&!|>[]{}?,-#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One way to mend a line; ``text`` stands in its place."""

    code: str
    what: str
    repair: str
    text: str
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A line in its parts; without a key it is an item of a list or the rest of a text."""

    lead: str  # blanks and hyphens
    key: str
    gap: str  # between the colon and the value
    value: str

    @property
    def begin(self) -> str:
        """Return all that stands before the value."""
        return f"{self.lead}{self.key}:{self.gap or ' '}" if self.key else self.lead

    @property
    def column(self) -> int:
        """Return the column that the value begins at."""
        return len(self.begin) + 1


def parts_of(line: str) -> Parts:
    """Part a line at its first colon that can end a key."""
    found = LEAD.match(line)
    lead = found[0] if found else ""
    rest = line[len(lead) :].rstrip()
    colon = _colon(rest)
    if colon is None or rest[0] in "\"'":
        return Parts(lead=lead, key="", gap="", value=rest)
    value = rest[colon + 1 :].lstrip()
    return Parts(lead=lead, key=rest[:colon], gap=rest[colon + 1 : len(rest) - len(value)], value=value)


def _colon(text: str) -> int | None:
    """Find the colon that ends the key; behind a key of several words there is a blank."""
    first = text.find(":", 1, LONGEST_KEY)
    if first > 0 and WORD.fullmatch(text, 0, first) and text[first + 1 : first + 2] != "/":
        return first
    spaced = text.find(": ", 1, LONGEST_KEY)
    if spaced > 0:
        return spaced
    return len(text) - 1 if 1 < len(text) <= LONGEST_KEY and text.endswith(":") else None


def proposals(lines: Sequence[str], number: int) -> Iterator[Proposal]:
    """Propose how the line with this number (from 1) may be mended, the likeliest first."""
    line = lines[number - 1]
    if not line.strip():
        return
    parts = parts_of(line)
    yield from _tab(line)
    yield from _two_keys(parts)
    yield from _no_space(parts)
    yield from _brackets(parts)
    yield from _escape(parts)
    yield from _value(parts)
    yield from _no_colon(parts)
    yield from _indent(lines, number, parts)


def shown(text: str) -> str:
    """Show a line, cut where it is long."""
    text = text.strip()
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def quoted(text: str) -> str:
    """Put a text in the quotes that it needs fewer escapes in."""
    if '"' in text and "'" not in text and "\\" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _tab(line: str) -> Iterator[Proposal]:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        mended = indent.replace("\t", "  ") + line.lstrip()
        repair = f"use spaces there: two, then {shown(line)}"
        what = "a tab is used for indentation"
        yield Proposal(code="yaml-tab", what=what, repair=repair, text=mended, column=indent.index("\t") + 1)


def _two_keys(parts: Parts) -> Iterator[Proposal]:
    quote = parts.value[:1]
    if not parts.key or quote not in {'"', "'"}:
        return
    end = parts.value.find(quote, 1) + 1
    found = NEXT_KEY.match(parts.value, end) if end else None
    if found:
        first, second = parts.value[:end], parts.value[found.start(1) :]
        yield Proposal(
            code="yaml-two-keys",
            what=f"two keys on one line after {shown(first)[:40]}",
            repair=f"begin a new line before {found[1]}:",
            text=f"{parts.begin}{first}\n{' ' * len(parts.lead)}{second}",
            column=parts.column + found.start(1),
        )


def _no_space(parts: Parts) -> Iterator[Proposal]:
    if parts.key and not parts.gap and parts.value and WORD.fullmatch(parts.key):
        yield _mended(
            "yaml-no-space", f"there is no space after {parts.key}:", parts, parts.value, columns_back=1
        )


def _brackets(parts: Parts) -> Iterator[Proposal]:
    """Close what is left open, part what stands side by side, or take out what closes nothing."""
    value = parts.value
    if value[:1] not in CLOSER:
        return
    said = f"quotes are not closed: {shown(value)}"
    for quote in ('"', "'"):
        if value.count(quote) % 2 and value[-1] in "]}":
            yield _mended("yaml-quotes", said, parts, f"{value[:-1]}{quote}{value[-1]}")
            opened = re.sub(rf"(?<=[\[,])( *)(?=[^{quote},\[\]]+{quote})", rf"\1{quote}", value, count=1)
            yield _mended("yaml-quotes", said, parts, opened)
    said = f"brackets or commas are missing or too many: {shown(value)}"
    wanted = _closers(value)
    if wanted:
        yield _mended("yaml-brackets", said, parts, value.rstrip(", ") + wanted)
        yield _mended("yaml-brackets", said, parts, value[:-1].rstrip(", ") + wanted)
    yield _mended("yaml-brackets", said, parts, re.sub(r"([\"']) +(?=[\"'])", r"\1, ", value))
    yield _mended("yaml-brackets", said, parts, value[:-1].rstrip())


def _escape(parts: Parts) -> Iterator[Proposal]:
    """Take the meaning from backslashes, which have one in double quotes only."""
    value = parts.value
    if value[:1] == '"' and value[-1] == '"' and "\\" in value and len(value) > 1:
        what = f"a backslash in double quotes means something in YAML: {shown(value)}"
        inside = value[1:-1].replace("'", "''")
        yield _mended("yaml-escape", what, parts, f"'{inside}'")


def _value(parts: Parts) -> Iterator[Proposal]:
    """Put the value into quotes, or into others."""
    value = parts.value
    if not value or (not parts.key and not parts.lead.rstrip().endswith("-")):
        return
    if value[0] in "\"'" or (value[-1] in "\"'" and value.count(value[-1]) % 2):
        what = f"quotes are not closed, or text stands behind them: {shown(value)}"
        yield _mended("yaml-quotes", what, parts, quoted(_inside(value)))
        return
    if ": " in value or value.endswith(":"):
        code, what = (
            "yaml-colon",
            f"the value contains a colon: {shown(f'{parts.key}: {value}' if parts.key else value)}",
        )
    elif value[0] in SIGNS:
        code, what = "yaml-sign", f"the value begins with {value[0]}, which means something in YAML"
    else:
        code, what = "yaml-broken", f"the value cannot be read as it stands: {shown(value)}"
    yield _mended(code, what, parts, quoted(value))


def _inside(value: str) -> str:
    """Return what the quotes around a value were to hold; they stay where they are a part of it."""
    quote = value[0]
    if quote not in "\"'":
        return value[:-1]
    if value[-1] == quote and len(value) > 1:
        return value[1:-1].replace("\\" + quote, quote)
    return value[1:] if value.count(quote) == 1 else value


def _no_colon(parts: Parts) -> Iterator[Proposal]:
    found = WORD.match(parts.value) if not parts.key else None
    if not found:
        return
    rest = parts.value[found.end() :].strip()
    if not rest or parts.value[found.end()] == " ":
        text = f"{parts.lead}{found[0]}: {rest}".rstrip()
        what = f"there is no colon after {found[0]}"
        column = len(parts.lead) + found.end() + 1
        yield Proposal(
            code="yaml-no-colon", what=what, repair=f"write {shown(text)}", text=text, column=column
        )


def _indent(lines: Sequence[str], number: int, parts: Parts) -> Iterator[Proposal]:
    """Propose the indentations of the lines above and below, the nearest first."""
    line = lines[number - 1].lstrip()
    own = len(lines[number - 1]) - len(line)
    nearby = [*reversed(lines[max(0, number - 6) : number - 1]), *lines[number : number + 2]]
    indents = dict.fromkeys(len(each) - len(each.lstrip()) for each in nearby if each.strip())
    for indent in indents:
        for width in dict.fromkeys((indent, indent + 2)):
            if width != own:
                yield Proposal(
                    code="yaml-indent",
                    what="the indentation does not fit the lines around it",
                    repair=f"begin {shown(line)} at column {width + 1}",
                    text=" " * width + line,
                    column=len(parts.lead) + 1,
                )


def _closers(value: str) -> str:
    """Return the brackets that would close what a value leaves open, quotes left aside."""
    wanted: list[str] = []
    quote = ""
    for char in value:
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char in CLOSER:
            wanted.append(CLOSER[char])
        elif wanted and char == wanted[-1]:
            wanted.pop()
    return "".join(reversed(wanted))


def _mended(code: str, what: str, parts: Parts, value: str, *, columns_back: int = 0) -> Proposal:
    text = parts.begin + value
    return Proposal(
        code=code, what=what, repair=f"write {shown(text)}", text=text, column=parts.column - columns_back
    )
