"""Every generator that feedbot knows, by the name that the configuration uses; imports the one it needs."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from feedbot.content.generators.generator import Generator
from feedbot.content.site import SiteRules
from feedbot.errors import ContentError

GENERATORS: Mapping[str, str] = MappingProxyType(
    {  # where each one's class is; most sites need one, and all together take 60 ms to import
        "astro": "astro.Astro",
        "docusaurus": "docusaurus.Docusaurus",
        "eleventy": "eleventy.Eleventy",
        "hugo": "hugo.Hugo",
        "jekyll": "jekyll.Jekyll",
        "pelican": "pelican.Pelican",
        "plain": "plain.Plain",
        "zola": "zola.Zola",
    }
)


def kind_of(name: str) -> type[Generator]:
    """Return a generator's class; raises ContentError for a name that is not in the table."""
    place = GENERATORS.get(name)
    if place is None:
        known = ", ".join(GENERATORS)
        raise ContentError(f'the generator "{name}" is not known; write one of {known}')
    module, _, called = place.partition(".")
    found: type[Generator] = getattr(importlib.import_module(f"feedbot.content.generators.{module}"), called)
    return found


@lru_cache(maxsize=64)
def generator_of(rules: SiteRules) -> Generator:
    """Return the site's generator; raises ContentError for one that feedbot does not know."""
    return kind_of(rules.generator)(rules)
