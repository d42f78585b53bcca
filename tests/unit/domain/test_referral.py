"""Referrals as rules: consent, steps, and the days to look again."""

from datetime import date
from itertools import product

import pytest

from domain.record_details import ReferStep
from domain.referral import (
    CONSENT_MOVES,
    STEPS_AFTER,
    ConsentAct,
    ConsentState,
    Interval,
    NoConsentError,
    StepNotOpenError,
    consent_after,
    due_on,
    require_step,
)


def test_only_the_persons_yes_to_a_question_gives_consent() -> None:
    ways = [move for move, after in CONSENT_MOVES.items() if after is ConsentState.GIVEN]

    assert ways == [(ConsentState.ASKED, ConsentAct.YES)]


def test_a_person_may_stop_wherever_something_is_open_and_be_asked_again() -> None:
    assert consent_after(ConsentState.GIVEN, ConsentAct.STOP) is ConsentState.WITHDRAWN
    assert consent_after(ConsentState.ASKED, ConsentAct.STOP) is ConsentState.REFUSED
    for state in (ConsentState.REFUSED, ConsentState.WITHDRAWN):
        assert consent_after(state, ConsentAct.ASK) is ConsentState.ASKED


@pytest.mark.parametrize(
    ("after", "step"), list(product(STEPS_AFTER, sorted(set(ReferStep) - {ReferStep.TOLD})))
)
def test_without_a_yes_nothing_but_having_told_is_written_down(
    after: ReferStep | None, step: ReferStep
) -> None:
    for consent in set(ConsentState) - {ConsentState.GIVEN}:
        with pytest.raises(NoConsentError):
            require_step(after, step, consent=consent)


@pytest.mark.parametrize("refused", [ReferStep.DECLINED, ReferStep.NOT_WANTED])
def test_after_a_refusal_everything_is_open_again(refused: ReferStep) -> None:
    for step in ReferStep:
        require_step(refused, step, consent=ConsentState.GIVEN)


def test_nobody_is_told_a_second_time_as_if_it_were_the_first() -> None:
    with pytest.raises(StepNotOpenError):
        require_step(ReferStep.CONTACTED, ReferStep.TOLD, consent=ConsentState.GIVEN)


@pytest.mark.parametrize(
    ("interval", "since", "expected"),
    [
        (Interval.WEEK, date(2026, 12, 29), date(2027, 1, 5)),
        (Interval.MONTH, date(2027, 1, 31), date(2027, 2, 28)),
        (Interval.QUARTER, date(2026, 11, 30), date(2027, 2, 28)),
        (Interval.HALF_YEAR, date(2026, 8, 31), date(2027, 2, 28)),
        (Interval.YEAR, date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_an_interval_ends_on_a_day_there_is(
    interval: Interval, since: date, expected: date
) -> None:
    assert due_on(interval, since=since) == expected
