"""Histories of a content folder: commits that are applied one by one, each with a pass after it.

A history is what a site's repository holds: bulk imports, renames, drafts, broken files, reverts.
What an article says of itself stands in its title, so that it is plain to see what was announced.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from feedbot.publishing.report import Report
from tests.sites import TestSite

Commit = Mapping[str, str | None]  # path -> text; None deletes the file


def post(title: str, text: str = "", date: str = "2026-05-01T09:00:00Z", **matter: str) -> str:
    """Return an article's file."""
    facts = {"title": title, "date": date, **matter}
    lines = "\n".join(f"{key}: {value}" for key, value in facts.items())
    return f"---\n{lines}\n---\n{text or f'Le texte de {title}.'}\n"


@dataclass
class Replay:
    """A site whose history is replayed."""

    site: TestSite
    reports: list[Report] = field(default_factory=list)

    def commit(self, changes: Commit) -> Report:
        """Apply one commit and make a pass; deletions come first, as they do where only case differs."""
        for path in [path for path, text in changes.items() if text is None]:
            (self.site.content / path).unlink()
        for path, text in changes.items():
            if text is not None:
                self.site.write_raw(path, text.encode())
        report = self.site.publish()
        self.reports.append(report)
        return report

    def move(self, old: str, new: str, text: str | None = None) -> Commit:
        """Return the commit that renames a file, and with ``text`` rewrites it at the same time."""
        data = (self.site.content / old).read_text(encoding="utf-8")
        return {old: None, new: data if text is None else text}

    @property
    def announced(self) -> list[str]:
        """Return the titles of what was announced, in that order."""
        return [str(json.loads(line)["title"]) for line in self.site.said()]

    def posted_uids(self) -> list[str]:
        """Return the uid of each announcement, as the network has it."""
        return [str(json.loads(line)["uid"]) for line in self.site.said()]
