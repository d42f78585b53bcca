"""The clock."""

import os

import click

from bot import periodic, running
from bot.family import end_with_parent
from bot.settings import read_settings


@click.command()
@click.option("--with-parent", is_flag=True, hidden=True)
def clock_command(*, with_parent: bool) -> None:
    """Do what is due by the clock; any number may run, one acts."""
    settings = read_settings(os.environ)
    running.require_usable(settings)
    if with_parent:
        end_with_parent()
    with running.program(settings) as program:
        periodic.keep_time(program)
