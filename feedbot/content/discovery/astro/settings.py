"""What an Astro theme's settings in YAML say: the site's address and its articles'; runs nothing.

AstroWind, and what is made of it, has them in ``src/config.yaml``; a script of its own hands them to Astro.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from feedbot.content.discovery.files import Tree, UnreadableError, switch, table, text, tree_of, web_address

NAMES = ("config.yaml", "config.yml")
PLACE = re.compile(r"%(\w+)%")
TOKENS = {"slug": "{id}", "id": "{id}", "category": "{category}"}
TOKENS |= {moment: f"{{{moment}}}" for moment in ("year", "month", "day")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was found; "" and None where nothing was."""

    url: str = ""
    title: str = ""
    description: str = ""
    language: str = ""
    trailing_slash: bool | None = None
    route: str = ""  # of an article, with the generator's tokens
    read: tuple[Path, ...] = ()


def settings_of(source: Path) -> Settings:
    """Read the settings in the folder of a site's sources; a file that cannot be read says nothing."""
    files = tuple(source / name for name in NAMES)
    file = next((file for file in files if file.is_file()), None)
    try:
        found: Tree = tree_of(file) if file else {}
    except UnreadableError:
        found = {}
    site = table(found, "site")
    if not web_address(text(site, "site")):
        return Settings(read=files)
    slash = switch(site, "trailingSlash")
    return Settings(
        url=web_address(f"{text(site, 'site').rstrip('/')}/{text(site, 'base').strip('/')}"),
        title=text(site, "name"),
        description=text(table(found, "metadata"), "description"),
        language=text(table(found, "i18n"), "language"),
        trailing_slash=slash,
        route=_route(text(table(table(table(found, "apps"), "blog"), "post"), "permalink")),
        read=files,
    )


def _route(pattern: str) -> str:
    """Return a pattern in the generator's own words; "" where it has others."""
    words = PLACE.findall(pattern)
    if not words or any(word not in TOKENS for word in words):
        return ""
    return f"/{PLACE.sub(lambda found: TOKENS[found[1]], pattern).strip('/')}/"
