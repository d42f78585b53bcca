"""How far the calendar is kept, and how it reads."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from routing.calendar import CalendarWarning, calendar_warning, coverage_days
from routing.holidays import holiday_name
from routing.organisations import Organisation, Shift
from routing.schedule import ExtraOpening, MonthDay, OpenHours, Schedule, YearlyClosure
from routing.spoken_calendar import calendar_lines, coverage_words

TODAY = date(2026, 11, 21)
EVENING = OpenHours(opens_minute=16 * 60, closes_minute=21 * 60)
NIGHT = OpenHours(opens_minute=22 * 60, closes_minute=26 * 60)
KEPT = Schedule(
    place="やまなし",
    weekly=((EVENING,), (NIGHT,), *((EVENING,),) * 3, (), ()),
    closing_holiday=holiday_name,
    yearly_closures=(
        YearlyClosure(
            first=MonthDay(month=12, day=29), last=MonthDay(month=1, day=3), reason="年末年始"
        ),
    ),
    openings=(ExtraOpening(on=date(2026, 12, 30), hours=(EVENING,), reason="年末の臨時"),),
    organisations=(Organisation(code="kazoku", name="ひだまりの会"),),
    shifts=(Shift(organisation="kazoku", weekdays=frozenset({0}), hours=EVENING, staff=2),),
    calendar_until=date(2027, 3, 31),
)


@pytest.mark.parametrize(
    ("until", "days", "warning"),
    [
        (None, 0, CalendarWarning.UNSTATED),
        (TODAY + timedelta(days=60), 60, None),
        (TODAY + timedelta(days=59), 59, CalendarWarning.SHORT),
        (TODAY, 0, CalendarWarning.SHORT),
        (TODAY - timedelta(days=5), 0, CalendarWarning.SHORT),
    ],
)
def test_a_calendar_known_for_less_than_sixty_days_is_a_warning(
    until: date | None, days: int, warning: CalendarWarning | None
) -> None:
    schedule = replace(KEPT, calendar_until=until)

    assert coverage_days(schedule, today=TODAY) == days
    assert calendar_warning(schedule, today=TODAY) is warning


def test_each_day_says_its_hours_or_why_it_is_closed_and_who_is_there() -> None:
    lines = calendar_lines(KEPT, first=date(2026, 12, 28), days=15, today=TODAY)

    cells = {line[:10]: line.split()[1:] for line in lines}
    assert cells["2026-12-28"] == [
        "16:00-21:00",
        "ひだまりの会",
        "ひだまりの会",
        "16:00-21:00",
        "2人",
    ]
    assert cells["2026-12-29"] == ["休み(年末年始)"]
    assert cells["2026-12-30"] == ["16:00-21:00", "臨時(年末の臨時)", "ひだまりの会", "なし"]
    assert cells["2027-01-01"] == ["元日", "休み(年末年始)"]
    assert cells["2027-01-05"] == ["22:00-翌02:00", "ひだまりの会", "なし"]
    assert cells["2027-01-09"] == ["休み"]
    assert cells["2027-01-11"] == ["成人の日", "休み(成人の日)"]


def test_the_calendar_says_how_far_it_was_looked_at() -> None:
    assert coverage_words(KEPT, today=TODAY) == (
        "予定を確かめてあるのは2027-03-31までです(あと130日)。"
    )
    assert "calendar_untilを進めて" in coverage_words(KEPT, today=date(2027, 3, 1))
    assert "書いてありません" in coverage_words(replace(KEPT, calendar_until=None), today=TODAY)
