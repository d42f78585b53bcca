from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from routing.hours import HORIZON, closed_window, current_closing, is_open, next_opening
from routing.schedule import Closure, MonthDay, OpenHours, Schedule, YearlyClosure

TICK = datetime.resolution


def _day_of(minutes: list[int]) -> tuple[OpenHours, ...]:
    ends = sorted(minutes)
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return tuple(OpenHours(opens_minute=opens, closes_minute=closes) for opens, closes in pairs)


def _closure(first: date, days: int) -> Closure:
    return Closure(first_on=first, last_on=first + timedelta(days=days), reason="休み")


def _yearly(first: date, last: date) -> YearlyClosure:
    return YearlyClosure(
        first=MonthDay(month=first.month, day=first.day),
        last=MonthDay(month=last.month, day=last.day),
        reason="休み",
    )


# Quarters of an hour, so that ends often fall on midnight and on each other's days.
_minutes = st.integers(0, 96).map(lambda quarter: quarter * 15)
_days = st.lists(_minutes, unique=True, max_size=6).map(_day_of)
_dates = st.dates(date(2026, 1, 1), date(2028, 12, 31))
schedules = st.builds(
    Schedule,
    place=st.just("やまなし"),
    weekly=st.tuples(*[_days] * 7),
    closures=st.lists(st.builds(_closure, _dates, st.integers(0, 60)), max_size=2).map(tuple),
    yearly_closures=st.lists(st.builds(_yearly, _dates, _dates), max_size=1).map(tuple),
)
moments = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    st.builds(
        lambda day, minute, ticks: (
            datetime(day.year, day.month, day.day, tzinfo=TOKYO)
            + timedelta(minutes=minute)
            + ticks * TICK
        ),
        _dates,
        _minutes,
        st.integers(-1, 1),
    ),
)


@given(schedule=schedules, now=moments)
def test_it_is_either_open_or_in_a_closed_window(schedule: Schedule, now: datetime) -> None:
    window = closed_window(schedule, now=now)
    closing = current_closing(schedule, now=now)

    assert is_open(schedule, now=now) is (window is None) is (closing is not None)


@given(schedule=schedules, now=moments)
def test_the_next_opening_is_open_and_it_is_closed_right_before(
    schedule: Schedule, now: datetime
) -> None:
    opening = next_opening(schedule, now=now)

    if opening is not None:
        assert now < opening <= now + HORIZON
        assert is_open(schedule, now=opening)
        assert not is_open(schedule, now=opening - TICK)


@given(schedule=schedules, now=moments, share=st.floats(0, 0.999))
def test_nothing_is_open_between_closing_and_the_next_opening(
    schedule: Schedule, now: datetime, share: float
) -> None:
    window = closed_window(schedule, now=now)

    if window is not None:
        ends_at = window.next_opening or now + HORIZON
        within = window.started_at + (ends_at - window.started_at) * share
        again = closed_window(schedule, now=within)
        assert again is not None
        assert again.started_at == window.started_at


@given(schedule=schedules, now=moments, share=st.floats(0, 0.999))
def test_it_stays_open_up_to_the_closing_and_not_at_it(
    schedule: Schedule, now: datetime, share: float
) -> None:
    closing = current_closing(schedule, now=now)

    if closing is not None and closing <= now + HORIZON:
        assert now < closing
        assert is_open(schedule, now=now + (closing - now) * share)
        assert is_open(schedule, now=closing - TICK)
        assert not is_open(schedule, now=closing)


@given(schedule=schedules, now=moments)
def test_a_clock_that_steps_back_stays_in_the_window_or_before_its_start(
    schedule: Schedule, now: datetime
) -> None:
    window = closed_window(schedule, now=now)
    before = closed_window(schedule, now=now - timedelta(seconds=30))

    if (
        window is not None
        and before is not None
        and now - window.started_at > timedelta(seconds=30)
    ):
        assert before.started_at == window.started_at
