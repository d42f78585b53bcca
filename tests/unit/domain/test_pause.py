"""A pause has an end, and danger goes through it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.conversation import VisitState
from domain.pause import LENGTHS, holds, is_in_force

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
STATES = st.sampled_from([None, *VisitState])
LEVELS = st.integers(0, 4)


@given(level=st.integers(2, 4), state=STATES, risk=LEVELS)
def test_words_of_danger_are_never_held(level: int, state: VisitState | None, risk: int) -> None:
    assert not holds(level=level, state=state, risk=risk)


@given(level=st.integers(0, 1), risk=LEVELS)
def test_whoever_was_let_in_is_not_shut_out_again_by_quieter_words(level: int, risk: int) -> None:
    for state in (VisitState.WAITING, VisitState.TALKING, VisitState.RESTING):
        assert not holds(level=level, state=state, risk=risk)


@given(level=st.integers(0, 1), risk=LEVELS)
def test_other_words_are_held_outside_the_line(level: int, risk: int) -> None:
    assert holds(level=level, state=VisitState.ENDED, risk=risk)
    assert holds(level=level, state=None, risk=0)
    assert holds(level=level, state=VisitState.OUT_OF_HOURS, risk=risk) == (risk < 2)


@given(st.sampled_from(list(LENGTHS.values())), st.integers(0, 20_000))
def test_every_pause_ends_by_itself(length: timedelta, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)

    is_standing = is_in_force(until_at=NOW + length, lifted_at=None, now=now)

    assert is_standing == (timedelta(minutes=minutes) < length)
    assert not is_in_force(until_at=NOW + length, lifted_at=NOW, now=now)
