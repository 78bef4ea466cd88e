"""The ``feedbot`` command: finds the subcommand, and turns every exception into words and an exit code.

Commands are imported only when they run, so ``--help`` stays quick.

Exit codes, with sysexits.h where it has a word for it:
0 done, 1 something failed, 2 usage, 3 a person is needed (with ``--exit-code``), 65 bad content or feed,
70 a bug of ours, 74 the state cannot be read or written, 75 locked, try later, 77 credentials,
78 configuration, 130 interrupted.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from feedbot.cli.caller import Caller
from feedbot.cli.commands import Commands
from feedbot.errors import (
    ConfigError,
    ContentError,
    CredentialError,
    FeedbotError,
    FeedError,
    LockedError,
    StateError,
)

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "init": "Write a first configuration for a site, from what its folder shows.",
        "check": "Find mistakes in the configuration, the articles and their tags.",
        "adopt": "Take over ids and dates from the feed that is already live.",
        "plan": "Show what a pass would do, or how one article would be announced.",
        "publish": "Make one pass: write the feeds, announce what is new.",
        "run": "Watch the content folder and publish until stopped (the daemon).",
        "feeds": "List feeds, verify their public copies, write a page to subscribe.",
        "status": "Show what is there, what is next, and what needs you.",
        "why": "Tell the story of one delivery or one article.",
        "queue": "List deliveries; release, retry, skip or resolve them.",
    }
)

EXIT_CODES: Mapping[type[FeedbotError], int] = MappingProxyType(
    {
        ConfigError: 78,
        ContentError: 65,
        FeedError: 65,
        CredentialError: 77,
        LockedError: 75,
        StateError: 74,
    }
)
BUG = 70
INTERRUPTED = 130


def _tell_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  # click's
    if wanted:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  # imported late: 20 ms

        try:
            click.echo(f"feedbot {version('feedbot')}")
        except PackageNotFoundError:
            click.echo("feedbot, run from its source and not installed")
        ctx.exit()


@click.group(
    cls=Commands,
    members=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: feedbot init, then feedbot check, then feedbot plan, then feedbot publish.",
)
@click.option("-c", "--config", type=click.Path(path_type=Path), help="The configuration file.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say more, and show the traceback of a bug.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version.",
)
@click.pass_context
def feedbot(ctx: click.Context, config: Path | None, *, quiet: bool, verbose: bool) -> None:
    """Keep a static site's feeds fresh and announce each new article once."""
    ctx.obj = Caller(config=config, quiet=quiet, verbose=verbose)


def run(args: Sequence[str]) -> int:
    """Run one command; return the process's exit code."""
    verbose = "-v" in args or "--verbose" in args
    try:
        result: Any = feedbot.main(args=list(args), prog_name="feedbot", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; whatever was being sent is written down", err=True)
        return INTERRUPTED
    except FeedbotError as error:
        click.echo(click.style("error: ", fg="red", bold=True) + str(error), err=True)
        return EXIT_CODES.get(type(error), 1)
    except BrokenPipeError:
        # The reader of our output went away, as `feedbot status | head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001  # the last one to hear of a bug tells it to a person
        return _bug(error, verbose=verbose)
    return result if isinstance(result, int) else 0


def _bug(error: Exception, *, verbose: bool) -> int:
    what = f"{type(error).__name__}: {error}"
    click.echo(f"this is a bug in feedbot, not your mistake: {what}", err=True)
    click.echo("nothing was sent twice; `feedbot status` shows where each delivery stands", err=True)
    if verbose:
        logging.getLogger("feedbot").error("traceback", exc_info=error)
    else:
        click.echo("add --verbose to see where it happened", err=True)
    return BUG
