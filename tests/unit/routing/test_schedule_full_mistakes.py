"""Every mistake of the full form is named with its place and with what would be right."""

import pytest

from routing.schedule_file import read_schedule
from routing.schedule_mistakes import ScheduleFileError

RIGHT = """\
timezone: Asia/Tokyo
place: やまなし
weekly:
  monday: ["16:00-21:00"]
  tuesday: ["09:00-12:00", "13:00-16:00"]
  wednesday: ["22:00-02:00"]
  thursday: ["16:00-21:00"]
  friday: ["16:00-24:00"]
  saturday: ["00:00-02:00"]
  sunday: ["22:00-02:00"]
holidays: open
closures: [{on: 2026-12-24, reason: 点検}]
openings: [{on: 2026-12-26, hours: ["10:00-12:00"], reason: 臨時}]
calendar_until: 2027-03-31
last_intake_minutes: 30
staff_to_open: 2
capacity: {new: 1, usual: 2, most: 3}
organisations:
  kazoku: {name: ひだまりの会, share: 2, capacity: 6}
  shien: {name: みちしるべ, joins_on: 2026-04-01}
rotation: {from: 2026-04-06, weeks: [[kazoku, shien], [shien]]}
shifts:
  - {organisation: shien, days: [monday], hours: "16:00-21:00", staff: 2, from: 2026-05-01}
channels: {}
"""
A_CODE = "a code like kazoku: 2 to 24 of a-z, 0-9 and _, a letter first"
APART = "hours apart from each other"
NO_SUCH = "an organisation that does not exist – one of kazoku, shien"


def _refusal(text: str) -> str:
    with pytest.raises(ScheduleFileError) as refusal:
        read_schedule(text, name="f")
    return str(refusal.value)


def test_the_file_the_mistakes_are_made_in_is_right() -> None:
    assert read_schedule(RIGHT, name="f").place == "やまなし"


