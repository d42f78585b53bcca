"""The workers."""

import os
from typing import Final

import click

from bot import running
from bot.family import Child, Family, end_with_parent, our_command
from bot.queues import INBOUND, OUTBOUND, TELLING
from bot.settings import read_settings
from bot.worker import work_on

_QUEUES: Final = (INBOUND, OUTBOUND, TELLING)


@click.command()
@click.option("--only", type=click.Choice(_QUEUES), help="Work on one queue, in this process.")
@click.option("--with-parent", is_flag=True, hidden=True)
def worker_command(only: str | None, *, with_parent: bool) -> None:
    """Work on what comes in, what goes out and who is told: one process, two, and one."""
    settings = read_settings(os.environ)
    running.require_usable(settings)
    if with_parent:
        end_with_parent()
    if only is None:
        Family([_child(queue) for queue in (*_QUEUES, OUTBOUND)]).live()
        return
    with running.program(settings) as program:
        work_on(program, [only])


def _child(queue: str) -> Child:
    command = our_command("worker", "--only", queue)
    return Child(name=f"worker {queue}", command=command, environment=os.environ)
