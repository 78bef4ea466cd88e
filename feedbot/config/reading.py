"""Read the configuration: TOML becomes one frozen Config, or one ConfigError with every mistake at once.

Never fetches a secret, never looks at the process's own environment or folder: both are arguments.
"""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedbot.config.checking import Checking, Known
from feedbot.config.feed_tables import claims
from feedbot.config.finding import state_folder
from feedbot.config.mistakes import Finding, Mistake, told
from feedbot.config.places import Loc, Places, Span, locate
from feedbot.config.settings import Config, SharedSettings, SiteConfig
from feedbot.config.syntax import NotToml, Parsed, parse
from feedbot.errors import ConfigError
from feedbot.feeds.naming import same_file


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """One file as it was read; ``shown`` is what a person calls it."""

    shown: str
    parsed: Parsed | NotToml
    checking: Checking


def read_config(file: Path, *, cwd: Path, environ: Mapping[str, str], known: Known) -> Config:
    """Read the configuration and every site's file that it names.

    ``environ`` is asked for ``STATE_DIRECTORY`` only (systemd's place for what feedbot remembers).

    Raises:
        ConfigError: with every mistake of every file.

    """
    first = _page(cwd / file, cwd=cwd, known=known)
    first.checking.top(first=True)
    shared = first.checking.shared()
    pages = [first]
    if shared is not None and "sites" in first.checking.raw:
        files = _site_files(shared, first.checking)
        pages += [_page(each, cwd=cwd, known=known) for each in files]
    sites = _sites(pages)
    mistakes = tuple(line for page in pages for line in _told(page))
    if mistakes or shared is None:
        raise ConfigError(mistakes)
    return Config(
        file=first.checking.file,
        state=state_folder(first.checking.file, environ),
        sites=tuple(sites),
        daemon=shared.daemon,
        store=shared.store,
    )


def _page(file: Path, *, cwd: Path, known: Known) -> _Page:
    shown = str(file.relative_to(cwd)) if file.is_relative_to(cwd) else str(file)
    checking = Checking(file=file, raw={}, known=known)
    parsed = _parsed(file, checking)
    if isinstance(parsed, Parsed):
        checking.raw = parsed.tables
    return _Page(shown=shown, parsed=parsed, checking=checking)


def _parsed(file: Path, checking: Checking) -> Parsed | NotToml:
    try:
        content = file.read_bytes()
    except OSError as error:
        repair = "feedbot's user must be able to read it"
        return NotToml(text="", mistake=Mistake(what=f"cannot be read: {error.strerror}", repair=repair))
    return parse(content, showable=checking.showable)


def _site_files(shared: SharedSettings, checking: Checking) -> list[Path]:
    folder = checking.file.parent
    files: dict[Path, None] = {}
    if not shared.sites:
        checking.nothing_matches(None)
    for index, pattern in enumerate(shared.sites):
        found = sorted(glob.glob(pattern, root_dir=folder, recursive=True))  # noqa: PTH207  # Path.glob refuses absolute patterns
        if not found:
            checking.nothing_matches(index)
        files |= dict.fromkeys(folder / name for name in found)
    return list(files)


def _sites(pages: Sequence[_Page]) -> list[SiteConfig]:
    """Check the site of every page, and that no two share a name or a feed's file."""
    sites = []
    owners: dict[str | Path, str] = {}
    several = "sites" in pages[0].checking.raw
    for page in pages[1:] if several else pages:
        if isinstance(page.parsed, NotToml):
            continue
        if several:
            page.checking.top(first=False)
        site = page.checking.site()
        if site is not None:
            sites.append(site)
            _check_own(page, site, owners)
    return sites


def _check_own(page: _Page, site: SiteConfig, owners: dict[str | Path, str]) -> None:
    """Check that what a site calls its own is no other's, and note it in ``owners``."""
    name, output = site.site.name, site.site.output
    if name in owners:
        repair = 'give it a name of its own: name = "..."'
        page.checking.not_own(("site", "name"), f'"{name}" is the site of {owners[name]} already', repair)
    assert output is not None
    own = sorted(claims(site.feeds), key=lambda claim: claim.file)
    taken = next((claim for claim in own if output / same_file(claim.file) in owners), None)
    if taken is not None:
        what = f"{output / taken.file} is {owners[output / same_file(taken.file)]} already"
        repair = "give each site an output folder of its own, or its feeds other names"
        page.checking.not_own(("site", "output"), what, repair)
    owners.setdefault(name, page.shown)
    for claim in own:
        owners.setdefault(output / same_file(claim.file), f"{claim.what} of {page.shown}")


def _told(page: _Page) -> list[str]:
    if isinstance(page.parsed, NotToml):
        broken = page.parsed
        return [told(broken.mistake, file=page.shown, text=broken.text, hidden=broken.hidden)]
    if not page.checking.findings:
        return []
    places = locate(page.parsed.text)
    text = _without_comments(page.parsed.text, places)
    hidden = _secrets(places, page.checking)
    mistakes = [
        Mistake(what=finding.what, repair=finding.repair, span=_span(finding, places))
        for finding in page.checking.findings
    ]
    mistakes.sort(key=lambda mistake: mistake.span.start if mistake.span is not None else -1)
    return [told(mistake, file=page.shown, text=text, hidden=hidden) for mistake in mistakes]


def _span(finding: Finding, places: Places) -> Span | None:
    if not finding.at_key and finding.loc in places.values:
        return places.values[finding.loc]
    loc: Loc = finding.loc
    while loc and loc not in places.keys:
        loc = loc[:-1]
    return places.keys[loc] if loc else None


def _secrets(places: Places, checking: Checking) -> list[Span]:
    """Return every single value that may be a secret, or part of one."""
    parents = {loc[:-1] for loc in places.values}
    return [span for loc, span in places.values.items() if loc not in parents and not checking.showable(loc)]


def _without_comments(text: str, places: Places) -> str:
    """Blank the comments, where old secrets like to stay; every offset keeps its meaning."""
    for comment in places.comments:
        text = text[: comment.start] + " " * (comment.end - comment.start) + text[comment.end :]
    return text
