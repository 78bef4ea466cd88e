"""Which article does a person mean by what they typed? Compare with the paths that there are; pure."""

from __future__ import annotations

from collections.abc import Iterable


def meant(name: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths that ``name`` is, or is the end of; else the only one that it is a part of."""
    known = tuple(paths)
    tail = f"/{name.removeprefix('./').lstrip('/')}"
    ends = tuple(path for path in known if f"/{path}".endswith(tail))
    parts = tuple(path for path in known if name and name in path)
    return ends or (parts if len(parts) == 1 else ())
