"""Public addresses: join, encode, and keep on the site's own origin; pure text, asks no server."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

KEPT_IN_PATH = "/-._~!$&'()*+,;=:@"
ESCAPE = re.compile(r"(%[0-9A-Fa-f]{2})")
SCHEMES = frozenset({"http", "https"})


def base(url: str) -> str | None:
    """Return a site's address in ASCII and without a final slash; None where it has no scheme or host."""
    try:
        parts = urlsplit(url.strip())
        host = ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not host:
        return None
    return f"{parts.scheme}://{host}{port}{encode(parts.path).rstrip('/')}"


def on_site(site: str, path: str) -> str | None:
    """Put a path below the site's address; None where it would leave the site."""
    root = base(site)
    if root is None or "://" in path or path.startswith(("//", "\\")):
        return None
    elements = path.lstrip("/").split("/")
    if any(unquote(element).strip() in {".", ".."} for element in elements):
        return None
    return (
        f"{root}/{encode('/'.join(part for part in elements[:-1] if part) + '/' + elements[-1]).lstrip('/')}"
    )


def absolute(address: str, page: str) -> str | None:
    """Resolve an address as a browser would on ``page``, in ASCII; None unless it is http or https."""
    try:
        parts = urlsplit(urljoin(page, address.strip()))
        port = f":{parts.port}" if parts.port else ""
        host = ascii_host(parts.hostname or "")
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not host:
        return None
    return urlunsplit((parts.scheme, host + port, encode(parts.path), encode(parts.query, "?[]"), ""))


def encode(path: str, also_kept: str = "") -> str:
    """Percent-encode as UTF-8, leaving escapes that are there already as they are."""
    parts = ESCAPE.split(path)
    return "".join(
        part if place % 2 else quote(part, safe=KEPT_IN_PATH + also_kept) for place, part in enumerate(parts)
    )


def ascii_host(host: str) -> str:
    """Return a host name in punycode; raises ValueError where it is none."""
    if any(character in host for character in ' %<>"\\^`{|}'):
        raise ValueError(f"{host!r} is no host name")
    return host if ":" in host else host.encode("idna").decode("ascii")
