"""An ordinary week, as the schedule plans it: an evening for each weekday, and whose it is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from routing.evenings import Evening, find_evening
from routing.openings import local_day, planned_openings
from routing.organisations import shifts_on
from routing.schedule import Schedule

_DAYS: Final = timedelta(days=13)


def evenings(schedule: Schedule, today: date) -> Mapping[int, Evening]:
    """The next evening of each weekday in the two weeks from today, as it is planned.

    Of several on one day it is one, from the first opening to the last closing.
    """
    found: dict[int, Evening] = {}
    for stretch in planned_openings(schedule, today, today + _DAYS):
        evening = find_evening(schedule, now=stretch.opens_at)
        if evening is None:
            continue
        day = local_day(evening.opens_at)
        known = found.setdefault(day.weekday(), evening)
        if known != evening and local_day(known.opens_at) == day:
            found[day.weekday()] = replace(evening, opens_at=known.opens_at)
    return found


def organisations(schedule: Schedule, today: date) -> Mapping[int, tuple[str, ...]]:
    """Who has shifts on each weekday of the two weeks from today, in the schedule's order."""
    codes = [each.code for each in schedule.organisations]
    found: dict[int, set[str]] = {}
    for ahead in range(_DAYS.days + 1):
        day = today + timedelta(days=ahead)
        found.setdefault(day.weekday(), set()).update(
            shift.organisation for shift in shifts_on(schedule, day)
        )
    return {day: tuple(sorted(here, key=codes.index)) for day, here in found.items()}
