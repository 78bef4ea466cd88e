"""``feedbot feeds``: what a person does with the feeds themselves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import click

from feedbot.cli.commands import Commands

MEMBERS: Mapping[str, str] = MappingProxyType(
    {
        "list": "List what there is to subscribe to, with the addresses.",
        "verify": "Look at the public feeds as readers do, and say what is wrong.",
        "page": "Write the page where visitors choose a feed, and print the tags that name the feeds.",
    }
)


@click.group(cls=Commands, members=MEMBERS, prefix="feeds_")
def command() -> None:
    """List feeds, verify their public copies, write a page to subscribe."""
