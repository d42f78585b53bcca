"""The evening around a moment: when its intake, its notice, its end and its report are due.

Stretches at most two hours apart are one evening, over midnight too, up to a day long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from routing.hours import is_open, next_opening
from routing.openings import ONE_DAY, Stretch, local_day, openings, planned_openings
from routing.schedule import Schedule

PREPARATION = timedelta(minutes=30)
"""From here to the opening the evening is made ready: 15:30 (DOMAIN §2.7)."""
AFTERMATH = timedelta(minutes=60)
_LONGEST_GAP = timedelta(hours=2)
_LONGEST_EVENING = timedelta(hours=24)
_DAYS_BACK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """One evening, all times aware UTC: opens ≤ last intake, notice ≤ closes < the rest.

    ``id`` is the planned opening in ISO form; no stop changes it. Of an evening that stops take
    away whole, ``closes_at`` is ``opens_at``. ``goes_on``: at ``closes_at`` the window stays open,
    as it does day and night; then nothing is last and nobody has to be told.
    """

    id: str
    opens_at: datetime
    last_intake_at: datetime
    notice_at: datetime
    closes_at: datetime
    extension_until: datetime
    report_at: datetime
    next_opening: datetime | None
    goes_on: bool = False


def find_evening(schedule: Schedule, *, now: datetime) -> Evening | None:
    """The evening from half an hour before its planned opening to an hour after its report.

    Of two, the one that has begun and is not reported; else the later.

    Raises:
        ValueError: ``now`` has no zone.
    """
    around = [
        evening
        for planned_opening, evening in _evenings(_Same(schedule), local_day(now))
        if planned_opening - PREPARATION <= now < evening.report_at + AFTERMATH
    ]
    return max(around, key=lambda evening: _urgency(evening, now), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A schedule as itself: two are the same only when they are one."""

    schedule: Schedule

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.schedule is self.schedule

    def __hash__(self) -> int:
        return id(self.schedule)


@lru_cache(maxsize=64)
def _evenings(same: _Same, today: date) -> tuple[tuple[datetime, Evening], ...]:
    """The evenings around a day with their planned openings; every page asks for them."""
    return tuple(
        (planned[0].opens_at, _evening(same.schedule, planned))
        for planned in _planned_evenings(same.schedule, today)
    )


def _urgency(evening: Evening, now: datetime) -> tuple[bool, datetime]:
    return evening.opens_at <= now < evening.report_at, evening.opens_at


def _planned_evenings(schedule: Schedule, today: date) -> Iterator[Sequence[Stretch]]:
    evening: list[Stretch] = []
    for stretch in planned_openings(schedule, today - _DAYS_BACK * ONE_DAY, today + 2 * ONE_DAY):
        if evening and not _continues(evening, stretch):
            yield evening
            evening = []
        evening.append(stretch)
    if evening:
        yield evening


def _continues(evening: Sequence[Stretch], stretch: Stretch) -> bool:
    is_near = stretch.opens_at - evening[-1].closes_at <= _LONGEST_GAP
    return is_near and stretch.closes_at - evening[0].opens_at <= _LONGEST_EVENING


def _evening(schedule: Schedule, planned: Sequence[Stretch]) -> Evening:
    planned_opening, planned_closing = planned[0].opens_at, planned[-1].closes_at
    first, last = local_day(planned_opening), local_day(planned_closing)
    left = [
        stretch
        for stretch in openings(schedule, first, last)
        if planned_opening <= stretch.opens_at < planned_closing
    ]
    opens_at = left[0].opens_at if left else planned_opening
    closes_at = left[-1].closes_at if left else planned_opening
    goes_on = is_open(schedule, now=closes_at)
    last_intake_at = closes_at - timedelta(minutes=schedule.last_intake_minutes)
    notice_at = closes_at - timedelta(minutes=schedule.closing_notice_minutes)
    return Evening(
        id=planned_opening.isoformat(),
        opens_at=opens_at,
        last_intake_at=closes_at if goes_on else _within(last_intake_at, opens_at, closes_at),
        notice_at=closes_at if goes_on else _within(notice_at, opens_at, closes_at),
        closes_at=closes_at,
        extension_until=closes_at + timedelta(minutes=schedule.extension_minutes),
        report_at=closes_at + timedelta(minutes=schedule.report_minutes),
        next_opening=next_opening(schedule, now=closes_at),
        goes_on=goes_on,
    )


def _within(at: datetime, earliest: datetime, latest: datetime) -> datetime:
    return min(max(at, earliest), latest)
