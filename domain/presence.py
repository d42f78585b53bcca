"""Presence: whether a member's console is there, and whether they take talks."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

GREY_AFTER: Final = timedelta(seconds=60)
MISSED_AFTER: Final = timedelta(seconds=120)
LOST_AFTER: Final = timedelta(seconds=180)
"""Without a sign of the open console for so long (DOMAIN: a counsellor's connection drops)."""


@unique
class Presence(StrEnum):
    """How sure we are that a member is there."""

    HERE = "here"
    GREY = "grey"  # shown so; nothing else happens
    MISSED = "missed"  # the supervisor is told
    LOST = "lost"  # the people in their talks are told, and the talks offered on


@unique
class Duty(StrEnum):
    """What a member has said of themselves."""

    READY = "ready"  # takes talks
    PAUSED = "paused"  # stays with the talks they have
    AWAY = "away"  # not on duty


_LOSSES: Final = (
    (LOST_AFTER, Presence.LOST),
    (MISSED_AFTER, Presence.MISSED),
    (GREY_AFTER, Presence.GREY),
)


def presence(seen_at: datetime, *, now: datetime) -> Presence:
    """How sure we are, ``seen_at`` being the last sign; a sign from the future is one of now."""
    absence = now - seen_at
    return next((loss for after, loss in _LOSSES if absence >= after), Presence.HERE)
