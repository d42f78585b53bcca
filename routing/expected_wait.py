"""How long somebody in the line may have to wait, reckoned from the real ends of talks."""

import heapq
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum, unique
from typing import Final

KNOWN_TALKS_NEEDED: Final = 5
"""With fewer ended talks known, no wait is named."""

_NEWEST: Final = 20
_LEAST_REST: Final = 4


@unique
class Band(StrEnum):
    """What a person is told of the wait: never a number of minutes."""

    WITHIN_10 = "within_10"
    FROM_10_TO_20 = "from_10_to_20"
    FROM_20_TO_40 = "from_20_to_40"
    OVER_40 = "over_40"


_UP_TO: Final = (
    (timedelta(minutes=10), Band.WITHIN_10),
    (timedelta(minutes=20), Band.FROM_10_TO_20),
    (timedelta(minutes=40), Band.FROM_20_TO_40),
)


def mean_length(lengths: Sequence[timedelta]) -> timedelta | None:
    """The mean of the newest twenty lengths of ended talks, the newest first; None under five."""
    newest = lengths[:_NEWEST]
    if len(newest) < KNOWN_TALKS_NEEDED:
        return None
    return sum(newest, timedelta()) / len(newest)


def expected_start(
    position: int, *, now: datetime, free: int, running: Sequence[datetime], length: timedelta
) -> datetime | None:
    """When the talk of the one at ``position`` (1 is next) may begin; never before ``now``.

    ``free`` counts the rooms open now, ``running`` holds when each talk began that will free one
    by ending. Gives None when there is neither: nobody is on duty.
    """
    starts = expected_starts(position, now=now, free=free, running=running, length=length)
    return starts[-1] if starts else None


def expected_starts(
    places: int, *, now: datetime, free: int, running: Sequence[datetime], length: timedelta
) -> tuple[datetime, ...]:
    """``expected_start`` of the first so many places at once, in order; none with nobody there."""
    # Who has talked past the mean has no reason to end this very minute.
    soonest = now + length / _LEAST_REST
    rooms = [now] * free + [max(began_at + length, soonest) for began_at in running]
    if not rooms:
        return ()
    heapq.heapify(rooms)
    return tuple(heapq.heapreplace(rooms, rooms[0] + length) for _ in range(places))


def band(wait: timedelta) -> Band:
    """The band a wait falls into, the upper end included."""
    return next((found for most, found in _UP_TO if wait <= most), Band.OVER_40)
