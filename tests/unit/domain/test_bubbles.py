"""What is sent in pieces is read as one: at most five bubbles, all within 90 seconds."""

from hypothesis import given
from hypothesis import strategies as st

from domain.bubbles import JOINED_MS, MOST_JOINED, joins

times = st.lists(st.integers(0, 400_000), min_size=1, max_size=14).map(sorted)


def test_four_bubbles_in_order_are_one_row() -> None:
    assert joins([0, 20_000, 40_000, 60_000], 3) == (range(4),)


def test_what_is_further_away_than_90_seconds_stands_alone() -> None:
    assert joins([0, JOINED_MS + 1], 1) == (range(1, 2),)


def test_no_more_than_five_are_read_as_one() -> None:
    assert joins([0, 1, 2, 3, 4, 5, 6], 6) == (range(2, 7),)


def test_a_bubble_that_came_late_is_read_with_what_stands_after_it() -> None:
    assert joins([0, 10_000, 20_000, 30_000], 0) == (range(4),)


@given(times, st.data())
def test_every_row_holds_the_bubble_and_keeps_both_bounds(
    moments: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(moments) - 1))

    rows = joins(moments, place)

    assert rows
    for row in rows:
        assert place in row
        assert 1 <= len(row) <= MOST_JOINED
        assert moments[row[-1]] - moments[row[0]] <= JOINED_MS


@given(times)
def test_the_last_bubble_is_in_one_row_only(moments: list[int]) -> None:
    assert len(joins(moments, len(moments) - 1)) == 1
