"""The workers."""

import os

import click

from bot import running
from bot.family import Child, Family, end_with_parent, our_command
from bot.queues import EVERY_QUEUE, OUTBOUND
from bot.settings import read_settings
from bot.worker import work_on


@click.command()
@click.option("--only", type=click.Choice(EVERY_QUEUE), help="Work on one queue, in this process.")
@click.option("--with-parent", is_flag=True, hidden=True)
def worker_command(only: str | None, *, with_parent: bool) -> None:
    """Work on what comes in, what goes out and who is told, and on figures."""
    settings = read_settings(os.environ)
    running.require_usable(settings)
    if with_parent:
        end_with_parent()
    if only is None:
        Family([_child(queue) for queue in (*EVERY_QUEUE, OUTBOUND)]).live()
        return
    with running.program(settings) as program:
        work_on(program, [only])


def _child(queue: str) -> Child:
    command = our_command("worker", "--only", queue)
    return Child(name=f"worker {queue}", command=command, environment=os.environ)
