"""Pace: how long a person in a talk has been waiting for the counsellor's word."""

from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

AMBER_AFTER: Final = timedelta(minutes=4)
RED_AFTER: Final = timedelta(minutes=7)
FIRST_AMBER_AFTER: Final = timedelta(minutes=3)
FIRST_RED_AFTER: Final = timedelta(minutes=5)
"""So long without a word from the counsellor; the first word of a talk is awaited sooner."""


@unique
class Pace(StrEnum):
    """How it looks from the person's side."""

    GOOD = "good"
    AMBER = "amber"  # a 「考えています」 would help
    RED = "red"


def pace(unanswered_since: datetime | None, *, now: datetime, is_first: bool = False) -> Pace:
    """The pace of a talk.

    ``unanswered_since`` is the first word of the person's that has no answer yet, or the
    connection when ``is_first``: nobody has written to them in this talk. None: all is answered.
    """
    if unanswered_since is None:
        return Pace.GOOD
    amber, red = (FIRST_AMBER_AFTER, FIRST_RED_AFTER) if is_first else (AMBER_AFTER, RED_AFTER)
    gap = now - unanswered_since
    if gap >= red:
        return Pace.RED
    return Pace.AMBER if gap >= amber else Pace.GOOD
