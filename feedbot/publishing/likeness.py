"""What two addresses or two titles have in common although they are spelled differently; pure text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape
from urllib.parse import SplitResult, urljoin, urlsplit

from feedbot.content.addresses import INDEX, SCHEMES, absolute, ascii_host, same_page, same_place

TAG = re.compile("<[^<>]{0,400}>")


def place(address: str) -> tuple[str, str, str] | None:
    """Return what makes an address another one: host, path and query; None where it is none of the web."""
    parts = _split(address)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in {None, 80, 443} else f":{parts.port}"
    return f"{host}{port}", INDEX.sub("", same_place(parts.path)).rstrip("/"), same_place(_query(parts))


def path_of(address: str) -> str | None:
    """Return the path of a web address without its ending; None for the home page, which is no article's."""
    parts = _split(address)
    return (same_page(parts.path) or None) if parts else None


def on_this_site(addresses: Iterable[str], site_url: str) -> str:
    """Return where the first web address of these lies on the site, whatever its host; "" where nowhere."""
    parts = next(filter(None, map(_split, addresses)), None)
    if parts is None or not same_page(parts.path):
        return ""
    query = f"?{_query(parts)}" if _query(parts) else ""
    return absolute(f"/{parts.path.lstrip('/')}{query}", f"{site_url}/") or ""


def joined(base: str, address: str) -> str:
    """Resolve an address; "" where it is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def letters(title: str) -> str:
    """Return a title's letters and digits alone: generators curl quotes, feeds escape markup twice."""
    text = unescape(unescape(TAG.sub("", title)))
    plain = unicodedata.normalize("NFKC", TAG.sub("", text)).casefold()
    return "".join(letter for letter in plain if letter.isalnum()) or plain.strip()


def _split(address: str) -> SplitResult | None:
    """Take a web address apart, its host in ASCII; None where it is none."""
    try:
        parts = urlsplit(address.strip())
        host = ascii_host(parts)
    except ValueError:
        return None
    return parts._replace(netloc=host) if parts.scheme in SCHEMES and host is not None else None


def _query(parts: SplitResult) -> str:
    """Return a query without what only counts visitors."""
    return "&".join(part for part in parts.query.split("&") if part and not part.lower().startswith("utm_"))
