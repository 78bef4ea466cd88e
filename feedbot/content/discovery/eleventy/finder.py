"""What an Eleventy site's own configuration says, and the data files that hold its title and address.

Read are literals of the configuration, of the scripts that it imports, of global data,
``package.json`` and the lists of what is ignored; plugins are not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import normpath

from feedbot.content.discovery.eleventy import options as eleventy_options
from feedbot.content.discovery.eleventy.filters import filters
from feedbot.content.discovery.eleventy.ignores import ignored, looked_into
from feedbot.content.discovery.eleventy.layouts import Layouts
from feedbot.content.discovery.eleventy.metadata import metadata_of
from feedbot.content.discovery.files import text_of
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.javascript_modules import Modules
from feedbot.content.literals.code import Code
from feedbot.content.literals.script import Script, read_object

NAMES = (
    ".eleventy.js",
    *(f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts", "mts", "cts")),
)
DRAFTS = "eleventy.config.drafts.js"  # of the starter kit
USUAL = {"input": ".", "includes": "_includes", "layouts": "", "data": "_data", "output": "_site"}
COMMAND = re.compile(r"\beleventy\b[^&|;]*")
FLAG = re.compile(r"--(input|output|pathprefix)[= ]\s*[\"']?([^\s\"']+)")


def find_eleventy(root: Path) -> Findings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    name = next((name for name in NAMES if (root / name).is_file()), "")
    text = text_of(root / name) if name else ""
    modules = Modules(root)
    script = modules.script(root / name, text)
    site = _Site(name=name, script=script, flags=dict(_flags(text_of(root / "package.json"))))
    content, data = site.folder("input"), root / site.data
    about = metadata_of(root, (data, root / content), eleventy_options.metadata(script))
    layouts = Layouts(folder=root / site.layouts, script=script)
    scripts = (script, *modules.beside(root / name, text, whole=True))
    options = (
        ("skipped_folders", "\n".join(site.skipped)),
        ("ignored", "\n".join(ignored(root, content, script))),
        ("knows_drafts", "true" if "draft" in text.lower() or (root / DRAFTS).is_file() else ""),
        *eleventy_options.options(script, name, data),
        *filters(scripts, modules.names(root / name, text)),
        *layouts.options(),
    )
    return Findings(
        title=about.title,
        url=_prefixed(about.url, site.prefix),
        description=about.description,
        author=about.author,
        language=about.language or eleventy_options.default_language(script),
        timezone="UTC",
        content=site.named("input"),
        output=site.named("output"),
        markdown=tuple(eleventy_options.markdown(script)),
        options=tuple((option, value) for option, value in options if value),
        origin=" and ".join(filter(None, (name, about.origin))),
        asks=(*site.asks(), *(() if about.url or not about.ask else (("url", about.ask),))),
        read=(
            *(root / each for each in (*NAMES, DRAFTS, "package.json")),
            *looked_into(root, content),
            *eleventy_options.looked_into(data),
            *about.read,
            layouts.folder,
            *layouts.files,
            *modules.read,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Site:
    """What one configuration says of folders."""

    name: str
    script: Script
    flags: Mapping[str, str]  # of the command, which go first

    @cached_property
    def _config(self) -> Mapping[str, object]:
        """Return what the file gives back, and what it exports as ``config``."""
        also = self.script.constants.get("config")
        return {**(also if isinstance(also, dict) else {}), **self.script.exported}

    @cached_property
    def _folders(self) -> Mapping[str, object]:
        said = self._config.get("dir")
        found = dict(said) if isinstance(said, dict) else {}
        for name in USUAL:
            for call in self.script.calls(f"set{name.capitalize()}Directory"):
                found[name] = call.arguments[0] if call.arguments else None
        return {**found, **self.flags}

    def folder(self, name: str) -> str:
        """Return one of the folders; those of layouts and data lie below the input's."""
        return self.named(name) or USUAL[name]

    def named(self, name: str) -> str:
        """Return the folder that something names; "" where nothing does."""
        found = self._folders.get(name)
        return normpath(found) if isinstance(found, str) and found else ""

    @property
    def data(self) -> str:
        return normpath(f"{self.folder('input')}/{self.folder('data')}")

    @property
    def layouts(self) -> str:
        return normpath(f"{self.folder('input')}/{self.folder('layouts') or self.folder('includes')}")

    @property
    def skipped(self) -> tuple[str, ...]:
        """Return the folders below the input's that hold no pages; none where they are the usual ones."""
        folders = (self.folder(name) for name in ("includes", "data", "layouts"))
        below = tuple(folder for folder in folders if folder and not folder.startswith(".."))
        return () if below == ("_includes", "_data") else below or ("_",)

    @property
    def prefix(self) -> str:
        found = self.flags.get("pathprefix", self._config.get("pathPrefix"))
        return found.strip("/") if isinstance(found, str) else ""

    def asks(self) -> Iterator[tuple[str, str]]:
        for key, field in (("input", "content"), ("output", "output")):
            found = self._folders.get(key)
            if isinstance(found, Code):
                yield field, f"{self.name} computes dir.{key}: {found.text[:80]}"
        if isinstance(self._config.get("pathPrefix"), Code):
            yield "url", f"{self.name} computes pathPrefix"


def _flags(package: str) -> Iterator[tuple[str, str]]:
    """Yield what the scripts of ``package.json`` tell the command; the first one counts."""
    scripts = read_object(f"export default {package}").get("scripts")
    found: dict[str, str] = {}
    for script in scripts.values() if isinstance(scripts, dict) else ():
        for command in COMMAND.findall(script) if isinstance(script, str) else ():
            for flag, value in FLAG.findall(command):
                found.setdefault(flag, value)
    yield from found.items()


def _prefixed(url: str, prefix: str) -> str:
    """Put ``pathPrefix`` behind an address that does not end with it."""
    return url if not url or not prefix or url.endswith(f"/{prefix}") else f"{url}/{prefix}"
