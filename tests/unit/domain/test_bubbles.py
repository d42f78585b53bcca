"""What is sent in pieces is read as one: twenty pieces, or five long bubbles, within 90 seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bubbles import JOINED_MS, MOST_JOINED, MOST_LETTERS, MOST_LONG, joins, spelled

times = st.lists(st.integers(0, 400_000), min_size=1, max_size=30).map(sorted)


def of_letters(times_ms: list[int], place: int) -> tuple[range, ...]:
    return joins(times_ms, [1] * len(times_ms), place)


def test_four_bubbles_in_order_are_one_row() -> None:
    assert of_letters([0, 20_000, 40_000, 60_000], 3) == (range(4),)


def test_what_is_further_away_than_90_seconds_stands_alone() -> None:
    assert of_letters([0, JOINED_MS + 1], 1) == (range(1, 2),)


def test_twenty_letters_are_read_as_one_and_of_long_bubbles_five() -> None:
    assert of_letters(list(range(25)), 24) == (range(5, 25),)
    assert joins(list(range(25)), [MOST_LETTERS] * 25, 24) == (range(20, 25),)


def test_a_bubble_that_came_late_is_read_with_what_stands_after_it() -> None:
    assert of_letters([0, 10_000, 20_000, 30_000], 0) == (range(4),)


@given(times, st.data())
def test_every_row_holds_the_bubble_and_keeps_its_bounds(
    moments: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(moments) - 1))
    lengths = data.draw(st.lists(st.integers(1, 300), min_size=len(moments), max_size=len(moments)))

    rows = joins(moments, lengths, place)

    assert rows
    for row in rows:
        assert place in row
        assert moments[row[-1]] - moments[row[0]] <= JOINED_MS
        assert 1 <= len(row) <= MOST_JOINED
        assert len(row) <= MOST_LONG or sum(lengths[n] for n in row) <= MOST_LETTERS


@given(times, st.data())
def test_the_last_bubble_is_in_one_row_with_at_least_what_five_hold(
    moments: list[int], data: st.DataObject
) -> None:
    lengths = data.draw(st.lists(st.integers(1, 300), min_size=len(moments), max_size=len(moments)))
    last = len(moments) - 1

    (row,) = joins(moments, lengths, last)

    near = [n for n, at in enumerate(moments) if moments[last] - at <= JOINED_MS]
    assert set(near[-MOST_LONG:]) <= set(row)


@pytest.mark.parametrize(
    ("bubbles", "word"),
    [
        ("し|あ|に|い|た|う|い", "しにたい"),
        ("シ|今日は雨ですね|ニ|、|タ。|😀|ｲ", "しにたい"),
        ("消|え|…|た|い|ん|だ", "消えたい"),
        ("い|た|に|し", None),
        ("しに|たい|です", None),
        ("た|の|し|い", None),
    ],
)
def test_a_word_of_dying_is_read_letter_by_letter_among_other_bubbles(
    bubbles: str, word: str | None
) -> None:
    assert spelled(bubbles.split("|")) == word
