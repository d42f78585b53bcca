"""The agreement between organisations, as the schedule file says it."""

import pytest

from routing.agreement import Agreement
from routing.schedule_file import read_schedule
from routing.schedule_mistakes import ScheduleFileError

BEFORE = """timezone: Asia/Tokyo
place: やまなし
weekly:
  monday: ["16:00-21:00"]
  tuesday: []
  wednesday: []
  thursday: []
  friday: []
  saturday: []
  sunday: []
organisations:
  aa: {name: 甲}
  bb: {name: 乙}
  cc: {name: 丙}
"""
LINES_BEFORE = BEFORE.count("\n")


def _read(agreement: str = "") -> Agreement:
    return read_schedule(BEFORE + agreement, name="f").agreement


def _refused(agreement: str) -> str:
    with pytest.raises(ScheduleFileError) as refused:
        _read(agreement)
    return str(refused.value)


def test_nothing_said_lets_talks_and_marked_notes_cross_and_keeps_records() -> None:
    agreement = _read()

    assert agreement.may_go_on(whose="aa", who="bb")
    assert agreement.may_go_on(whose=None, who="bb")
    assert agreement.do_notes_cross(whose="aa", who="bb")
    assert not agreement.are_records_open(whose="aa", who="bb")


def test_a_part_that_is_said_opens_what_it_names_and_nothing_else() -> None:
    agreement = _read("agreement:\n  talks: {aa: [bb]}\n  notes: {bb: [aa, cc]}\n  records: {}\n")

    assert agreement.may_go_on(whose="aa", who="bb")
    assert not agreement.may_go_on(whose="bb", who="aa")
    assert not agreement.may_go_on(whose="aa", who="cc")
    assert not agreement.may_go_on(whose=None, who="aa")
    assert not agreement.may_go_on(whose="aa", who=None)
    assert agreement.do_notes_cross(whose="bb", who="cc")
    assert not agreement.do_notes_cross(whose="aa", who="bb")
    assert not agreement.are_records_open(whose="aa", who="bb")


@pytest.mark.parametrize("code", ["aa", "bb", None])
def test_inside_one_organisation_nothing_is_closed(code: str | None) -> None:
    agreement = _read("agreement: {talks: {}, notes: {}, records: {}}\n")

    assert agreement.may_go_on(whose=code, who=code)
    assert agreement.do_notes_cross(whose=code, who=code)
    assert agreement.are_records_open(whose=code, who=code)


@pytest.mark.parametrize(
    ("written", "line", "column", "found"),
    [
        ("agreement: all\n", 1, 12, "the single value “all”"),
        ("agreement: {talk: {}}\n", 1, 13, "the unknown key “talk”"),
        ("agreement:\n  talks: [aa]\n", 2, 10, "a list"),
        ("agreement:\n  talks: {zz: [aa]}\n", 2, 11, "“zz”, an organisation that does not exist"),
        ("agreement:\n  notes: {aa: [zz]}\n", 2, 16, "“zz”, an organisation that does not exist"),
        ("agreement:\n  notes: {aa: bb}\n", 2, 15, "the single value “bb”"),
        ("agreement:\n  records: {aa: [bb, bb]}\n", 2, 22, "“bb” again"),
        ("agreement:\n  records: {aa: [aa]}\n", 2, 18, "“aa” itself"),
        ("agreement:\n  records:\n    aa: [bb]\n    aa: [cc]\n", 4, 5, "the key “aa” again"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    written: str, line: int, column: int, found: str
) -> None:
    assert f"f:{LINES_BEFORE + line}:{column}: {found}" in _refused(written)
