"""Words and JSON for what ``feedbot feeds verify`` found; decides nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from feedbot.cli.words import shown
from feedbot.publishing.verifying.finding import Finding, Severity
from feedbot.publishing.verifying.verify import Verdict

FEW = 3  # addresses with one and the same finding
MEANING = {
    Severity.WRONG: "readers miss something, or load it again and again",
    Severity.HINT: "works, and could be better",
}


def screen(site: str, verdicts: Sequence[Verdict], *, quiet: bool, whole: bool) -> Iterator[str]:
    """Tell what was found; ``quiet`` tells only what is wrong, ``whole`` folds nothing."""
    if not verdicts:
        yield f"{site}: no feeds"
        return
    found = [(verdict, finding) for verdict in verdicts for finding in verdict.findings]
    counts = Counter(finding.severity for _, finding in found)
    if quiet and not counts[Severity.WRONG]:
        return
    told = ", ".join(
        f"{counts[severity]} {_named(severity, counts)}" for severity in MEANING if counts[severity]
    )
    yield f"{site}: {_looked_at(verdicts)}: {told or 'all right'}"
    for severity, meaning in MEANING.items():
        group = [pair for pair in found if pair[1].severity is severity]
        if group and not (quiet and severity is Severity.HINT):
            yield f"  {len(group)} {_named(severity, counts)}: {meaning}"
            yield from (f"    {line}" for line in _group(group, whole=whole))


def verdict_document(verdict: Verdict) -> dict[str, Any]:
    """Describe what was found at one address."""
    return {
        "address": verdict.address,
        "file": verdict.file or None,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "what": finding.what,
                "repair": finding.repair,
                "lines": list(finding.lines),
            }
            for finding in verdict.findings
        ],
    }


def _group(found: Sequence[tuple[Verdict, Finding]], *, whole: bool) -> Iterator[str]:
    """Tell each finding; of one and the same the first few and a count."""
    same = Counter(finding.code for _, finding in found)
    told: Counter[str] = Counter()
    for verdict, finding in found:
        told[finding.code] += 1
        if whole or told[finding.code] <= FEW:
            yield from _lines(verdict, finding)
        if not whole and told[finding.code] == same[finding.code] > FEW:
            more = same[finding.code] - FEW
            yield f"and {more} more like this [{finding.code}]: feedbot --verbose feeds verify lists them"


def _lines(verdict: Verdict, finding: Finding) -> Iterator[str]:
    yield f"{shown(verdict.address)}: {shown(finding.what)} [{finding.code}]"
    yield f"    {shown(finding.repair)}{':' if finding.lines else ''}"
    yield from (f"        {shown(line)}" for line in finding.lines)


def _looked_at(verdicts: Sequence[Verdict]) -> str:
    files = sum(1 for verdict in verdicts if verdict.file)
    page = " and the home page" if len(verdicts) > files else ""
    return f"{files} feed file{'' if files == 1 else 's'}{page}"


def _named(severity: Severity, counts: Counter[Severity]) -> str:
    return "hints" if severity is Severity.HINT and counts[severity] > 1 else str(severity)
