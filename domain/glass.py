"""The broken glass: an ended talk is opened to one member in need, seen by others, for an hour."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

ALONE_AFTER: Final = timedelta(minutes=10)
"""If no second person has answered by then, it may be opened all the same, announced to all."""

OPEN_FOR: Final = timedelta(hours=1)
ASKED_FOR: Final = timedelta(hours=24)
"""After this nobody has to answer any more: who still needs it asks again."""


@unique
class GlassReason(StrEnum):
    """Why a talk is opened. Nothing else is a reason."""

    DANGER_TO_LIFE = "danger_to_life"  # 命の危険
    COMPLAINT = "complaint"  # 苦情
    POLICE = "police"  # 警察の照会
    QUALITY = "quality"  # 事故の確認


@unique
class GlassState(StrEnum):
    """How far it has come."""

    ASKED = "asked"
    OPEN = "open"
    OVER = "over"


def state(
    *, asked_at: datetime, opened_at: datetime | None, ended_at: datetime | None, now: datetime
) -> GlassState:
    """How far it has come by now."""
    if ended_at is not None:
        return GlassState.OVER
    if opened_at is None:
        return GlassState.ASKED if now - asked_at < ASKED_FOR else GlassState.OVER
    return GlassState.OPEN if now - opened_at < OPEN_FOR else GlassState.OVER


def may_be_announced(*, asked_at: datetime, now: datetime) -> bool:
    """Whether it has waited long enough for a second person."""
    return now - asked_at >= ALONE_AFTER
