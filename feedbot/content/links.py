"""Where a link leads that names a file of the site: to the article's address, or nowhere; asks no server.

Generators write such links in their own ways; all lead through the addresses of the known articles.
A page that is no article is not known here. Its address is guessed only where the generator leaves
no choice; elsewhere the link goes and its text stays: a dead link helps nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from html import escape, unescape
from posixpath import normpath
from urllib.parse import unquote

from feedbot.content import addresses
from feedbot.content.intrasite import intrasite
from feedbot.content.site import SiteRules

LINK = re.compile(
    r"(?P<tag><(?:a|area|img|video|audio|source)\b[^<>]*?)"
    r"(?P<name>\s(?:href|src)=)(?P<quote>[\"'])(?P<address>[^\"'<>]*)(?P=quote)",
    re.IGNORECASE,
)
BY_ITSELF = re.compile(r"/|#|[a-z][a-z0-9+.-]*:", re.IGNORECASE)  # what no folder of an article decides
FILE = re.compile(r"[^:?#]+\.(?:md|markdown|mdx|mdown|mkdn|mkd|mdoc|rst)(?:#.*)?", re.IGNORECASE | re.DOTALL)
ENDINGS = ("", ".md", ".markdown", ".mdx", "/index.md", "/index.mdx")
PAGE = re.compile(
    r"(?:/_?index)?(?:\.(?:md|markdown|mdx|mdown|mkdn|mkd|mdoc|rst|html?|rmd))?$", re.IGNORECASE
)
COLLECTION = re.compile(r"^/(?:[^/]+/)*?_\w+/")
LEADS_TO_FILES = frozenset({"docusaurus"})  # they make addresses of all such links, or refuse to build


class KnownAddresses(Mapping[str, str]):
    """The addresses of articles by content path, and by what people call them; that index is made once."""

    def __init__(self, by_path: Mapping[str, str]) -> None:
        self._by_path = by_path

    def __getitem__(self, path: str) -> str:
        return self._by_path[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_path)

    def __len__(self) -> int:
        return len(self._by_path)

    @property
    def by_name(self) -> Mapping[str, list[tuple[str, str]]]:
        """What the articles are called, with their addresses, by its last part."""
        return self._index

    @cached_property
    def _index(self) -> Mapping[str, list[tuple[str, str]]]:
        names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for path, address in self._by_path.items():
            called = _called(f"/{path}")
            names[called.rpartition("/")[2]].append((called, address))
        return names


class Links:
    """The links of one article."""

    def __init__(
        self, path: str, rules: SiteRules, known: Mapping[str, str], *, renames_images: bool = False
    ) -> None:
        """Know where the article's file lies, and the articles' addresses by content path.

        ``renames_images`` says that what lies beside the article has an address that only a build knows.
        """
        self._path = path
        self._renames_images = renames_images
        self._rules = rules
        self._known = known if isinstance(known, KnownAddresses) else KnownAddresses(known)
        folder, _, name = path.rpartition("/")
        self._folders = (folder, folder.rpartition("/")[0]) if name.startswith("index.") else (folder,)

    def resolve(self, target: str) -> str | None:
        """Return the address of what a template tag names: by file, by title in the path, or by path."""
        name, mark, fragment = target.partition("#")
        if not name:
            return mark + fragment
        address = self._beside(name) or self._anywhere(name) or self._by_default(name)
        return address + mark + fragment if address else None

    def in_html(self, html: str) -> str:
        """Lead the links in an article's HTML to where they belong."""
        return LINK.sub(self._led, html)

    def _led(self, found: re.Match[str]) -> str:
        address = self._address(unquote(unescape(found["address"])))
        if address is None and self._is_renamed(found):
            address = ""
        if address is None:
            return found[0]
        if not address:
            return found["tag"]
        return f'{found["tag"]}{found["name"]}"{escape(address)}"'

    def _is_renamed(self, found: re.Match[str]) -> bool:
        is_picture = found["name"].strip().lower() == "src="
        return self._renames_images and is_picture and not BY_ITSELF.match(found["address"])

    def _address(self, link: str) -> str | None:
        """Return where a link leads; "" for nowhere, None for where it says."""
        if not link:
            return ""
        if link[0] in "{|":
            return intrasite(link, self._path, self._rules, self._beside)
        if link.startswith("@/"):
            name, mark, fragment = link[1:].partition("#")
            address = self._beside(name)
            return address + mark + fragment if address else ""
        if not FILE.fullmatch(link):
            return None
        name, mark, fragment = link.partition("#")
        address = self._beside(name)
        if address:
            return address + mark + fragment
        return "" if self._rules.generator in LEADS_TO_FILES else None

    def _beside(self, name: str) -> str | None:
        """Find a name from the article's folder, for a bundle from the one above, and from the content's."""
        for folder in (*(() if name.startswith("/") else self._folders), ""):
            wanted = normpath(f"{folder}/{name}").lstrip("/")
            for ending in ENDINGS:
                if wanted + ending in self._known:
                    return self._known[wanted + ending]
        return None

    def _anywhere(self, name: str) -> str | None:
        """Find a name wherever it is, if only one article has it, as Hugo does."""
        wanted = _called(normpath(f"/{name.lstrip('/')}"))
        named = self._known.by_name.get(wanted.rpartition("/")[2], ())
        endings = (wanted, COLLECTION.sub("/", wanted, count=1))  # Jekyll's names begin above the collection
        found = {address for called, address in named if called.endswith(endings)}
        return found.pop() if len(found) == 1 else None

    def _by_default(self, name: str) -> str | None:
        """Return the address of what is no article, where it cannot be another one."""
        path = normpath(f"/{name.lstrip('/')}")
        if _called(path) == path and "." in path.rpartition("/")[2]:  # a file that is served as it is
            return addresses.on_site(self._rules.url, path)
        section = path.split("/")[1]
        patterns = dict(self._rules.permalinks)
        is_safe = (
            self._rules.generator == "hugo" and name.startswith("/") and not {section, ""} & set(patterns)
        )
        return addresses.on_site(self._rules.url, f"{_called(path).strip('/').lower()}/") if is_safe else None


def _called(path: str) -> str:
    """Return a path as people call the page: without its ending, a bundle or section by its folder."""
    return PAGE.sub("", path, count=1)
