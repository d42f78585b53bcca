"""Alerts: a possible danger somebody must acknowledge. A row that stands until a human has seen it.

What follows a sign depends on where the person is (DOMAIN §2.8).
"""

from datetime import timedelta
from enum import StrEnum, unique
from typing import Final

ACKNOWLEDGED_WITHIN: Final = timedelta(minutes=2)
"""Whoever is called has this long; then the next one is called."""


@unique
class Origin(StrEnum):
    """Where a sign came from."""

    DETECTED = "detected"  # the person's words
    EDITED = "edited"  # words that were put in the place of others
    DECLARED = "declared"  # the button つらくて今すぐ話したい
    ANSWERED = "answered"  # one of the questions
    COUNSELLOR = "counsellor"  # 危険, by whoever has the talk
    SUPERVISOR = "supervisor"
    RECORD = "record"  # written down afterwards


@unique
class Situation(StrEnum):
    """Where the person was when the sign came."""

    NOBODY_HERE = "nobody_here"  # closed: T13 within seconds
    WAITING = "waiting"  # in the line: T14, a human within five minutes
    TALKING = "talking"  # in a talk: no machine speaks
    AFTERWARDS = "afterwards"  # the talk is over, the window open
