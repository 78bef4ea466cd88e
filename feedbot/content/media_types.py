"""Which kind of file an address leads to, by its ending; pure.

The table is written here and not asked of the system:
the machine's and Python's own tables differ from place to place and from year to year, and a feed may not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")
UNKNOWN = "application/octet-stream"
# What RSS, the W3C Feed Validator and old readers take for the picture of a channel.
CHANNEL_PICTURES = frozenset({"image/gif", "image/jpeg", "image/png"})

OF_ENDING: Mapping[str, str] = MappingProxyType(
    {
        "aac": "audio/aac",
        "avif": "image/avif",
        "azw3": "application/vnd.amazon.mobi8-ebook",
        "csv": "text/csv",
        "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
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
        "mid": "audio/midi",
        "mka": "audio/x-matroska",
        "mkv": "video/x-matroska",
        "mobi": "application/x-mobipocket-ebook",
        "mov": "video/quicktime",
        "mp3": "audio/mpeg",
        "mp4": "video/mp4",
        "mpeg": "video/mpeg",
        "mpg": "video/mpeg",
        "odp": "application/vnd.oasis.opendocument.presentation",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "odt": "application/vnd.oasis.opendocument.text",
        "oga": "audio/ogg",
        "ogg": "audio/ogg",
        "ogv": "video/ogg",
        "opus": "audio/ogg",
        "pdf": "application/pdf",
        "png": "image/png",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "srt": "application/x-subrip",
        "svg": "image/svg+xml",
        "torrent": "application/x-bittorrent",
        "txt": "text/plain",
        "vtt": "text/vtt",
        "wav": "audio/wav",
        "weba": "audio/webm",
        "webm": "video/webm",
        "webp": "image/webp",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "zip": "application/zip",
    }
)


def media_type(address: str, said: str = "") -> str:
    """Return the media type that is ``said``, else the one that the ending of ``address`` means."""
    wanted = said.strip().lower()
    return wanted if MIME.fullmatch(wanted) else type_of_address(address) or UNKNOWN


def type_of_name(name: str) -> str:
    """Return the media type that the ending of a file's name means; "" where it means none."""
    _, dot, ending = name.rpartition(".")
    return OF_ENDING.get(ending.lower(), "") if dot else ""


def type_of_address(address: str) -> str:
    """Return the media type that the ending of an address means, or that of what it asks for; else ""."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a broken IPv6 address
        return ""
    named = type_of_name(unquote(parts.path).rpartition("/")[2])
    return named or type_of_name(unquote(parts.query).partition("&")[0])
