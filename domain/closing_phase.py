"""How near its end a running talk is, by the clock of the evening (DOMAIN §2.7)."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

from domain.risk_level import JOINED

NEAR_BEFORE: Final = timedelta(minutes=20)
"""From here to closing the counsellor is shown how long there is: from 20:40."""


@unique
class ClosingPhase(StrEnum):
    """What the clock says about a running talk."""

    OPEN = "open"
    NEAR = "near"  # あと20分
    EXTENDED = "extended"  # 時間延長: closed for everybody else
    OVERDUE = "overdue"  # to be ended with a goodbye


def closing_phase(
    *, now: datetime, closes_at: datetime, deadline: datetime, risk: int
) -> ClosingPhase:
    """The phase of a talk that runs on to ``deadline``; from R3 on it is never overdue."""
    if now >= deadline and risk < JOINED:
        return ClosingPhase.OVERDUE
    if now >= closes_at:
        return ClosingPhase.EXTENDED
    return ClosingPhase.NEAR if now >= closes_at - NEAR_BEFORE else ClosingPhase.OPEN
