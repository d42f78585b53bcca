"""The schedule file in its full form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.organisations import Organisation, Rotation, Shift
from routing.schedule import Capacity, Channel, ExtraOpening, OpenHours, Schedule
from routing.schedule_file import read_schedule
from routing.schedule_mistakes import ScheduleFileError

WEEK = """\
  monday: ["22:00-02:00"]
  tuesday: ["09:00-12:00", "13:00-16:00"]
  wednesday: ["16:00-24:00"]
  thursday: ["00:00-01:30", "16:00-21:00"]
  friday: ["16:00-21:00"]
  saturday: []
  sunday: []
"""
FULL = f"""\
timezone: Asia/Tokyo
place: やまなし
weekly:
{WEEK}holidays: closed
closures:
  - {{on: 2026-12-24, reason: 点検}}
openings:
  - {{on: 2026-12-26, hours: ["10:00-12:00", "23:00-01:00"], reason: 臨時}}
calendar_until: 2027-03-31
last_intake_minutes: 45
closing_notice_minutes: 10
extension_minutes: 20
report_minutes: 90
staff_to_open: 3
talk_minutes: 40
capacity: {{new: 1, usual: 3, most: 4}}
organisations:
  kazoku: {{name: ひだまりの会, share: 2, capacity: 6}}
  shien: {{name: みちしるべ, joins_on: 2026-04-01}}
rotation: {{from: 2026-04-06, weeks: [[kazoku, shien], [shien]]}}
shifts:
  - {{organisation: kazoku, days: [tuesday], hours: "09:00-16:00", staff: 2}}
  - {{organisation: shien, days: [monday], hours: "23:00-02:00", staff: 1, from: 2026-05-01}}
  - {{organisation: shien, days: [wednesday], hours: "20:00-01:00", staff: 1}}
"""


def _hours(opens: int, closes: int) -> OpenHours:
    return OpenHours(opens_minute=opens * 60, closes_minute=closes * 60)


def _read(text: str = FULL) -> Schedule:
    return read_schedule(text, name="f")


def test_hours_over_midnight_belong_to_the_day_they_begin_on() -> None:
    assert _read().weekly[0] == (_hours(22, 26),)


def test_a_lunch_gap_and_an_end_at_midnight_are_kept() -> None:
    schedule = _read()

    assert schedule.weekly[1] == (_hours(9, 12), _hours(13, 16))
    assert schedule.weekly[2] == (_hours(16, 24),)


def test_a_channel_may_have_a_week_of_its_own() -> None:
    own = WEEK.replace("22:00-02:00", "18:00-20:00").replace("  ", "      ")

    schedule = _read(_without_shifts() + "channels:\n  line:\n    weekly:\n" + own)

    monday = date(2026, 11, 16)
    assert schedule.hours_on(monday) == schedule.hours_on(monday, Channel.LINE)
    assert schedule.hours_on(monday) == (_hours(18, 20),)
    assert schedule.weekly[0] == (_hours(22, 26),)


def _without_shifts() -> str:
    return FULL.partition("shifts:\n")[0]


def test_lengths_numbers_and_capacity_are_read() -> None:
    schedule = _read()

    assert schedule.last_intake_minutes == 45
    assert schedule.closing_notice_minutes == 10
    assert schedule.extension_minutes == 20
    assert schedule.report_minutes == 90
    assert schedule.staff_to_open == 3
    assert schedule.talk_minutes == 40
    assert schedule.capacity == Capacity(new=1, usual=3, most=4)
    assert schedule.calendar_until == date(2027, 3, 31)


def test_organisations_their_weeks_and_their_shifts_are_read() -> None:
    schedule = _read()

    assert schedule.organisations == (
        Organisation(code="kazoku", name="ひだまりの会", share=2, capacity=6),
        Organisation(code="shien", name="みちしるべ", joins_on=date(2026, 4, 1)),
    )
    assert schedule.rotation == Rotation(
        first_on=date(2026, 4, 6), weeks=(("kazoku", "shien"), ("shien",))
    )
    assert schedule.shifts[1] == Shift(
        organisation="shien",
        weekdays=frozenset({0}),
        hours=_hours(23, 26),
        staff=1,
        first_on=date(2026, 5, 1),
    )


def test_support_lines_are_sent_to_the_directory() -> None:
    with pytest.raises(ScheduleFileError, match=r"`madobe directory import FILE`"):
        _read(FULL + "lines:\n  - {name: 夜の文字}\n")


def test_holidays_close_the_window_only_where_the_file_says_so() -> None:
    labour_thanksgiving = date(2026, 11, 23)

    assert _read().hours_on(labour_thanksgiving) == ()
    assert _read().closed_for(labour_thanksgiving) == "勤労感謝の日"
    opened = _read(FULL.replace("holidays: closed\nclosures", "holidays: open\nclosures"))
    assert opened.hours_on(labour_thanksgiving) == (_hours(22, 26),)


def test_an_extra_opening_wins_over_the_week_a_holiday_and_a_closure_of_every_year() -> None:
    text = FULL.replace("2026-12-26", "2026-11-23")
    text += "yearly_closures: [{from: 11-20, until: 11-25, reason: 休み}]\n"

    schedule = _read(text)

    assert schedule.hours_on(date(2026, 11, 23)) == (_hours(10, 12), _hours(23, 25))
    assert schedule.hours_on(date(2026, 11, 24)) == ()
    assert schedule.opening_on(date(2026, 11, 23)) == ExtraOpening(
        on=date(2026, 11, 23), hours=(_hours(10, 12), _hours(23, 25)), reason="臨時"
    )


def test_what_is_not_written_has_the_numbers_of_the_domain() -> None:
    text = "timezone: Asia/Tokyo\nplace: やまなし\nweekly:\n" + WEEK

    schedule = _read(text)

    assert schedule == Schedule(place="やまなし", weekly=schedule.weekly)
    assert schedule.capacity == Capacity(new=1, usual=2, most=3)
    assert schedule.calendar_until is None


@given(
    cut=st.integers(0, len(FULL)),
    length=st.integers(0, 12),
    put=st.text(alphabet="[]{}-:&*!|>'\"\\U0123456789% \n\t,月", max_size=8),
)
def test_a_damaged_full_file_is_read_or_refused_with_places(
    cut: int, length: int, put: str
) -> None:
    assert _is_consistent_or_refused(FULL[:cut] + put + FULL[cut + length :])


def _is_consistent_or_refused(text: str) -> bool:
    try:
        schedule = _read(text)
    except ScheduleFileError as refusal:
        places = [(mistake.line, mistake.column) for mistake in refusal.mistakes]
        return bool(places) and all(line >= 1 and column >= 1 for line, column in places)
    codes = {organisation.code for organisation in schedule.organisations}
    return any(schedule.weekly) and {shift.organisation for shift in schedule.shifts} <= codes
