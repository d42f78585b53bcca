"""Support lines are named only while they answer, and only when somebody made sure of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.clock import TOKYO
from routing.holidays import holiday_name
from routing.lines import CHECK_HOLDS, Line, LineKind, open_lines
from routing.schedule import MonthDay, OpenHours, Schedule, YearlyClosure

ALWAYS = ((OpenHours(opens_minute=0, closes_minute=1440),),) * 7
OFFICE = (
    OpenHours(opens_minute=9 * 60, closes_minute=12 * 60),
    OpenHours(opens_minute=13 * 60, closes_minute=16 * 60),
)
CHECKED = date(2026, 11, 1)
TEXT = Line(
    name="文字", kind=LineKind.TEXT, contact="https://a.example", weekly=ALWAYS, checked_on=CHECKED
)
VOICE = Line(
    name="電話", kind=LineKind.VOICE, contact="0120-000-000", weekly=ALWAYS, checked_on=CHECKED
)
CENTRE = Line(
    name="昼の窓口",
    kind=LineKind.CENTRE,
    contact="055-000-0000",
    weekly=(OFFICE,) * 5 + ((), ()),
    closing_holiday=holiday_name,
    yearly_closures=(
        YearlyClosure(
            first=MonthDay(month=12, day=29), last=MonthDay(month=1, day=3), reason="年末年始"
        ),
    ),
    checked_on=CHECKED,
)


def _named(*lines: Line, at: str, with_examples: bool = False) -> list[str]:
    schedule = Schedule(place="やまなし", weekly=ALWAYS, lines=lines)
    now = datetime.fromisoformat(at).replace(tzinfo=TOKYO)
    found = open_lines(schedule, now=now, kinds=tuple(LineKind), with_examples=with_examples)
    return [line.name for line in found]


@pytest.mark.parametrize(
    ("at", "is_named"),
    [
        ("2026-11-24T08:59:59", False),
        ("2026-11-24T09:00", True),
        ("2026-11-24T11:59:59", True),
        ("2026-11-24T12:00", False),
        ("2026-11-24T13:00", True),
        ("2026-11-24T16:00", False),
        ("2026-11-28T10:00", False),
        ("2026-11-23T10:00", False),
        ("2026-12-29T10:00", False),
        ("2027-01-04T10:00", True),
    ],
)
def test_the_centre_is_named_only_in_its_office_hours(at: str, *, is_named: bool) -> None:
    assert bool(_named(CENTRE, at=at)) is is_named


def test_text_comes_before_voice_and_three_are_the_most() -> None:
    second = replace(TEXT, name="文字2", kind=LineKind.CRISIS_TEXT)
    third = replace(TEXT, name="文字3")

    assert _named(VOICE, TEXT, at="2026-11-24T03:00") == ["文字", "電話"]
    assert _named(VOICE, TEXT, CENTRE, second, third, at="2026-11-24T10:00") == [
        "文字",
        "文字2",
        "文字3",
    ]


def test_only_the_kinds_asked_for_are_named() -> None:
    schedule = Schedule(place="やまなし", weekly=ALWAYS, lines=(TEXT, VOICE))
    now = datetime(2026, 11, 24, 22, tzinfo=TOKYO)

    found = open_lines(schedule, now=now, kinds={LineKind.VOICE}, with_examples=False)

    assert found == (VOICE,)


@pytest.mark.parametrize(
    ("checked_on", "is_named"),
    [
        (None, False),
        (date(2026, 11, 24), True),
        (date(2026, 11, 24) - CHECK_HOLDS, True),
        (date(2026, 11, 24) - CHECK_HOLDS - timedelta(days=1), False),
        (date(2026, 11, 25), False),
    ],
)
def test_a_line_is_named_for_three_months_after_it_was_checked(
    checked_on: date | None, *, is_named: bool
) -> None:
    line = replace(TEXT, checked_on=checked_on)

    assert bool(_named(line, at="2026-11-24T22:00")) is is_named


@pytest.mark.parametrize(
    ("at", "is_named"),
    [
        ("2026-11-09T23:59", False),
        ("2026-11-10T00:00", True),
        ("2026-11-20T23:59", True),
        ("2026-11-21T00:00", False),
    ],
)
def test_a_line_of_a_set_time_is_named_only_in_it(at: str, *, is_named: bool) -> None:
    line = replace(TEXT, valid_from=date(2026, 11, 10), valid_until=date(2026, 11, 20))

    assert bool(_named(line, at=at)) is is_named


def test_a_made_up_line_is_named_only_where_examples_are_wanted() -> None:
    example = replace(TEXT, checked_on=None, is_example=True)

    assert _named(example, at="2026-11-24T22:00") == []
    assert _named(example, at="2026-11-24T22:00", with_examples=True) == ["文字"]
