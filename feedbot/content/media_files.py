"""Find the local file of an enclosure by its public address: its size from the disk, its type by its name.

Looks where ``local_files`` looks, and reads no byte of the file; fetches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from feedbot.content.local_files import local_files
from feedbot.content.media_types import type_of_name
from feedbot.content.site import SiteRules


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """One file on this disk that comes with an article."""

    file: Path
    mime: str  # "" where its ending tells nothing
    size: int  # bytes


def locate_media(address: str, article_path: str, rules: SiteRules) -> MediaFile | None:
    """Return the local file of an enclosure's address; None where it is remote or missing."""
    for found in local_files(address, article_path, rules, head=0):
        return MediaFile(file=found.file, mime=type_of_name(found.file.name), size=found.size)
    return None
