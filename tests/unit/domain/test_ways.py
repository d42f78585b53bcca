"""Friends by way in and by week: none that is not shown can be reckoned from their sum."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.disclosure import ways, weeks
from domain.disclosure.rule import TEN_FIVE, meant_by

MONDAYS = tuple(date(2026, 10, 5) + timedelta(days=7 * week) for week in range(13))
OVER = date(2027, 1, 6)


@pytest.mark.parametrize(
    ("counts", "others"),
    [
        ({"a": 3, "b": 15}, 0),
        ({"a": 3, "b": 15, "c": 40}, 4),
        ({"a": 12, "b": 13}, 2),
        ({"a": 3, "b": 15}, 60),
        ({"a": 0, "b": 0, "c": 31}, 9),
    ],
)
def test_every_way_that_is_not_shown_could_be_any_small_count(
    counts: dict[str, int], others: int
) -> None:
    total = sum(counts.values()) + others

    told = ways.shown(counts, others, TEN_FIVE)

    ends = [meant_by(each, TEN_FIVE) for each in told.values() if each is not None]
    lefts = {total - sum(each) for each in product(*(range(a, b + 1) for a, b in ends))}
    assert all(told[way] is None for way, count in counts.items() if count < TEN_FIVE.threshold)
    assert max(lefts) >= TEN_FIVE.largest_small  # the others take what a way does not


@given(st.lists(st.integers(0, 4), min_size=92, max_size=92))
def test_no_week_narrows_another_where_the_friends_of_its_month_are_known(
    friends: list[int],
) -> None:
    by_day = {date(2026, 10, 1) + timedelta(days=at): n for at, n in enumerate(friends)}

    told = weeks.shown(by_day, MONDAYS, TEN_FIVE, today=OVER)

    assert all(told[day] is None for day in MONDAYS if (day + timedelta(days=6)).month != day.month)
    for month in (10, 11, 12):
        total = sum(n for day, n in by_day.items() if day.month == month)
        ends = [
            meant_by(number, TEN_FIVE)
            for day, number in told.items()
            if number is not None and day.month == month
        ]
        left = total - sum(low for low, _ in ends)
        assert left >= min(total, TEN_FIVE.largest_small)
    for day in MONDAYS:
        assert weeks.shown(by_day, [day], TEN_FIVE, today=OVER)[day] == told[day]


def test_a_month_that_is_not_closed_shows_no_week() -> None:
    by_day = {date(2026, 12, 1) + timedelta(days=at): 9 for at in range(31)}

    before = weeks.shown(by_day, MONDAYS, TEN_FIVE, today=OVER - timedelta(days=1))
    after = weeks.shown(by_day, MONDAYS, TEN_FIVE, today=OVER)

    assert set(before.values()) == {None}
    assert after[date(2026, 12, 7)] is not None
