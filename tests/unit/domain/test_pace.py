from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pace import Pace, pace

SINCE = datetime(2026, 11, 24, 7, tzinfo=UTC)
TICK = datetime.resolution


@pytest.mark.parametrize(
    ("is_first", "minutes", "before", "after"),
    [
        (False, 4, Pace.GOOD, Pace.AMBER),
        (False, 7, Pace.AMBER, Pace.RED),
        (True, 3, Pace.GOOD, Pace.AMBER),
        (True, 5, Pace.AMBER, Pace.RED),
    ],
)
def test_an_unanswered_word_turns_amber_and_then_red_and_the_first_sooner(
    minutes: int, before: Pace, after: Pace, *, is_first: bool
) -> None:
    now = SINCE + timedelta(minutes=minutes)

    assert pace(SINCE, now=now - TICK, is_first=is_first) is before
    assert pace(SINCE, now=now, is_first=is_first) is after


@given(minutes=st.integers(-60, 600), is_first=st.booleans())
def test_where_all_is_answered_the_pace_is_good(minutes: int, *, is_first: bool) -> None:
    assert pace(None, now=SINCE + timedelta(minutes=minutes), is_first=is_first) is Pace.GOOD
