"""Silence in a talk: what the clock suggests once the counsellor has spoken and nobody answers."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

from domain.risk_level import CONSULTED

HINT_AFTER: Final = timedelta(minutes=10)
NUDGE_AFTER: Final = timedelta(minutes=15)
SECOND_AFTER: Final = timedelta(minutes=25)
REST_AFTER: Final = timedelta(minutes=40)
"""So long after the counsellor's last word (DOMAIN: silence, slower than for the young)."""


@unique
class SilenceStep(StrEnum):
    """How far a silence has come."""

    NONE = "none"
    HINT = "hint"  # the counsellor is shown that it is quiet
    NUDGE = "nudge"  # T29 is suggested
    SECOND = "second"  # T30 is suggested
    REST = "rest"  # the talk rests (T31) and frees its slot
    SUPERVISOR = "supervisor"  # in place of all of these where there is risk


_STEPS: Final = (
    (REST_AFTER, SilenceStep.REST),
    (SECOND_AFTER, SilenceStep.SECOND),
    (NUDGE_AFTER, SilenceStep.NUDGE),
    (HINT_AFTER, SilenceStep.HINT),
)


def step(awaiting_since: datetime | None, *, now: datetime, risk: int) -> SilenceStep:
    """The step reached; ``awaiting_since`` is None while it is not the person's turn.

    With a ``risk`` of 2 or more (R0-R4) it is SUPERVISOR from ten minutes on, and nothing else.
    """
    if awaiting_since is None:
        return SilenceStep.NONE
    silence = now - awaiting_since
    reached = next((found for after, found in _STEPS if silence >= after), SilenceStep.NONE)
    if risk >= CONSULTED and reached is not SilenceStep.NONE:
        return SilenceStep.SUPERVISOR
    return reached
