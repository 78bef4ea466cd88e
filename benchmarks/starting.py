"""How much CPU time ``feedbot --help`` takes: what a person, and every shell completion, waits for."""

from __future__ import annotations

import sys

from benchmarks.bench import Measured, cpu, feedbot, middle


def measure() -> Measured:
    """Measure it against a Python that starts and ends."""
    return Measured(
        what="feedbot --help, CPU",
        seconds=middle(lambda: cpu(feedbot("--help")), 15),
        floor=middle(lambda: cpu([sys.executable, "-c", "pass"]), 15),
        floor_is="python -c pass",
        target=0.1,
    )
