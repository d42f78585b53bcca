"""Modes: the switches a supervisor has over an evening."""

from uuid import UUID

from domain.evening import Mode
from services.live import WAITING_LINE
from services.work import Work
from storage.models.evening import ModeRow


def is_on(work: Work, mode: Mode) -> bool:
    """Whether a switch is on."""
    return work.session.get(ModeRow, mode) is not None


def switch(work: Work, mode: Mode, *, is_on: bool, member_id: UUID) -> None:
    """Switch a mode on or off; as it is already, nothing changes."""
    row = work.session.get(ModeRow, mode)
    if is_on and row is None:
        work.session.add(ModeRow(mode=mode, since=work.now, made_by=member_id))
    if not is_on and row is not None:
        work.session.delete(row)
    work.tell(WAITING_LINE)
