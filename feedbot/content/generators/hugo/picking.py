"""Which files of a Hugo site's folders are pages, which pages of sections, and which are left alone; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from feedbot.content.generators.generator import Picked
from feedbot.content.generators.hugo.settings import Settings
from feedbot.content.generators.hugo.tree import joined

PAGES = frozenset({".md", ".markdown", ".mdown", ".html", ".htm"})
UNREAD = frozenset({".org", ".adoc", ".asciidoc", ".ad", ".rst", ".pandoc", ".pdc", ".gotmpl"})
BUNDLE = "index"  # the name of a page that has its folder to itself
SECTION = "_index"
PASSED_OVER = re.compile(r"#|.*~$")  # names of what editors leave behind


def picked(
    folder: str, names: Sequence[str], folders: Sequence[str], settings: Settings, *, at_root: bool | None
) -> Picked:
    """Leave out section pages, what lies beside a page in its own folder, and what is not built.

    ``at_root`` says whether pages of no section are wanted, in a folder of their own too.
    Where nobody knows, those in folders are, and the others where no folder is beside them.
    """
    tree = settings.tree
    if tree.mount(folder) is None:
        below = (name for name in folders if tree.leads_to_mount(joined(folder, name)))
        return Picked(names=(), folders=tuple(below))
    virtual = tree.virtual(folder)
    in_section = bool(virtual)
    called = _called(folder, names, settings)
    own = tuple(name for name, stem in called.items() if stem == BUNDLE)
    if own and in_section:
        return Picked(names=() if at_root is False and "/" not in virtual else own)
    pages = tuple(name for name, stem in called.items() if stem not in {SECTION, BUNDLE})
    return Picked(
        names=pages if in_section or at_root or (at_root is None and not folders) else (),
        data=tuple(name for name, stem in called.items() if stem == SECTION),
        folders=tuple(name for name in folders if not settings.is_ignored(joined(folder, name))),
        unread=tuple(name for name in names if _ending(name) in UNREAD),
    )


def _called(folder: str, names: Sequence[str], settings: Settings) -> Mapping[str, str]:
    """Return what each page is called; a name without language gives way to one with the same."""
    tree = settings.tree
    named = {name: tree.named(name) for name in names if _is_built(folder, name, settings)}
    mount = tree.mount(folder)
    usual = (mount.language if mount else "") or tree.default
    explicit = {stem.lower() for stem, language in named.values() if language == usual}
    return {
        name: stem.lower()
        for name, (stem, language) in named.items()
        if language or stem.lower() not in explicit
    }


def _is_built(folder: str, name: str, settings: Settings) -> bool:
    return (
        _ending(name) in PAGES
        and not PASSED_OVER.match(name)
        and not settings.tree.is_disabled(name)
        and not settings.is_ignored(joined(folder, name))
    )


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
