from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.calls import APART, Asked, batch_size, next_batch

OPENED_AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
TICK = timedelta.resolution

_asked = st.lists(
    st.integers(1, 90).map(lambda minutes: OPENED_AT - timedelta(minutes=minutes)), max_size=14
).map(lambda moments: [_one(number, at) for number, at in enumerate(moments, start=1)])


def _one(number: int, asked_at: datetime) -> Asked:
    return Asked(visit_id=UUID(int=number), asked_at=asked_at)


def _many(count: int) -> list[Asked]:
    return [_one(n, OPENED_AT - timedelta(hours=9) + timedelta(minutes=n)) for n in range(count)]


def _numbers(asked: list[Asked], *, slots: int, now: datetime) -> list[int]:
    return [found.int for found in next_batch(asked, slots=slots, opened_at=OPENED_AT, now=now)]


def _call(asked: list[Asked], called: tuple[UUID, ...], at: datetime) -> list[Asked]:
    return [replace(one, called_at=at) if one.visit_id in called else one for one in asked]


@pytest.mark.parametrize(
    ("slots", "size"), [(-1, 0), (0, 0), (1, 2), (2, 3), (3, 5), (4, 6), (5, 8)]
)
def test_a_batch_is_one_and_a_half_times_the_slots_rounded_up(slots: int, size: int) -> None:
    assert batch_size(slots) == size


def test_who_has_waited_longest_is_called_first_and_two_minutes_later_the_next() -> None:
    asked = _many(5)

    first = next_batch(asked, slots=2, opened_at=OPENED_AT, now=OPENED_AT)
    called = _call(asked, first, OPENED_AT)

    assert [each.int for each in first] == [0, 1, 2]
    assert _numbers(called, slots=2, now=OPENED_AT + APART - TICK) == []
    assert _numbers(called, slots=2, now=OPENED_AT + APART) == [3, 4]


def test_nobody_is_called_before_the_opening_or_while_nobody_could_answer() -> None:
    assert _numbers(_many(3), slots=2, now=OPENED_AT - TICK) == []
    assert _numbers(_many(3), slots=0, now=OPENED_AT + APART) == []


def test_a_batch_that_was_cut_off_is_finished_and_not_begun_again() -> None:
    asked = _call(_many(6), (UUID(int=0),), OPENED_AT)

    assert _numbers(asked, slots=2, now=OPENED_AT + timedelta(seconds=5)) == [1, 2]


def test_after_an_hour_of_standing_still_one_batch_is_called_and_not_all() -> None:
    assert _numbers(_many(9), slots=2, now=OPENED_AT + timedelta(hours=1)) == [0, 1, 2]


def test_a_call_at_an_earlier_opening_does_not_count_for_this_one() -> None:
    asked = [replace(one, called_at=OPENED_AT - timedelta(hours=24)) for one in _many(1)]

    assert _numbers(asked, slots=1, now=OPENED_AT) == [0]


@given(asked=_asked, looks=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 150)), max_size=40))
def test_everybody_is_called_once_the_longest_waiting_first_and_never_too_many(
    asked: list[Asked], looks: list[tuple[int, int]]
) -> None:
    in_the_end = [(1, int(APART.total_seconds()))] * (len(asked) + 1)
    calls: list[tuple[datetime, UUID]] = []
    now = OPENED_AT

    for slots, seconds in [*looks, *in_the_end]:
        now += timedelta(seconds=seconds)
        batch = next_batch(asked, slots=slots, opened_at=OPENED_AT, now=now)
        asked = _call(asked, batch, now)
        calls += [(now, visit_id) for visit_id in batch]
        lately = [at for at, _ in calls if at > now - APART]
        assert not batch or len(lately) <= batch_size(slots)

    order = sorted(asked, key=lambda one: (one.asked_at, one.visit_id))
    assert [visit_id for _, visit_id in calls] == [one.visit_id for one in order]


@given(asked=_asked, slots=st.integers(1, 4), back=st.integers(1, 120))
def test_a_clock_that_steps_back_calls_nobody_twice(
    asked: list[Asked], slots: int, back: int
) -> None:
    now = OPENED_AT + timedelta(minutes=5)
    first = next_batch(asked, slots=slots, opened_at=OPENED_AT, now=now)
    called = _call(asked, first, now)

    again = next_batch(called, slots=slots, opened_at=OPENED_AT, now=now - timedelta(seconds=back))

    assert again == ()
