"""What a machine says to a sign of danger: by where the person is, and never in a talk."""

from dataclasses import dataclass
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

HANDLED_WITHIN: Final = timedelta(minutes=1)
"""A sign is answered by whatever handles it; the clock looks at what has been left since."""

LEFT_FOR: Final = timedelta(hours=24)
"""So long after a sign the clock breaks a silence; later it is for people to do."""

BEFORE_OPENING: Final = timedelta(hours=1)
"""Whoever wrote so shortly before the opening is given a place in the line by the clock."""


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

    It is true while nobody is here. A talk that was left open, and in which nobody is, is no talk
    (``Situation``).
    """
    return situation is not Situation.NOBODY_HERE or now - said_at >= STALE_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What a person in danger has heard, as far as a machine may break the silence.

    ``sign_at``: their last sign. ``answered_at`` and ``told_at``: as for ``answer_to``.
    ``graver_at``: when their words last took the level to R3 or more. ``arrived_at``: they wait in
    the line, since then. ``is_outside``: they wrote outside the hours, and stand in no line.
    """

    sign_at: datetime
    answered_at: datetime | None
    told_at: datetime | None
    graver_at: datetime | None
    arrived_at: datetime | None
    is_outside: bool


def answer_to_silence(
    situation: Situation, silence: Silence, *, now: datetime
) -> DangerAnswer | None:
    """What is said to somebody in danger whom neither a human nor a machine has answered.

    Nothing is said twice: T13 that went out holds for six hours, unless a promise (T14) or R3 came
    after it. Whoever wrote shortly before the opening, and has heard nothing, is told T14.
    """
    if not is_for_the_clock(silence.sign_at, now=now):
        return None
    match situation:
        case Situation.TALKING:
            return None
        case Situation.NOBODY_HERE:
            return DangerAnswer.NOBODY_HERE if _has_heard_nothing(silence) else None
        case Situation.WAITING:
            is_new = silence.arrived_at is not None and silence.sign_at >= silence.arrived_at
            return DangerAnswer.SOON if is_new and silence.told_at is None else None
        case Situation.AFTERWARDS:
            is_lost = silence.is_outside and silence.answered_at is None
            is_lost = is_lost and now - silence.sign_at < BEFORE_OPENING
            return DangerAnswer.SOON if is_lost else None


def is_for_the_clock(sign_at: datetime, *, now: datetime) -> bool:
    """Whether a sign is neither still being handled nor so old that it is for people alone."""
    return HANDLED_WITHIN <= now - sign_at < LEFT_FOR


def _has_heard_nothing(silence: Silence) -> bool:
    answered_at = silence.answered_at
    if answered_at is None or silence.sign_at - answered_at >= SAID_AGAIN_AFTER:
        return True
    later = (silence.told_at, silence.graver_at)
    return any(at is not None and at > answered_at for at in later)


def _is_due(level: int, answered_at: datetime | None, answered_level: int, now: datetime) -> bool:
    if answered_at is None or abs(now - answered_at) >= SAID_AGAIN_AFTER:
        return True  # also what was said by a clock that has been set back since
    if level < JOINED:
        return False
    return level > answered_level or now - answered_at >= NEW_SIGN_AFTER
