from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.silence import SilenceStep, step

SINCE = datetime(2026, 11, 24, 7, tzinfo=UTC)
TICK = datetime.resolution

_moments = st.timedeltas(timedelta(minutes=-5), timedelta(hours=30)).map(lambda gap: SINCE + gap)


@pytest.mark.parametrize(
    ("minutes", "before", "after"),
    [
        (10, SilenceStep.NONE, SilenceStep.HINT),
        (15, SilenceStep.HINT, SilenceStep.NUDGE),
        (25, SilenceStep.NUDGE, SilenceStep.SECOND),
        (40, SilenceStep.SECOND, SilenceStep.REST),
    ],
)
def test_silence_goes_on_in_slow_steps(
    minutes: int, before: SilenceStep, after: SilenceStep
) -> None:
    now = SINCE + timedelta(minutes=minutes)

    for risk in (0, 1):
        assert step(SINCE, now=now - TICK, risk=risk) is before
        assert step(SINCE, now=now, risk=risk) is after


@given(now=_moments, risk=st.integers(2, 4))
def test_with_risk_the_clock_never_ends_a_talk_and_calls_the_supervisor_at_ten_minutes(
    now: datetime, risk: int
) -> None:
    is_long = now >= SINCE + timedelta(minutes=10)

    assert step(SINCE, now=now, risk=risk) is (
        SilenceStep.SUPERVISOR if is_long else SilenceStep.NONE
    )


@given(now=_moments, risk=st.integers(0, 1))
def test_without_risk_no_silence_is_the_supervisors(now: datetime, risk: int) -> None:
    assert step(SINCE, now=now, risk=risk) is not SilenceStep.SUPERVISOR


@given(now=_moments, risk=st.integers(0, 4))
def test_while_the_counsellor_is_to_write_nobody_is_silent(now: datetime, risk: int) -> None:
    assert step(None, now=now, risk=risk) is SilenceStep.NONE


@given(now=_moments, more=st.timedeltas(timedelta(), timedelta(hours=1)), risk=st.integers(0, 4))
def test_silence_never_shortens_by_itself(now: datetime, more: timedelta, risk: int) -> None:
    order = list(SilenceStep)

    first, second = step(SINCE, now=now, risk=risk), step(SINCE, now=now + more, risk=risk)

    assert order.index(first) <= order.index(second)
