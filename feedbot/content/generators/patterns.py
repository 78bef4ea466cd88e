"""Addresses by a pattern of tokens, as ``/{year}/{slug}/``, for generators whose own rules are code; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from feedbot.content import addresses
from feedbot.content.dates import IN_NAME
from feedbot.content.generators.generator import NoPlace, Page, Placed, Placement
from feedbot.content.site import SiteRules

INDEX = "index"
TOKEN = re.compile(r"\{([^{}]*)\}")


def by_pattern(pattern: str, tokens: Mapping[str, str], rules: SiteRules) -> Placement:
    """Fill a pattern in; an empty token leaves no gap, an unknown one is an error."""
    unknown = next((token for token in TOKEN.findall(pattern) if token not in tokens), None)
    if unknown is not None:
        return NoPlace(
            code="permalink-token",
            what=f"the permalink token {{{unknown}}} is unknown",
            repair="use one of " + " ".join(f"{{{token}}}" for token in tokens),
        )
    return below(rules, re.sub("/+", "/", TOKEN.sub(lambda found: tokens[found[1]], pattern)), "slug")


def usual_tokens(page: Page, section: str, language: str) -> dict[str, str]:
    """Return what a path, a slug and a date give a pattern (see ``plain``)."""
    dirs, stem = dirs_and_stem(page.path)
    dated = IN_NAME.match(stem)
    slug = page.table.text("slug")
    return {
        "lang": language,
        "section": section,
        "dirs": "/".join(dirs),
        "stem": stem,
        "slug": slug or (stem[dated.end() :] if dated else stem) or stem,
        "name": slug or stem,
        "year": f"{page.date.year:04}",
        "month": f"{page.date.month:02}",
        "day": f"{page.date.day:02}",
    }


def dirs_and_stem(path: str) -> tuple[tuple[str, ...], str]:
    """Part a path; an index file has its folder's name."""
    pure = PurePosixPath(path)
    dirs = pure.parts[:-1]
    if pure.stem == INDEX and dirs:
        return dirs[:-1], dirs[-1]
    return dirs, pure.stem


def below(rules: SiteRules, path: str, key: str) -> Placement:
    """Place a page at a path below the site's address; ``key`` gave the path."""
    address = addresses.on_site(rules.url, path)
    return outside(rules, path, key) if address is None else Placed(address=address)


def with_slash(path: str, *, slash: bool) -> str:
    """End a page's path as the host serves it; a file's name with an ending stays as it is."""
    bare = path.rstrip("/")
    if not bare or "." in bare.rpartition("/")[2]:
        return path
    return f"{bare}/" if slash else bare


def outside(rules: SiteRules, path: str, key: str) -> NoPlace:
    """Say why a path below the site's address cannot be one."""
    if addresses.base(rules.url) is None:
        return NoPlace(
            code="no-site-url",
            what=f'the site\'s address "{rules.url}" has no scheme or host',
            repair="set site.url to something like https://blog.example",
        )
    return NoPlace(
        code="url-outside",
        what=f'the address "{path[:80]}" would leave {rules.url}',
        repair=f"write a {key} without //, .. or another host",
        key=key,
    )
