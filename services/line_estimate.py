"""How long somebody in the line may have to wait, reckoned from how talks have really ended."""

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


def estimates(work: Work) -> dict[UUID, Estimate]:
    """The estimate of everybody who waits, by visit, the next one first."""
    pace = _pace(work)
    return {
        place.visit_id: pace.estimate(position)
        for position, place in enumerate(line_order.places(work), start=1)
    }


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
