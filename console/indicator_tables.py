"""Tables of indicators in the three shapes they are printed in, for pages and files alike.

Always in Japanese: they are copied into the forms of offices. Numbers are numbers where print has
nothing but a number; what is printed otherwise stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from console import indicator_definitions
from console.files import era
from console.files.report import Cell, Chart, ChartKind, Circle, Report, Sheet
from console.language import later
from domain.disclosure.rule import TEN_FIVE, Rule
from domain.indicator import Shape, Slot, SlotKind, Status
from domain.indicator_doubts import total
from domain.indicator_value import PROTECTED, Meaning, rate, understand
from services.indicators import Indicator, IndicatorTable

STATUSES: Final = {
    Status.CONTINUED: later("継続"),
    Status.REVISED: later("改定"),
    Status.ABOLISHED: later("指標廃止"),
}

MOST_CHARTS: Final = 8
"""More pictures on one sheet nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line of a table. ``indicator`` stands on the first line of each."""

    indicator: Indicator | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A sheet as it is printed."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


def printed(table: IndicatorTable) -> PrintedTable:
    """A sheet in its shape."""
    return _PRINTS[table.facts.shape](table)


def report(
    tables: Sequence[IndicatorTable], *, organisation: str, made_on: date, rule: Rule = TEN_FIVE
) -> Report:
    """Sheets as a file, and why they may be published: totals, or people by ``rule``."""
    years = sorted({year for table in tables for year in table.facts.years})
    period = "—"
    if years:
        first, last = (era.fiscal_year_words(years[at]) for at in (0, -1))
        period = later("%(first)sから%(last)sまで") % {"first": first, "last": last}
    return Report(
        title=later("重要業績評価指標（KPI）") if len(tables) != 1 else tables[0].facts.title,
        period=period if len(years) != 1 else era.fiscal_year_words(years[0]),
        organisation=organisation,
        circle=Circle.PUBLIC,
        made_on=made_on,
        sheets=tuple(map(_sheet, tables)),
        definitions=indicator_definitions.definitions(tables, rule),
    )


def cell_of(text: str | None) -> Cell:
    """A printed value as a cell: a number where it is nothing else, None for what is a dash."""
    if text is None:
        return None
    meant = understand(text)
    if meant.meaning is Meaning.NOT_MEASURED:
        return None
    if meant.meaning is not Meaning.NUMBER or meant.unit or meant.is_revised:
        return text
    number = meant.number
    if number is None:
        return text
    return number if "." in text else int(number)


def _sheet(table: IndicatorTable) -> Sheet:
    made, facts = printed(table), table.facts
    told = [
        (later("実施主体"), facts.body),
        (later("予算（千円）"), facts.budget),
        (later("対象"), facts.cohort),
        (later("注記"), facts.note),
    ]
    charts = _charts(table, made)
    return Sheet(
        title=facts.title,
        headings=made.headings,
        rows=tuple(row.cells for row in made.rows),
        notes=tuple(f"{label}: {said}" for label, said in told if said),
        chart=charts[0] if charts else None,
        more=charts[1:],
    )


def _charts(table: IndicatorTable, made: PrintedTable) -> tuple[Chart, ...]:
    """Of a cohort the years; of increments what was aimed at and reached, row by row."""
    if table.facts.shape is Shape.COHORT and made.rows:
        return (Chart(kind=ChartKind.COLUMNS, columns=tuple(range(2, len(made.headings)))),)
    if table.facts.shape is not Shape.INCREMENTS:
        return ()
    targets = [each for each in table.facts.columns if each.slot.kind is SlotKind.TARGET]
    years = tuple(at for at, each in enumerate(targets, start=3) if not each.slot.is_total)
    begun = [at for at, row in enumerate(made.rows) if row.indicator is not None]
    return tuple(
        Chart(
            kind=ChartKind.COLUMNS,
            columns=years,
            rows=(at, at + 1),
            is_across=True,
            title=row.indicator.facts.name,
        )
        for at in begun[:MOST_CHARTS]
        if (row := made.rows[at]).indicator is not None
    )


def _increments(table: IndicatorTable) -> PrintedTable:
    columns = [each for each in table.facts.columns if each.slot.kind is SlotKind.TARGET]
    headings = (
        later("指標名"),
        later("単位"),
        later("区分"),
        *(each.label for each in columns),
        later("備考"),
    )
    rows = (
        row
        for each in table.indicators
        for row in _three(table, each, [column.slot for column in columns])
    )
    return PrintedTable(headings=headings, rows=tuple(rows))


def _three(table: IndicatorTable, row: Indicator, slots: Sequence[Slot]) -> Iterator[TableRow]:
    """Aimed at, reached, and the share of it."""
    name, unit = row.facts.name, row.facts.unit
    targets = [_aimed(table, row, slot) for slot in slots]
    actuals = [_aimed(table, row, Slot(kind=SlotKind.ACTUAL, year=each.year)) for each in slots]
    yield TableRow(
        indicator=row,
        cells=(name, unit, later("目標"), *map(cell_of, targets), _remark(table, row)),
    )
    yield TableRow(indicator=None, cells=("", "", later("実績"), *map(cell_of, actuals), ""))
    shares = [
        rate(aim or "", made or "", row.facts.direction)
        for aim, made in zip(targets, actuals, strict=True)
    ]
    if any(share is not None for share in shares):
        yield TableRow(indicator=None, cells=("", "", later("達成率（パーセント）"), *shares, ""))


def _aimed(table: IndicatorTable, row: Indicator, slot: Slot) -> str | None:
    """What stands in a slot; a sum that nobody has written is that of the years."""
    written = row.printed(slot)
    if written is not None or not slot.is_total:
        return written
    years = (Slot(kind=slot.kind, year=year) for year in table.facts.years)
    if PROTECTED in {row.printed(each) for each in years}:
        return PROTECTED  # a sum without what is protected would be too small
    added = total(table.facts, row.cells, slot.kind)
    return f"{added:,}" if added is not None else None


def _plan(table: IndicatorTable) -> PrintedTable:
    labels = (each.label for each in table.facts.columns)
    rows = (
        TableRow(
            indicator=row,
            cells=(
                row.facts.name,
                row.facts.source,
                *(cell_of(row.printed(each.slot)) for each in table.facts.columns),
                STATUSES[row.facts.status],
                _remark(table, row),
            ),
        )
        for row in table.indicators
    )
    return PrintedTable(
        headings=(later("指標名"), later("出典"), *labels, later("状態"), later("備考")),
        rows=tuple(rows),
    )


def _cohort(table: IndicatorTable) -> PrintedTable:
    """Years below each other, the indicators beside each other."""
    rows = []
    for year in table.facts.years:
        for kind, said in ((SlotKind.TARGET, later("目標")), (SlotKind.ACTUAL, later("実績"))):
            slot = Slot(kind=kind, year=year)
            cells = (cell_of(row.printed(slot)) for row in table.indicators)
            label = era.fiscal_year_words(year) if kind is SlotKind.TARGET else ""
            rows.append(TableRow(indicator=None, cells=(label, said, *cells)))
    names = (
        f"{row.facts.name}（{row.facts.unit}）" if row.facts.unit else row.facts.name
        for row in table.indicators
    )
    return PrintedTable(headings=(later("年度"), later("区分"), *names), rows=tuple(rows))


def _remark(table: IndicatorTable, row: Indicator) -> str:
    """The note, and of each column the moment it holds for and why it was changed."""
    parts = [row.facts.note] if row.facts.note else []
    for column in table.facts.columns:
        cell = row.cells.get(column.slot)
        told = [each for each in (cell.as_of, cell.reason) if each] if cell is not None else []
        if told:
            parts.append(f"{column.label}: {'　'.join(told)}")
    return "。".join(parts)


_PRINTS: Final = {Shape.INCREMENTS: _increments, Shape.PLAN: _plan, Shape.COHORT: _cohort}


def shown(cell: Cell) -> str:
    """A cell on a page."""
    if cell is None:
        return "—"
    return f"{cell:,}" if isinstance(cell, int | Decimal) else cell
