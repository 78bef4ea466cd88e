"""What ``feedbot check`` found: each problem with the file that it is in; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from feedbot.content.problem import Problem, Severity, held
from feedbot.errors import ConfigError
from feedbot.publishing.feed_problems import CLASH, CUT, LARGE

OF_FEED_FILES = frozenset({CLASH, CUT, LARGE})  # whose path is below the output folder
# What ``config.mistakes`` writes: the place, what is wrong, and on the last line the repair.
MISTAKE = re.compile(r"(?P<file>[^\n]*?):(?P<line>\d+):(?P<column>\d+): (?P<what>[^\n]*)")
IN_FILE = re.compile(r"(?P<file>[^\n]*?\.toml): (?P<what>[^\n]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem, and the absolute path of the file that a person has to look at."""

    site: str  # "" where it is no single site's
    file: Path
    problem: Problem


def of_content(
    site: str, problems: Iterable[Problem], *, content: Path, output: Path, config: Path
) -> tuple[Finding, ...]:
    """Give each problem of a site's content its file; what is in none is told at the configuration."""

    def file(found: Problem) -> Path:
        if not found.path or "://" in found.path:
            return config
        return (output if found.code in OF_FEED_FILES else content) / found.path

    return tuple(Finding(site=site, file=file(found), problem=found) for found in problems)


def of_configuration(error: ConfigError, cwd: Path) -> tuple[Finding, ...]:
    """Make a finding of every mistake in the configuration."""
    return tuple(_mistake(text, cwd) for text in error.mistakes)


def _mistake(text: str, cwd: Path) -> Finding:
    first, *more = text.split("\n")
    found = MISTAKE.fullmatch(first) or IN_FILE.fullmatch(first)
    said = found.groupdict() if found else {"file": "feedbot.toml", "what": first}
    line, column = said.get("line"), said.get("column")
    problem = held(
        "configuration",
        said["file"],
        line=int(line) if line else None,
        column=int(column) if column else None,
        what=said["what"],
        repair=more[-1].strip() if more else "",
    )
    return Finding(site="", file=cwd / said["file"], problem=problem)


def of_login(site: str, account: str, says: str, config: Path) -> Finding:
    """Make a finding of an account that cannot be used."""
    problem = held("login", config.name, what=f"account {account}: {says}", repair="renew its secret")
    return Finding(site=site, file=config, problem=problem)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by severity, then by place."""
    order = list(Severity)
    return sorted(
        findings,
        key=lambda found: (
            order.index(found.problem.severity),
            str(found.file),
            found.problem.line or 0,
            found.problem.column or 0,
        ),
    )


def shown_from(folder: Path, finding: Finding) -> Problem:
    """Return the problem with a path that leads to its file from a folder, as an editor takes it."""
    file = finding.file
    path = str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)
    return replace(finding.problem, path=path)


def repository(file: Path) -> Path:
    """Return the folder of the repository that a file belongs to, else the file's own."""
    home = file.parent
    return next((folder for folder in (home, *home.parents) if (folder / ".git").exists()), home)
