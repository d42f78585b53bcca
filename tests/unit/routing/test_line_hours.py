"""Hours of support lines: lunch gaps, days of a month, holidays, closed days of the year."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from routing import hours
from routing.line_hours import LineHours, MonthlyHours, merged
from routing.line_hours_words import HoursError, HoursProblem, read_hours, write_hours
from routing.opening_days import MonthDay, OpenHours, YearlyClosure
from tests.factories.lines import line

UNIFIED = "月-金 0:00-12:00, 13:00-24:00\n土日 24時間\n祝日 24時間"
LIFELINE = "毎日 16:00-21:00\n毎月10日 8:00-翌8:00"
CHILD_LINE = "毎日 １６：００〜２１：００\n12/29-1/3 休み"


def is_open(written: str, at: str) -> bool:
    moment = datetime.fromisoformat(at).replace(tzinfo=TOKYO)
    return hours.is_open(line("0120-000-000", hours=read_hours(written)), now=moment)


@pytest.mark.parametrize(
    ("written", "at", "expected"),
    [
        (UNIFIED, "2026-11-24T11:59", True),
        (UNIFIED, "2026-11-24T12:00", False),
        (UNIFIED, "2026-11-24T13:00", True),
        (UNIFIED, "2026-11-28T12:30", True),
        (UNIFIED, "2026-11-23T12:30", True),  # a holiday on a Monday
        (LIFELINE, "2026-11-09T21:00", False),
        (LIFELINE, "2026-11-10T07:59", False),
        (LIFELINE, "2026-11-10T08:00", True),
        (LIFELINE, "2026-11-11T07:59", True),
        (LIFELINE, "2026-11-11T08:00", False),
        (LIFELINE, "2026-11-11T16:00", True),
        (CHILD_LINE, "2026-12-28T20:59", True),
        (CHILD_LINE, "2026-12-29T17:00", False),
        (CHILD_LINE, "2027-01-03T17:00", False),
        (CHILD_LINE, "2027-01-04T17:00", True),
        ("毎日 20:00-翌2:30", "2026-11-25T02:29", True),
        ("毎日 20:00-翌2:30", "2026-11-25T02:30", False),
        ("平日 9:00-12:00\n土日 休み\n祝日 休み", "2026-11-23T10:00", False),
        ("平日 9:00-12:00\n土日 休み\n祝日 休み", "2026-11-24T10:00", True),
    ],
)
def test_a_line_answers_exactly_in_its_hours(written: str, at: str, *, expected: bool) -> None:
    assert is_open(written, at) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-28T11:59", False),
        ("2026-11-28T12:00", True),
        ("2026-11-29T20:59", True),
        ("2026-11-29T21:00", False),
        ("2026-11-21T20:00", False),
    ],
)
def test_the_last_saturday_of_the_month_runs_into_the_sunday(at: str, *, expected: bool) -> None:
    assert is_open("毎日 13:00-16:00\n最終土曜 12:00-翌21:00", at) is expected


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("月-金 9:00-12:00", HoursProblem.DAYS_MISSING),
        ("月-金 9:00-12:00\n土日 休み", HoursProblem.HOLIDAYS_MISSING),
        ("毎日 9:00-12:00\n月 10:00-11:00", HoursProblem.TWICE),
        ("毎日 休み", HoursProblem.NEVER_OPEN),
        ("毎日 21:00-16:00", HoursProblem.ENDS_FIRST),
        ("毎日 9:60-12:00", HoursProblem.NO_SUCH_TIME),
        ("毎日 25:00-26:00", HoursProblem.NO_SUCH_TIME),
        ("毎日 24時間\n13/01-13/02 休み", HoursProblem.NO_SUCH_TIME),
        ("夜だけ", HoursProblem.NOT_UNDERSTOOD),
        ("ときどき 9:00-12:00", HoursProblem.NOT_UNDERSTOOD),
        ("毎月32日 9:00-12:00", HoursProblem.NOT_UNDERSTOOD),
        ("12/29-01/03 9:00-12:00", HoursProblem.NOT_UNDERSTOOD),
        ("毎日 24時間\n" * 200, HoursProblem.TOO_LONG),
    ],
)
def test_hours_that_leave_a_question_open_are_refused(written: str, problem: HoursProblem) -> None:
    with pytest.raises(HoursError) as refusal:
        read_hours(written)

    assert refusal.value.problem is problem


STRETCHES = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(
        lambda pair: OpenHours(opens_minute=pair[0], closes_minute=pair[0] + pair[1])
    ),
    max_size=3,
).map(merged)
OPEN_STRETCHES = STRETCHES.filter(bool)
MONTHLY = st.builds(MonthlyHours, day=st.integers(1, 31), hours=OPEN_STRETCHES) | st.builds(
    MonthlyHours, last_weekday=st.integers(0, 6), hours=OPEN_STRETCHES
)
CLOSURES = st.builds(
    YearlyClosure,
    first=st.builds(MonthDay, month=st.integers(1, 12), day=st.integers(1, 28)),
    last=st.builds(MonthDay, month=st.integers(1, 12), day=st.integers(1, 28)),
    reason=st.just(""),
)
HOURS = st.builds(
    LineHours,
    weekly=st.tuples(OPEN_STRETCHES, *[STRETCHES] * 6),
    holiday=STRETCHES,
    monthly=st.lists(MONTHLY, max_size=1).map(tuple),
    yearly_closures=st.lists(CLOSURES, max_size=1).map(tuple),
) | st.builds(LineHours, weekly=OPEN_STRETCHES.map(lambda day: (day,) * 7))


@given(hours=HOURS)
def test_hours_are_read_back_as_they_were_written(hours: LineHours) -> None:
    assert read_hours(write_hours(hours)) == hours


@given(hours=HOURS, day=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_hours_of_a_day_stand_apart_and_in_order(hours: LineHours, day: date) -> None:
    found = hours.on(day)

    assert all(a.closes_minute < b.opens_minute for a, b in pairwise(found))


@given(written=st.text(alphabet="月火水木金土日祝毎最終翌休み時分0123456789:-/, \n", max_size=40))
def test_any_words_are_hours_or_refused(written: str) -> None:
    try:
        found = read_hours(written)
    except HoursError:
        return
    assert read_hours(write_hours(found)) == found
