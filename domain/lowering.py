"""Lowering a level of danger: a supervisor with a written reason, from R3 on two (DOMAIN §2.8)."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

from domain.risk_level import JOINED

STANDS_FOR: Final = timedelta(minutes=30)
"""So long somebody else may agree; then it is asked anew, of what is true by then."""

SHORTEST_REASON: Final = 5
LONGEST_REASON: Final = 400
"""Characters of the written reason, without spaces around it."""


@unique
class LoweringState(StrEnum):
    """How an asking stands."""

    ASKED = "asked"
    ANSWERED = "answered"
    LAPSED = "lapsed"  # nobody answered in time
    OVERTAKEN = "overtaken"  # a new sign has come since, or the level is another one by now
    MOOT = "moot"  # the talk is over, or whoever asked is a supervisor no more


def needs_second(level: int) -> bool:
    """Whether lowering from this level takes two supervisors."""
    return level >= JOINED


def is_reason(text: str) -> bool:
    """Whether the words are a reason at all, and no longer than one is kept."""
    return SHORTEST_REASON <= len(text.strip()) <= LONGEST_REASON


def state(
    *,
    asked_at: datetime,
    answered_at: datetime | None,
    changed_at: datetime | None,
    is_moot: bool,
    now: datetime,
) -> LoweringState:
    """How an asking stands; ``changed_at`` is the visit's latest sign or change of level."""
    if answered_at is not None:
        return LoweringState.ANSWERED
    if changed_at is not None and changed_at >= asked_at:
        return LoweringState.OVERTAKEN
    if is_moot:
        return LoweringState.MOOT
    return LoweringState.LAPSED if now >= asked_at + STANDS_FOR else LoweringState.ASKED
