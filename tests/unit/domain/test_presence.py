from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.presence import Presence, presence

SEEN_AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
TICK = datetime.resolution


@pytest.mark.parametrize(
    ("seconds", "before", "after"),
    [
        (60, Presence.HERE, Presence.GREY),
        (120, Presence.GREY, Presence.MISSED),
        (180, Presence.MISSED, Presence.LOST),
    ],
)
def test_each_minute_without_a_sign_is_a_step_further_away(
    seconds: int, before: Presence, after: Presence
) -> None:
    now = SEEN_AT + timedelta(seconds=seconds)

    assert presence(SEEN_AT, now=now - TICK) is before
    assert presence(SEEN_AT, now=now) is after


def test_a_clock_that_steps_back_takes_nobody_away() -> None:
    assert presence(SEEN_AT, now=SEEN_AT - timedelta(minutes=5)) is Presence.HERE


@given(seconds=st.floats(-300, 300), more=st.floats(0, 300))
def test_nobody_comes_back_by_waiting(seconds: float, more: float) -> None:
    order = list(Presence)
    now = SEEN_AT + timedelta(seconds=seconds)

    first, second = presence(SEEN_AT, now=now), presence(SEEN_AT, now=now + timedelta(seconds=more))

    assert order.index(first) <= order.index(second)
