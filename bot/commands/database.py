"""The database, and the events kept in it."""

import os
from pathlib import Path

import click

from bot import running
from bot.settings import read_settings
from storage import migrations, roles
from storage.queries import line_events


@click.command()
def migrate_command() -> None:
    """Bring the database's tables up to date."""
    migrations.run(read_settings(os.environ).database_url.reveal())
    click.echo("The database is up to date.")


@click.group()
def database_command() -> None:
    """The database's roles."""


@database_command.command("roles")
@click.option("--app", required=True, help="The role as which the program runs.")
@click.option("--exporter", help="The role as which figures are taken out.")
def database_roles(*, app: str, exporter: str | None) -> None:
    """Print the SQL by which the program's role can only add to the audit log (PostgreSQL).

    The roles exist already; the owner of the tables runs it, after each migration.
    """
    for statement in roles.statements(app=app, exporter=exporter):
        click.echo(statement)


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
