"""How far ahead the calendar is kept: closures and shifts that nobody has looked at yet."""

from datetime import date
from enum import StrEnum, unique

from routing.schedule import Schedule

DAYS_TO_KNOW = 60


@unique
class CalendarWarning(StrEnum):
    """What is the matter with the calendar."""

    UNSTATED = "unstated"  # nobody has said how far it is kept
    SHORT = "short"  # less than ``DAYS_TO_KNOW`` days ahead are known


def coverage_days(schedule: Schedule, *, today: date) -> int:
    """For how many days after ``today`` the calendar is known; 0 when nobody has said so."""
    if schedule.calendar_until is None:
        return 0
    return max((schedule.calendar_until - today).days, 0)


def calendar_warning(schedule: Schedule, *, today: date) -> CalendarWarning | None:
    """What somebody is to be told about the calendar, None while it is known far enough."""
    if schedule.calendar_until is None:
        return CalendarWarning.UNSTATED
    is_short = coverage_days(schedule, today=today) < DAYS_TO_KNOW
    return CalendarWarning.SHORT if is_short else None
