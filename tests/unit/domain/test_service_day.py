"""A day of the service, and the number of a record."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import TOKYO
from domain.questions import CHOICES, Question
from domain.record_details import Age, Area, Duration
from domain.service_day import ServiceDay, fiscal_year, reception_number
from domain.weight import WEIGHTS, asks_for_somebody


@given(st.integers(min_value=0, max_value=4_000_000_000))
def test_every_moment_belongs_to_the_one_day_it_lies_in(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)

    day = ServiceDay.around(at)

    assert day.begins_at <= at < day.ends_at
    assert day.before().ends_at == day.begins_at


@pytest.mark.parametrize(
    ("hour", "day"), [((24, 16, 0), 24), ((25, 0, 40), 24), ((25, 4, 59), 24), ((25, 5, 0), 25)]
)
def test_what_runs_over_midnight_belongs_to_the_evening_it_began_in(
    hour: tuple[int, int, int], day: int
) -> None:
    on, hours, minutes = hour
    at = datetime(2026, 11, on, hours, minutes, tzinfo=TOKYO)

    assert ServiceDay.around(at).on == date(2026, 11, day)


def test_a_fiscal_year_begins_in_april_and_is_written_in_the_era() -> None:
    assert fiscal_year(date(2027, 3, 31)) == 2026
    assert fiscal_year(date(2026, 3, 31) + timedelta(days=1)) == 2026
    assert reception_number(2026, 123) == "R8-0123"
    assert reception_number(2027, 12345) == "R9-12345"


def test_what_a_person_answers_can_be_taken_over_into_the_record() -> None:
    for question, codes in (
        (Question.AGE, Age),
        (Question.AREA, Area),
        (Question.DURATION, Duration),
    ):
        assert set(CHOICES[question]) <= set(codes)


def test_a_heavy_day_asks_for_somebody() -> None:
    assert [weight for weight in WEIGHTS if asks_for_somebody(weight)] == [4, 5]
