"""The title, address and author that an Eleventy site has in its global data, as in ``_data/metadata.js``.

No site must have such a file, and none must call it so; these are the names that starter kits have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from feedbot.content.discovery.files import UnreadableError, folded, text_of, tree_of, web_address
from feedbot.content.discovery.jekyll.address import AT_HOME, HOST
from feedbot.content.literals.code import Code
from feedbot.content.literals.script import read_object

NAMES = (
    "metadata", "site", "meta", "siteMeta", "siteConfig", "siteconfig", "site_data", "siteData", "config",
    "global", "globals", "settings", "website", "app", "info", "seo", "client", "general",
)  # fmt: skip
SCRIPTS = (".js", ".cjs", ".mjs")
TREES = (".json", ".yaml", ".yml", ".toml")
ADDRESSES = (
    "url",
    "siteurl",
    "baseurl",
    "domain",
    "host",
    "origin",
    "hostname",
    "base",
    "homepage",
    "address",
)
TITLES = ("title", "sitetitle", "name", "sitename")
DESCRIPTIONS = ("description", "sitedescription", "desc", "subtitle", "tagline")
LANGUAGES = ("language", "lang", "locale")
AUTHORS = ("author", "authorname")
FORGES = ("https://github.com/", "https://gitlab.com/", "https://codeberg.org/", "https://bitbucket.org/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What was found; ``ask`` says where the address is computed."""

    title: str = ""
    url: str = ""
    description: str = ""
    author: str = ""
    language: str = ""
    origin: str = ""
    ask: str = ""
    read: tuple[Path, ...] = ()


def metadata_of(root: Path, folders: tuple[Path, Path], given: Iterable[Mapping[str, object]]) -> Metadata:
    """Read the global data in the first of the ``folders``, else what the configuration gives.

    The second is the content folder, where a CNAME file may lie.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    data, content = folders
    files = tuple(_files(data))
    tables = [*((file.name, _tree(file)) for file in files), *(("", each) for each in given)]
    tables = [(name, inner) for name, each in tables for inner in _with_inner(each)]
    best = next((each for each in tables if _address(each[1])), ("", {}))
    ordered = [best[1], *(table for _, table in tables)]
    package = root / "package.json"
    hosts = tuple(
        dict.fromkeys(folder / "CNAME" for folder in (root, content, root / "public", root / "static"))
    )
    return Metadata(
        title=_first(ordered, TITLES),
        url=_address(best[1]) or _host(hosts) or _homepage(package),
        description=_first(ordered, DESCRIPTIONS),
        author=next(filter(None, map(_author, ordered)), ""),
        language=_first(ordered, LANGUAGES).replace("_", "-"),
        origin=best[0],
        ask=next(filter(None, (_asked(name, table) for name, table in tables)), ""),
        read=(data, package, *files, *hosts),
    )


def _files(data: Path) -> Iterator[Path]:
    for name in NAMES:
        for ending in (*SCRIPTS, *TREES):
            if (data / f"{name}{ending}").is_file():
                yield data / f"{name}{ending}"


def _tree(file: Path) -> Mapping[str, object]:
    return read_object(text_of(file)) if file.suffix in SCRIPTS else tree_of(file)


def _with_inner(table: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Yield a table, and those in it that may be the site's."""
    yield folded(dict(table))
    for key in ("site", "meta", "metadata"):
        if isinstance(inner := table.get(key), dict):
            yield folded(inner)


def _first(tables: Iterable[Mapping[str, object]], keys: tuple[str, ...]) -> str:
    return next(filter(None, (_text(table, keys) for table in tables)), "")


def _text(table: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return next(
        (value.strip() for key in keys if isinstance(value := table.get(key), str) and value.strip()), ""
    )


def _address(table: Mapping[str, object]) -> str:
    """Return the first key that is an address; a bare host is one, too."""
    for key in ADDRESSES:
        value = table.get(key)
        text = value.strip().rstrip("/") if isinstance(value, str) else ""
        text = f"https://{text}" if HOST.fullmatch(text) else text
        if (address := web_address(text)) and not AT_HOME.match(address.partition("://")[2]):
            return address
    return ""


def _author(table: Mapping[str, object]) -> str:
    author = table.get("author")
    return _text(folded(author), ("name", "fullname")) if isinstance(author, dict) else _text(table, AUTHORS)


def _asked(name: str, table: Mapping[str, object]) -> str:
    for key in ADDRESSES[:4]:
        if isinstance(found := table.get(key), Code):
            return f"{name or 'the configuration'} computes {key}: {found.text[:80]}"
    return ""


def _host(files: Iterable[Path]) -> str:
    """Return the address in a CNAME file, which hosts ask for."""
    for file in files:
        name = text_of(file).strip()
        if HOST.fullmatch(name):
            return f"https://{name.lower()}"
    return ""


def _homepage(package: Path) -> str:
    try:
        found = tree_of(package).get("homepage")
    except UnreadableError:
        return ""
    address = web_address(found) if isinstance(found, str) else ""
    return "" if address.startswith(FORGES) else address
