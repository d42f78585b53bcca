"""The database, and the events kept in it."""

import os

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
def events_retry() -> None:
    """Let every event that was set aside be tried again."""
    with running.program(read_settings(os.environ)) as program, program.open_work() as work:
        count = line_events.unpark(work.session, now=work.now)
    click.echo(f"{count} events will be tried again.")
