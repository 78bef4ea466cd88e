"""Who reads which generator's configuration; a generator without a line here has none to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from feedbot.content.discovery.astro import find_astro
from feedbot.content.discovery.detection import detect, looked_at
from feedbot.content.discovery.docusaurus import find_docusaurus
from feedbot.content.discovery.eleventy import find_eleventy
from feedbot.content.discovery.files import UnreadableError
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.hugo import find_hugo
from feedbot.content.discovery.jekyll import find_jekyll
from feedbot.content.discovery.pelican import find_pelican
from feedbot.content.discovery.zola import find_zola

FINDERS: Mapping[str, Callable[[Path], Findings]] = {
    "astro": find_astro,
    "docusaurus": find_docusaurus,
    "eleventy": find_eleventy,
    "hugo": find_hugo,
    "jekyll": find_jekyll,
    "pelican": find_pelican,
    "zola": find_zola,
}


def discover(root: Path, generator: str) -> tuple[str, Findings]:
    """Return the name of the generator, found if ``generator`` is "auto", and what its configuration says."""
    name = detect(root) if generator == "auto" else generator
    finder = FINDERS.get(name)
    marks = looked_at(root) if generator == "auto" else ()
    try:
        found = finder(root) if finder else Findings()
    except UnreadableError as error:
        found = Findings(trouble=str(error))
    return name, replace(found, read=tuple(dict.fromkeys((*marks, *found.read))))
