"""The sheet A to N of one period, and what is different between two issues of it."""

from dataclasses import dataclass
from typing import Final

from domain.statistics import sheet_line, sheet_service, sheet_talks
from domain.statistics.counted import Material
from domain.statistics.periods import Period
from domain.statistics.table import Table, Value

TITLES: Final = tuple("ABCDEFGHIJKLMN")
"""The parts of a sheet; a table's key begins with the letter of its part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Exact tables of one period, in order. ``organisation`` None: of the whole consortium."""

    period: Period
    organisation: str | None
    tables: tuple[Table, ...]

    def find(self, key: str) -> Table:
        """One table. Raises KeyError where the catalogue has none of this key."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One cell that says something else than before; None where there was none."""

    table: str
    row: str
    column: str
    before: Value | None
    after: Value | None


def make(material: Material, *, organisation: str | None = None) -> Sheet:
    """Count everything."""
    return Sheet(
        period=material.period,
        organisation=organisation,
        tables=(
            sheet_line.friends(material),
            *sheet_line.intake(material),
            sheet_line.answered(material),
            *sheet_line.persons(material),
            sheet_line.waits(material),
            sheet_line.hours(material),
            *sheet_talks.callers_and_subjects(material),
            sheet_talks.cohorts(material),
            sheet_talks.themes(material),
            *sheet_talks.dangers(material),
            *sheet_talks.referrals(material),
            sheet_talks.ends(material),
            sheet_service.survey(material),
            sheet_service.staffing(material),
            sheet_service.notes(material),
        ),
    )


def differences(before: Sheet, after: Sheet) -> tuple[Difference, ...]:
    """What a new issue says otherwise, in the order of its tables."""
    old = {(table.key, *cell): value for table in before.tables for cell, value in _cells(table)}
    new = {(table.key, *cell): value for table in after.tables for cell, value in _cells(table)}
    return tuple(
        Difference(
            table=place[0],
            row=place[1],
            column=place[2],
            before=old.get(place),
            after=new.get(place),
        )
        for place in dict.fromkeys((*new, *old))
        if old.get(place) != new.get(place)
    )


def _cells(table: Table) -> list[tuple[tuple[str, str], Value]]:
    return [
        ((row.code, column.code), table.cells[row.code, column.code])
        for row in table.rows
        for column in table.columns
    ]
