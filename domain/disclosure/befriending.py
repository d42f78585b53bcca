"""Friends by week and by way in: parts of those of the period, whose number is released exactly.

A week that lies in two months is no row of either: it would tie the two. What is in no row of its
own is one together, so that the rows make the whole.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.disclosure.catalogue import FRIEND_WEEKS, Releasable
from domain.disclosure.protection import Counted
from domain.disclosure.rule import LEAST_THRESHOLD
from domain.statistics.counted import Material
from domain.statistics.fact import FactCode, FactKind
from domain.statistics.periods import Period
from domain.statistics.table import Heading, Measure, Table, Unit

FRIENDS: Final = "friends_new"
"""The one column."""

REST: Final = "rest"
"""The days of a month that are in no whole week of it; friends of no way that is known."""

_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way in: its code, and what it is called."""

    name: str
    title: str


def counted(
    releasable: Releasable, material: Material, ways: Sequence[Way], *, edition: int
) -> Counted:
    """One of the two tables; without a column where there is no way, or too few friends to part."""
    is_weeks = releasable.key == FRIEND_WEEKS
    cells = _by_week(material) if is_weeks else _by_way(material, ways)
    titles = {} if is_weeks else {way.name: way.title for way in ways}
    rows = tuple(Heading(code=code, name=titles.get(code, "")) for code in cells)
    is_told = bool(is_weeks or ways) and material.friends.added >= LEAST_THRESHOLD
    columns = (Measure(code=FRIENDS, unit=Unit.FRIENDS),) if is_told else ()
    return Counted(
        releasable=releasable,
        period=material.period,
        table=Table(
            key=releasable.key,
            rows=rows,
            columns=columns,
            cells={(code, column.code): cells[code] for code in cells for column in columns},
        ),
        edition=edition,
    )


def mondays(month: Period) -> tuple[date, ...]:
    """The first days of the weeks that lie wholly in a month."""
    days = [month.first + _DAY * at for at in range((month.last - month.first).days + 1)]
    return tuple(day for day in days if day.weekday() == 0 and day + _WEEK - _DAY <= month.last)


def _by_week(material: Material) -> dict[str, int]:
    by_day = Counter(fact.on for fact in material.others if fact.kind is FactKind.FRIEND_ADDED)
    weeks = {
        monday.isoformat(): sum(by_day[monday + _DAY * at] for at in range(_WEEK.days))
        for monday in mondays(material.period)
    }
    return weeks | {REST: max(material.friends.added - sum(weeks.values()), 0)}


def _by_way(material: Material, ways: Sequence[Way]) -> dict[str, int]:
    came = Counter(
        fact.codes.get(FactCode.WAY)
        for fact in material.others
        if fact.kind is FactKind.FRIEND_SOURCE
    )
    found = {way.name: came[way.name] for way in ways}
    return found | {REST: max(material.friends.added - sum(found.values()), 0)}
