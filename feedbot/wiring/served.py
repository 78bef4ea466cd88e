"""What the feeds of a site are written to, as far as the plans alone tell it; looks at no folder.

The files of a family, one for each tag for example, are known only to a pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from feedbot.feeds.compression import ENDINGS
from feedbot.feeds.naming import qualities
from feedbot.publishing.heads import archive_name
from feedbot.publishing.site import FeedPlan, Site


def served_files(site: Site) -> Iterator[str]:
    """Name every file below the output folder: feeds, their compressed twins, and what lies beside them."""
    for plan in site.feeds:
        for file in _single(plan):
            yield file
            yield from (file + ending for ending in ENDINGS.values())
        yield from _stylesheets(plan)
    if site.opml:
        yield site.opml


def archive_folders(site: Site) -> Iterator[str]:
    """Name the folders that hold nothing but archives."""
    for plan in site.feeds:
        if plan.archives:
            yield from (str(PurePosixPath(archive_name(file, 1)).parent) for file in _single(plan))


def _single(plan: FeedPlan) -> Iterator[str]:
    for file in (plan.files.rss, plan.files.atom, plan.files.json):
        if file and not qualities(file):
            yield file


def _stylesheets(plan: FeedPlan) -> Iterator[str]:
    if plan.stylesheet:
        path = PurePosixPath(plan.stylesheet)
        yield str(path)
        yield str(path.with_name(f"{path.stem}-summaries{path.suffix}"))
