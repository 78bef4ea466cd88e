"""Valid front matter, broken by a slip of the hand: the problem names the line and shows it mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedbot.content.metadata.front_matter import FrontMatter, read_front_matter
from feedbot.content.problem import Problem

WORDS = st.text("abcdefgéß0123456789 -,.!?()/", min_size=1, max_size=30).map(str.strip).filter(bool)
PLAIN = st.from_regex(r"[A-Z][a-z]+( [a-z]+){0,4}", fullmatch=True)
KEYS = ("title", "description", "author", "slug", "layout", "subtitle", "summary", "series")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that a hand may slip on, at some place."""

    whole: str
    place: int

    @property
    def key(self) -> str:
        return self.whole.partition(": ")[0]

    @property
    def value(self) -> str:
        return self.whole.partition(": ")[2]

    @property
    def quote(self) -> str:
        return self.value[:1] if self.value[:1] in {'"', "'"} else ""

    @property
    def is_plain(self) -> bool:
        return bool(self.value) and not self.quote and self.value[0] != "["

    @property
    def halves(self) -> tuple[str, str]:
        middle = 1 + self.place % max(1, len(self.value) - 1)
        return self.value[:middle], self.value[middle:]


# What a hand does to one line: None where the line offers no occasion.
SLIPS: dict[str, Callable[[Line], str | None]] = {
    "closing quote forgotten": lambda line: line.whole[:-1] if line.quote else None,
    "opening quote forgotten": lambda line: f"{line.key}: {line.value[1:]}" if line.quote else None,
    "quote inside": lambda line: f"{line.key}: {line.quote.join(line.halves)}" if line.quote else None,
    "text behind the quotes": lambda line: f"{line.whole} more" if line.quote else None,
    "colon": lambda line: f"{line.key}: {': '.join(line.halves)}" if line.is_plain else None,
    "no space": lambda line: f"{line.key}:{line.value}" if line.value else None,
    "no colon": lambda line: f"{line.key} {line.value}" if line.value else None,
    "sign": lambda line: f"{line.key}: {'@`%*&![{'[line.place % 8]}{line.value}" if line.is_plain else None,
    "tab": lambda line: f"\t{line.whole.lstrip()}" if line.whole.startswith("  ") else None,
    "indent": lambda line: f" {line.whole}",
    "closing bracket forgotten": lambda line: line.whole[:-1] if line.value[:1] == "[" else None,
    "opening bracket forgotten": lambda line: line.whole.replace("[", "") if line.value[:1] == "[" else None,
    "line break forgotten": lambda line: line.whole if line.quote else None,
}


@st.composite
def blocks(draw: st.DrawFn) -> list[str]:
    """Front matter of a date, some texts, and perhaps lists."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=6, unique=True))
    lines = ["date: 2024-03-05T10:00:00Z"]
    for key in keys:
        quote = draw(st.sampled_from(["", '"', "'"]))
        lines.append(f"{key}: {quote}{draw(WORDS if quote else PLAIN)}{quote}")
    if draw(st.booleans()):
        lines.append(f"tags: [{', '.join(draw(st.lists(PLAIN, min_size=1, max_size=3)))}]")
    if draw(st.booleans()):
        lines += ["categories:", *(f"  - {word}" for word in draw(st.lists(PLAIN, min_size=1, max_size=3)))]
    return [*lines, "draft: false"]


def read(lines: list[str]) -> FrontMatter | Problem:
    return read_front_matter("\n".join(["---", *lines, "---", "Text.", ""]).encode(), "a.md")


@given(blocks())
def test_the_blocks_are_whole_before_they_are_broken(lines: list[str]) -> None:
    assert isinstance(read(lines), FrontMatter)


@settings(max_examples=50, deadline=None)
@pytest.mark.parametrize("slip", SLIPS)
@given(lines=blocks(), at=st.integers(0, 20), place=st.integers(0, 40))
def test_a_slip_of_the_hand_is_told_with_its_line_and_how_the_line_should_read(
    slip: str, lines: list[str], at: int, place: int
) -> None:
    occasions = [
        (number, broken)
        for number, line in enumerate(lines[:-1])
        if (broken := SLIPS[slip](Line(whole=line, place=place))) is not None
    ]
    if not occasions:
        return
    number, broken = occasions[at % len(occasions)]
    behind = lines[number + 1 :]
    if slip == "line break forgotten":
        broken, behind = f"{broken}{behind[0]}", behind[1:]
    found = read([*lines[:number], broken, *behind])
    if isinstance(found, FrontMatter):
        return  # many a slip is YAML all the same
    assert found.line in {number + 2, number + 3}, found
    assert found.code.startswith("yaml-")
    assert found.code != "yaml-broken"
    assert found.repair.startswith(("write ", "begin ", "use spaces there")), found.repair
    assert found.column
