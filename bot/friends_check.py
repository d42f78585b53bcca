"""Asks LINE every night how many friends there are, so that what we lost is seen."""

from bot.logs import get_log
from bot.sending import line_client
from bot.wiring import Program
from domain.errors import PlatformError
from line.client import LineClient
from services import friends_check


def run_if_due(program: Program) -> None:
    """Ask about yesterday, once LINE has its numbers."""
    run(program, line_client(program.settings))


def run(program: Program, client: LineClient) -> None:
    """The same with a client for LINE."""
    with program.open_look() as look:
        day = friends_check.day_to_ask(look)
    if day is None:
        return
    try:
        told = client.count_friends(day)
    except PlatformError as error:
        get_log().warning("LINE does not count its friends", trouble=type(error).__name__)
        return
    if told is None:
        return
    with program.open_work() as work:
        friends_check.keep(work, day, followers=told.followers, blocks=told.blocks)
