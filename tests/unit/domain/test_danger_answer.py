"""What a machine says to a sign of danger, by where the person is (DOMAIN §2.8)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.alert import Situation
from domain.danger_answer import (
    NEW_SIGN_AFTER,
    SAID_AGAIN_AFTER,
    DangerAnswer,
    answer_to,
    is_stale,
)

NOW = datetime(2026, 11, 24, 18, 12, tzinfo=UTC)
levels = st.integers(0, 4)
moments = st.none() | st.timedeltas(timedelta(), timedelta(days=2)).map(lambda ago: NOW - ago)


def at_night(
    level: int, *, ago: timedelta | None = None, answered_level: int | None = None
) -> DangerAnswer | None:
    return answer_to(
        Situation.NOBODY_HERE,
        level=level,
        answered_at=None if ago is None else NOW - ago,
        answered_level=answered_level,
        told_at=None,
        now=NOW,
    )


@given(st.sampled_from([Situation.TALKING, Situation.AFTERWARDS]), levels, moments, moments)
def test_no_machine_speaks_in_a_talk_whatever_was_said(
    situation: Situation, level: int, answered_at: datetime | None, told_at: datetime | None
) -> None:
    found = answer_to(
        situation,
        level=level,
        answered_at=answered_at,
        answered_level=None,
        told_at=told_at,
        now=NOW,
    )

    assert found is None


@given(st.sampled_from(Situation), moments, moments)
def test_without_a_sign_nothing_is_answered(
    situation: Situation, answered_at: datetime | None, told_at: datetime | None
) -> None:
    found = answer_to(
        situation, level=0, answered_at=answered_at, answered_level=1, told_at=told_at, now=NOW
    )

    assert found is None


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_first_sign_while_nobody_is_here_is_answered(level: int) -> None:
    assert at_night(level) is DangerAnswer.NOBODY_HERE


def test_the_same_is_not_said_again_within_six_hours() -> None:
    almost = SAID_AGAIN_AFTER - timedelta(seconds=1)

    assert at_night(2, ago=almost, answered_level=2) is None
    assert at_night(2, ago=almost, answered_level=1) is None
    assert at_night(2, ago=SAID_AGAIN_AFTER, answered_level=2) is DangerAnswer.NOBODY_HERE


def test_a_new_sign_from_r3_on_is_answered_again() -> None:
    a_moment = timedelta(seconds=30)

    assert at_night(3, ago=a_moment, answered_level=2) is DangerAnswer.NOBODY_HERE
    assert at_night(3, ago=a_moment, answered_level=3) is None
    assert at_night(3, ago=NEW_SIGN_AFTER, answered_level=3) is DangerAnswer.NOBODY_HERE


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_whoever_waits_is_told_once_that_a_human_reads_it_soon(level: int) -> None:
    first, second = (
        answer_to(
            Situation.WAITING,
            level=level,
            answered_at=NOW - timedelta(hours=1),
            answered_level=4,
            told_at=told_at,
            now=NOW,
        )
        for told_at in (None, NOW)
    )

    assert first is DangerAnswer.SOON
    assert second is None


@pytest.mark.parametrize(
    ("minutes", "situation", "expected"),
    [
        (9, Situation.NOBODY_HERE, False),
        (10, Situation.NOBODY_HERE, True),
        (0, Situation.TALKING, True),
    ],
)
def test_that_nobody_is_here_is_not_said_late_nor_into_a_talk(
    minutes: int, situation: Situation, *, expected: bool
) -> None:
    assert (
        is_stale(said_at=NOW - timedelta(minutes=minutes), situation=situation, now=NOW) is expected
    )
