"""The ways by which somebody is told outside the page."""

from pathlib import Path

import click

from bot import notices_out, notifying, running
from bot.ways import load_ways
from routing.schedule_file import load_schedule

_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Where `madobe up` keeps its data, when this is for a service run by it.",
)


@click.group()
def notify_command() -> None:
    """Telling people outside the page."""


@notify_command.command("ways")
@_FOLDER
def notify_ways(folder: Path | None) -> None:
    """Say of each way of the phone tree whether it is configured and answers; sends nothing."""
    settings = running.settings_beside(folder)
    ways = load_ways(settings.notify_file)
    needed = load_schedule(settings.schedules).phone_tree.ways
    is_well = True
    for name in dict.fromkeys((*needed, *ways)):
        found = notices_out.look(ways[name]).value if name in ways else "missing"
        unused = "" if name in needed else "  (not in the phone tree)"
        is_well &= found in {"answers", "configured"}
        click.echo(f"{name}  {found}{unused}")
    if not is_well:
        raise SystemExit(1)


@notify_command.command("test")
@click.argument("name")
@_FOLDER
def notify_test(*, name: str, folder: Path | None) -> None:
    """Send one sentence by the way NAME; it asks for nothing."""
    is_told = notifying.say_test(running.settings_beside(folder), name)
    click.echo("Sent." if is_told else "It was not taken. Look at the address and the service.")
    if not is_told:
        raise SystemExit(1)
