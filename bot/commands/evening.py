"""Whole evenings on one machine: the demo, and a small real service."""

from pathlib import Path

import click

from bot import demo, running


@click.command()
@click.option("--at", help='The evening\'s clock, like "2026-11-24 16:05" (Tokyo time).')
@click.option("--port", default=8080, show_default=True, help="Port of the console.")
@click.option("--phone-port", default=8081, show_default=True, help="Port of the pretend phone.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Where the demo keeps its data; emptied at every start.",
)
def demo_command(at: str | None, port: int, phone_port: int, folder: Path) -> None:
    """Start everything here: console, pretend phone, demo accounts."""
    demo.run(at=at, port=port, phone_port=phone_port, folder=folder)


@click.command()
@click.option("--address", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("var/up"),
    show_default=True,
    help="Where the database and the embedded Redis live.",
)
def up_command(address: str, port: int, folder: Path) -> None:
    """Run a small real service here: SQLite and the embedded Redis."""
    running.run_up(address=address, port=port, folder=folder)
