"""A group of commands that are files of this folder, each imported when it is called; says nothing itself."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click


class Commands(click.Group):
    """``members`` are the commands by name, in the order of the story, with a line about each.

    The module of a member is called ``prefix`` and its name, and has it as ``command``.
    """

    def __init__(self, *, members: Mapping[str, str], prefix: str = "", **attributes: Any) -> None:
        super().__init__(**attributes)
        self.members = members
        self.prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the commands in the order of the story."""
        return list(self.members)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        """Import one command."""
        if cmd_name not in self.members:
            return None
        found: click.Command = importlib.import_module(f"feedbot.cli.{self.prefix}{cmd_name}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was probably meant."""
        if args[0] not in self.members:
            import difflib  # noqa: PLC0415  # imported late: 3 ms

            near = difflib.get_close_matches(args[0], self.members, n=1)
            if near:
                ctx.fail(f"there is no command {args[0]!r}; did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # as above
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.members.items()))
