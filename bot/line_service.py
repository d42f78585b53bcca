"""Serves the waiting line: one act, whoever asks for it."""

from bot.wiring import Program
from services import serving


def serve(program: Program) -> None:
    """Offer whoever waits to whoever has room: something has just changed."""
    with program.open_work() as work:
        serving.serve(work)


def serve_if_needed(program: Program) -> None:
    """The same by the clock; a look first, so that an idle line locks nothing."""
    with program.open_look() as look:
        is_needed = serving.is_worth_trying(look)
    if is_needed:
        serve(program)
