"""A mistake in the configuration, and how it is told: place, line, caret, what is wrong, the repair.

What may be a secret is never shown: the caller says which stretches of the text must stay hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedbot.config.places import Loc, Span, line_and_column

HIDDEN = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One mistake where lines are not known; ``at_key`` points at the key, else at its value."""

    loc: Loc
    what: str
    repair: str
    at_key: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing a person has to mend; ``span`` is where, None means the file as a whole."""

    what: str
    repair: str
    span: Span | None = None


def told(mistake: Mistake, *, file: str, text: str, hidden: Sequence[Span] = ()) -> str:
    """Tell one mistake as finished lines; ``hidden`` stretches of the text are shown as ``…``."""
    if mistake.span is None:
        return f"{file}: {mistake.what}\n    {mistake.repair}"
    line, column = line_and_column(text, mistake.span.start)
    shown, caret = _shown(text, mistake.span, hidden)
    lines = (f"{file}:{line}:{column}: {mistake.what}", *(f"    {part}" for part in (shown, caret) if part))
    return "\n".join((*lines, f"    {mistake.repair}"))


def _shown(text: str, span: Span, hidden: Sequence[Span]) -> tuple[str, str]:
    """Return the line that ``span`` starts on, cleaned of what is hidden, and the carets below it."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", first)
    line = text[first:] if last < 0 else text[first:last]
    start, end = span.start - first, max(span.start + 1, span.end) - first
    end = max(start + 1, min(end, len(line)))
    for cover in sorted(hidden, key=lambda cover: cover.start, reverse=True):
        low, high = max(cover.start - first, 0), min(cover.end - first, len(line))
        if low >= high:
            continue
        line = line[:low] + HIDDEN + line[high:]
        start, end = _moved(start, end, low=low, high=high)
    line = line.rstrip()
    if line.strip() in {"", HIDDEN}:
        return "", ""
    indent = len(line) - len(line.lstrip())
    padding = "".join("\t" if character == "\t" else " " for character in line[indent:start])
    return line[indent:], padding + "^" * (end - start)


def _moved(start: int, end: int, *, low: int, high: int) -> tuple[int, int]:
    """Return where the carets go when the characters from ``low`` to ``high`` become one."""
    shorter = high - low - 1
    if high <= start:
        return start - shorter, end - shorter
    if low >= end:
        return start, end
    if low <= start:
        return low, max(low + 1, end - shorter)
    return start, max(low + 1, end - shorter)
