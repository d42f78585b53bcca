"""Talks opened in need are closed again, and that is written down."""

from bot.wiring import Program
from services import glass


def end_overdue(program: Program) -> None:
    """Write down that talks opened in need are closed again."""
    with program.open_look() as look:
        is_needed = glass.has_overdue(look)
    if is_needed:
        with program.open_work() as work:
            glass.end_overdue(work)
