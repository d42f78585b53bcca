from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.expected_wait import Band, band, expected_start, expected_starts, mean_length

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta.resolution

_lengths = st.timedeltas(timedelta(seconds=1), timedelta(hours=4))
_rooms = st.integers(0, 4)
_running = st.lists(
    st.timedeltas(timedelta(), timedelta(hours=5)).map(lambda ago: NOW - ago), max_size=6
)


def _minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def _starts(places: int, *, free: int, running: Sequence[datetime]) -> list[timedelta]:
    starts = expected_starts(places, now=NOW, free=free, running=running, length=HOUR)
    return [start - NOW for start in starts]


@given(lengths=st.lists(_lengths, max_size=4))
def test_fewer_than_five_ends_tell_nothing(lengths: list[timedelta]) -> None:
    assert mean_length(lengths) is None


@given(lengths=st.lists(_lengths, min_size=5, max_size=40))
def test_the_mean_of_the_newest_twenty_lies_among_them(lengths: list[timedelta]) -> None:
    mean = mean_length(lengths)

    assert mean is not None
    assert min(lengths[:20]) <= mean <= max(lengths[:20])
    assert mean == mean_length(lengths[:20])


def test_five_ends_are_enough() -> None:
    assert mean_length([_minutes(n) for n in (30, 40, 50, 60, 70)]) == _minutes(50)


def test_with_a_free_room_the_next_one_begins_now_and_the_others_as_talks_end() -> None:
    running = [NOW - _minutes(20)]

    assert _starts(4, free=1, running=running) == [_minutes(n) for n in (0, 40, 60, 100)]


def test_a_talk_past_the_mean_is_not_expected_to_end_this_minute() -> None:
    assert _starts(1, free=0, running=[NOW - 3 * HOUR]) == [_minutes(15)]
    assert _starts(1, free=0, running=[NOW - _minutes(50)]) == [_minutes(15)]


@pytest.mark.parametrize("free", [0, -2])
def test_where_nobody_is_on_duty_nothing_is_expected(free: int) -> None:
    assert expected_start(1, now=NOW, free=free, running=(), length=HOUR) is None
    assert _starts(3, free=free, running=()) == []


@given(places=st.integers(1, 30), free=_rooms, running=_running, length=_lengths)
def test_nobody_begins_before_now_or_before_those_ahead(
    places: int, free: int, running: list[datetime], length: timedelta
) -> None:
    starts = expected_starts(places, now=NOW, free=free, running=running, length=length)

    assert list(starts) == sorted(starts)
    assert all(start >= NOW for start in starts)
    assert len(starts) == (places if free or running else 0)


@given(places=st.integers(1, 30), free=_rooms, running=_running, length=_lengths)
def test_each_place_is_told_the_same_alone_as_among_all(
    places: int, free: int, running: list[datetime], length: timedelta
) -> None:
    starts = expected_starts(places, now=NOW, free=free, running=running, length=length)

    last = expected_start(places, now=NOW, free=free, running=running, length=length)

    assert last == (starts[-1] if starts else None)


@given(place=st.integers(1, 30), free=_rooms, running=_running, length=_lengths)
def test_more_room_never_makes_anybody_wait_longer(
    place: int, free: int, running: list[datetime], length: timedelta
) -> None:
    start = expected_start(place, now=NOW, free=free, running=running, length=length)
    sooner = expected_start(place, now=NOW, free=free + 1, running=running, length=length)

    assert sooner is not None
    assert start is None or sooner <= start


@pytest.mark.parametrize(
    ("minutes", "within", "beyond"),
    [
        (10, Band.WITHIN_10, Band.FROM_10_TO_20),
        (20, Band.FROM_10_TO_20, Band.FROM_20_TO_40),
        (40, Band.FROM_20_TO_40, Band.OVER_40),
    ],
)
def test_each_wait_has_its_band(minutes: int, within: Band, beyond: Band) -> None:
    assert band(_minutes(minutes)) is within
    assert band(_minutes(minutes) + TICK) is beyond


def test_no_wait_at_all_is_within_ten_minutes() -> None:
    assert band(timedelta()) is Band.WITHIN_10
