"""The rule of every directory: two people, some months, and nothing that was changed since."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.checking import Check, EntryState, Standing, good_until, months_after, vouching


def check(member: int, day: date) -> Check:
    return Check(by=UUID(int=member), on=day)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 24), date(2027, 2, 24)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 2, 1), date(2026, 5, 1)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_three_months_end_on_the_same_day_of_the_month(day: date, later: date) -> None:
    assert months_after(day, 3) == later


def test_of_each_person_the_latest_and_of_two_the_earlier_counts() -> None:
    checks = [
        check(1, date(2026, 8, 1)),
        check(2, date(2026, 9, 1)),
        check(1, date(2026, 10, 1)),
        check(3, date(2026, 7, 1)),
    ]

    assert good_until(checks, on=date(2026, 11, 1), months=3) == date(2026, 12, 1)
    assert good_until(checks[:1], on=date(2026, 11, 1), months=3) is None
    assert good_until(checks[:2], on=date(2026, 8, 31), months=3) is None


@given(
    days=st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=6),
    on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
def test_one_person_alone_is_never_enough(days: list[date], on: date) -> None:
    assert good_until([check(1, day) for day in days], on=on, months=3) is None


@given(day=st.dates(date(2026, 1, 1), date(2099, 1, 1)), months=st.integers(1, 24))
def test_whoever_vouches_does_so_up_to_the_last_day_and_no_longer(day: date, months: int) -> None:
    checks = (check(1, day), check(2, day))
    end = months_after(day, months)

    assert vouching(checks, on=end, months=months) == {UUID(int=1), UUID(int=2)}
    assert vouching(checks, on=end + timedelta(days=1), months=months) == set()
    standing = Standing(months=months, checks=checks)
    assert standing.state(end) is EntryState.USABLE
    assert standing.state(end + timedelta(days=1)) is EntryState.EXPIRED
    assert standing.runs_out(end - timedelta(days=31)) is None
    assert standing.runs_out(end - timedelta(days=30)) == end
    assert standing.runs_out(end + timedelta(days=1)) == end
