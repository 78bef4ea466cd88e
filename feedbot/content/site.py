"""The rules of one site by which path and front matter become an article; a value, made from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """What reading one site's content depends on; equal rules and equal bytes give equal articles."""

    name: str  # the site's key in the store; by default the host of its address
    url: str  # the site's address, without a final slash
    title: str = ""
    language: str = "en"
    zone: str = "UTC"  # IANA name, for dates without an offset
    generator: str = "plain"
    root: Path  # the site's own folder
    content: Path  # the content folder
    output: Path  # where the built site and the feeds lie
    sections: tuple[str, ...] = ()  # folders below `content`; () means what the generator's rules say
    permalinks: tuple[tuple[str, str], ...] = ()  # (section, pattern); section "" means all others
    options: tuple[tuple[str, str], ...] = ()  # the generator's own settings
    trouble: str = ""  # why the generator's own configuration cannot be read, and no address be known
