"""Who reads which generator's configuration: the module of its name, which is imported when it is needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from feedbot.content.addresses import base
from feedbot.content.characters import one_line
from feedbot.content.discovery.detection import MARKS, detect, looked_at
from feedbot.content.discovery.files import UnreadableError
from feedbot.content.discovery.findings import Findings


def discover(root: Path, generator: str) -> tuple[str, Findings]:
    """Return the name of the generator, found if ``generator`` is "auto", and what its configuration says."""
    name = detect(root) if generator == "auto" else generator
    marks = looked_at(root) if generator == "auto" else ()
    try:
        found = _found(root, name) if name in MARKS else Findings()
    except UnreadableError as error:
        found = Findings(trouble=str(error))
    return name, replace(
        _with_an_address(found),
        title=one_line(found.title),
        author=one_line(found.author),
        description=one_line(found.description),
        read=tuple(dict.fromkeys((*marks, *found.read))),
    )


def _with_an_address(found: Findings) -> Findings:
    """Take an address that is none as one that is not stated, and say so."""
    if not found.url or base(found.url) is not None:
        return found
    why = f"{found.origin} has {one_line(found.url)}, which is no address"
    return replace(found, url="", asks=(*found.asks, ("url", why)))


def _found(root: Path, name: str) -> Findings:
    """Ask the finder; only that one is imported, for all together take 40 ms."""
    module = importlib.import_module(f"feedbot.content.discovery.{name}")
    find: Callable[[Path], Findings] = getattr(module, f"find_{name}")
    return find(root)
