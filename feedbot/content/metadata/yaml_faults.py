"""What is wrong with broken YAML: the line that a person has to mend, and how it should read.

The parser stumbles where the text stops making sense, which may be far below the mistake.
So each line from there upwards is mended as it may have been meant, until the block can be read:
the message shows that line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yaml import MarkedYAMLError, YAMLError

from feedbot.content.metadata.values import Table, first_line
from feedbot.content.metadata.yaml_loader import Unsafe, load_yaml
from feedbot.content.metadata.yaml_repairs import Proposal, proposals
from feedbot.content.problem import Problem, held

MOST_TRIALS = 120
MOST_TRIED = 500_000  # characters, all trials together


def explain(error: YAMLError | None, text: str, path: str) -> Problem:
    """Name the fault; without an error the text was read as one single value."""
    lines = text.split("\n")
    stumbled = _stumbled(error, lines)
    best, furthest = None, stumbled
    for number, proposal in _trials(_suspects(error, lines, stumbled), lines, len(text)):
        if error is None and proposal.code != "yaml-no-space":
            continue
        mended = "\n".join([*lines[: number - 1], proposal.text, *lines[number:]])
        reached = _reached(mended, lines)
        if reached is None:
            return _problem(proposal, path, number)
        reached -= proposal.text.count("\n")
        if reached > furthest:
            best, furthest = (proposal, number), reached
    if best is not None:
        return _problem(best[0], path, best[1])
    return _not_a_mapping(path, text) if error is None else _other(error, path)


def _suspects(error: YAMLError | None, lines: Sequence[str], stumbled: int) -> Iterator[int]:
    """Return the lines in the order in which they are suspected."""
    if error is None:
        yield from range(1, len(lines) + 1)
        return
    began = error.context_mark if isinstance(error, MarkedYAMLError) else None
    if began is not None and "quoted scalar" in (
        error.context or "" if isinstance(error, MarkedYAMLError) else ""
    ):
        yield began.line + 1
    yield from range(min(stumbled, len(lines)), 0, -1)


def _trials(suspects: Iterator[int], lines: Sequence[str], size: int) -> Iterator[tuple[int, Proposal]]:
    """Return what is worth a trial; a large block leaves time for fewer."""
    left = min(MOST_TRIALS, max(4, MOST_TRIED // (size + 1)))
    seen: set[int] = set()
    for number in suspects:
        if number in seen:
            continue
        seen.add(number)
        for proposal in proposals(lines, number):
            if proposal.text != lines[number - 1]:
                yield number, proposal
                left -= 1
            if not left:
                return


def _reached(text: str, lines: Sequence[str]) -> int | None:
    """Return the line that a mended block is read to; None where it is read to its end."""
    try:
        found = load_yaml(text)
    except YAMLError as error:
        return _stumbled(error, lines)
    if isinstance(found, Unsafe):
        return found.line
    return None if isinstance(found, Table) else 0


def _stumbled(error: YAMLError | None, lines: Sequence[str]) -> int:
    mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
    return mark.line + 1 if mark else len(lines)


def _problem(proposal: Proposal, path: str, number: int) -> Problem:
    return held(
        proposal.code, path, line=number, column=proposal.column, what=proposal.what, repair=proposal.repair
    )


def _not_a_mapping(path: str, text: str) -> Problem:
    return held(
        "not-a-mapping",
        path,
        line=first_line(text),
        what="the front matter is a single value, not keys with values",
        repair="write one `key: value` on each line",
    )


def _other(error: YAMLError, path: str) -> Problem:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    said = error.problem if isinstance(error, MarkedYAMLError) else str(error).partition("\n")[0]
    return held(
        "yaml-broken",
        path,
        line=mark.line + 1 if mark else None,
        column=mark.column + 1 if mark else None,
        what=f"the YAML front matter cannot be read: {said}",
        repair="check quotes, brackets and indentation there and on the line above",
    )
