"""Which evening it is, and when its parts are due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from routing.evenings import AFTERMATH, PREPARATION, Evening, find_evening
from routing.schedule import Closure, OpenHours, Schedule, Stop
from routing.schedule_stops import with_stops


def _hours(*ends: tuple[int, int]) -> tuple[OpenHours, ...]:
    return tuple(
        OpenHours(opens_minute=opens * 60, closes_minute=closes * 60) for opens, closes in ends
    )


EVENINGS = Schedule(place="やまなし", weekly=(_hours((16, 21)),) * 7)


def _at(written: str) -> datetime:
    """A moment of Tuesday 2026-11-24 (``17:00``), or of another day (``25T17:00``), in Tokyo."""
    day, _, clock = written.rpartition("T")
    return datetime.fromisoformat(f"2026-11-{day or '24'}T{clock}").replace(tzinfo=TOKYO)


def _evening(schedule: Schedule, clock: str) -> Evening:
    evening = find_evening(schedule, now=_at(clock))
    assert evening is not None
    return evening


def _stopped(begin: str, end: str) -> Schedule:
    return with_stops(EVENINGS, [Stop(from_at=_at(begin), until_at=_at(end), reason="休み")])


def test_an_evening_knows_when_everything_is_due() -> None:
    assert _evening(EVENINGS, "17:00") == Evening(
        id="2026-11-24T07:00:00+00:00",
        opens_at=_at("16:00"),
        last_intake_at=_at("20:30"),
        notice_at=_at("20:45"),
        closes_at=_at("21:00"),
        extension_until=_at("21:30"),
        report_at=_at("22:00"),
        next_opening=_at("25T16:00"),
    )


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("15:29:59.999999", False),
        ("15:30", True),
        ("21:00", True),
        ("22:00", True),
        ("22:59:59.999999", True),
        ("23:00", False),
        ("25T03:00", False),
    ],
)
def test_the_evening_lasts_from_half_past_three_to_an_hour_after_its_report(
    clock: str, *, expected: bool
) -> None:
    assert (find_evening(EVENINGS, now=_at(clock)) is not None) is expected


def test_a_day_off_has_no_evening() -> None:
    day = date(2026, 11, 24)
    closed = Schedule(
        place="やまなし",
        weekly=EVENINGS.weekly,
        closures=(Closure(first_on=day, last_on=day, reason="休み"),),
    )

    assert find_evening(closed, now=_at("17:00")) is None


def test_a_break_of_up_to_two_hours_belongs_to_the_evening() -> None:
    schedule = Schedule(place="やまなし", weekly=(_hours((9, 12), (14, 16)),) * 7)

    during = _evening(schedule, "13:00")

    assert (during.opens_at, during.closes_at) == (_at("09:00"), _at("16:00"))


def test_hours_further_apart_are_two_evenings() -> None:
    schedule = Schedule(place="やまなし", weekly=(_hours((9, 12), (16, 21)),) * 7)

    assert _evening(schedule, "13:59").opens_at == _at("09:00")
    assert find_evening(schedule, now=_at("14:30")) is None
    assert _evening(schedule, "15:30").opens_at == _at("16:00")


@pytest.mark.parametrize(
    "day", [_hours((20, 26)), _hours((0, 2), (20, 24)), _hours((0, 2), (4, 5), (20, 23))]
)
def test_an_evening_goes_on_over_midnight(day: tuple[OpenHours, ...]) -> None:
    schedule = Schedule(place="やまなし", weekly=(day,) * 7)

    at_eleven, at_one = _evening(schedule, "23:00"), _evening(schedule, "25T01:00")

    assert at_eleven.opens_at == _at("20:00")
    assert at_eleven == at_one


def test_what_never_closes_is_an_evening_a_day() -> None:
    schedule = Schedule(place="やまなし", weekly=(_hours((0, 24)),) * 7)

    evening = _evening(schedule, "12:00")

    assert (evening.opens_at, evening.closes_at) == (_at("00:00"), _at("25T00:00"))


def test_a_stop_brings_the_end_forward_and_keeps_the_id() -> None:
    evening = _evening(_stopped("18:00", "24T23:00"), "19:00")

    assert evening.id == _evening(EVENINGS, "19:00").id
    assert evening.opens_at == _at("16:00")
    assert evening.last_intake_at == _at("17:30")
    assert evening.notice_at == _at("17:45")
    assert evening.closes_at == _at("18:00")
    assert evening.extension_until == _at("18:30")
    assert evening.report_at == _at("19:00")
    assert evening.next_opening == _at("25T16:00")


def test_what_is_due_before_the_end_is_reckoned_from_the_stop() -> None:
    evening = _evening(_stopped("20:50", "24T23:00"), "20:50")

    assert (evening.last_intake_at, evening.notice_at) == (_at("20:20"), _at("20:35"))
    assert evening.closes_at == _at("20:50")


def test_a_stop_within_the_evening_is_a_break() -> None:
    evening = _evening(_stopped("17:00", "20:00"), "18:00")

    assert (evening.opens_at, evening.closes_at) == (_at("16:00"), _at("21:00"))


def test_a_stop_at_the_beginning_moves_the_opening_and_keeps_the_id() -> None:
    evening = _evening(_stopped("15:00", "17:00"), "15:30")

    assert evening.opens_at == _at("17:00")
    assert evening.id == "2026-11-24T07:00:00+00:00"


def test_an_evening_stopped_whole_closes_as_it_opens() -> None:
    evening = _evening(_stopped("15:00", "24T22:00"), "16:00")

    assert evening.opens_at == evening.closes_at == evening.notice_at == _at("16:00")
    assert evening.next_opening == _at("25T16:00")


def test_a_time_without_a_zone_is_refused() -> None:
    naive = _at("17:00").replace(tzinfo=None)

    with pytest.raises(ValueError, match="without a zone"):
        find_evening(EVENINGS, now=naive)


_stretches = st.lists(st.integers(0, 96), unique=True, max_size=6).map(
    lambda quarters: tuple(
        OpenHours(opens_minute=opens * 15, closes_minute=closes * 15)
        for opens, closes in zip(sorted(quarters)[::2], sorted(quarters)[1::2], strict=False)
    )
)
_schedules = st.builds(Schedule, place=st.just("やまなし"), weekly=st.tuples(*[_stretches] * 7))
_moments = st.datetimes(
    datetime(2026, 11, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2026, 12, 31),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
_stops = st.lists(
    st.builds(
        lambda begin, minutes: Stop(
            from_at=begin, until_at=begin + timedelta(minutes=minutes), reason="休み"
        ),
        _moments,
        st.integers(1, 3000),
    ),
    max_size=3,
)


@given(schedule=_schedules, stops=_stops, now=_moments)
def test_the_parts_of_an_evening_are_in_order(
    schedule: Schedule, stops: list[Stop], now: datetime
) -> None:
    evening = find_evening(with_stops(schedule, stops), now=now)

    if evening is not None:
        assert datetime.fromisoformat(evening.id) - PREPARATION <= now
        assert now < evening.report_at + AFTERMATH
        assert evening.opens_at <= evening.last_intake_at <= evening.closes_at
        assert evening.opens_at <= evening.notice_at <= evening.closes_at
        assert evening.closes_at <= evening.extension_until <= evening.report_at
        assert evening.next_opening is None or evening.closes_at < evening.next_opening


@given(schedule=_schedules, stops=_stops, now=_moments, at=st.floats(0, 1))
def test_an_evening_is_the_same_from_its_opening_to_its_closing(
    schedule: Schedule, stops: list[Stop], now: datetime, at: float
) -> None:
    stopped = with_stops(schedule, stops)
    evening = find_evening(stopped, now=now)

    if evening is not None and evening.opens_at < evening.closes_at:
        within = evening.opens_at + (evening.closes_at - evening.opens_at) * min(at, 0.999)
        assert find_evening(stopped, now=within) == evening


def test_day_and_night_have_evenings_that_go_on_and_nothing_is_last_in_them() -> None:
    always = Schedule(place="やまなし", weekly=(_hours((0, 24)),) * 7)

    for clock in ("00:10", "12:00", "23:45"):
        evening = _evening(always, clock)
        assert evening.goes_on
        assert evening.last_intake_at == evening.notice_at == evening.closes_at
    assert not _evening(EVENINGS, "17:00").goes_on
