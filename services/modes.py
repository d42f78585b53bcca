"""Modes: the switches a supervisor has over an evening."""

from datetime import datetime
from typing import Final
from uuid import UUID

from domain.audit import Act, Steered
from domain.evening import Mode
from services import audit
from services.live import WAITING_LINE
from services.work import Work
from storage.models.evening import ModeRow

_STEERED: Final = {
    (Mode.FROZEN, True): Steered.FROZEN_ON,
    (Mode.FROZEN, False): Steered.FROZEN_OFF,
    (Mode.DISASTER, True): Steered.DISASTER_ON,
    (Mode.DISASTER, False): Steered.DISASTER_OFF,
}


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
    if is_on is (row is not None):
        return
    if row is None:
        work.session.add(ModeRow(mode=mode, since=work.now, made_by=member_id))
    else:
        work.session.delete(row)
    audit.note(work, Act.EVENING_STEERED, actor_id=member_id, reason=_STEERED[mode, is_on])
    work.tell(WAITING_LINE)
