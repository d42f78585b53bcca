"""The database, and the events kept in it."""

import os
from pathlib import Path

import click

from bot import running
from bot.settings import read_settings
from storage import migrations
from storage.queries import line_events


@click.command()
def migrate_command() -> None:
    """Bring the database's tables up to date."""
    migrations.run(read_settings(os.environ).database_url.reveal())
    click.echo("The database is up to date.")


@click.group()
def events_command() -> None:
    """What LINE brought."""


@events_command.command("retry")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)
def events_retry(folder: Path | None) -> None:
    """Let every event that was set aside be tried again."""
    settings = running.settings_beside(folder)
    with running.program(settings) as program, program.open_work() as work:
        count = line_events.unpark(work.session, now=work.now)
    click.echo(f"{count} events will be tried again.")
