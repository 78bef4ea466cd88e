"""The languages of a Hugo site, and which folders hold the pages of each; looks whether these are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path, PurePosixPath
from posixpath import normpath

from feedbot.content.discovery.files import Tree, switch, table, text, texts, web_address

CONTENT = "content"
USUAL = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A folder of the site, and where its files lie in Hugo's tree of pages."""

    source: str  # below the site's folder
    target: str = ""
    language: str = ""  # "" means the default one


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The languages of one site by their keys, which are in lower case."""

    tree: Tree
    default: str

    @classmethod
    def of(cls, tree: Tree) -> Languages:
        """Read what the configuration says of languages; without a word, the first is the default one."""
        named = table(tree, "languages")
        first = sorted(named, key=lambda key: (_weight(table(named, key)), key))
        usual = USUAL if USUAL in named or not named else first[0]
        return cls(tree=tree, default=text(tree, "defaultcontentlanguage").lower() or usual)

    @property
    def is_said(self) -> bool:
        """Say whether the configuration tells the default language."""
        return "defaultcontentlanguage" in self.tree or self.default != USUAL

    @property
    def disabled(self) -> tuple[str, ...]:
        """Return the languages that are not built."""
        named = {word.lower() for word in texts(self.tree.get("disablelanguages"))}
        return tuple(
            key
            for key, settings in table(self.tree, "languages").items()
            if isinstance(settings, dict) and (key in named or switch(settings, "disabled"))
            if key != self.default
        )

    @property
    def built(self) -> tuple[str, ...]:
        """Return the languages that are built."""
        return tuple(key for key in table(self.tree, "languages") if key not in self.disabled)

    def settings(self, language: str) -> Tree:
        """Return what the configuration says of one language alone."""
        return table(table(self.tree, "languages"), language)

    def text(self, *keys: str) -> str:
        """Return a text of the default language, else of the whole site."""
        return text(self.settings(self.default), *keys) or text(self.tree, *keys)

    def param(self, *keys: str) -> str:
        """Return a parameter of the default language, else of the whole site."""
        return text(self.params(), *keys)

    def params(self) -> Tree:
        """Return the parameters of the whole site, with those of the default language over them."""
        return {**table(self.tree, "params"), **table(self.settings(self.default), "params")}

    def hosts(self) -> dict[str, str]:
        """Return the address of each language but the default, where each has its own."""
        if not any("baseurl" in self.settings(language) for language in self.built):
            return {}
        found = {key: web_address(text(self.settings(key), "baseurl")) for key in self.built}
        return {
            key: address or web_address(text(self.tree, "baseurl"))
            for key, address in found.items()
            if key != self.default
        }

    def mounts(self) -> tuple[Mount, ...]:
        """Return the folders that pages come from, those of ``[module]`` or those of the languages."""
        listed = table(self.tree, "module").get("mounts")
        own = tuple(_mounts(listed if isinstance(listed, list) else ()))
        if own:
            return own
        usual = _inside(text(self.tree, "contentdir")) or CONTENT
        folders = {
            language: _inside(text(self.settings(language), "contentdir")) or usual for language in self.built
        }
        others = (
            Mount(source=folder, language=language) for language, folder in folders.items() if folder != usual
        )
        own = tuple(others)
        if set(folders.values()) & {usual} or not own:
            own = (Mount(source=usual), *own)
        return own

    def outside(self) -> tuple[str, ...]:
        """Return the content folders that do not lie in the site's own: they are passed over."""
        listed = table(self.tree, "module").get("mounts")
        mounts = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        named = (
            text(self.tree, "contentdir"),
            *(text(self.settings(language), "contentdir") for language in self.built),
            *(text(item, "source") for item in mounts if _target(item).parts[:1] == (CONTENT,)),
        )
        return tuple(folder for folder in named if folder and not _inside(folder))


def content_folder(mounts: tuple[Mount, ...]) -> str:
    """Return the folder that holds them all; "." for the site's own."""
    return commonpath([mount.source for mount in mounts]) or "."


def below(folder: str, content: str) -> str:
    """Return a folder as it is called below the content folder; "" for that itself."""
    if content == ".":
        return "" if folder == "." else folder
    return folder.removeprefix(content).strip("/")


def there(root: Path, mounts: tuple[Mount, ...]) -> tuple[Mount, ...]:
    """Leave out folders that are not there, as Hugo does; all of them stay where none is there."""
    return tuple(mount for mount in mounts if (root / mount.source).is_dir()) or mounts


def _mounts(listed: Iterator[object] | list[object] | tuple[object, ...]) -> Iterator[Mount]:
    for item in listed:
        if not isinstance(item, dict):
            continue
        target, source = _target(item), _inside(text(item, "source"))
        if target.parts[:1] == (CONTENT,) and source:
            yield Mount(source=source, target="/".join(target.parts[1:]), language=_language(item))


def _target(mount: Tree) -> PurePosixPath:
    return PurePosixPath(normpath(text(mount, "target").replace("\\", "/")).strip("/"))


def _weight(language: Tree) -> int:
    """Return a language's place in the order; those without one come last."""
    weight = text(language, "weight")
    return (int(weight[:9]) if weight.isdecimal() else 0) or 10**9


def _language(mount: Tree) -> str:
    matrix = table(table(mount, "sites"), "matrix")
    return (text(mount, "lang") or next(iter(texts(matrix.get("languages"))), "")).lower()


def _inside(folder: str) -> str:
    """Return a folder in its shortest spelling; "" for one that leads out of the site."""
    path = normpath(folder.replace("\\", "/")) if folder else ""
    return "" if path.startswith(("/", "..")) else path
