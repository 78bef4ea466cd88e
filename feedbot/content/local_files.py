"""Find the local file that a public address leads to: in the built site, the static folders, the content.

Never leaves those folders, whatever links and ``..`` say, opens nothing but plain files, and fetches nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from feedbot.content.addresses import base
from feedbot.content.generators.registry import generator_of
from feedbot.content.site import SiteRules


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFile:
    """One plain file that lies in a folder of the site, and how it begins."""

    file: Path
    size: int  # bytes
    head: bytes


def candidates(address: str, article_path: str, rules: SiteRules) -> tuple[Path, ...]:
    """Return where the local file of an address may lie, first what counts first; () for a remote one."""
    return tuple(root / path for root, path in _places(address, article_path, rules))


def local_files(address: str, article_path: str, rules: SiteRules, *, head: int) -> Iterator[LocalFile]:
    """Yield the files that are there, first what counts first, with at most ``head`` bytes of each."""
    for root, path in _places(address, article_path, rules):
        file = _inside(root, path)
        found = _opened(file, head) if file else None
        if found is not None:
            yield found


def _places(address: str, article_path: str, rules: SiteRules) -> Iterator[tuple[Path, str]]:
    relative = _below_site(address, rules.url)
    if relative is None:
        return
    yield rules.output, relative
    for folder in generator_of(rules).static_folders:
        yield rules.root / folder, relative
    yield rules.content, relative
    folder, _, name = article_path.rpartition("/")
    if name.startswith("index."):  # a bundle's files lie beside it, whatever its address
        yield rules.content, f"{folder}/{relative.rpartition('/')[2]}"


def _below_site(address: str, site: str) -> str | None:
    """Return the path of a site-local address below the site, unescaped."""
    try:
        file, home = urlsplit(address), urlsplit(base(site) or site)
    except ValueError:
        return None
    if file.netloc and file.netloc != home.netloc:
        return None
    path = file.path
    if home.path and (path == home.path or path.startswith(f"{home.path}/")):
        path = path[len(home.path) :]
    return unquote(path).lstrip("/") or None


def _inside(root: Path, path: str) -> Path | None:
    """Return the real file below a root; None if any link or ``..`` leads out of it."""
    try:
        top, file = root.resolve(), (root / path).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return file if file.is_relative_to(top) and file != top else None


def _opened(file: Path, head: int) -> LocalFile | None:
    try:
        opened = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(opened)
        if not stat.S_ISREG(status.st_mode):
            return None
        return LocalFile(file=file, size=status.st_size, head=os.read(opened, head) if head else b"")
    except OSError:
        return None
    finally:
        os.close(opened)
