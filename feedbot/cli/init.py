"""``feedbot init [FOLDER]``: write a first configuration for a site, from what its folder shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from feedbot.cli import words
from feedbot.cli.caller import Caller
from feedbot.content.addresses import base
from feedbot.content.article import Article, Standing, standing
from feedbot.content.generators.registry import GENERATORS
from feedbot.errors import FeedbotError
from feedbot.wiring.first_site import First, Seen, compose, see, told
from feedbot.wiring.hands import real_hands

FILE = "feedbot.toml"
AS_THIS = "write it as https://blog.example, with its path if it has one"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option("--generator", type=click.Choice(sorted(GENERATORS)), help="What builds the site.")
@click.option("--url", help="The site's address, as https://blog.example.")
@click.option("--title", default="", help="The site's name.")
@click.option("--dry-run", is_flag=True, help="Show the configuration; write nothing.")
@click.pass_obj
def command(
    caller: Caller, folder: Path, *, generator: str | None, url: str | None, title: str, dry_run: bool
) -> None:
    """Write feedbot.toml for the site in FOLDER, from what its own configuration says.

    Asks for the generator and the address where neither shows itself. Nothing is published or announced.
    """
    file = folder / FILE if caller.config is None else caller.config
    if file.exists() and not dry_run:
        raise click.UsageError(f"{file} is there already; move it away, or look with --dry-run")
    seen = see(folder)
    name = generator or (seen.generator if seen.is_known else _ask_generator())
    seen = seen if name == seen.generator else told(seen, name)
    address = _given(url) if url else _address(seen.found.url) or _ask_address(seen)
    first = compose(seen, file.parent, url=address, title=title)
    if dry_run:
        click.echo(first.text, nl=False)
        return
    try:
        file.write_text(first.text, encoding="utf-8")
    except OSError as error:
        raise FeedbotError(f"{file} cannot be written: {error.strerror}") from error
    if not caller.quiet:
        _tell(file, seen, first, real_hands().now())


def _ask_generator() -> str:
    click.echo("No generator's configuration is here.", err=True)
    choices = click.Choice(sorted(GENERATORS))
    with _or_by("--generator"):
        return str(click.prompt("Which generator builds the site?", type=choices, default="plain", err=True))


def _ask_address(seen: Seen) -> str:
    where = f" It does not stand in {seen.found.origin}." if seen.found.origin else ""
    while True:
        with _or_by("--url"):
            address = _address(str(click.prompt(f"What is the site's address?{where}", err=True)))
        if address:
            return address
        click.echo(AS_THIS, err=True)


@contextmanager
def _or_by(option: str) -> Iterator[None]:
    """Tell a script by which option it can answer."""
    try:
        yield
    except click.Abort:
        raise click.UsageError(f"nobody answered; say it by {option}") from None


def _given(url: str) -> str:
    if not (address := _address(url)):
        raise click.BadParameter(f"{url!r} is no site's address; {AS_THIS}", param_hint="--url")
    return address


def _address(url: str) -> str:
    return base(url) or ""


def _tell(file: Path, seen: Seen, first: First, now: datetime) -> None:
    articles = [each for each in first.guesses.articles if standing(each, now) is Standing.PUBLISHED]
    click.echo(f"{file} written for a site of {seen.generator}")
    if not articles:
        click.echo("  no article was found: feedbot check says what is held; or write content below [site]")
    else:
        newest = max(articles, key=lambda article: article.published)
        click.echo(f"  {_count(articles)}; the newest is “{words.shown(newest.title)}”, {newest.address}")
    for one in first.guesses.guesses:
        click.echo(f"  guessed    {one.key}: {words.shown(one.why)}")
    click.echo("  next       feedbot check, feedbot plan, feedbot publish")
    click.echo("  a feed is live already? first: feedbot adopt ADDRESS-OF-THE-FEED")


def _count(articles: Sequence[Article]) -> str:
    return "1 article" if len(articles) == 1 else f"{len(articles)} articles"
