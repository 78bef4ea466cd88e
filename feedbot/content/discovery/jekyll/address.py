"""Where a Jekyll site is served: ``url`` and ``baseurl``, else the CNAME file of its host; asks no server."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from feedbot.content.discovery.files import Tree, text, text_of, web_address

HOST = re.compile(r"(?=.{4,253}$)(?:[\w-]{1,63}\.)+[\w-]{2,63}")
REPOSITORY = re.compile(r"[\w-]+/[\w.-]+")
AT_HOME = re.compile(r"localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1?\]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The site's address; ``ask`` says why there is none, "" where there is one."""

    url: str = ""
    ask: str = ""


def served_at(configuration: Tree, origin: str, folders: Iterable[Path]) -> Served:
    """Join what the configuration says; the CNAME file of one of the ``folders`` stands in for ``url``.

    Raises:
        UnreadableError: the CNAME file cannot be read.
    """
    url, base = text(configuration, "url"), text(configuration, "baseurl")
    if _is_public(url):
        return Served(url=_joined(url, base))
    if _is_public(base):  # as older themes had it
        return Served(url=web_address(base))
    host = next(filter(None, (_host(text_of(folder / "CNAME")) for folder in folders)), "")
    if host:
        return Served(url=_joined(f"https://{host}", "" if "://" in base else base))
    if not url:
        return Served(ask=f"{origin or '_config.yml'} has no url{_hint(text(configuration, 'repository'))}")
    if web_address(url):
        return Served(ask=f"url in {origin} is {url}, which only this machine can reach")
    return Served(ask=f'url in {origin} is "{url[:80]}", without http:// or https://')


def _hint(repository: str) -> str:
    """Guess where GitHub Pages serves a repository, for a person to check."""
    if not REPOSITORY.fullmatch(repository):
        return ""
    owner, name = repository.lower().split("/")
    host = f"{owner}.github.io"
    return (
        f"; on GitHub Pages it may be https://{host}{'' if name == host else '/' + repository.split('/')[1]}"
    )


def _is_public(url: str) -> bool:
    try:
        host = urlsplit(web_address(url)).hostname or ""
    except ValueError:
        return False
    return bool(host) and not AT_HOME.fullmatch(host)


def _joined(url: str, base: str) -> str:
    path = base.strip().strip("/")
    return f"{web_address(url)}/{path}" if path else web_address(url)


def _host(written: str) -> str:
    """Return the first host of a CNAME file."""
    first = written.strip().partition("\n")[0].strip()
    return first.lower() if HOST.fullmatch(first) else ""
