"""What a Hugo site's own configuration says of the site, its folders, addresses and dates; runs none of it.

How the files come together stands in ``files``. Themes, modules and command lines are not followed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from feedbot.content.discovery.files import Tree, switch, table, text, texts, web_address, zone
from feedbot.content.discovery.findings import Findings
from feedbot.content.discovery.hugo.files import read_configuration
from feedbot.content.discovery.hugo.languages import Languages, Mount, below, content_folder, there
from feedbot.content.discovery.hugo.options import options
from feedbot.content.discovery.hugo.people import FOLDER, people, people_files
from feedbot.content.discovery.hugo.permalinks import of_all
from feedbot.content.discovery.hugo.root import root_pages
from feedbot.content.text.plain_text import line

LOCAL = re.compile(r"https?://(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1\])(?::\d*)?(?:/|$)", re.IGNORECASE)


def find_hugo(root: Path) -> Findings:
    """Read the configuration of the site in ``root``; a file that is not there says nothing.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    found = read_configuration(root)
    languages = Languages.of(found.tree)
    planned = languages.mounts()
    mounts = there(root, planned)
    content = content_folder(mounts)
    persons = people_files(root)
    return Findings(
        title=line(languages.text("title")),
        url=_address(languages),
        description=line(languages.param("description") or languages.text("description")),
        author=line(_author(languages)),
        language=languages.default if languages.is_said else "",
        timezone=zone(languages.text("timezone")),
        content="" if content == "content" else content,
        output=text(found.tree, "publishdir"),
        sections=_sections(root, languages, mounts),
        exclude=tuple(_excluded(found.tree, content)),
        permalinks=tuple(of_all(found.tree.get("permalinks"))),
        markdown=tuple(_markdown(found.tree)),
        options=(*options(found.tree, languages, mounts), *_people(persons), *_root_pages(root, mounts)),
        origin=_origin(root, found.files),
        asks=tuple(_asks(languages)),
        read=(*found.looked_at, root / FOLDER, *persons, *(root / mount.source for mount in planned)),
    )


def _people(files: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    if found := people(files):
        yield "people", json.dumps(found, sort_keys=True, ensure_ascii=False)


def _root_pages(root: Path, mounts: tuple[Mount, ...]) -> Iterator[tuple[str, str]]:
    if found := root_pages(root, mounts):
        yield "root_pages", found


def _asks(languages: Languages) -> Iterator[tuple[str, str]]:
    """Yield what the configuration has and feedbot cannot use."""
    written = languages.text("baseurl")
    if written and not _address(languages):
        why = "this machine's own" if web_address(written) else "without scheme or host"
        yield "url", f'baseURL is "{written[:60]}", {why}'
    for folder in languages.outside():
        yield "content", f'"{folder[:60]}" lies outside of the site\'s folder'


def _address(languages: Languages) -> str:
    """Return the site's address; one for trying things out says nothing of it."""
    found = web_address(languages.text("baseurl"))
    return "" if LOCAL.match(found) else found


def _origin(root: Path, files: tuple[Path, ...]) -> str:
    """Name the files: those of a folder by the folder."""
    names = (file.relative_to(root) for file in files)
    return ", ".join(dict.fromkeys("/".join(name.parts[:2]) for name in names))


def _author(languages: Languages) -> str:
    """Return the site's author: a text, or a table with a ``name``."""
    own = languages.settings(languages.default)
    for tree in (table(own, "params"), own, table(languages.tree, "params"), languages.tree):
        name = text(tree, "author") or text(table(tree, "author"), "name")
        if name:
            return name
    return ""


def _sections(root: Path, languages: Languages, mounts: tuple[Mount, ...]) -> tuple[str, ...]:
    """Return what the site calls its main sections, as far as there are folders of these names."""
    trees = (languages.tree, *(languages.settings(language) for language in languages.built))
    named = [
        section.strip("/").lower()
        for tree in trees
        for section in (*texts(table(tree, "params").get("mainsections")), *texts(tree.get("mainsections")))
    ]
    here = {name.lower(): name for mount in mounts for name in _first_folders(root, mount)}
    return tuple(dict.fromkeys(here[section] for section in named if section in here))


def _first_folders(root: Path, mount: Mount) -> Iterator[str]:
    if mount.target:
        yield mount.target.partition("/")[0]
        return
    try:
        names = sorted(entry.name for entry in (root / mount.source).iterdir() if entry.is_dir())
    except OSError:
        return
    yield from names


def _excluded(tree: Tree, content: str) -> Iterator[str]:
    """Yield what ``[module]`` leaves out of a mounted folder: ``excludeFiles``, or since 0.153 ``files``."""
    listed = table(tree, "module").get("mounts")
    for mount in listed if isinstance(listed, list) else ():
        if not isinstance(mount, dict):
            continue
        folder = below(text(mount, "source").strip("/").removeprefix("./"), content)
        negated = (item[1:] for item in texts(mount.get("files")) if item.startswith("!"))
        for pattern in (*texts(mount.get("excludefiles")), *negated):
            yield "/" + "/".join(part for part in (folder, pattern.strip().strip("/")) if part)


def _markdown(tree: Tree) -> Iterator[str]:
    """Yield how Hugo's Markdown differs from the plain one; its typographer is on by default."""
    goldmark = table(table(tree, "markup"), "goldmark")
    extensions = table(goldmark, "extensions")
    if switch(extensions, "typographer") is not False and not switch(
        table(extensions, "typographer"), "disable"
    ):
        yield "smart-punctuation"
    if switch(table(goldmark, "renderer"), "hardwraps"):
        yield "line-breaks"
    if switch(tree, "enableemoji"):
        yield "emoji"
