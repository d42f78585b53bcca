"""How many friends came in each week, as far as may be said where those of a month are known.

The friends of a month are released exactly (``catalogue``): so a month's weeks are parts of a sum,
as the ways in are, and are shown like them once the month is closed and stands for good. A week
that lies in two months is part of neither sum and is not shown: it would tie the two.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from domain.disclosure import ways
from domain.disclosure.closing import is_closed
from domain.disclosure.rule import Rule
from domain.statistics.periods import Length, Period

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def shown(
    by_day: Mapping[date, int], mondays: Iterable[date], rule: Rule, *, today: date
) -> dict[date, int | None]:
    """By its Monday each week's rounded number of friends, None where it is protected.

    ``by_day`` holds every day of the months these Mondays lie in; days without friends may be
    missing. What is shown of a month is the same whichever of its weeks are asked for.
    """
    asked = tuple(mondays)
    found: dict[date, int | None] = dict.fromkeys(asked)
    for month in {Period.around(monday, Length.MONTH) for monday in asked}:
        if is_closed(month, today):
            told = _of_month(by_day, month, rule)
            found |= {monday: told.get(monday) for monday in asked if _is_in(monday, month)}
    return found


def _of_month(by_day: Mapping[date, int], month: Period, rule: Rule) -> dict[date, int | None]:
    """The weeks that lie wholly in a month; its other days are shown in no week."""
    days = [month.first + _DAY * back for back in range((month.last - month.first).days + 1)]
    whole = [day for day in days if day.weekday() == 0 and _is_in(day + _WEEK - _DAY, month)]
    counts = {
        monday.isoformat(): sum(by_day.get(monday + _DAY * day, 0) for day in range(7))
        for monday in whole
    }
    others = sum(by_day.get(day, 0) for day in days) - sum(counts.values())
    told = ways.shown(counts, others, rule)
    return {date.fromisoformat(monday): number for monday, number in told.items()}


def _is_in(day: date, month: Period) -> bool:
    return month.first <= day <= month.last
