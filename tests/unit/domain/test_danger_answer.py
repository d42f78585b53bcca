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
    Silence,
    answer_to,
    answer_to_silence,
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
        (0, Situation.WAITING, True),
        (0, Situation.AFTERWARDS, True),
    ],
)
def test_that_nobody_is_here_is_not_said_late_nor_into_a_talk(
    minutes: int, situation: Situation, *, expected: bool
) -> None:
    assert (
        is_stale(said_at=NOW - timedelta(minutes=minutes), situation=situation, now=NOW) is expected
    )


def ago(minutes: float | None) -> datetime | None:
    return None if minutes is None else NOW - timedelta(minutes=minutes)


def left(
    situation: Situation, *, is_outside: bool = False, **minutes: float
) -> DangerAnswer | None:
    """What the clock says; each moment by its name, in minutes ago."""
    silence = Silence(
        sign_at=NOW - timedelta(minutes=minutes["sign"]),
        answered_at=ago(minutes.get("answered")),
        told_at=ago(minutes.get("told")),
        graver_at=ago(minutes.get("graver")),
        arrived_at=ago(minutes.get("arrived")),
        is_outside=is_outside,
    )
    return answer_to_silence(situation, silence, now=NOW)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ({"sign": 5}, DangerAnswer.NOBODY_HERE),
        ({"sign": 0.5}, None),  # it is being handled
        ({"sign": 24 * 60}, None),  # now it is for people
        ({"sign": 5, "answered": 5}, None),
        ({"sign": 5, "answered": 60}, None),
        ({"sign": 5, "answered": 366}, DangerAnswer.NOBODY_HERE),
        ({"sign": 5, "answered": 60, "graver": 5}, DangerAnswer.NOBODY_HERE),
        ({"sign": 5, "answered": 60, "graver": 90}, None),
        ({"sign": 5, "answered": 60, "told": 30}, DangerAnswer.NOBODY_HERE),
        ({"sign": 90, "answered": 60, "told": 90}, None),
        ({"sign": 480, "answered": 5}, None),
    ],
)
def test_while_nobody_is_here_a_silence_is_broken_once(
    minutes: dict[str, float], expected: DangerAnswer | None
) -> None:
    assert left(Situation.NOBODY_HERE, is_outside=True, **minutes) is expected


def test_whoever_waits_is_told_again_only_what_never_went_out() -> None:
    assert left(Situation.WAITING, sign=5, arrived=5) is DangerAnswer.SOON
    assert left(Situation.WAITING, sign=5, arrived=5, told=5) is None
    assert left(Situation.WAITING, sign=500, arrived=5) is None  # their night was another visit's


def test_who_wrote_shortly_before_the_opening_is_let_in_and_nobody_else() -> None:
    assert left(Situation.AFTERWARDS, sign=5, is_outside=True) is DangerAnswer.SOON
    assert left(Situation.AFTERWARDS, sign=5, is_outside=True, answered=5) is None
    assert left(Situation.AFTERWARDS, sign=61, is_outside=True) is None
    assert left(Situation.AFTERWARDS, sign=5) is None


@given(st.floats(0, 3000), st.floats(0, 3000))
def test_the_clock_never_speaks_into_a_talk(sign: float, answered: float) -> None:
    assert left(Situation.TALKING, sign=sign, answered=answered) is None
