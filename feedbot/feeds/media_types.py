"""Which kind of file an address leads to, by its ending; pure.

The table is written here and not asked of the system:
the machine's and Python's own tables differ from place to place and from year to year, and a feed may not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
UNKNOWN = "application/octet-stream"
# What RSS, the W3C Feed Validator and old readers take for the picture of a channel.
CHANNEL_PICTURES = frozenset({"image/gif", "image/jpeg", "image/png"})

OF_ENDING: Mapping[str, str] = {
    "aac": "audio/aac",
    "avif": "image/avif",
    "csv": "text/csv",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "gif": "image/gif",
    "gz": "application/gzip",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "m4a": "audio/mp4",
    "m4b": "audio/mp4",
    "m4v": "video/mp4",
    "mka": "audio/x-matroska",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "srt": "application/x-subrip",
    "svg": "image/svg+xml",
    "torrent": "application/x-bittorrent",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "wav": "audio/wav",
    "weba": "audio/webm",
    "webm": "video/webm",
    "webp": "image/webp",
    "zip": "application/zip",
}


def media_type(address: str, said: str = "") -> str:
    """Return the media type that is ``said``, else the one that the ending of ``address`` means."""
    wanted = said.strip().lower()
    if MIME.fullmatch(wanted):
        return wanted
    _, dot, ending = urlsplit(address).path.rpartition("/")[2].rpartition(".")
    return OF_ENDING.get(ending.lower(), UNKNOWN) if dot else UNKNOWN
