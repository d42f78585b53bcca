"""When a period may be released: only once it is over, and whole months within fixed ones.

Periods are those of the calendar (``domain.statistics.periods``), so that no two releases ever
differ by a few days and the people of those.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from domain.statistics.periods import Length, Period

CLOSED_AFTER: Final = timedelta(days=5)
"""So long after its last day: records are written by then."""

_MONTHS: Final = 12


def is_closed(period: Period, today: date) -> bool:
    """Whether it is over for long enough."""
    return today > period.last + CLOSED_AFTER


def months_of(period: Period) -> tuple[int, int]:
    """Its first and last month, counted as ``year * 12 + month - 1``."""
    return _month(period.first), _month(period.last)


def closed_periods(first: date, today: date) -> Iterator[Period]:
    """Every period that may be released and holds a day from ``first`` on, the latest end first."""
    found = []
    for length in Length:
        each = Period.around(first, length)
        while is_closed(each, today):
            found.append(each)
            each = each.after()
    order = list(Length)
    yield from sorted(found, key=lambda each: (-_month(each.last), order.index(each.length)))


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1
