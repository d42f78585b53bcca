"""What a machine says to a sign of danger: by where the person is, and never in a talk."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

from domain.alert import Situation
from domain.risk_level import JOINED

SAID_AGAIN_AFTER: Final = timedelta(hours=6)
"""T13 is said again after this long (DOMAIN §2.8)."""

NEW_SIGN_AFTER: Final = timedelta(minutes=10)
"""A sign of R3 or above so long after the last T13 is a new one, whatever it was said for."""


STALE_AFTER: Final = timedelta(minutes=10)
"""T13 names the lines of its minute; so late it does not go out any more."""


@unique
class DangerAnswer(StrEnum):
    """One of the two answers."""

    NOBODY_HERE = "nobody_here"  # T13: nobody is here; who answers at this minute
    SOON = "soon"  # T14: a human reads it soon


def answer_to(
    situation: Situation,
    *,
    level: int,
    answered_at: datetime | None,
    answered_level: int | None,
    told_at: datetime | None,
    now: datetime,
) -> DangerAnswer | None:
    """What is said to a sign of this level, 0 being none.

    ``answered_at`` and ``answered_level``: the person's last T13, and the level it was said for;
    ``told_at``: T14 in this visit.
    """
    if level < 1:
        return None
    match situation:
        case Situation.TALKING | Situation.AFTERWARDS:
            return None
        case Situation.WAITING:
            return DangerAnswer.SOON if told_at is None else None
        case Situation.NOBODY_HERE:
            is_due = _is_due(level, answered_at, answered_level or 0, now)
            return DangerAnswer.NOBODY_HERE if is_due else None


def is_stale(*, said_at: datetime, situation: Situation, now: datetime) -> bool:
    """Whether a T13 of ``said_at`` that has not gone out yet is not true any more.

    A talk that was left open, and in which nobody is, is no talk here (``Situation``).
    """
    return situation is Situation.TALKING or now - said_at >= STALE_AFTER


def _is_due(level: int, answered_at: datetime | None, answered_level: int, now: datetime) -> bool:
    if answered_at is None or now - answered_at >= SAID_AGAIN_AFTER:
        return True
    if level < JOINED:
        return False
    return level > answered_level or now - answered_at >= NEW_SIGN_AFTER
