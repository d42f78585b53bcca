"""Offers: what may be held out to a counsellor, how it is answered, and for how long it stands."""

from datetime import timedelta
from enum import StrEnum, unique
from typing import Final

LEASE: Final = timedelta(seconds=60)
"""So long an offer stands; then the next counsellor is asked."""

DECLINE_PAUSE: Final = timedelta(minutes=5)
"""So long after a no, or no answer, the same offer is not made to the same counsellor again."""


@unique
class OfferKind(StrEnum):
    """What is held out."""

    WAITING = "waiting"  # a person in the line
    PASSING = "passing"  # a running talk that looks for another counsellor
    HAND_OVER = "hand_over"  # a running talk, to the counsellor its owner chose


@unique
class OfferAnswer(StrEnum):
    """What became of an offer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"  # nobody answered within the lease
    WITHDRAWN = "withdrawn"  # what was offered is no longer there to be taken
