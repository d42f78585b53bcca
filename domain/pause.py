"""Pauses: after abuse a person may not come for a while. A pause always has an end."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

from domain.conversation import VisitState
from domain.danger_answer import SAID_AGAIN_AFTER
from domain.risk_level import CONSULTED


@unique
class PauseLength(StrEnum):
    """How long a supervisor may decide for."""

    DAY = "day"
    WEEK = "week"


LENGTHS: Final = {PauseLength.DAY: timedelta(hours=24), PauseLength.WEEK: timedelta(days=7)}

_LET_IN: Final = frozenset({VisitState.WAITING, VisitState.TALKING, VisitState.RESTING})


def holds(*, level: int, state: VisitState | None, risk: int) -> bool:
    """Whether a pause in force keeps new words out of the line.

    ``level`` is what the words say of danger, ``state`` and ``risk`` those of the latest visit,
    None and 0 where there is none. From R2 on words go the ordinary way; and whoever was let in
    by such words is not shut out again by the next, quieter ones.
    """
    if level >= CONSULTED or state in _LET_IN:
        return False
    return not (state is VisitState.OUT_OF_HOURS and risk >= CONSULTED)


def is_to_be_answered(*, level: int, answered_at: datetime | None, now: datetime) -> bool:
    """Whether words of this level (0 to 4) within a pause are answered: once, danger ever again."""
    if answered_at is None:
        return True
    return level >= 1 and now - answered_at >= SAID_AGAIN_AFTER


def is_in_force(*, until_at: datetime, lifted_at: datetime | None, now: datetime) -> bool:
    """Whether a pause stands at a moment: until its end, or until it is lifted."""
    return lifted_at is None and now < until_at
