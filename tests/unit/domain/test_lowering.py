"""When a level may go down, and how long somebody may agree to it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lowering import STANDS_FOR, LoweringState, is_reason, needs_second, state

ASKED = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
MOMENTS = st.timedeltas(min_value=timedelta(hours=-2), max_value=timedelta(hours=2))


@pytest.mark.parametrize(("level", "is_two"), [(1, False), (2, False), (3, True), (4, True)])
def test_from_r3_on_lowering_takes_two(level: int, *, is_two: bool) -> None:
    assert needs_second(level) is is_two


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("", False),
        ("    　　\n ", False),
        ("大丈夫", False),
        ("話して落ち着いた", True),
        ("あ" * 401, False),
    ],
)
def test_a_reason_says_something(text: str, *, is_one: bool) -> None:
    assert is_reason(text) is is_one


@given(
    signed=st.none() | MOMENTS,
    later=st.timedeltas(timedelta(0), timedelta(hours=2)),
    is_moot=st.booleans(),
)
def test_an_asking_never_outlives_a_new_sign_its_half_hour_its_talk_or_its_asker(
    signed: timedelta | None, later: timedelta, *, is_moot: bool
) -> None:
    found = state(
        asked_at=ASKED,
        answered_at=None,
        changed_at=None if signed is None else ASKED + signed,
        is_moot=is_moot,
        now=ASKED + later,
    )

    is_new = signed is not None and signed >= timedelta(0)
    assert (found is LoweringState.ASKED) is not (is_new or is_moot or later >= STANDS_FOR)


def test_what_is_answered_stays_answered() -> None:
    found = state(
        asked_at=ASKED,
        answered_at=ASKED,
        changed_at=ASKED,
        is_moot=True,
        now=ASKED + timedelta(days=1),
    )

    assert found is LoweringState.ANSWERED
