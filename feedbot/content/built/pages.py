"""Find the page that the generator has built for an address, below the output folder; fetches nothing.

Finding opens no file: an unchanged site costs a look at one stamp for each article shown.
What is opened is a regular file below the output folder, never one that a link or ``..`` leads out to.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote_to_bytes, urlsplit

from feedbot.content.addresses import base
from feedbot.content.site import SiteRules

LARGEST_PAGE = 5 * 1024 * 1024  # bytes
PAGE_ENDINGS = (".html", ".htm", ".xhtml")
SAFE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPage:
    """A built page where it lies; an equal stamp means that it was not built again."""

    file: Path
    stamp: str  # size:mtime_ns
    built: int  # its mtime, in nanoseconds

    def is_older_than(self, written: int) -> bool:
        """Say whether it was built before its article's file was written, at this mtime: its text is old."""
        return self.built < written


def find_page(address: str, rules: SiteRules) -> BuiltPage | None:
    """Return the built page of an address; None where there is none."""
    for place in page_places(address, rules):
        file = _inside(rules.output, place)
        found = _look(file) if file else None
        if found is not None:
            return found
    return None


def page_places(address: str, rules: SiteRules) -> tuple[Path, ...]:
    """Return where the page of an address may lie, the likeliest first; () for another site's address."""
    below = _below_site(address, rules.url)
    if below is None:
        return ()
    return tuple(dict.fromkeys(rules.output / name for form in _forms(below) for name in _names(form)))


def written_at(path: str, rules: SiteRules) -> int:
    """Return the mtime of a content file in nanoseconds; 0 where it is gone."""
    try:
        return (rules.content / path).stat().st_mtime_ns
    except (OSError, ValueError):
        return 0


def may_be_page(file: Path) -> bool:
    """Say by its name whether a file may be a page; without an ending it may be a folder that holds some."""
    return file.suffix.lower() in {"", *PAGE_ENDINGS}


def read_page(page: BuiltPage) -> bytes | None:
    """Read a built page whole; None where it is gone, too large or no longer a regular file."""
    try:
        opened = os.open(page.file, SAFE)
    except OSError:
        return None
    with open(opened, "rb") as file:  # noqa: PTH123  # a descriptor has no path
        try:
            regular = stat.S_ISREG(os.fstat(opened).st_mode)
            data = file.read(LARGEST_PAGE + 1) if regular else b""
        except OSError:
            return None
    return data if regular and len(data) <= LARGEST_PAGE else None


def _below_site(address: str, site: str) -> str | None:
    """Return an address's path below the site, still escaped."""
    try:
        page, home = urlsplit(address), urlsplit(base(site) or site)
    except ValueError:
        return None
    if page.netloc.lower() != home.netloc.lower():
        return None
    if page.path != home.path and not page.path.startswith(f"{home.path}/"):
        return None
    return page.path[len(home.path) :]


def _forms(escaped: str) -> Iterator[str]:
    """Yield the path as a server reads it, composed and decomposed, and as the address has it.

    The last is for names that hold an escape themselves; some generators keep it in the file's name.
    """
    plain = os.fsdecode(unquote_to_bytes(escaped.encode(errors="surrogatepass")))
    for form in (plain, normalize("NFC", plain), normalize("NFD", plain), escaped):
        parts = form.split("/")
        if "\0" not in form and not {".", ".."}.intersection(parts):
            yield "/".join(part for part in parts if part) + ("/" if form.endswith("/") else "")


def _names(path: str) -> Iterator[str]:
    """Yield the files by which generators and servers mean one path."""
    if path.lower().endswith(PAGE_ENDINGS):
        yield path
    elif path in {"", "/"}:
        yield "index.html"
    elif path.endswith("/"):
        yield f"{path}index.html"
        yield f"{path[:-1]}.html"
    else:
        yield f"{path}.html"
        yield f"{path}/index.html"
        yield path


def _inside(output: Path, place: Path) -> Path | None:
    """Return the real file of a place; None where there is none, or where it lies elsewhere."""
    try:
        top, file = output.resolve(strict=True), place.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle, up to Python 3.12
        return None
    return file if file.is_relative_to(top) else None


def _look(file: Path) -> BuiltPage | None:
    try:
        status = file.stat()
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    stamp = f"{status.st_size}:{status.st_mtime_ns}"
    return BuiltPage(file=file, stamp=stamp, built=status.st_mtime_ns)
