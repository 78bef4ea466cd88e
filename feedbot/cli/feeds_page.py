"""``feedbot feeds page``: write the page where visitors choose a feed, and print the tags that name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from feedbot.cli.caller import Caller
from feedbot.cli.documents import print_document
from feedbot.cli.opening import opened
from feedbot.feeds.autodiscovery import autodiscovery
from feedbot.feeds.files import CouldNotWrite, Unchanged, Written, write_whole
from feedbot.feeds.listing import ListedFeed
from feedbot.feeds.page import subscribe_page
from feedbot.publishing.planned_feeds import address
from feedbot.publishing.site import Site
from feedbot.wiring.app import App

FILE = "subscribe/index.html"
FAILED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDone:
    """What became of one site's page."""

    site: str
    file: Path
    address: str  # "" where the file lies beside the output
    tags: str
    done: str  # in a word or three
    trouble: str = ""  # why it could not be written


@click.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The file to write, instead of {FILE} below the output folder.",
)
@click.option("--site", "name", help="The site whose page it is, where there are several and --to is given.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show where the page would be.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_obj
def command(caller: Caller, *, to: Path | None, name: str | None, dry_run: bool, as_json: bool) -> int:
    """Write the page where visitors choose a feed, and print the tags that name the feeds.

    A build of the site may empty the output folder; a page that is written --to a file in the folder
    of the generator's static files stays.
    """
    with opened(caller) as app:
        sites = _chosen(app, name, to)
        pages = [_page(site, app.press(site).listed(), to, dry_run=dry_run) for site in sites]
        now = app.hands.now()
    if as_json:
        print_document("feeds page", now, {"dry_run": dry_run, "pages": [_document(page) for page in pages]})
    for page in () if as_json else pages:
        if page.trouble or not caller.quiet:
            click.echo("\n".join(_lines(page)), err=bool(page.trouble))
    return FAILED if any(page.trouble for page in pages) else 0


def _chosen(app: App, name: str | None, to: Path | None) -> Sequence[Site]:
    """Return the sites that are meant: all of them, unless one is named.

    Raises:
        click.UsageError: one file was named for several sites.
        click.BadParameter: there is no such site, or no folder for the file.
    """
    names = [site.name for site in app.sites]
    if name is not None and name not in names:
        raise click.BadParameter(
            f"there is no site {name!r}; there is {', '.join(names)}", param_hint="--site"
        )
    if to is not None and not to.absolute().parent.is_dir():
        raise click.BadParameter(
            f"the folder {to.parent} is not there; make it first, or name another file", param_hint="--to"
        )
    sites = [site for site in app.sites if name in {None, site.name}]
    if to is not None and len(sites) > 1:
        raise click.UsageError(f"there are {len(sites)} sites; say whose page it is: --site {names[0]}")
    return sites


def _page(site: Site, feeds: Sequence[ListedFeed], to: Path | None, *, dry_run: bool) -> PageDone:
    rules = site.rules
    file = rules.output / FILE if to is None else to.absolute()
    data = subscribe_page(
        rules.title or urlsplit(rules.url).netloc,
        rules.language,
        feeds,
        home=f"{rules.url}/",
        opml=address(rules.url, site.opml) if site.opml else "",
    )
    done, trouble = "would be written", ""
    if not dry_run:
        done, trouble = _told(write_whole(file, data, output=rules.output if to is None else file.parent))
    return PageDone(
        site=site.name,
        file=file,
        address=_public_address(site, file),
        tags=autodiscovery(feeds),
        done=done,
        trouble=trouble,
    )


def _told(result: Written | Unchanged | CouldNotWrite) -> tuple[str, str]:
    match result:
        case Written():
            return "written", ""
        case Unchanged():
            return "unchanged", ""
        case CouldNotWrite(why=why):
            return "not written", why


def _public_address(site: Site, file: Path) -> str:
    output = site.rules.output.resolve()
    if not file.resolve().is_relative_to(output):
        return ""
    below = file.resolve().relative_to(output).as_posix()
    return address(site.rules.url, below.removesuffix("index.html") if file.name == "index.html" else below)


def _lines(page: PageDone) -> list[str]:
    if page.trouble:
        return [f"{page.site}: {page.file} {page.done}: {page.trouble}"]
    return [
        f"{page.site}: {page.file} {page.done}",
        *([f"  to be found at {page.address}"] if page.address else []),
        "  Name the main feed in the <head> of every page, so that readers find it:",
        *(f"    {tag}" for tag in page.tags.splitlines()),
    ]


def _document(page: PageDone) -> Mapping[str, object]:
    return {
        "site": page.site,
        "file": str(page.file),
        "address": page.address or None,
        "done": page.done,
        "trouble": page.trouble or None,
        "tags": page.tags.splitlines(),
    }
