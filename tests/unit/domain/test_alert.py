"""When an alert has to be acknowledged, whom it calls, and what does not let it rest."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.alert import (
    ACKNOWLEDGED_WITHIN,
    ANEW_AFTER,
    SERVED_WITHIN,
    Standing,
    is_anew,
    joined_signs,
    lets_go,
    next_called,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


def seen(level: int, *, ago: timedelta | None) -> Standing:
    return Standing(level=level, acknowledged_at=None if ago is None else NOW - ago)


def test_a_higher_level_has_to_be_acknowledged_anew() -> None:
    assert is_anew(seen(2, ago=A_SECOND), level=3, now=NOW)
    assert not is_anew(seen(3, ago=A_SECOND), level=3, now=NOW)
    assert not is_anew(seen(3, ago=A_SECOND), level=2, now=NOW)


def test_a_sign_ten_minutes_after_the_acknowledgement_has_to_be_acknowledged_anew() -> None:
    assert is_anew(seen(3, ago=ANEW_AFTER), level=1, now=NOW)
    assert not is_anew(seen(3, ago=ANEW_AFTER), level=0, now=NOW)


def test_the_next_one_is_called_two_minutes_after_the_one_before() -> None:
    called = [("a", NOW)]

    assert next_called("abc", called, now=NOW + ACKNOWLEDGED_WITHIN - A_SECOND) is None
    assert next_called("abc", called, now=NOW + ACKNOWLEDGED_WITHIN) == "b"


def test_after_the_last_one_the_first_is_called_again() -> None:
    called = [(who, NOW - (3 - number) * ACKNOWLEDGED_WITHIN) for number, who in enumerate("abc")]

    assert next_called("abc", called, now=NOW) == "a"


def test_whoever_comes_meanwhile_is_called_before_anybody_twice() -> None:
    assert next_called("zab", [("a", NOW - timedelta(minutes=9))], now=NOW) == "z"


def test_where_nobody_is_there_nobody_is_called() -> None:
    assert next_called([], [], now=NOW) is None


@given(st.lists(st.sampled_from("abcd"), unique=True, min_size=1), st.integers(1, 12))
def test_nobody_is_called_twice_more_often_than_another(order: list[str], times: int) -> None:
    called: list[tuple[str, datetime]] = []
    for turn in range(times):
        now = NOW + turn * ACKNOWLEDGED_WITHIN
        who = next_called(order, called, now=now)
        assert who is not None
        called.append((who, now))

    counts = [sum(who == each for each, _ in called) for who in order]
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(("level", "expected"), [(2, False), (3, True), (4, True)])
def test_an_acknowledgement_does_not_hold_while_a_grave_talk_has_no_supervisor(
    level: int, *, expected: bool
) -> None:
    found = lets_go(
        seen(level, ago=ACKNOWLEDGED_WITHIN), waiting_since=None, is_alone=True, now=NOW
    )

    assert found is expected


@pytest.mark.parametrize(
    ("level", "waited", "expected"),
    [
        (1, SERVED_WITHIN, False),
        (2, SERVED_WITHIN - A_SECOND, False),
        (2, SERVED_WITHIN, True),
    ],
)
def test_an_acknowledgement_does_not_hold_for_whoever_waits_five_minutes_in_danger(
    level: int, waited: timedelta, *, expected: bool
) -> None:
    found = lets_go(
        seen(level, ago=ACKNOWLEDGED_WITHIN),
        waiting_since=NOW - waited,
        is_alone=False,
        now=NOW,
    )

    assert found is expected


def test_whoever_has_just_acknowledged_has_time_to_come() -> None:
    standing = seen(4, ago=ACKNOWLEDGED_WITHIN - A_SECOND)

    assert not lets_go(standing, waiting_since=None, is_alone=True, now=NOW)
    assert not lets_go(seen(4, ago=None), waiting_since=None, is_alone=True, now=NOW)


def test_each_sign_is_kept_once_in_the_order_it_was_found() -> None:
    assert joined_signs("", ["wish"]) == "wish"
    assert joined_signs("wish,means", ["means", "time"]) == "wish,means,time"
