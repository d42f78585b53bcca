import pytest

from routing.schedule_file import read_schedule
from routing.schedule_mistakes import ScheduleFileError

RIGHT = """\
timezone: Asia/Tokyo
place: やまなし
weekly:
  monday: [16:00-21:00]
  tuesday: [16:00-21:00]
  wednesday: [16:00-21:00]
  thursday: [16:00-21:00]
  friday: [16:00-21:00]
  saturday: []
  sunday: []
closures:
  - {on: 2026-12-29, until: 2027-01-03, reason: 年末年始}
yearly_closures:
  - {from: 12-29, until: 01-03, reason: 年末年始}
"""
MONDAY = "[16:00-21:00]\n  tuesday"
AFTER_START = "an end after the start, or over midnight up to 12:00 of the next day"
REAL_TIMES = "times from 00:00 to 23:59, or 24:00 as an end"
A_LIST = "a list of hours like 16:00-21:00, [] for a closed day"


def _refusal(text: str) -> str:
    with pytest.raises(ScheduleFileError) as refusal:
        read_schedule(text, name="f")
    return str(refusal.value)


def test_the_file_the_mistakes_are_made_in_is_right() -> None:
    assert read_schedule(RIGHT, name="f").place == "やまなし"


@pytest.mark.parametrize(
    ("was", "put", "refusal"),
    [
        ("Asia/Tokyo", "Asia/Seoul", "1:11: “Asia/Seoul” – Asia/Tokyo"),
        ("Asia/Tokyo", "[Asia/Tokyo]", "1:11: a list – Asia/Tokyo"),
        ("timezone: Asia/Tokyo\n", "", "1:1: no “timezone” – it is needed here"),
        ("place: やまなし\n", "", "1:1: no “place” – it is needed here"),
        ("やまなし", "12", "2:8: “12” – a text of 1 to 12 characters on one line"),
        ("やまなし", "''", "2:8: “” – a text of 1 to 12 characters on one line"),
        ("やまなし", '"a\\nb"', "2:8: “a\\nb” – a text of 1 to 12 characters on one line"),
        ("やまなし", "", "2:7: nothing – a text of 1 to 12 characters on one line"),
        ("  saturday: []\n", "", "4:3: no “saturday” – it is needed here"),
        ("[]\n  sunday", "\n  sunday", f"9:12: nothing – {A_LIST}"),
        ("[]\n  sunday", "closed\n  sunday", f"9:13: the single value “closed” – {A_LIST}"),
        (MONDAY, "{from: 16:00}\n  tuesday", f"4:11: keys with values – {A_LIST}"),
        (MONDAY, "[{from: 16}]\n  tuesday", "4:12: keys with values – hours like 16:00-21:00"),
        (MONDAY, "[16-21]\n  tuesday", "4:12: “16-21” – hours like 16:00-21:00"),
        (MONDAY, "[16:00]\n  tuesday", "4:12: “16:00” – hours like 16:00-21:00"),
        (MONDAY, "[1600]\n  tuesday", "4:12: “1600” – hours like 16:00-21:00"),
        (MONDAY, "[9:00-12:00]\n  tuesday", "4:12: “9:00-12:00” – hours like 16:00-21:00"),
        (MONDAY, "[１６:00-21:00]\n  tuesday", "4:12: “１６:00-21:00” – hours like 16:00-21:00"),
        (MONDAY, "[16:00〜21:00]\n  tuesday", "4:12: “16:00〜21:00” – hours like 16:00-21:00"),
        (MONDAY, "[16:00-25:00]\n  tuesday", f"4:12: “16:00-25:00” – {REAL_TIMES}"),
        (MONDAY, "[16:60-21:00]\n  tuesday", f"4:12: “16:60-21:00” – {REAL_TIMES}"),
        (MONDAY, "[24:00-24:00]\n  tuesday", f"4:12: “24:00-24:00” – {REAL_TIMES}"),
        (MONDAY, "[16:00-24:01]\n  tuesday", f"4:12: “16:00-24:01” – {REAL_TIMES}"),
        (MONDAY, "[16:00-16:00]\n  tuesday", f"4:12: “16:00-16:00” – {AFTER_START}"),
        (MONDAY, "[21:00-16:00]\n  tuesday", f"4:12: “21:00-16:00” – {AFTER_START}"),
        (MONDAY, "[22:00-12:01]\n  tuesday", f"4:12: “22:00-12:01” – {AFTER_START}"),
        (
            MONDAY,
            "[12:00-17:00, 16:59-21:00]\n  tuesday",
            "4:25: hours that overlap others of the day – hours apart from each other",
        ),
        ("2026-12-29", "2026-02-30", "12:10: “2026-02-30”, a day that does not exist – a date"),
        ("2026-12-29", "2026/12/29", "12:10: “2026/12/29” – a date like 2026-12-29"),
        ("2026-12-29", "[2026-12-29]", "12:10: a list – a date like 2026-12-29"),
        ("from: 12-29", "from: [12-29]", "14:12: a list – a month and day like 12-29"),
        ("2026-12-29", "12-29", "12:10: “12-29” – a date like 2026-12-29"),
        ("2026-12-29", "20261229", "12:10: “20261229” – a date like 2026-12-29"),
        ("2026-12-29", "2026-12-29T16:00:00Z", "12:10: “2026-12-29T16:00:00Z” – a date like"),
        ("2027-01-03", "2026-12-28", "12:29: “2026-12-28” – 2026-12-29 or later"),
        ("2027-01-03, reason: 年末年始", "2027-01-03", "12:5: no “reason” – it is needed here"),
        ("on: 2026-12-29, ", "", "12:5: no “on” – it is needed here"),
        ("from: 12-29", "from: 02-30", "14:12: “02-30”, a day that does not exist – a month and"),
        ("from: 12-29", "from: 2026-12-29", "14:12: “2026-12-29” – a month and day like 12-29"),
        ("from: 12-29", "from: 12/29", "14:12: “12/29” – a month and day like 12-29"),
        ("until: 01-03, ", "", "14:5: no “until” – it is needed here"),
    ],
)
def test_one_mistake_is_named_with_its_place_and_what_would_be_right(
    was: str, put: str, refusal: str
) -> None:
    assert RIGHT.count(was) == 1

    assert _refusal(RIGHT.replace(was, put)).startswith(f"f:{refusal}")
    assert _refusal(RIGHT.replace(was, put)).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (RIGHT + "holiday: open\n", "15:1: the unknown key “holiday” – one of timezone, place"),
        (RIGHT + "place: やま\n", "15:1: the key “place” again – each key once"),
        (RIGHT + "? [a]\n: b\n", "15:3: the unknown key “a list” – one of timezone"),
        (
            RIGHT.replace("monday:", "Monday:", 1),
            "4:3: no “monday” – it is needed here\nf:4:3: the",
        ),
        (RIGHT.replace("16:00-21:00", ""), "4:3: seven closed days – hours on at least one day"),
        (RIGHT.partition("closures")[0] + "closures:\n", "11:10: nothing – a list, [] for none"),
        (
            RIGHT.partition("closures")[0] + "closures: [1]\n",
            "11:12: the single value “1” – keys with",
        ),
        ("timezone: Asia/Tokyo\nplace: a\n", "1:1: no “weekly” – it is needed here"),
        ("timezone: Asia/Tokyo\nplace: a\nweekly: []\n", "3:9: a list – keys with values: monday"),
        ("", "1:1: an empty file – timezone, place and weekly are needed"),
        ("# only a remark\n", "1:1: an empty file – timezone, place and weekly are needed"),
        ("- a\n", "1:1: a list – keys with values: timezone, place, weekly"),
        ("16:00", "1:1: the single value “16:00” – keys with values: timezone"),
    ],
)
def test_a_wrong_shape_is_named_with_its_place(text: str, refusal: str) -> None:
    assert _refusal(text).startswith(f"f:{refusal}")


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("place: [a\n", "2:1", "YAML that cannot be read"),
        ("place: a\n\tweekly: b\n", "2:1", "YAML that cannot be read"),
        ('place: "\\UFFFFFFFF"\n', "1:11", "an escape that is no character"),
        ("place: a\x00b\n", "1:9", "a character YAML does not allow"),
        ("place: a\nweekly: \x1b\n", "2:9", "a character YAML does not allow"),
        ("place: a\n---\nplace: b\n", "2:1", "a second document"),
        ("a: &a [x]\nb: [*a, *a]\n", "1:4", "the anchor or alias “a”"),
        ("a: *a\n", "1:4", "the anchor or alias “a”"),
        ("a: !!python/object/apply:os.system [x]\n", "1:4", "the tag"),
        ("[" * 100_000, "1:13", "more than 12 levels"),
        ("# " + "a" * 200_000, "1:1", "200002 characters – 200000 at the most"),
    ],
)
def test_yaml_that_is_broken_or_dangerous_is_refused_before_it_is_read(
    text: str, place: str, part: str
) -> None:
    refusal = _refusal(text)

    assert refusal.startswith(f"f:{place}: ")
    assert part in refusal


def test_every_mistake_is_listed_in_reading_order() -> None:
    text = RIGHT.replace("Asia/Tokyo", "UTC").replace("2026-12-29", "2026-02-30")
    text = text.replace("01-03, reason: 年末年始", "1/3").replace(
        "friday: [16:00-", "friday: [23:00-"
    )

    with pytest.raises(ScheduleFileError) as refusal:
        read_schedule(text, name="f")

    lines = [mistake.line for mistake in refusal.value.mistakes]
    assert lines == [1, 8, 12, 12, 12, 14, 14]
    assert str(refusal.value).count("\n") == len(lines) - 1


def test_what_was_found_is_shown_short_and_on_one_line() -> None:
    refusal = _refusal(RIGHT.replace("Asia/Tokyo", '"' + "x\\n" * 50 + '"'))

    assert "\n" not in refusal
    assert "…" in refusal
