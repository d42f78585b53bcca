"""Japan's public holidays."""

from datetime import date

import pytest

from routing.holidays import holiday_name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2026, 5, 6), "振替休日"),
        (date(2027, 3, 22), "振替休日"),
        (date(2027, 1, 11), "成人の日"),
        (date(2032, 9, 21), "国民の休日"),
        (date(2026, 11, 24), None),
        (date(2026, 12, 29), None),
    ],
)
def test_a_holiday_has_its_name_and_an_ordinary_day_none(day: date, name: str | None) -> None:
    assert holiday_name(day) == name


def test_a_year_has_its_sixteen_holidays_at_least() -> None:
    for year in range(2026, 2041):
        days = [date.fromordinal(date(year, 1, 1).toordinal() + ahead) for ahead in range(365)]
        assert sum(holiday_name(day) is not None for day in days) >= 16
