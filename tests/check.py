"""Say whether the work is good: ``python -m tests.check`` runs every check and goes on after one that fails.

``--quick`` leaves out what talks to real servers and what takes long; whatever follows ``--`` goes to pytest.
pytest runs last and has the last word, so that its summary is what a person sees.
"""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CODE = ("feedbot", "tests", "benchmarks")
QUICK = "not real and not slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One check and its command."""

    name: str
    command: tuple[str, ...]


def lints() -> tuple[Stage, ...]:
    """Return the checks that only read the code."""
    code = tuple(folder for folder in CODE if (PROJECT / folder).is_dir())
    python = (sys.executable, "-m")
    return (
        Stage(name="ruff check", command=(*python, "ruff", "check", "--quiet", *code)),
        Stage(name="ruff format", command=(*python, "ruff", "format", "--quiet", "--check", *code)),
        Stage(name="mypy", command=(*python, "mypy", "--strict", *code)),
        Stage(name="lint-imports", command=imports()),
    )


def imports() -> tuple[str, ...]:
    """Return the command that checks the floors; it has no module to run, only a program beside Python."""
    return (str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo")


def tests(arguments: tuple[str, ...]) -> Stage:
    """Return the tests that the caller wants."""
    quick = ("-m", QUICK) if "--quick" in arguments else ()
    more = arguments[arguments.index("--") + 1 :] if "--" in arguments else ()
    return Stage(name="pytest", command=(sys.executable, "-m", "pytest", *quick, *more))


def main(arguments: tuple[str, ...]) -> int:
    """Run every stage; return 1 if one failed."""
    failed = [stage.name for stage in lints() if not _passes(stage)]
    if failed:
        _say(f"== failed: {', '.join(failed)}; the tests come all the same")
    return 0 if _good(tests(arguments)) and not failed else 1


def _passes(stage: Stage) -> bool:
    began = time.monotonic()
    good = _good(stage)
    _say(f"   {'ok' if good else 'FAILED'} after {time.monotonic() - began:.1f} s")
    return good


def _good(stage: Stage) -> bool:
    _say(f"== {stage.name}")
    return subprocess.run(stage.command, cwd=PROJECT, check=False).returncode == 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # this is a program for people


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
