"""Run feedbot as ``python -m feedbot`` or by its console script."""

from __future__ import annotations

import gc
import os
import sys

from feedbot.cli.main import run

# Importing makes 60,000 objects that stay to the end; looking for rubbish among them again and again,
# and once more at the end, is a fifth of what a short command costs.
FEW_COLLECTIONS = 50_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(FEW_COLLECTIONS)
    # A plugin would see the whole configuration; and every installed package is searched for one, 12 ms.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
