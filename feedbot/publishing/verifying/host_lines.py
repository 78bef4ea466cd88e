"""Which lines make a host serve a file otherwise, for the hosts that static sites are on; pure.

The host is known by its ``Server`` header. Where that says nothing useful, both common web servers are shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import unquote, urlsplit


class Host(StrEnum):
    """A kind of host, by the beginning of what it calls itself."""

    NGINX = "nginx"
    APACHE = "apache"
    CADDY = "caddy"
    GITHUB = "github.com"
    NETLIFY = "netlify"
    VERCEL = "vercel"
    CLOUDFLARE = "cloudflare"


PLACES: Mapping[Host, str] = MappingProxyType(
    {
        Host.NGINX: "in nginx's server block",
        Host.APACHE: "in Apache's configuration, or in .htaccess beside the file",
        Host.CADDY: "in the Caddyfile's site block",
        Host.GITHUB: "which GitHub Pages decides by the file's ending (.xml, .json) and lets nobody set",
        Host.NETLIFY: "in the file _headers of the published folder",
        Host.VERCEL: "in vercel.json",
        Host.CLOUDFLARE: "in the file _headers on Cloudflare Pages, else at the server behind Cloudflare",
    }
)
PACKABLE = "application/xml application/rss+xml application/atom+xml application/feed+json application/json"
NGINX_TYPES = f"gzip on; gzip_types text/css text/xml {PACKABLE};"
APACHE_TYPES = f"AddOutputFilterByType DEFLATE text/html text/css text/xml {PACKABLE}"


def host_of(headers: Mapping[str, str]) -> Host | None:
    """Return what kind of host answered."""
    server = headers.get("server", "").lower()
    return next((host for host in Host if server.startswith(host)), None)


def type_lines(host: Host | None, address: str, media_type: str) -> tuple[str, ...]:
    """Return what makes the host say which type a file has."""
    path = _path(address)
    match host:
        case Host.NGINX:
            return (_nginx(path, f'types {{ }} default_type "{media_type}";'),)
        case Host.APACHE:
            return _files(path, f'ForceType "{media_type}"')
        case None:
            nginx = type_lines(Host.NGINX, address, media_type)
            return _both(nginx, type_lines(Host.APACHE, address, media_type))
        case _:
            return header_lines(host, address, "Content-Type", media_type)


def header_lines(host: Host | None, address: str, name: str, value: str) -> tuple[str, ...]:
    """Return what makes the host send a header with a file; () where nobody can."""
    path, escaped = _path(address), value.replace('"', '\\"')
    match host:
        case Host.NGINX:
            return (_nginx(path, f'add_header {name} "{escaped}";'),)
        case Host.APACHE:
            return _files(path, f'Header add {name} "{escaped}"')
        case None:
            nginx = header_lines(Host.NGINX, address, name, value)
            return _both(nginx, header_lines(Host.APACHE, address, name, value))
        case _:
            return _by_table(host, path, name, value)


def packing_lines(host: Host | None) -> tuple[str, ...]:
    """Return what makes the host compress feeds."""
    match host:
        case Host.NGINX:
            return (NGINX_TYPES,)
        case Host.APACHE:
            return (APACHE_TYPES,)
        case Host.CADDY:
            return ("encode zstd gzip",)
        case None:
            return _both((NGINX_TYPES,), (APACHE_TYPES,))
        case _:
            return ()


def validator_lines(host: Host | None) -> tuple[str, ...]:
    """Return what makes the host tell one version of a file from another."""
    nginx, apache = "etag on; if_modified_since exact;", "FileETag MTime Size"
    match host:
        case Host.NGINX:
            return (nginx,)
        case Host.APACHE:
            return (apache,)
        case None:
            return _both((nginx,), (apache,))
        case _:
            return ()


def place(host: Host | None) -> str:
    """Say where the lines go, to end a sentence with."""
    return PLACES[host] if host else "in the web server's configuration"


def _by_table(host: Host, path: str, name: str, value: str) -> tuple[str, ...]:
    """Return the lines of hosts that have a table of paths and headers."""
    rule = {"source": path, "headers": [{"key": name, "value": value}]}
    lines: Mapping[Host, tuple[str, ...]] = {
        Host.CADDY: (f"header {path} {name} {json.dumps(value, ensure_ascii=False)}",),
        Host.NETLIFY: (path, f"  {name}: {value}"),
        Host.CLOUDFLARE: (path, f"  {name}: {value}"),
        Host.VERCEL: (json.dumps({"headers": [rule]}, ensure_ascii=False),),
    }
    return lines.get(host, ())


def _both(nginx: tuple[str, ...], apache: tuple[str, ...]) -> tuple[str, ...]:
    return ("# nginx", *nginx, "# Apache", *apache)


def _nginx(path: str, what: str) -> str:
    return f"location = {_quoted(unquote(path))} {{ {what} }}"


def _files(path: str, what: str) -> tuple[str, ...]:
    """Apache's ``Files`` goes by the name without its folder."""
    name = unquote(path).rpartition("/")[2]
    return (f"<Files {_quoted(name)}>", f"  {what}", "</Files>")


def _path(address: str) -> str:
    return urlsplit(address).path or "/"


def _quoted(path: str) -> str:
    return f'"{path}"' if any(char in path for char in " ;{}'") else path
