"""What ``feedbot check`` shows at a terminal: problems by severity and file, those that repeat folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from feedbot.cli import words
from feedbot.cli.findings import Finding, in_order, shown_from
from feedbot.content.problem import Severity

FEW = 3  # of one and the same problem, in as many files
MEANING = {
    Severity.HELD: "kept back until you mend it",
    Severity.WITHHELD: "kept back on purpose",
    Severity.WARNING: "goes on, but not as written",
    Severity.NOTICE: "worth knowing",
}


def screen(site: str, findings: Sequence[Finding], *, cwd: Path, quiet: bool, whole: bool) -> Iterator[str]:
    """Tell the problems of one site; ``quiet`` tells the held ones only, ``whole`` folds nothing."""
    counts = Counter(found.problem.severity for found in findings)
    told = ", ".join(f"{counts[severity]} {severity}" for severity in words.SEVERITIES if counts[severity])
    yield f"{site}: {told or 'no problems'}"
    for severity, group in groupby(in_order(findings), key=lambda found: found.problem.severity):
        if not quiet or severity is Severity.HELD:
            yield f"  {counts[severity]} {severity}: {MEANING[severity]}"
            yield from (f"    {line}" for line in _group(list(group), cwd, whole=whole))


def _group(findings: Sequence[Finding], cwd: Path, *, whole: bool) -> Iterator[str]:
    """Tell each problem; of those that say the same of many files the first few and a count."""
    same = Counter(_says(found) for found in findings)
    told: Counter[tuple[str, str]] = Counter()
    for found in findings:
        says = _says(found)
        told[says] += 1
        if whole or told[says] <= FEW:
            yield from words.problem(shown_from(cwd, found))
        if not whole and told[says] == same[says] > FEW:
            more = same[says] - FEW
            yield f"and {more} more like this [{found.problem.code}]: feedbot --verbose check lists them"


def _says(finding: Finding) -> tuple[str, str]:
    return finding.problem.code, finding.problem.what
