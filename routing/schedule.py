"""The schedule as values: which hours of a week are open, and which days are not."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """One stretch of a day, from ``opens_minute`` up to, not including, ``closes_minute``.

    Both count minutes from local midnight: 0 ≤ opens < closes ≤ 1440.
    """

    opens_minute: int
    closes_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Closed days, both ends included."""

    first_on: date
    last_on: date
    reason: str

    def covers(self, day: date) -> bool:
        """Whether ``day`` is closed by this."""
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyClosure:
    """Days closed every year, both ends included; over New Year when ``first`` is the later."""

    first: MonthDay
    last: MonthDay
    reason: str

    def covers(self, day: date) -> bool:
        """Whether ``day`` is closed by this."""
        asked = MonthDay(month=day.month, day=day.day)
        if self.first <= self.last:
            return self.first <= asked <= self.last
        return asked >= self.first or asked <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When the window is open, reckoned in Asia/Tokyo.

    ``weekly`` holds seven days, Monday first, the hours of each in order and without overlap.
    ``place`` is the first part of the alias shown for a person.
    """

    place: str
    weekly: tuple[tuple[OpenHours, ...], ...]
    closures: tuple[Closure, ...] = ()
    yearly_closures: tuple[YearlyClosure, ...] = ()

    def hours_on(self, day: date) -> tuple[OpenHours, ...]:
        """The open hours of one local day; none on a closed one."""
        is_closed = any(closure.covers(day) for closure in self.closures) or any(
            closure.covers(day) for closure in self.yearly_closures
        )
        return () if is_closed else self.weekly[day.weekday()]
