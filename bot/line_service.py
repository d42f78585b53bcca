"""Serves the waiting line: one act, whoever asks for it."""

from bot.wiring import Program
from services import serving


def serve(program: Program) -> None:
    """Offer whoever waits to whoever has room; a look first, so that an idle line locks nothing."""
    with program.open_look() as look:
        if not serving.is_worth_trying(look):
            return
    with program.open_work() as work:
        serving.serve(work)
