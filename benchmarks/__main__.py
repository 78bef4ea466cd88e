"""``python -m benchmarks [NAME...]``: measure, and print one table; exits 1 where a target is missed.

Each number stands beside a floor that was measured in the same run, so that two machines can be compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from benchmarks import nothing_to_do, saving, starting, worst_inputs
from benchmarks.bench import Measured

ALL: Mapping[str, Callable[[], Measured | tuple[Measured, ...]]] = {
    "starting": starting.measure,
    "nothing_to_do": nothing_to_do.measure,
    "whole_pass": nothing_to_do.measure_whole,
    "saving": saving.measure,
    "worst_inputs": worst_inputs.measure,
}


def main(names: tuple[str, ...]) -> int:
    """Run the named benchmarks, or all."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(ALL)}", file=sys.stderr)
        return 2
    print(f"{'what':<52} {'measured':>9} {'target':>8} {'floor':>8} {'ratio':>7}")
    met = [_row(found) for name in names or tuple(ALL) for found in _rows(ALL[name]())]
    return 0 if all(met) else 1


def _rows(found: Measured | tuple[Measured, ...]) -> tuple[Measured, ...]:
    return found if isinstance(found, tuple) else (found,)


def _row(found: Measured) -> bool:
    met = found.seconds <= found.target and found.megabytes <= found.most_megabytes
    said = "met" if met else "MISSED"
    if found.megabytes:
        said += f"; {found.megabytes:.0f} of {found.most_megabytes:.0f} MB"
    print(
        f"{found.what:<52} {found.seconds:>7.3f} s {found.target:>6.1f} s {found.floor:>6.3f} s"
        f" {found.seconds / found.floor:>6.1f}x  {said}; floor: {found.floor_is}",
        flush=True,
    )
    return met


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))
