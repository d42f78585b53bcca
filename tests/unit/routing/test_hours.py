import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.clock import TOKYO
from routing.hours import ClosedKind, closed_window, current_closing, is_open, next_opening
from routing.schedule import Closure, MonthDay, OpenHours, Schedule, YearlyClosure

EVENING = (OpenHours(opens_minute=16 * 60, closes_minute=21 * 60),)
WITH_LUNCH_GAP = (
    OpenHours(opens_minute=9 * 60, closes_minute=12 * 60),
    OpenHours(opens_minute=13 * 60, closes_minute=16 * 60),
)
NEW_YEAR = YearlyClosure(
    first=MonthDay(month=12, day=29), last=MonthDay(month=1, day=3), reason="年末年始"
)
EVERY_EVENING = Schedule(place="やまなし", weekly=(EVENING,) * 7, yearly_closures=(NEW_YEAR,))
WEEKDAYS_ONLY = Schedule(place="やまなし", weekly=((EVENING,) * 5 + ((), ())))
NEVER = Schedule(place="やまなし", weekly=((),) * 7)
ALWAYS = Schedule(place="やまなし", weekly=((OpenHours(opens_minute=0, closes_minute=1440),),) * 7)


def _tokyo(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=TOKYO)


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"])
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
    ("at", "expected"),
    [
        ("15:59:59.999999", False),
        ("16:00:00", True),
        ("20:59:59.999999", True),
        ("21:00:00", False),
        ("00:00:00", False),
    ],
)
def test_the_window_is_open_from_16_up_to_21_in_whatever_zone_the_machine_stands(
    at: str, *, expected: bool
) -> None:
    now = _tokyo(f"2026-11-24T{at}")

    for zone in (UTC, TOKYO, ZoneInfo("America/New_York")):
        assert is_open(EVERY_EVENING, now=now.astimezone(zone)) is expected


def test_a_time_without_a_zone_is_refused() -> None:
    naive = _tokyo("2026-11-24T17:00").replace(tzinfo=None)

    for question in (is_open, next_opening, current_closing, closed_window):
        with pytest.raises(ValueError, match="without a zone"):
            question(EVERY_EVENING, now=naive)


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2026-11-24T03:20", "2026-11-24T16:00"),
        ("2026-11-24T15:59:59.999999", "2026-11-24T16:00"),
        ("2026-11-24T16:00", "2026-11-25T16:00"),
        ("2026-11-24T20:30", "2026-11-25T16:00"),
        ("2026-11-24T21:00", "2026-11-25T16:00"),
        ("2026-12-28T21:00", "2027-01-04T16:00"),
        ("2027-01-03T23:59", "2027-01-04T16:00"),
    ],
)
def test_the_next_opening_is_the_true_one(now: str, opening: str) -> None:
    found = next_opening(EVERY_EVENING, now=_tokyo(now))

    assert found == _tokyo(opening)
    assert found is not None
    assert found.tzinfo is UTC


def test_nothing_is_promised_when_nothing_opens_within_400_days() -> None:
    assert next_opening(NEVER, now=_tokyo("2026-11-24T12:00")) is None
    assert next_opening(ALWAYS, now=_tokyo("2026-11-24T12:00")) is None


def test_hours_up_to_midnight_and_from_midnight_are_one_opening() -> None:
    late = (OpenHours(opens_minute=22 * 60, closes_minute=24 * 60),)
    early = (OpenHours(opens_minute=0, closes_minute=2 * 60),)
    schedule = Schedule(place="やまなし", weekly=(late, early, (), (), (), (), ()))
    monday_night = _tokyo("2026-11-23T23:00")

    assert current_closing(schedule, now=monday_night) == _tokyo("2026-11-24T02:00")
    assert next_opening(schedule, now=monday_night) == _tokyo("2026-11-30T22:00")


def test_the_closing_is_known_only_while_open() -> None:
    assert current_closing(EVERY_EVENING, now=_tokyo("2026-11-24T16:00")) == _tokyo(
        "2026-11-24T21:00"
    )
    assert current_closing(EVERY_EVENING, now=_tokyo("2026-11-24T21:00")) is None


def test_a_window_that_never_closes_is_looked_at_no_further_than_needed() -> None:
    now = _tokyo("2026-11-24T12:00")

    closing = current_closing(ALWAYS, now=now)

    assert closing is not None
    assert closing - now < timedelta(days=402)


@pytest.mark.parametrize(
    ("schedule", "now", "kind"),
    [
        (EVERY_EVENING, "2026-11-24T15:59:59", ClosedKind.BEFORE_OPENING),
        (EVERY_EVENING, "2026-11-24T05:00", ClosedKind.BEFORE_OPENING),
        (EVERY_EVENING, "2026-11-24T04:59:59.999999", ClosedKind.AFTER_CLOSING),
        (EVERY_EVENING, "2026-11-24T00:00", ClosedKind.AFTER_CLOSING),
        (EVERY_EVENING, "2026-11-24T21:00", ClosedKind.AFTER_CLOSING),
        (EVERY_EVENING, "2026-12-29T00:00", ClosedKind.DAY_OFF),
        (EVERY_EVENING, "2027-01-03T23:59", ClosedKind.DAY_OFF),
        (EVERY_EVENING, "2027-01-04T03:00", ClosedKind.BEFORE_OPENING),
        (WEEKDAYS_ONLY, "2026-11-23T03:00", ClosedKind.BEFORE_OPENING),
        (WEEKDAYS_ONLY, "2026-11-21T02:00", ClosedKind.DAY_OFF),
        (NEVER, "2026-11-24T12:00", ClosedKind.DAY_OFF),
    ],
)
def test_each_closed_hour_has_its_kind(schedule: Schedule, now: str, kind: ClosedKind) -> None:
    window = closed_window(schedule, now=_tokyo(now))

    assert window is not None
    assert window.kind is kind


def test_a_lunch_gap_is_before_an_opening() -> None:
    schedule = Schedule(place="やまなし", weekly=(WITH_LUNCH_GAP,) * 7)

    window = closed_window(schedule, now=_tokyo("2026-11-24T12:00"))

    assert window is not None
    assert window.kind is ClosedKind.BEFORE_OPENING
    assert window.started_at == _tokyo("2026-11-24T12:00")
    assert window.next_opening == _tokyo("2026-11-24T13:00")


def test_one_closed_window_keeps_one_start_over_night_and_closure() -> None:
    closing = _tokyo("2026-12-28T21:00")
    moments = [closing + timedelta(hours=hours) for hours in range(7 * 24 - 5)]

    starts = {
        window.started_at
        for moment in moments
        if (window := closed_window(EVERY_EVENING, now=moment))
    }

    assert starts == {closing}


def test_a_past_without_any_opening_has_one_start_too() -> None:
    moments = [_tokyo("2026-11-24T12:00") + timedelta(days=days) for days in range(0, 900, 90)]

    starts = {window.started_at for now in moments if (window := closed_window(NEVER, now=now))}

    assert len(starts) == 1


def test_a_dated_closure_closes_its_days_and_no_others() -> None:
    closure = Closure(first_on=date(2026, 11, 24), last_on=date(2026, 11, 25), reason="点検")
    schedule = Schedule(place="やまなし", weekly=(EVENING,) * 7, closures=(closure,))

    opens = [is_open(schedule, now=_tokyo(f"2026-11-{day}T16:00")) for day in (23, 24, 25, 26)]

    assert opens == [True, False, False, True]
