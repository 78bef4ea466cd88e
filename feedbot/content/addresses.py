"""Public addresses: join, encode, and keep on the site's own origin; pure text, asks no server."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

# RFC 3986, section 2: what needs no escape in a path; `[` and `]` are legal nowhere but around an IPv6 host.
KEPT_IN_PATH = "/-._~!$&'()*+,;=:@%"
LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
MEANT_ESCAPES = re.compile("%(2f|3f|23|25)", re.IGNORECASE)  # "/", "?", "#" and "%" mean something else bare
HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
INDEX = re.compile(r"(^|/)index\.html?$")
ENDING = re.compile(r"\.html?$")
SCHEMES = frozenset({"http", "https"})


def base(url: str) -> str | None:
    """Return a site's address in ASCII and without a final slash; None where it has no scheme or host."""
    try:
        parts = urlsplit(url.strip())
        host = ascii_host(parts)
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or host is None:
        return None
    return f"{parts.scheme}://{host}{encode(parts.path).rstrip('/')}"


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


def absolute(address: str, page: str, *, fragment: bool = False) -> str | None:
    """Resolve an address as a browser would on ``page``, in ASCII; None unless it is http or https.

    Its ``fragment`` goes, unless it is asked for. An empty path becomes ``/`` (RFC 3986, 6.2.3).
    """
    try:
        parts = urlsplit(urljoin(page, address))
        host = ascii_host(parts)
    except ValueError:  # urlsplit: a broken IPv6 address or port; the idna codec: an impossible label
        return None
    if parts.scheme not in SCHEMES or host is None:
        return None
    place = encode(parts.fragment, "?") if fragment else ""
    return urlunsplit((parts.scheme, host, encode(parts.path) or "/", encode(parts.query, "?"), place))


def encode(text: str, also_kept: str = "") -> str:
    """Percent-encode as UTF-8, leaving escapes that are there already as they are."""
    return quote(LONE_PERCENT.sub("%25", text), safe=KEPT_IN_PATH + also_kept)


def ascii_host(parts: SplitResult) -> str | None:
    """Return host and port, the name in punycode, without the login before them; None where it is no host.

    Raises:
        ValueError: The port is no number, or a label of the name cannot be.
    """
    name = parts.hostname or ""
    host = f"[{name}]" if ":" in name else name.encode("idna").decode("ascii").lower()
    if not HOST.fullmatch(host):
        return None
    return host if parts.port is None else f"{host}:{parts.port}"


def same_page(address: str) -> str:
    """Return what addresses have in common at which hosts serve one page: ``/a/``, ``/a``, ``/a.html``."""
    return ENDING.sub("", INDEX.sub("", same_place(address)).rstrip("/"))


def same_place(address: str) -> str:
    """Return what two addresses have in common that differ in their spelling only.

    That is: the case of escapes, what is escaped, and how an accented letter is composed.
    """
    if address.isascii() and "%" not in address:
        return address
    kept = MEANT_ESCAPES.sub(lambda found: f"%25{found[1].upper()}", address)
    return unicodedata.normalize("NFC", unquote(kept))
