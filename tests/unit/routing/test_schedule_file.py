from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.schedule import Closure, MonthDay, OpenHours, YearlyClosure
from routing.schedule_file import WEEKDAYS, load_schedule, read_schedule
from routing.schedule_mistakes import ScheduleFileError

OWN_FILE = Path(__file__).parents[3] / "schedules.yaml"
EVENING = OpenHours(opens_minute=16 * 60, closes_minute=21 * 60)


def _file(weekly: str = "[]", more: str = "") -> str:
    """A right file whose Monday is 16:00-21:00 and whose Sunday is ``weekly``."""
    days = "".join(f"  {day}: []\n" for day in WEEKDAYS[1:6])
    return (
        "timezone: Asia/Tokyo\nplace: やまなし\nweekly:\n"
        f"  monday: [16:00-21:00]\n{days}  sunday: {weekly}\n{more}"
    )


def test_the_file_of_the_house_opens_every_evening_and_rests_over_new_year() -> None:
    schedule = load_schedule(OWN_FILE)

    assert schedule.place == "やまなし"
    assert schedule.weekly == ((EVENING,),) * 7
    assert schedule.yearly_closures == (
        YearlyClosure(
            first=MonthDay(month=12, day=29), last=MonthDay(month=1, day=3), reason="年末年始"
        ),
    )


@pytest.mark.parametrize("written", ["[16:00-21:00]", '["16:00-21:00"]', "['16:00-21:00']"])
def test_hours_mean_the_same_with_and_without_quotes(written: str) -> None:
    assert read_schedule(_file(written), name="f").weekly[6] == (EVENING,)


def test_several_hours_of_a_day_are_read_in_order() -> None:
    schedule = read_schedule(_file("[18:00-24:00, 09:00-12:00, 12:00-18:00]"), name="f")

    ends = [(hours.opens_minute, hours.closes_minute) for hours in schedule.weekly[6]]
    assert ends == [(540, 720), (720, 1080), (1080, 1440)]


def test_closures_may_last_one_day_or_several() -> None:
    more = (
        "closures:\n"
        "  - {on: 2026-12-24, reason: 休み}\n"
        "  - {on: '2026-12-29', until: 2027-01-05, reason: 年末年始}\n"
    )

    assert read_schedule(_file(more=more), name="f").closures == (
        Closure(first_on=date(2026, 12, 24), last_on=date(2026, 12, 24), reason="休み"),
        Closure(first_on=date(2026, 12, 29), last_on=date(2027, 1, 5), reason="年末年始"),
    )


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "schedules.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + _file().encode())

    assert load_schedule(path).place == "やまなし"


def test_a_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.yaml"

    with pytest.raises(ScheduleFileError) as refusal:
        load_schedule(path)

    assert str(refusal.value).startswith(f"{path}:1:1: no readable file (No such file")


def test_a_folder_is_no_schedule(tmp_path: Path) -> None:
    with pytest.raises(ScheduleFileError, match="no readable file"):
        load_schedule(tmp_path)


def test_a_file_that_is_not_utf8_is_refused_at_the_first_wrong_byte(tmp_path: Path) -> None:
    path = tmp_path / "schedules.yaml"
    path.write_bytes("timezone: Asia/Tokyo\nplace: やまなし\n".encode("euc-jp"))

    with pytest.raises(ScheduleFileError) as refusal:
        load_schedule(path)

    assert str(refusal.value) == f"{path}:2:8: bytes that are not UTF-8 – UTF-8 text"


@given(text=st.text())
def test_any_text_is_a_schedule_or_is_refused_with_a_place(text: str) -> None:
    assert _is_read_or_refused(text)


@given(cut=st.integers(0, 600), put=st.text(alphabet="[]{}-:&*!|>'\"\\U0123% \n\t,月", max_size=6))
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_reader(cut: int, put: str) -> None:
    text = _file(more="yearly_closures:\n  - {from: 12-29, until: 01-03, reason: 年末年始}\n")

    assert _is_read_or_refused(text[:cut] + put + text[cut:])


def _is_read_or_refused(text: str) -> bool:
    try:
        return any(read_schedule(text, name="f").weekly)
    except ScheduleFileError as refusal:
        places = [(mistake.line, mistake.column) for mistake in refusal.mistakes]
        return bool(places) and all(line >= 1 and column >= 1 for line, column in places)
