"""The timetable: the schedule with this evening's own closures, and what they allow now."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, select

from domain.evening import Intake, Mode
from domain.service_day import ServiceDay
from routing import hours
from routing.evenings import PREPARATION, Evening, find_evening
from routing.hours import ClosedWindow
from routing.opening_days import Stop
from routing.schedule import Schedule
from routing.schedule_stops import with_stops
from services import modes
from services.work import Work
from storage.models.evening import ClosureRow

_STILL_TELLS: Final = timedelta(days=30)
"""So long after its end a closure still says when an evening ended, and since when it is closed."""


def current(work: Work) -> Schedule:
    """The schedule as it holds now: the file, less what was closed from the console."""
    if work.timetable is None:
        rows = work.session.scalars(_CLOSURES, {"since": work.now - _STILL_TELLS})
        stops = tuple(
            Stop(from_at=row.from_at, until_at=row.until_at, reason=row.reason) for row in rows
        )
        schedule = work.house.schedule
        work.timetable = with_stops(schedule, stops) if stops else schedule
    return work.timetable


_CLOSURES: Final = select(ClosureRow).where(
    ClosureRow.until_at > bindparam("since"), ClosureRow.withdrawn_at.is_(None)
)


def evening(work: Work, *, at: datetime | None = None) -> Evening | None:
    """The evening around a moment (now), from half an hour before it until it is reported."""
    if at is not None:
        return find_evening(current(work), now=at)
    if work.tonight is None:
        work.tonight = find_evening(current(work), now=work.now)
    return work.tonight


def forget(work: Work) -> None:
    """A closure has been made or withdrawn in this act."""
    work.timetable = work.tonight = None


def is_pause(work: Work) -> bool:
    """Whether it is closed only for a while: the evening goes on later."""
    tonight = evening(work)
    return tonight is not None and tonight.opens_at <= work.now < tonight.closes_at


def is_open(work: Work) -> bool:
    """Whether somebody reads now."""
    return hours.is_open(current(work), now=work.now)


def closed_window(work: Work) -> ClosedWindow | None:
    """The closed time around now, None while open."""
    return hours.closed_window(current(work), now=work.now)


def is_done_for_today(work: Work) -> bool:
    """Whether it is closed, and opens no more on this day of the service."""
    window = closed_window(work)
    if window is None:
        return False
    opening = window.next_opening
    return opening is None or opening >= ServiceDay.around(work.now).ends_at


def goes_on(work: Work) -> bool:
    """Whether it is open, or closed only for a while."""
    return is_open(work) or is_pause(work)


def intake(work: Work, *, at: datetime) -> Intake:
    """Whether new people are taken in at a moment while it is open.

    A freeze is for its own evening: one that somebody forgot does not shut the next.
    """
    tonight = evening(work, at=at)
    frozen_at = modes.since(work, Mode.FROZEN)
    if frozen_at is not None and (tonight is None or frozen_at >= tonight.opens_at - PREPARATION):
        return Intake.FROZEN
    is_late = tonight is not None and tonight.last_intake_at <= at < tonight.closes_at
    return Intake.LATE if is_late else Intake.OPEN
