"""Compress a feed for web servers that send a file's compressed twin; pure: same bytes, same twin."""

from __future__ import annotations

import gzip
from typing import Literal, TypeAlias

Compression: TypeAlias = Literal["gzip", "brotli"]

ENDINGS: dict[Compression, str] = {"gzip": ".gz", "brotli": ".br"}
BROTLI_QUALITY = 9  # of 11; the last two take ten times as long for a percent


def compressed(data: bytes, how: Compression) -> bytes:
    """Return the compressed bytes; the twin holds no time and no file name (RFC 1952, section 2.3.1)."""
    match how:
        case "gzip":
            return gzip.compress(data, mtime=0)
        case "brotli":
            import brotli  # noqa: PLC0415  # an extra; the configuration asks for it

            twin: bytes = brotli.compress(data, quality=BROTLI_QUALITY)
            return twin
