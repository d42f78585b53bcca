"""Tables made of visits: one row of measures, one way, or one code against another."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.statistics.coming import Coming
from domain.statistics.table import Heading, Measure, Table, Unit, Value

ALL: Final = "all"
UNKNOWN: Final = "unknown"
VISITS: Final = "visits"
PERSONS: Final = "persons"

PERSONS_DO_NOT_ADD: Final = "persons_do_not_add"
SEVERAL_EACH: Final = "several_each"
INTERNAL_ONLY: Final = "internal_only"

Sorting = Callable[[Coming], Iterable[str]]
"""In which rows a visit stands; in none, it is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a table is laid out: its rows, and in which of them a visit stands.

    ``is_multiple``: it may stand in several.
    """

    key: str
    rows: Sequence[str]
    of: Sorting
    is_multiple: bool = False


def one_row(key: str, cells: Mapping[Measure, Value], *, notes: tuple[str, ...] = ()) -> Table:
    """A table of single numbers."""
    return Table(
        key=key,
        rows=(Heading(code=ALL),),
        columns=tuple(cells),
        cells={(ALL, measure.code): value for measure, value in cells.items()},
        notes=notes,
    )


def one_way(way: Way, visits: Sequence[Coming]) -> Table:
    """Visits and people by one code; whoever is in no row is unknown, a row of its own."""
    codes = _with_unknown(way.rows)
    counted: Counter[str] = Counter()
    people: dict[str, set[object]] = {code: set() for code in codes}
    for visit in visits:
        for code in set(way.of(visit)) or {UNKNOWN}:
            counted[code] += 1
            people[code].add(visit.pseudonym)
    cells: dict[tuple[str, str], Value] = {}
    for code in codes:
        cells[code, VISITS] = counted[code]
        cells[code, PERSONS] = len(people[code])
    cells[ALL, VISITS] = len(visits)
    cells[ALL, PERSONS] = count_persons(visits)
    several = (SEVERAL_EACH,) if way.is_multiple else ()
    return Table(
        key=way.key,
        rows=(*(Heading(code=code) for code in codes), Heading(code=ALL, is_total=True)),
        columns=(
            Measure(code=VISITS, unit=Unit.VISITS),
            Measure(code=PERSONS, unit=Unit.PERSONS),
        ),
        cells=cells,
        is_multiple=way.is_multiple,
        notes=(*several, PERSONS_DO_NOT_ADD),
    )


def cross(
    way: Way, columns: Sequence[str], of_column: Callable[[Coming], str], visits: Sequence[Coming]
) -> Table:
    """Visits by one code against another, both with their totals."""
    rows = _with_unknown(way.rows)
    counted: Counter[tuple[str, str]] = Counter()
    for visit in visits:
        for code in set(way.of(visit)) or {UNKNOWN}:
            counted[code, of_column(visit)] += 1
    return of_pairs(way.key, rows, columns, counted)


def of_pairs(
    key: str,
    rows: Sequence[str],
    columns: Sequence[str],
    counted: Mapping[tuple[str, str], int],
    *,
    unit: Unit = Unit.VISITS,
    notes: tuple[str, ...] = (),
) -> Table:
    """A table of counted pairs, with the totals of rows and columns."""
    cells: dict[tuple[str, str], Value] = {
        (row, column): counted.get((row, column), 0) for row in rows for column in columns
    }
    totals: Counter[tuple[str, str]] = Counter()
    for row, column in tuple(cells):
        number = counted.get((row, column), 0)
        totals[row, ALL] += number
        totals[ALL, column] += number
        totals[ALL, ALL] += number
    return Table(
        key=key,
        rows=(*(Heading(code=row) for row in rows), Heading(code=ALL, is_total=True)),
        columns=(
            *(Measure(code=column, unit=unit) for column in columns),
            Measure(code=ALL, unit=unit, is_total=True),
        ),
        cells=cells
        | {(row, ALL): totals[row, ALL] for row in (*rows, ALL)}
        | {(ALL, column): totals[ALL, column] for column in columns},
        notes=notes,
    )


def count_persons(visits: Iterable[Coming]) -> int:
    """Distinct people: a family on one phone is one."""
    return len({visit.pseudonym for visit in visits})


def _with_unknown(rows: Sequence[str]) -> tuple[str, ...]:
    return tuple(rows) if UNKNOWN in rows else (*rows, UNKNOWN)
