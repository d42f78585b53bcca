"""Japan's public holidays, 振替休日 and 国民の休日 among them; the only door to the library."""

from datetime import date
from functools import cache

from holidays import HolidayBase, country_holidays


def holiday_name(day: date) -> str | None:
    """The Japanese name of the public holiday a day is, None for an ordinary day."""
    return _holidays_of(day.year).get(day)


@cache
def _holidays_of(year: int) -> HolidayBase:
    return country_holidays("JP", years=year, expand=False, language="ja")
