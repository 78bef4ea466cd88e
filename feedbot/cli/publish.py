"""``feedbot publish``: one pass over every site, by hand, from cron or in CI."""

from __future__ import annotations

import click

from feedbot.cli.caller import Caller


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be done; write and send nothing.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.option("--exit-code", is_flag=True, help="Exit with 3 where a person is needed.")
@click.pass_obj
def command(caller: Caller, *, dry_run: bool, as_json: bool, exit_code: bool) -> int:
    """Make one pass: write the feeds, announce what is new.

    Safe to repeat at any time: what is unchanged stays untouched, and nothing is announced twice.
    """
    from feedbot.wiring.hands import real_hands  # noqa: PLC0415  # imported late, as all below
    from feedbot.wiring.quiet import still_quiet  # noqa: PLC0415

    hands = real_hands()
    lines = None if dry_run or as_json or exit_code or caller.verbose else still_quiet(caller.config, hands)
    if lines is None:
        from feedbot.cli.whole_pass import make_passes  # noqa: PLC0415  # imported late: 0.6 s

        return make_passes(caller, hands, dry_run=dry_run, as_json=as_json, exit_code=exit_code)
    if not caller.quiet:
        click.echo("\n".join(lines))
    return 0
