"""Who is on duty, on which shift, and how many people that is."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from routing.organisations import (
    Organisation,
    Rotation,
    Shift,
    organisations_on,
    shifts_on,
    staff_needed,
)
from routing.schedule import Closure, ExtraOpening, OpenHours, Schedule

MONDAY = date(2026, 11, 16)
EVENING = OpenHours(opens_minute=16 * 60, closes_minute=21 * 60)
LATE = OpenHours(opens_minute=18 * 60, closes_minute=21 * 60)
KAZOKU = Organisation(code="kazoku", name="ひだまりの会")
SHIEN = Organisation(code="shien", name="みちしるべ", joins_on=MONDAY)
EVERY_DAY = frozenset(range(7))
BOTH = Schedule(
    place="やまなし",
    weekly=((EVENING,),) * 7,
    organisations=(KAZOKU, SHIEN),
    shifts=(
        Shift(organisation="shien", weekdays=EVERY_DAY, hours=LATE, staff=2),
        Shift(organisation="kazoku", weekdays=frozenset({0}), hours=EVENING, staff=1),
    ),
)
IN_TURN = replace(
    BOTH, rotation=Rotation(first_on=MONDAY, weeks=(("kazoku",), ("kazoku", "shien"), ("shien",)))
)


def _codes(schedule: Schedule, day: date) -> list[str]:
    return [shift.organisation for shift in shifts_on(schedule, day)]


def test_without_a_rotation_everybody_who_has_joined_is_on_duty() -> None:
    assert organisations_on(BOTH, MONDAY) == ("kazoku", "shien")
    assert organisations_on(BOTH, MONDAY - timedelta(days=1)) == ("kazoku",)


@pytest.mark.parametrize(
    ("days_later", "on_duty"),
    [
        (0, ("kazoku",)),
        (6, ("kazoku",)),
        (7, ("kazoku", "shien")),
        (14, ("shien",)),
        (20, ("shien",)),
        (21, ("kazoku",)),
    ],
)
def test_weeks_change_on_mondays_in_turn(days_later: int, on_duty: tuple[str, ...]) -> None:
    assert organisations_on(IN_TURN, MONDAY + timedelta(days=days_later)) == on_duty


def test_before_the_first_week_of_the_rotation_everybody_is_on_duty() -> None:
    joined = replace(IN_TURN, organisations=(KAZOKU, replace(SHIEN, joins_on=None)))

    assert organisations_on(joined, MONDAY - timedelta(days=1)) == ("kazoku", "shien")


def test_an_organisation_is_not_on_duty_before_it_joins_even_in_its_week() -> None:
    later = replace(SHIEN, joins_on=MONDAY + timedelta(days=16))
    schedule = replace(IN_TURN, organisations=(KAZOKU, later))

    assert organisations_on(schedule, MONDAY + timedelta(days=15)) == ()
    assert organisations_on(schedule, MONDAY + timedelta(days=16)) == ("shien",)


def test_shifts_are_those_of_the_day_and_of_who_is_on_duty() -> None:
    assert _codes(BOTH, MONDAY) == ["kazoku", "shien"]
    assert _codes(BOTH, MONDAY + timedelta(days=1)) == ["shien"]
    assert _codes(IN_TURN, MONDAY) == ["kazoku"]


def test_a_closed_day_has_no_shifts() -> None:
    closure = Closure(first_on=MONDAY, last_on=MONDAY, reason="休み")

    assert shifts_on(replace(BOTH, closures=(closure,)), MONDAY) == ()


def test_a_shift_lasts_no_longer_than_an_extra_opening() -> None:
    short = OpenHours(opens_minute=13 * 60, closes_minute=17 * 60)
    schedule = replace(BOTH, openings=(ExtraOpening(on=MONDAY, hours=(short,), reason="臨時"),))

    (shift,) = shifts_on(schedule, MONDAY)

    assert shift.organisation == "kazoku"
    assert shift.hours == OpenHours(opens_minute=16 * 60, closes_minute=17 * 60)


def test_a_shift_has_its_first_and_its_last_day() -> None:
    bounded = replace(
        BOTH.shifts[0], first_on=MONDAY + timedelta(days=2), last_on=MONDAY + timedelta(days=3)
    )
    schedule = replace(BOTH, shifts=(bounded,))

    days = [day for day in range(7) if shifts_on(schedule, MONDAY + timedelta(days=day))]
    assert days == [2, 3]


@pytest.mark.parametrize(
    ("clock", "needed"),
    [("15:59", 2), ("16:00", 2), ("17:59", 2), ("18:00", 3), ("20:59", 3), ("21:00", 2)],
)
def test_as_many_are_needed_as_the_shifts_say_and_never_fewer_than_to_open(
    clock: str, needed: int
) -> None:
    now = datetime.fromisoformat(f"2026-11-16T{clock}").replace(tzinfo=TOKYO)

    assert staff_needed(BOTH, now=now) == needed


def test_a_shift_over_midnight_is_counted_on_the_next_day() -> None:
    night = OpenHours(opens_minute=22 * 60, closes_minute=26 * 60)
    shift = Shift(organisation="kazoku", weekdays=frozenset({0}), hours=night, staff=4)
    schedule = replace(BOTH, weekly=((night,),) * 7, shifts=(shift,))

    at_one = datetime(2026, 11, 17, 1, tzinfo=TOKYO)
    assert staff_needed(schedule, now=at_one) == 4
    assert staff_needed(schedule, now=at_one + timedelta(hours=1)) == 2


@given(day=st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_nobody_is_on_duty_before_joining(day: date) -> None:
    on_duty = set(organisations_on(IN_TURN, day))

    assert on_duty <= {"kazoku", "shien"}
    assert "shien" not in on_duty or day >= MONDAY
    assert {shift.organisation for shift in shifts_on(IN_TURN, day)} <= on_duty
