"""What the parts of a schedule file must not say against each other."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from routing.opening_days import MINUTES_IN_A_DAY, OpenHours
from routing.schedule import Schedule
from routing.schedule_days import PlacedOpening
from routing.schedule_mistakes import Mistakes
from routing.schedule_people import PlacedShift
from routing.schedule_week import WEEKDAYS, starts_before_end_of

_ONE_DAY = timedelta(days=1)


def check_openings(
    schedule: Schedule, openings: Sequence[PlacedOpening], mistakes: Mistakes
) -> None:
    """No extra opening on a day closed by date, none into the hours of the days around it."""
    for node, opening in openings:
        day = opening.on.isoformat()
        if any(closure.covers(opening.on) for closure in schedule.closures):
            found = f"an opening on {day}, which is also closed"
            mistakes.add(node, found, "the opening or the closure, not both")
        before = schedule.hours_on(opening.on - _ONE_DAY)
        after = schedule.hours_on(opening.on + _ONE_DAY)
        if starts_before_end_of(before, opening.hours) or starts_before_end_of(
            opening.hours, after
        ):
            found = f"an opening on {day} that overlaps the day before or after"
            mistakes.add(node, found, "hours apart from each other")


def check_shifts(schedule: Schedule, shifts: Sequence[PlacedShift], mistakes: Mistakes) -> None:
    """Every shift begins and ends while it is open, on each of its days."""
    for node, shift in shifts:
        for weekday in sorted(shift.weekdays):
            hours = list(_hours_around(schedule, weekday))
            if not _is_within(shift.hours, hours):
                right = "a shift that begins and ends within the hours of the day"
                mistakes.add(node, f"a shift outside the hours of {WEEKDAYS[weekday]}", right)
                break


def _hours_around(schedule: Schedule, weekday: int) -> Iterator[OpenHours]:
    """The hours of a weekday and of the next, in minutes of the first."""
    week = schedule.week_of()
    yield from week[weekday]
    for hours in week[(weekday + 1) % len(week)]:
        yield OpenHours(
            opens_minute=hours.opens_minute + MINUTES_IN_A_DAY,
            closes_minute=hours.closes_minute + MINUTES_IN_A_DAY,
        )


def _is_within(shift: OpenHours, day: Sequence[OpenHours]) -> bool:
    begins = any(each.opens_minute <= shift.opens_minute < each.closes_minute for each in day)
    ends = any(each.opens_minute < shift.closes_minute <= each.closes_minute for each in day)
    return begins and ends