@pytest.mark.parametrize(
    ("was", "put", "refusal"),
    [
        ("channels: {}", "channels: {mail: {}}", "24:12: the unknown key “mail” – one of line"),
        ("channels: {}", "channels: {line: {}}", "24:18: no “weekly” – it is needed here"),
        (
            'thursday: ["16:00-21:00"]',
            'thursday: ["01:59-04:00"]',
            f"7:14: hours that overlap the night before – {APART}",
        ),
        (
            'monday: ["16:00-21:00"]',
            'monday: ["01:00-03:00", "16:00-21:00"]',
            f"4:12: hours that overlap the night before – {APART}",
        ),
        ("holidays: open", "holidays: shut", "11:11: “shut” – open or closed"),
        ("holidays: open", "holidays: []", "11:11: a list – open or closed"),
        ("2027-03-31", "2027-02-29", "14:17: “2027-02-29”, a day that does not exist – a date"),
        ("2026-12-26", "2026-02-30", "13:17: “2026-02-30”, a day that does not exist – a date"),
        ('["10:00-12:00"]', "[]", "13:36: an opening without hours – hours like 16:00-21:00"),
        (
            "2026-12-26",
            "2026-12-24",
            "13:12: an opening on 2026-12-24, which is also closed – the opening or the closure",
        ),
        (
            '2026-12-26, hours: ["10:00-12:00"]',
            '2026-12-21, hours: ["23:00-09:30"]',
            f"13:12: an opening on 2026-12-21 that overlaps the day before or after – {APART}",
        ),
        (
            "openings: [",
            'openings: [{on: 2026-12-26, hours: ["13:00-14:00"], reason: 臨時}, ',
            "13:66: 2026-12-26 again – each day once",
        ),
        ("minutes: 30", "minutes: -1", "15:22: “-1” – a whole number from 0 to 240"),
        ("minutes: 30", "minutes: 241", "15:22: “241” – a whole number from 0 to 240"),
        ("minutes: 30", "minutes: 1.5", "15:22: “1.5” – a whole number from 0 to 240"),
        ("minutes: 30", "minutes:", "15:21: nothing – a whole number from 0 to 240"),
        ("open: 2", "open: 0", "16:16: “0” – a whole number from 1 to 99"),
        (
            "usual: 2, most: 3",
            "usual: 4, most: 3",
            "17:11: new 1, usual 4, most 3 – new no more than usual, usual no more than most",
        ),
        ("most: 3}", "best: 3}", "17:30: the unknown key “best” – one of new, usual, most"),
        (
            "{name: みちしるべ, ",
            "{",
            "20:10: no “name” – it is needed here",
        ),
        ("share: 2", "share: 0", "19:33: “0” – a whole number from 1 to 99"),
        (
            "from: 2026-04-06",
            "from: 2026-04-07",
            "21:18: “2026-04-07”, a Tuesday – a Monday",
        ),
        ("[[kazoku, shien], [shien]]", "[]", "21:37: no weeks – at least one week"),
        ("[shien]]", "[yado]]", f"21:56: “yado”, {NO_SUCH}"),
        (
            "[shien]]",
            "[shien, shien]]",
            "21:63: “shien” again – each organisation once a week",
        ),
        ("organisation: shien", "organisation: yado", f"23:20: “yado”, {NO_SUCH}"),
        ("days: [monday]", "days: []", "23:33: no days – at least one day"),
        (
            "days: [monday]",
            "days: [monday, monday]",
            "23:42: “monday” again – each day once",
        ),
        (
            "days: [monday]",
            "days: [mon]",
            "23:34: “mon” – monday, tuesday, wednesday, thursday, friday, saturday or sunday",
        ),
        ("staff: 2, from", "staff: 0, from", "23:72: “0” – a whole number from 1 to 99"),
        (
            "2026-05-01",
            "2026-03-31",
            "23:81: “2026-03-31”, before the organisation joins – 2026-04-01 or later",
        ),
        (
            "from: 2026-05-01",
            "until: 2026-03-31",
            "23:82: “2026-03-31”, before the organisation joins – 2026-04-01 or later",
        ),
        (
            "from: 2026-05-01",
            "from: 2026-05-02, until: 2026-05-01",
            "23:100: “2026-05-01” – 2026-05-02 or later",
        ),
        (
            '"16:00-21:00", staff',
            '"15:59-21:00", staff',
            "23:50: a shift outside the hours of monday – a shift that begins and ends within",
        ),
        (
            'days: [monday], hours: "16:00-21:00"',
            'days: [friday, saturday], hours: "23:00-02:00"',
            "23:60: a shift outside the hours of saturday – a shift that begins and ends within",
        ),
        (
            "channels: {}",
            "lines: []",
            "24:8: support lines – nothing: they are kept in the directory now.",
        ),
    ],
)
def test_one_mistake_is_named_with_its_place_and_what_would_be_right(
    was: str, put: str, refusal: str
) -> None:
    assert RIGHT.count(was) == 1

    assert _refusal(RIGHT.replace(was, put)).startswith(f"f:{refusal}")


def test_a_code_is_written_in_small_letters() -> None:
    refusal = _refusal(RIGHT.replace("kazoku", "Kazoku"))

    assert refusal == f"f:19:3: “Kazoku” – {A_CODE}"


def test_hours_that_touch_over_midnight_do_not_overlap() -> None:
    touching = RIGHT.replace('thursday: ["16:00', 'thursday: ["02:00-04:00", "16:00')

    assert len(read_schedule(touching, name="f").weekly[3]) == 2


def test_an_opening_may_begin_when_the_night_before_ends() -> None:
    after_the_night = RIGHT.replace('"10:00-12:00"', '"00:00-02:00"')

    assert len(read_schedule(after_the_night, name="f").openings) == 1


def test_a_shift_may_go_over_a_break_and_over_midnight() -> None:
    over_lunch = RIGHT.replace(
        'days: [monday], hours: "16:00-21:00"', 'days: [tuesday], hours: "09:00-16:00"'
    )
    over_midnight = RIGHT.replace(
        'days: [monday], hours: "16:00-21:00"', 'days: [friday], hours: "20:00-02:00"'
    )

    for text in (over_lunch, over_midnight):
        assert len(read_schedule(text, name="f").shifts) == 1


def test_mistakes_of_all_parts_are_listed_at_once() -> None:
    text = RIGHT.replace("holidays: open", "holidays: shut").replace(
        "staff: 2, from", "staff: 0, from"
    )
    text = text.replace("2027-03-31", "2027-02-30").replace("channels: {}", "channels: {mail: {}}")

    with pytest.raises(ScheduleFileError) as refusal:
        read_schedule(text, name="f")

    assert [mistake.line for mistake in refusal.value.mistakes] == [11, 14, 23, 24]
