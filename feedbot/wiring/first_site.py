"""A first configuration for a site that has none: look at the folder, guess the rest, say what is a guess.

Asks nobody and writes no file; the command does both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from feedbot.config.writing import Line, first_configuration
from feedbot.content.addresses import base
from feedbot.content.characters import one_line
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.guessing import Guesses, guess
from feedbot.content.discovery.registry import discover
from feedbot.content.generators.registry import kind_of
from feedbot.content.site import SiteRules

UNKNOWN = "plain"  # what detection says where no generator shows itself
BELOW = ("docs", "site", "website", "blog", "www", "web")  # where a repository may keep its site


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a look at a folder shows; ``site``, the site's own folder, is that one or one below."""

    site: Path
    generator: str
    found: Findings

    @property
    def is_known(self) -> bool:
        """Say whether a generator showed itself."""
        return self.generator != UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """A first configuration, and what the site looks like by it."""

    text: str
    guesses: Guesses


def see(folder: Path) -> Seen:
    """Look for a generator's configuration here, and in the folders where a repository may keep its site."""
    for site in (folder, *(folder / name for name in BELOW)):
        generator, found = discover(site, "auto")
        if generator != UNKNOWN:
            return Seen(site=site, generator=generator, found=found)
    return Seen(site=folder, generator=UNKNOWN, found=Findings())


def told(seen: Seen, generator: str) -> Seen:
    """Return what is known once a person has named the generator."""
    return replace(seen, generator=generator, found=discover(seen.site, generator)[1])


def compose(seen: Seen, folder: Path, *, url: str, title: str) -> First:
    """Write the configuration that stands in ``folder``; an empty ``title`` means what was found."""
    found, name = seen.found, one_line(title) or seen.found.title
    settled = {key for key in ("content", "sections", "exclude") if found.origin and getattr(found, key)}
    settled |= {"trailing_slash"} if found.trailing_slash is not None else set()
    guesses = guess(_rules(seen, url), settled=settled)
    lines = (
        Line(
            key="title",
            value=name or urlsplit(url).netloc,
            why=(_from(found, "title") if name == found.title else "") or NO_TITLE * (not name),
        ),
        Line(key="url", value=url, why=_from(found, "url") if url == base(found.url) else ""),
        Line(key="generator", value=seen.generator),
        *_rest(seen, folder, guesses),
    )
    return First(text=first_configuration(lines, heading=_heading(found)), guesses=guesses)


NO_TITLE = "a guess: the host; write the site's name"


def _rules(seen: Seen, url: str) -> SiteRules:
    found, generator = seen.found, kind_of(seen.generator)
    return SiteRules(
        name=urlsplit(url).netloc,
        url=url.rstrip("/"),
        language=found.language or "en",
        zone=found.timezone or "UTC",
        generator=seen.generator,
        root=seen.site,
        content=seen.site / (found.content or generator.default_content),
        output=seen.site / (found.output or generator.default_output),
        sections=found.sections,
        exclude=found.exclude,
        permalinks=found.permalinks,
        trailing_slash=found.trailing_slash,
        options=found.options,
        trouble=found.trouble,
    )


def _heading(found: Findings) -> Iterator[str]:
    yield "feedbot's configuration of this site: look at each line that says why."
    if found.origin:
        yield f"Addresses, dates and drafts are read by the rules of {found.origin}, on every pass anew."
    for key, why in found.asks:
        yield f"Not understood: {key} ({why}); write it below where it matters."
    yield "Every key with its default: config/reference.toml in feedbot's source."


def _from(found: Findings, key: str) -> str:
    return f"from {found.origin}" if found.origin and getattr(found, key) else ""


def _rest(seen: Seen, folder: Path, guesses: Guesses) -> Iterator[Line]:
    found, rules, generator = seen.found, guesses.rules, kind_of(seen.generator)
    guessed = {one.key: one for one in guesses.guesses}
    yield _found_or_default(found, "language", "en")
    yield _found_or_default(found, "timezone", "UTC")
    for key in ("author", "description"):
        if getattr(found, key):
            yield Line(key=key, value=getattr(found, key), why=_from(found, key))
    root = os.path.relpath(seen.site, folder)
    if root != ".":
        yield Line(key="root", value=root, why="the site's own folder, from here")
    content = guessed.pop("content", None)
    shown = (
        str(rules.content.relative_to(rules.root))
        if rules.content.is_relative_to(rules.root)
        else str(rules.content)
    )
    stated = _from(found, "content") if found.content != generator.default_content else ""
    why = f"a guess: {content.why}" if content else stated or f"where {seen.generator} has it"
    yield Line(key="content", value=shown, why=why)
    yield from (Line(key=one.key, value=one.value, why=f"a guess: {one.why}") for one in guessed.values())
    why = _from(found, "output") or f"a guess: where {seen.generator} puts the built site"
    yield Line(key="output", value=found.output or generator.default_output, why=why)


def _found_or_default(found: Findings, key: str, default: str) -> Line:
    value = getattr(found, key)
    return Line(
        key=key, value=value or default, why=_from(found, key) or "stands nowhere: the default", off=not value
    )
