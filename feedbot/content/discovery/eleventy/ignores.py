"""What Eleventy leaves out, as seen from the content folder: ``.eleventyignore``, ``.gitignore`` and calls.

Lines are globs from the folder of their file on, not what git makes of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath

from feedbot.content import globs
from feedbot.content.discovery.files import text_of
from feedbot.content.literals.script import Script

MOST = 500  # patterns


def ignored(root: Path, content: str, script: Script) -> tuple[str, ...]:
    """Return the globs, below the content folder, of what is left out.

    Raises:
        UnreadableError: a file is there and cannot be read.
    """
    lines = [*_of_calls(script)]
    for file in looked_into(root, content)[: None if _uses_git(script) else -1]:
        folder = file.parent.relative_to(root)
        lines += [normpath(f"{folder}/{line.lstrip('/')}") for line in _lines(text_of(file))]
    found = (_below(normpath(line.removeprefix("./")), content) for line in lines)
    return tuple(dict.fromkeys(pattern for pattern in found if pattern))[:MOST]


def looked_into(root: Path, content: str) -> tuple[Path, ...]:
    """Return the files that name what is left out; git's is the last one."""
    return tuple(
        dict.fromkeys((root / content / ".eleventyignore", root / ".eleventyignore", root / ".gitignore"))
    )


def _of_calls(script: Script) -> Iterator[str]:
    for call in script.calls("add"):
        if call.on == "ignores" and call.arguments and isinstance(pattern := call.arguments[0], str):
            yield pattern


def _uses_git(script: Script) -> bool:
    return not any(call.arguments[:1] == (False,) for call in script.calls("setUseGitIgnore"))


def _lines(text: str) -> Iterator[str]:
    for line in map(str.strip, text.split("\n")):
        if line and line[0] not in "#!":
            yield line


def _below(pattern: str, content: str) -> str:
    """Return a pattern as it is from the content folder on; "" where it means nothing there."""
    parts = pattern.split("/")
    for folder in () if content == "." else content.split("/"):
        if parts and parts[0] == "**":
            break
        if not parts or not globs.matches(folder, parts.pop(0)):
            return ""
    return "/".join(parts)
