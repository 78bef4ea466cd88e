"""A folder that the site's own configuration names, as it is below the content folder; pure."""

from __future__ import annotations

from posixpath import relpath

from feedbot.content.site import SiteRules


def below_content(folder: str, rules: SiteRules) -> str:
    """Return a folder below the content folder, "" for that itself; one outside begins with ``..``."""
    found = relpath((rules.root / folder).as_posix(), rules.content.as_posix())
    return "" if found == "." else found
