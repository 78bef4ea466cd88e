"""What may be wrong with what lies in the content folder, in words for a person; opens nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from feedbot.content.problem import Problem, held, notice, warning


def undecodable(path: str) -> Problem:
    """Say that a name is not UTF-8; ``path`` is as much of it as can be written down."""
    return held(
        "name-not-utf8",
        path,
        what="the file's name is not UTF-8",
        repair="give the file a name in UTF-8",
    )


def no_file(path: str) -> Problem:
    """Say that something is there that must not be opened."""
    return held(
        "not-a-file",
        path,
        what="this is a pipe, a device or a socket, not a file; it was not opened",
        repair="move it out of the content folder",
    )


def no_section(section: str) -> Problem:
    """Say that a section that was asked for is nowhere."""
    return warning(
        "section-missing",
        section,
        what=f"there is no section {section} in the content folder",
        repair="mend site.sections, or make the folder",
    )


def unread(paths: list[str]) -> Iterator[Problem]:
    """Say once that files are left out because of their format."""
    if paths:
        endings = " ".join(sorted({PurePosixPath(path).suffix.lower() for path in paths}))
        yield notice(
            "format-unknown",
            min(paths),
            what=f"{len(paths)} files ({endings}) are in a format that is not read here: no articles",
            repair="write an article as Markdown or HTML if feedbot is to know it",
        )


def leads_out(path: str) -> Problem:
    """Say that a link was not followed, since it leads elsewhere."""
    return held(
        "link-outside",
        path,
        what="this link leads to nothing, or out of the content folder; it was not followed",
        repair="put the file itself there",
    )


def linked_folder(path: str) -> Problem:
    """Say that a folder was not looked into, since it is a link."""
    return notice(
        "linked-folder",
        path,
        what="this folder is a link; it was not followed",
        repair="put the folder itself there",
    )


def not_readable(path: str, error: OSError) -> Problem:
    """Say that a file or folder may not be read, or not now."""
    return held(
        "not-readable",
        path,
        what=f"it cannot be read: {os.strerror(error.errno or 0)}",
        repair="let the user that feedbot runs as read it",
    )


def too_large(path: str, size: int, most: int) -> Problem:
    """Say that a file is larger than any text, in bytes."""
    return held(
        "file-size",
        path,
        what=f"the file has {size:,} bytes; at most {most:,} are read",
        repair="keep text in the file, and images and data beside it",
    )
