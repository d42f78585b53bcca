"""Makes the inner sheets of long periods, apart from any request."""

from uuid import UUID

from bot.wiring import Program
from services import made_sheets


def make(program: Program, sheet_id: UUID) -> None:
    """Count one, and keep it."""
    with program.open_look() as look:
        tables = made_sheets.make(look, sheet_id)
    if tables is not None:
        with program.open_work() as work:
            made_sheets.keep(work, sheet_id, tables)
