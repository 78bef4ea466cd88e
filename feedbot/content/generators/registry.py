"""Every generator that feedbot knows, by the name that the configuration uses."""

from __future__ import annotations

from functools import lru_cache

from feedbot.content.generators.astro import Astro
from feedbot.content.generators.docusaurus import Docusaurus
from feedbot.content.generators.eleventy import Eleventy
from feedbot.content.generators.generator import Generator
from feedbot.content.generators.hugo import Hugo
from feedbot.content.generators.jekyll import Jekyll
from feedbot.content.generators.pelican import Pelican
from feedbot.content.generators.plain import Plain
from feedbot.content.generators.zola import Zola
from feedbot.content.site import SiteRules
from feedbot.errors import ContentError

GENERATORS: dict[str, type[Generator]] = {
    "astro": Astro,
    "docusaurus": Docusaurus,
    "eleventy": Eleventy,
    "hugo": Hugo,
    "jekyll": Jekyll,
    "pelican": Pelican,
    "plain": Plain,
    "zola": Zola,
}


@lru_cache(maxsize=64)
def generator_of(rules: SiteRules) -> Generator:
    """Return the site's generator; raises ContentError for a name that is not in the table."""
    generator = GENERATORS.get(rules.generator)
    if generator is None:
        known = ", ".join(GENERATORS)
        raise ContentError(f'the generator "{rules.generator}" is not known; write one of {known}')
    return generator(rules)
