"""Modes: the switches a supervisor has over an evening."""

from datetime import datetime
from uuid import UUID

from domain.evening import Mode
from services.live import WAITING_LINE
from services.work import Work
from storage.models.evening import ModeRow


def is_on(work: Work, mode: Mode) -> bool:
    """Whether a switch is on."""
    return work.session.get(ModeRow, mode) is not None


def since(work: Work, mode: Mode) -> datetime | None:
    """Since when a switch is on, None while it is off."""
    row = work.session.get(ModeRow, mode)
    return row.since if row is not None else None


def thaw(work: Work) -> None:
    """New people are taken in again: a freeze ends with its evening."""
    row = work.session.get(ModeRow, Mode.FROZEN)
    if row is not None:
        work.session.delete(row)


def switch(work: Work, mode: Mode, *, is_on: bool, member_id: UUID) -> None:
    """Switch a mode on or off; as it is already, nothing changes."""
    row = work.session.get(ModeRow, mode)
    if is_on and row is None:
        work.session.add(ModeRow(mode=mode, since=work.now, made_by=member_id))
    if not is_on and row is not None:
        work.session.delete(row)
    work.tell(WAITING_LINE)
