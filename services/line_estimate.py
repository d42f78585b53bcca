"""How long somebody in the line may have to wait, reckoned from how talks have really ended."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from routing.expected_wait import Band, band, expected_start, mean_length
from services import line_order, room, timetable
from services.work import Work
from storage.queries import offers, talks

_LOOK_BACK: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A place in the line (1 is next), and what may be said of its wait.

    ``band`` is None while too few ends of talks are known, or nobody is on duty. ``starts_at``
    is for our own decisions; it is None while nobody is on duty.
    """

    position: int
    band: Band | None
    starts_at: datetime | None


def find(work: Work, visit_id: UUID) -> Estimate | None:
    """The estimate of one visit; None when it has no place in the line."""
    ordered = [place.visit_id for place in line_order.places(work)]
    if visit_id not in ordered:
        return None
    return _pace(work).estimate(ordered.index(visit_id) + 1)


def list_too_late(work: Work, *, by: datetime) -> tuple[UUID, ...]:
    """Every visit in the line that cannot begin before a moment; all while nobody is on duty."""
    ordered = [place.visit_id for place in line_order.places(work)]
    pace = _pace(work)
    # Whoever comes later in the line begins no earlier; with nobody on duty all are too late.
    in_time = bisect_left(
        range(len(ordered)), by, key=lambda index: pace.estimate(index + 1).starts_at or by
    )
    return tuple(ordered[in_time:])


def is_too_late(estimate: Estimate, *, by: datetime) -> bool:
    """Whether a talk will not begin before a moment; it will not while nobody is on duty."""
    return estimate.starts_at is None or estimate.starts_at >= by


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pace:
    now: datetime
    free: int
    running: Sequence[datetime]
    mean: timedelta | None
    planned: timedelta

    def estimate(self, position: int) -> Estimate:
        starts_at = expected_start(
            position,
            now=self.now,
            free=self.free,
            running=self.running,
            length=self.mean or self.planned,
        )
        is_known = starts_at is not None and self.mean is not None
        return Estimate(
            position=position,
            band=band(starts_at - self.now) if is_known and starts_at is not None else None,
            starts_at=starts_at,
        )


def _pace(work: Work) -> _Pace:
    # Whoever is being offered to somebody still has a place, and will have that room.
    held_out = sum(offers.open_by_member(work.session).values())
    return _Pace(
        now=work.now,
        free=room.free_slots(work) + held_out,
        running=talks.running_since(work.session),
        mean=mean_length(talks.newest_lengths(work.session, since=work.now - _LOOK_BACK)),
        planned=timedelta(minutes=timetable.current(work).talk_minutes),
    )
