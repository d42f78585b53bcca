"""When a support line answers: its week, holidays, days of a month, closed days of the year."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from routing.holidays import holiday_name
from routing.opening_days import MINUTES_IN_A_DAY, OpenHours, Week, YearlyClosure

ALL_DAY = (OpenHours(opens_minute=0, closes_minute=MINUTES_IN_A_DAY),)
ALWAYS: Week = (ALL_DAY,) * 7
_DAYS_IN_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyHours:
    """Hours of one day of every month besides the week's: its date, or the last of a weekday.

    One of the two is set: ``day`` 1 to 31, ``last_weekday`` 0 (Monday) to 6.
    """

    day: int | None = None
    last_weekday: int | None = None
    hours: tuple[OpenHours, ...]

    def is_on(self, day: date) -> bool:
        """Whether these hours begin on a local day."""
        if self.day is not None:
            return day.day == self.day
        last = monthrange(day.year, day.month)[1]
        return day.weekday() == self.last_weekday and day.day + _DAYS_IN_A_WEEK > last


@dataclass(frozen=True, slots=True, kw_only=True)
class LineHours:
    """The hours of a line. ``holiday`` are those of public holidays; None: as the weekday has.

    Days of the month come in addition, on holidays too. What is closed every year is closed.
    """

    weekly: Week
    holiday: tuple[OpenHours, ...] | None = None
    monthly: tuple[MonthlyHours, ...] = ()
    yearly_closures: tuple[YearlyClosure, ...] = ()

    def on(self, day: date) -> tuple[OpenHours, ...]:
        """The hours that begin on a local day, in order and apart."""
        if any(closure.covers(day) for closure in self.yearly_closures):
            return ()
        is_holiday = self.holiday is not None and holiday_name(day) is not None
        usual = (self.holiday or ()) if is_holiday else self.weekly[day.weekday()]
        more = [hours for each in self.monthly if each.is_on(day) for hours in each.hours]
        return merged((*usual, *more)) if more else usual


def merged(hours: Iterable[OpenHours]) -> tuple[OpenHours, ...]:
    """The same hours in order, those that touch or overlap made one."""
    apart: list[OpenHours] = []
    for each in sorted(hours, key=lambda each: (each.opens_minute, each.closes_minute)):
        if apart and each.opens_minute <= apart[-1].closes_minute:
            ends = max(apart[-1].closes_minute, each.closes_minute)
            apart[-1] = OpenHours(opens_minute=apart[-1].opens_minute, closes_minute=ends)
        else:
            apart.append(each)
    return tuple(apart)
