"""The web service."""

import os

import click

from bot import running, serving
from bot.family import end_with_parent
from bot.settings import read_settings


@click.command()
@click.option("--address", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@click.option("--with-parent", is_flag=True, hidden=True)
def web_command(address: str, port: int, *, with_parent: bool) -> None:
    """Serve the door for LINE and the console."""
    running.require_usable(read_settings(os.environ))
    if with_parent:
        end_with_parent()
    serving.serve(address, port)
