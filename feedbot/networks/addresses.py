"""Whether two spellings are one web address; networks respell what is posted. Pure."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses differ in spelling only.

    The case of scheme and host, escapes, a final slash and the fragment may differ; the query may not.
    """
    return _canonical(one) == _canonical(other)


def _canonical(address: str) -> tuple[str, str, str, str]:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return "", "", address, ""
    return parts.scheme.lower(), parts.netloc.lower(), unquote(parts.path).rstrip("/"), unquote(parts.query)
