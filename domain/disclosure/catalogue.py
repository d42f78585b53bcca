"""The catalogue: every table that may be released, and for which period. There is no other.

Nothing by counsellor, by day or by hour; never more than two attributes crossed. Tables by
attribute count people, not visits: twelve visits may be one person's.
"""

from dataclasses import dataclass
from typing import Final

from domain.disclosure.closing import months_of
from domain.disclosure.quantity import Quantity
from domain.disclosure.shape import Dimension, Shape
from domain.statistics.periods import Length, Period
from domain.statistics.table import Heading, Measure, Table, Unit

ALL: Final = "all"
"""The one row of a table of measures, and the last of others."""

INDICATORS: Final = "indicators"
COHORTS: Final = "cohorts"
FRIEND_WEEKS: Final = "friend_weeks"
FRIEND_SOURCES: Final = "friend_sources"
PERSONS: Final = "persons"
ANSWERED: Final = "answered"
_TOTALS: Final = frozenset({PERSONS, ANSWERED})
"""Measures that count what every table is about: visits that were answered, and their people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Releasable:
    """One table of the catalogue.

    ``rows`` and ``columns`` are the attributes its headings are codes of; None where they are
    measures instead. ``unit`` is that of its counts of people. ``whose``: whom it counts, where not
    everybody who was answered.
    ``multiple`` are attributes of which one person may have several codes.
    """

    key: str
    lengths: frozenset[Length]
    rows: str | None = None
    columns: str | None = None
    whose: str | None = None
    multiple: frozenset[str] = frozenset()
    unit: Unit = Unit.PERSONS


_MONTH, _QUARTER, _YEAR = (frozenset({each}) for each in Length)

CATALOGUE: Final = (
    Releasable(key="activity", lengths=frozenset(Length)),
    Releasable(key=FRIEND_WEEKS, lengths=_MONTH, rows="week", unit=Unit.FRIENDS),
    Releasable(key="age", lengths=_MONTH, rows="age"),
    Releasable(key="theme", lengths=_MONTH, rows="theme", multiple=frozenset({"theme"})),
    Releasable(key=FRIEND_SOURCES, lengths=_QUARTER | _YEAR, rows="way", unit=Unit.FRIENDS),
    Releasable(key="area", lengths=_QUARTER, rows="area"),
    Releasable(
        key="age_theme",
        lengths=_YEAR,
        rows="age",
        columns="theme",
        multiple=frozenset({"theme"}),
    ),
    Releasable(key="area_gender", lengths=_YEAR, rows="area", columns="gender"),
    Releasable(
        key="linked",
        lengths=_YEAR,
        rows="place",
        whose="linked",
        multiple=frozenset({"place"}),
    ),
    Releasable(key=INDICATORS, lengths=_YEAR),
    Releasable(key=COHORTS, lengths=_YEAR),
)
"""``activity`` has the exact numbers of what the service did, and the people it did it for;
the friends of its weeks and ways in are parts of those it has exactly
(``domain.disclosure.befriending``); ``linked`` the people who were linked to each kind of place;
the last two what indicators count (``domain.disclosure.indicating``)."""


def tables_of(period: Period) -> tuple[Releasable, ...]:
    """What may be released of a period."""
    return tuple(each for each in CATALOGUE if period.length in each.lengths)


def quantity(
    releasable: Releasable,
    period: Period,
    cell: tuple[Heading, Measure],
    *,
    edition: int = 1,
) -> Quantity:
    """What a cell counts, wherever else it may stand."""
    row, column = cell
    first, last = months_of(period)
    attributes = list(_whose(releasable))
    if releasable.rows is not None and not row.is_total:
        attributes.append((releasable.rows, row.code))
    if releasable.columns is not None and not column.is_total:
        attributes.append((releasable.columns, column.code))
    if releasable.rows is None and column.code not in _TOTALS:
        attributes.append(("measure", column.code))
    return Quantity(
        first=first,
        last=last,
        unit=column.unit,
        attributes=tuple(sorted(attributes)),
        edition=edition,
    )


def shape(releasable: Releasable, period: Period, table: Table, *, edition: int = 1) -> Shape:
    """How a table's counts of people hang together."""
    named = (
        (releasable.rows, tuple(row.code for row in table.rows if not row.is_total)),
        (releasable.columns, tuple(each.code for each in table.columns if not each.is_total)),
    )
    first, last = months_of(period)
    return Shape(
        first=first,
        last=last,
        unit=releasable.unit,
        dimensions=tuple(
            Dimension(name=name, codes=codes, is_multiple=name in releasable.multiple)
            for name, codes in named
            if name is not None
        ),
        whose=_whose(releasable),
        edition=edition,
    )


def _whose(releasable: Releasable) -> tuple[tuple[str, str], ...]:
    return (("whose", releasable.whose),) if releasable.whose is not None else ()
