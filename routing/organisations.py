"""Who keeps the window on a day: organisations, the weeks they take in turn, their shifts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from domain.clock import TOKYO
from routing.opening_days import OpenHours

_DAYS_IN_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One of those who keep the window together.

    ``code`` names it in the program. ``share`` is its weight when talks are given out;
    ``capacity`` its talks at once, None for no bound of its own. It takes part from
    ``joins_on``, None for always.
    """

    code: str
    name: str
    joins_on: date | None = None
    share: int = 1
    capacity: int | None = None

    def has_joined(self, day: date) -> bool:
        """Whether it takes part on a day."""
        return self.joins_on is None or self.joins_on <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """Whose week it is: ``weeks`` of organisation codes in turn from the Monday ``first_on``.

    Before that Monday everybody is on duty.
    """

    first_on: date
    weeks: tuple[tuple[str, ...], ...]

    def codes_on(self, day: date) -> tuple[str, ...] | None:
        """The organisations whose week a day is in; None before the first."""
        passed = (day - self.first_on).days // _DAYS_IN_A_WEEK
        return None if passed < 0 else self.weeks[passed % len(self.weeks)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Planned duty of an organisation: ``staff`` people on each of ``weekdays`` (Monday 0).

    ``first_on`` and ``last_on`` bound it, both included; None is without bound.
    """

    organisation: str
    weekdays: frozenset[int]
    hours: OpenHours
    staff: int
    first_on: date | None = None
    last_on: date | None = None

    def falls_on(self, day: date) -> bool:
        """Whether a day has this shift, its organisation being on duty and the window open."""
        begun = self.first_on is None or self.first_on <= day
        over = self.last_on is not None and self.last_on < day
        return begun and not over and day.weekday() in self.weekdays


class Staffed(Protocol):
    """What a schedule says about its people."""

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """Everybody who keeps the window."""

    @property
    def rotation(self) -> Rotation | None:
        """Their weeks, None when all keep all."""

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The planned duty."""

    @property
    def staff_to_open(self) -> int:
        """The fewest people with whom it opens."""

    def hours_on(self, day: date) -> tuple[OpenHours, ...]:
        """The open hours of a day."""


def has_joined(schedule: Staffed, code: str | None, day: date) -> bool:
    """Whether an organisation takes part on a day; one the schedule does not name always does."""
    return all(each.has_joined(day) for each in schedule.organisations if each.code == code)


def organisations_on(schedule: Staffed, day: date) -> tuple[str, ...]:
    """The codes of those on duty on a day, in the file's order: joined, and in their week."""
    turn = None if schedule.rotation is None else schedule.rotation.codes_on(day)
    return tuple(
        organisation.code
        for organisation in schedule.organisations
        if organisation.has_joined(day) and (turn is None or organisation.code in turn)
    )


def shifts_on(schedule: Staffed, day: date) -> tuple[Shift, ...]:
    """The shifts that begin on a local day, earliest first.

    An extra opening may be shorter than the day's shifts: of those the part within it is given,
    and none where nothing of it is.
    """
    on_duty, hours = organisations_on(schedule, day), schedule.hours_on(day)
    falling = [
        shift
        for planned in schedule.shifts
        if planned.falls_on(day) and planned.organisation in on_duty
        for shift in _within(planned, hours)
    ]
    return tuple(sorted(falling, key=lambda shift: shift.hours.opens_minute))


def staff_needed(schedule: Staffed, *, now: datetime) -> int:
    """How many people are to be here at ``now``: the shifts' staff, never below the fewest."""
    today = now.astimezone(TOKYO).date()
    planned = sum(
        shift.staff
        for day in (today - timedelta(days=1), today)
        for shift in shifts_on(schedule, day)
        if _moment(day, shift.hours.opens_minute) <= now < _moment(day, shift.hours.closes_minute)
    )
    return max(planned, schedule.staff_to_open)


def _within(shift: Shift, day: Sequence[OpenHours]) -> Iterator[Shift]:
    """The shift from the first to the last open minute of it; breaks in between stay in it."""
    begins, ends = shift.hours.opens_minute, shift.hours.closes_minute
    met = [each for each in day if begins < each.closes_minute and each.opens_minute < ends]
    if met:
        hours = OpenHours(
            opens_minute=max(begins, met[0].opens_minute),
            closes_minute=min(ends, met[-1].closes_minute),
        )
        yield replace(shift, hours=hours)


def _moment(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(), TOKYO) + timedelta(minutes=minute)
