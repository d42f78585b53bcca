"""The schedule."""

from pathlib import Path

import click

from routing.schedule_file import load_schedule


@click.group()
def schedule_command() -> None:
    """The opening hours."""


@schedule_command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def schedule_check(file: Path) -> None:
    """Say whether FILE is a usable schedule, or every mistake in it."""
    load_schedule(file)
    click.echo(f"{file} is in order.")
