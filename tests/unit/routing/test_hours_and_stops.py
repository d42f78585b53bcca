"""Hours over midnight, breaks, and closures decided on the evening itself."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from routing.hours import ClosedKind, closed_window, current_closing, is_open, next_opening
from routing.schedule import OpenHours, Schedule, Stop
from routing.schedule_stops import with_stops

TICK = datetime.resolution
EVENING = (OpenHours(opens_minute=16 * 60, closes_minute=21 * 60),)
NIGHT = (OpenHours(opens_minute=22 * 60, closes_minute=26 * 60),)
WITH_BREAK = (
    OpenHours(opens_minute=9 * 60, closes_minute=12 * 60),
    OpenHours(opens_minute=13 * 60, closes_minute=16 * 60),
)
EVENINGS = Schedule(place="やまなし", weekly=(EVENING,) * 7)
NIGHTS = Schedule(place="やまなし", weekly=(NIGHT, (), NIGHT, NIGHT, NIGHT, (), ()))
DAYS = Schedule(place="やまなし", weekly=(WITH_BREAK,) * 7)


def _at(written: str) -> datetime:
    """A moment of Tuesday 2026-11-24 (``17:00``), or of another day (``25T17:00``), in Tokyo."""
    day, _, clock = written.rpartition("T")
    return datetime.fromisoformat(f"2026-11-{day or '24'}T{clock}").replace(tzinfo=TOKYO)


def _stopped(schedule: Schedule, *stops: tuple[str, str]) -> Schedule:
    return with_stops(
        schedule,
        [
            Stop(from_at=_at(begin), until_at=_at(end), reason="人がそろわない")
            for begin, end in stops
        ],
    )


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati"])
def _machine_zone(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_machine_zone")
@pytest.mark.parametrize(
    ("schedule", "at", "expected"),
    [
        (NIGHTS, "23T21:59:59.999999", False),
        (NIGHTS, "23T22:00", True),
        (NIGHTS, "24T00:00", True),
        (NIGHTS, "24T01:59:59.999999", True),
        (NIGHTS, "24T02:00", False),
        (NIGHTS, "24T22:00", False),
        (DAYS, "11:59:59.999999", True),
        (DAYS, "12:00", False),
        (DAYS, "12:59:59.999999", False),
        (DAYS, "13:00", True),
        (_stopped(EVENINGS, ("18:00", "24T23:59")), "17:59:59.999999", True),
        (_stopped(EVENINGS, ("18:00", "24T23:59")), "18:00", False),
        (_stopped(EVENINGS, ("18:00", "19:00")), "18:59:59.999999", False),
        (_stopped(EVENINGS, ("18:00", "19:00")), "19:00", True),
        (_stopped(NIGHTS, ("24T01:00", "24T01:30")), "24T01:00", False),
        (_stopped(NIGHTS, ("24T01:00", "24T01:30")), "24T01:30", True),
    ],
)
def test_boundaries_are_exact_in_whatever_zone_the_machine_stands(
    schedule: Schedule, at: str, *, expected: bool
) -> None:
    for zone in (UTC, TOKYO, ZoneInfo("America/New_York")):
        assert is_open(schedule, now=_at(at).astimezone(zone)) is expected


def test_an_opening_over_midnight_ends_on_the_next_day() -> None:
    assert current_closing(NIGHTS, now=_at("23T23:00")) == _at("24T02:00")
    assert current_closing(NIGHTS, now=_at("24T01:00")) == _at("24T02:00")
    assert next_opening(NIGHTS, now=_at("24T01:00")) == _at("25T22:00")


def test_after_the_night_it_is_closed_until_morning_and_then_a_day_off() -> None:
    kinds = [
        window.kind
        for clock in ("24T02:00", "24T04:59", "24T05:00", "25T03:00", "25T12:00")
        if (window := closed_window(NIGHTS, now=_at(clock))) is not None
    ]

    assert kinds == [
        ClosedKind.AFTER_CLOSING,
        ClosedKind.AFTER_CLOSING,
        ClosedKind.DAY_OFF,
        ClosedKind.BEFORE_OPENING,
        ClosedKind.BEFORE_OPENING,
    ]


def test_a_stop_closes_the_present_opening_and_names_the_true_next_one() -> None:
    schedule = _stopped(EVENINGS, ("18:00", "24T23:00"))

    window = closed_window(schedule, now=_at("18:00"))

    assert current_closing(schedule, now=_at("17:00")) == _at("18:00")
    assert window is not None
    assert window.kind is ClosedKind.SUDDEN
    assert window.started_at == _at("18:00")
    assert window.next_opening == _at("25T16:00")


def test_a_stop_is_news_until_midnight() -> None:
    schedule = _stopped(EVENINGS, ("18:00", "19:00"), ("19:00", "24T21:00"))

    windows = [
        closed_window(schedule, now=_at(clock))
        for clock in ("18:00", "20:00", "22:00", "23:59", "25T00:00", "25T08:00")
    ]

    assert [window.kind for window in windows if window] == [
        *[ClosedKind.SUDDEN] * 4,
        ClosedKind.AFTER_CLOSING,
        ClosedKind.BEFORE_OPENING,
    ]
    assert {window.started_at for window in windows if window} == {_at("18:00")}


def test_a_stop_that_takes_the_whole_evening_is_a_closed_time_of_its_own() -> None:
    schedule = _stopped(EVENINGS, ("15:30", "24T22:00"))

    before = closed_window(schedule, now=_at("15:59"))
    after = closed_window(schedule, now=_at("16:00"))

    assert before is not None
    assert before.started_at == _at("23T21:00")
    assert before.kind is ClosedKind.SUDDEN
    assert after is not None
    assert after.started_at == _at("16:00")
    assert after.kind is ClosedKind.SUDDEN
    assert before.next_opening == after.next_opening == _at("25T16:00")


def test_a_break_within_a_stopped_day_does_not_begin_another_closed_time() -> None:
    schedule = _stopped(DAYS, ("10:00", "24T17:00"))

    windows = [closed_window(schedule, now=_at(clock)) for clock in ("10:00", "12:30", "15:00")]

    assert {window.started_at for window in windows if window} == {_at("10:00")}


def test_a_stop_that_ends_lets_it_open_again() -> None:
    schedule = _stopped(EVENINGS, ("15:00", "18:00"))

    window = closed_window(schedule, now=_at("16:30"))

    assert window is not None
    assert window.kind is ClosedKind.SUDDEN
    assert window.next_opening == _at("18:00")
    assert is_open(schedule, now=_at("18:00"))
    later = closed_window(schedule, now=_at("21:00"))
    assert later is not None
    assert later.kind is ClosedKind.AFTER_CLOSING


def test_a_stop_outside_the_hours_changes_nothing() -> None:
    schedule = _stopped(EVENINGS, ("21:00", "25T16:00"))

    for clock in ("20:59", "21:00", "25T09:00", "25T16:00"):
        now = _at(clock)
        assert closed_window(schedule, now=now) == closed_window(EVENINGS, now=now)


_quarters = st.integers(0, 4 * 96)
_stops = st.lists(
    st.builds(
        lambda begin, length: Stop(
            from_at=_at("24T00:00") + timedelta(minutes=15 * begin),
            until_at=_at("24T00:00") + timedelta(minutes=15 * (begin + length)),
            reason="休み",
        ),
        _quarters,
        st.integers(1, 150),
    ),
    max_size=4,
)
_moments = st.builds(
    lambda quarter, ticks: _at("24T00:00") + timedelta(minutes=15 * quarter) + ticks * TICK,
    _quarters,
    st.integers(-1, 1),
)


@given(schedule=st.sampled_from([EVENINGS, NIGHTS, DAYS]), stops=_stops, now=_moments)
def test_it_is_open_exactly_where_the_week_is_and_no_stop_is(
    schedule: Schedule, stops: list[Stop], now: datetime
) -> None:
    is_stopped = any(stop.from_at <= now < stop.until_at for stop in stops)

    expected = is_open(schedule, now=now) and not is_stopped
    assert is_open(with_stops(schedule, stops), now=now) is expected


@given(schedule=st.sampled_from([EVENINGS, NIGHTS, DAYS]), stops=_stops, now=_moments)
def test_a_closed_time_began_before_now_and_its_next_opening_is_one(
    schedule: Schedule, stops: list[Stop], now: datetime
) -> None:
    stopped = with_stops(schedule, stops)
    window = closed_window(stopped, now=now)

    if window is not None:
        assert window.started_at <= now
        assert window.next_opening is not None
        assert now < window.next_opening
        assert is_open(stopped, now=window.next_opening)
        assert not is_open(stopped, now=window.next_opening - TICK)


@given(schedule=st.sampled_from([EVENINGS, NIGHTS, DAYS]), stops=_stops, now=_moments)
def test_a_clock_that_steps_back_is_in_the_same_closed_time_or_before_it(
    schedule: Schedule, stops: list[Stop], now: datetime
) -> None:
    stopped = with_stops(schedule, stops)
    window = closed_window(stopped, now=now)
    earlier = closed_window(stopped, now=now - timedelta(seconds=30))

    if (
        window is not None
        and earlier is not None
        and window.started_at <= now - timedelta(seconds=30)
    ):
        assert earlier.started_at == window.started_at
