"""Support lines are shown only while they answer, and only what two people made sure of."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checking import Check, EntryState, months_after
from domain.clock import TOKYO
from domain.directory import CHECK_HOLDS_MONTHS, Audience, Purpose
from routing.line_hours import LineHours
from routing.line_hours_words import read_hours
from routing.lines import ANYBODY, Directory, Line, open_lines
from routing.opening_days import MonthDay, YearlyClosure
from tests.factories.lines import ALL_DAY, OFFICE, checked, line

EVERYTHING = frozenset(Purpose)
TEXT = line("https://a.example", name="文字")
VOICE = line("0120-000-000", name="電話")
NEW_YEAR = YearlyClosure(first=MonthDay(month=12, day=29), last=MonthDay(month=1, day=3), reason="")
CENTRE = line(
    "055-000-0000",
    Purpose.CENTRE,
    name="昼の窓口",
    hours=LineHours(weekly=(OFFICE,) * 5 + ((), ()), holiday=(), yearly_closures=(NEW_YEAR,)),
)


def _named(
    *lines: Line,
    at: str,
    with_examples: bool = False,
    audience: frozenset[Audience] = ANYBODY,
) -> list[str]:
    found = open_lines(
        Directory(lines=lines),
        now=datetime.fromisoformat(at).replace(tzinfo=TOKYO),
        purposes=EVERYTHING,
        with_examples=with_examples,
        audience=audience,
    )
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
    second = replace(TEXT, name="文字2", contact="https://b.example", purpose=Purpose.CRISIS)
    third = replace(TEXT, name="文字3", contact="https://c.example")

    assert _named(VOICE, TEXT, at="2026-11-24T03:00") == ["文字", "電話"]
    assert _named(VOICE, TEXT, CENTRE, second, third, at="2026-11-24T10:00") == [
        "文字",
        "文字2",
        "文字3",
    ]


def test_only_what_was_asked_for_is_named() -> None:
    now = datetime(2026, 11, 24, 22, tzinfo=TOKYO)
    crisis = replace(VOICE, purpose=Purpose.CRISIS)

    found = open_lines(
        Directory(lines=(TEXT, crisis)), now=now, purposes={Purpose.CRISIS}, with_examples=False
    )

    assert found == (crisis,)


@pytest.mark.parametrize(
    ("checks", "state"),
    [
        ((), EntryState.UNCHECKED),
        (checked(date(2026, 11, 24)), EntryState.CHECKED_ONCE),
        (checked(date(2026, 11, 24), date(2026, 8, 24)), EntryState.USABLE),
        (checked(date(2026, 11, 24), date(2026, 8, 23)), EntryState.EXPIRED),
        (checked(date(2026, 11, 24), date(2026, 11, 25)), EntryState.CHECKED_ONCE),
    ],
)
def test_a_line_is_shown_for_three_months_after_the_second_of_two_people_checked_it(
    checks: tuple[Check, ...], state: EntryState
) -> None:
    line = replace(TEXT, checks=checks)

    assert line.state(date(2026, 11, 24)) is state
    assert bool(_named(line, at="2026-11-24T22:00")) is (state is EntryState.USABLE)


def test_the_same_person_twice_is_one_person() -> None:
    twice = tuple(Check(by=UUID(int=1), on=date(2026, 11, day)) for day in (1, 20))

    assert _named(replace(TEXT, checks=twice), at="2026-11-24T22:00") == []


@pytest.mark.parametrize(
    "never",
    [
        replace(TEXT, contact=""),
        replace(TEXT, hours=None),
        replace(TEXT, is_withdrawn=True),
        replace(TEXT, serves_here=False),
    ],
)
def test_what_is_incomplete_withdrawn_or_of_elsewhere_is_not_named(never: Line) -> None:
    assert _named(never, at="2026-11-24T22:00") == []


def test_a_line_for_somebody_is_named_to_them_alone_and_before_others() -> None:
    child = replace(
        VOICE, name="子ども", contact="0120-111-111", audience=frozenset({Audience.UNDER_18})
    )

    assert _named(VOICE, child, at="2026-11-24T22:00") == ["電話"]
    found = _named(VOICE, child, at="2026-11-24T22:00", audience=frozenset({Audience.UNDER_18}))
    assert found == ["子ども", "電話"]


def test_one_contact_is_named_once_although_two_entries_have_it() -> None:
    again = replace(VOICE, name="電話の強化週間")

    assert _named(VOICE, again, at="2026-11-24T22:00") == ["電話"]


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CHECKS = st.lists(
    st.builds(Check, by=st.integers(1, 3).map(lambda n: UUID(int=n)), on=DAYS), max_size=6
)


OFFICE_HOURS = read_hours("平日 9:00-12:00, 13:00-16:00\n土日 休み\n祝日 休み")
ANY_LINE = st.builds(
    Line,
    name=st.just("線"),
    purpose=st.just(Purpose.CRISIS),
    means=st.just(TEXT.means),
    contact=st.just("https://a.example"),
    hours=st.sampled_from([None, ALL_DAY, OFFICE_HOURS]),
    checks=CHECKS.map(tuple),
    valid_from=st.none() | DAYS,
    valid_until=st.none() | DAYS,
    is_withdrawn=st.booleans(),
)


@given(any_line=ANY_LINE, day=DAYS, hour=st.integers(0, 23))
def test_nothing_expired_unchecked_invalid_or_closed_is_ever_shown(
    any_line: Line, day: date, hour: int
) -> None:
    if not _named(any_line, at=f"{day.isoformat()}T{hour:02}:00"):
        return

    checks = any_line.checks
    recent = {
        each.by for each in checks if each.on <= day <= months_after(each.on, CHECK_HOLDS_MONTHS)
    }
    assert len(recent) >= 2
    assert not any_line.is_withdrawn
    assert any_line.valid_from is None or any_line.valid_from <= day
    assert any_line.valid_until is None or day <= any_line.valid_until
    in_office = day.weekday() < 5 and hour in {9, 10, 11, 13, 14, 15}
    assert any_line.hours is ALL_DAY or in_office


@given(day=DAYS)
def test_three_months_are_never_longer_than_the_calendar_has(day: date) -> None:
    end = months_after(day, CHECK_HOLDS_MONTHS)

    assert timedelta(days=89) <= end - day <= timedelta(days=92)
    assert end.day <= day.day


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
    example = replace(TEXT, checks=(), is_example=True)

    assert _named(example, at="2026-11-24T22:00") == []
    assert _named(example, at="2026-11-24T22:00", with_examples=True) == ["文字"]
