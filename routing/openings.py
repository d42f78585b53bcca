"""Open stretches on the line of time: what the calendar plans, and what is left after stops.

Days are local days of Asia/Tokyo, every moment given back is aware and in UTC.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from domain.clock import TOKYO
from routing.opening_days import Opens

ONE_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Open from ``opens_at`` up to, not including, ``closes_at``."""

    opens_at: datetime
    closes_at: datetime


class Cut(NamedTuple):
    """A part of a planned stretch that stops take away."""

    began_at: datetime
    ended_at: datetime
    planned: Stretch


def planned_openings(schedule: Opens, first: date, last: date) -> Iterator[Stretch]:
    """The stretches that begin on these days, in order, as if there were no stops."""
    day = first
    while day <= last:
        for hours in schedule.hours_on(day):
            yield Stretch(moment(day, hours.opens_minute), moment(day, hours.closes_minute))
        day += ONE_DAY


def openings(schedule: Opens, first: date, last: date) -> Iterator[Stretch]:
    """What stops leave of the stretches that begin on these days, in order."""
    for planned in planned_openings(schedule, first, last):
        opens_at = planned.opens_at
        for cut in _cuts(schedule, planned):
            if opens_at < cut.began_at:
                yield Stretch(opens_at, cut.began_at)
            opens_at = cut.ended_at
        if opens_at < planned.closes_at:
            yield Stretch(opens_at, planned.closes_at)


def cuts(schedule: Opens, first: date, last: date) -> Iterator[Cut]:
    """What stops take away of the stretches that begin on these days, in order."""
    if schedule.stops:
        for planned in planned_openings(schedule, first, last):
            yield from _cuts(schedule, planned)


def moment(day: date, minute: int) -> datetime:
    """A minute after local midnight of a day."""
    wall = datetime.combine(day, time(), TOKYO) + timedelta(minutes=minute)
    return wall.astimezone(UTC)


def local_day(at: datetime) -> date:
    """The local day of a moment.

    Raises:
        ValueError: the moment has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("a time without a zone: opening hours cannot be asked of it")
    return at.astimezone(TOKYO).date()


def _cuts(schedule: Opens, planned: Stretch) -> Iterator[Cut]:
    """Cuts of one stretch, apart from each other although stops may overlap."""
    reached = planned.opens_at
    for stop in sorted(schedule.stops, key=lambda stop: stop.from_at):
        began_at = max(stop.from_at, reached).astimezone(UTC)
        ended_at = min(stop.until_at, planned.closes_at).astimezone(UTC)
        if began_at < ended_at:
            yield Cut(began_at, ended_at, planned)
            reached = ended_at
