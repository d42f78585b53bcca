"""The sheet A to N in words: for its page, and for a file that stays inside the house."""

from dataclasses import replace
from datetime import date
from typing import Final

from console import definition_words
from console.export_words import period_words
from console.files.report import Cell, Circle, Definition, Report, Sheet
from console.language import _, counted, later
from console.statistics_words import (
    TABLES,
    column_words,
    mark_words,
    note_words,
    row_words,
    unit_words,
)
from domain.statistics.sheet import Sheet as Figures
from domain.statistics.table import Mark, Measure, Table, Value

_TITLE: Final = later("LINE相談の月次表")
_NOT_OUT: Final = later("内部の数字です。小さな数がそのまま入っているため、外には出せません。")

_WIDE: Final = 12
"""So many columns are too many to read, where nothing is in most of them."""


def report(figures: Figures, *, organisation: str, made_on: date) -> Report:
    """Every table of a sheet in words, with the definitions, marked 内部."""
    return Report(
        title=_(_TITLE),
        period=period_words(figures.period),
        organisation=organisation,
        circle=Circle.INTERNAL,
        made_on=made_on,
        sheets=tuple(worded(table) for table in figures.tables),
        notes=(_(_NOT_OUT),),
        definitions=tuple(
            Definition(name=each.name, sentence=each.sentence, example=each.example)
            for each in definition_words.definitions()
        ),
    )


def worded(table: Table) -> Sheet:
    """One table in words. Single numbers stand under each other with their units."""
    notes = tuple(note_words(note) for note in table.notes)
    if len(table.rows) == 1:
        return _below_each_other(table, notes)
    return Sheet(
        title=_(TABLES[table.key]),
        headings=("", *(column_words(table, column) for column in table.columns)),
        rows=tuple(
            (
                row_words(table, row),
                *(_cell(table.cells[row.code, column.code]) for column in table.columns),
            )
            for row in table.rows
        ),
        notes=notes,
    )


def short(sheet: Sheet) -> Sheet:
    """A table as a page shows it: rows and hours in which there is nothing are left out."""
    if sheet.headings[0]:
        return sheet
    rows = [row for row in sheet.rows[:-1] if any(row[1:])]
    columns = [
        number
        for number in range(1, len(sheet.headings))
        if len(sheet.headings) < _WIDE or any(row[number] for row in sheet.rows)
    ]
    left_out = len(sheet.rows) - 1 - len(rows)
    said = (counted("ほかの%(n)s行は0です。", left_out),) if left_out else ()
    return replace(
        sheet,
        headings=("", *(sheet.headings[number] for number in columns)),
        rows=tuple(
            (row[0], *(row[number] for number in columns)) for row in (*rows, sheet.rows[-1])
        ),
        notes=(*said, *sheet.notes),
    )


def _cell(value: Value) -> Cell:
    if value is Mark.NOT_MEASURED:
        return None
    return mark_words(value) if isinstance(value, Mark) else value


def _below_each_other(table: Table, notes: tuple[str, ...]) -> Sheet:
    """Numbers with their units; beside a share, what was divided by what."""
    has_shares = any(column.numerator and column.denominator for column in table.columns)
    shares = (_("分子"), _("分母")) if has_shares else ()
    return Sheet(
        title=_(TABLES[table.key]),
        headings=(_("項目"), _("数"), _("単位"), *shares),
        rows=tuple(_with_unit(table, column, has_shares=has_shares) for column in table.columns),
        notes=notes,
    )


def _with_unit(table: Table, column: Measure, *, has_shares: bool) -> tuple[Cell, ...]:
    [row] = table.rows
    parts: tuple[Cell, ...] = ("", "") if has_shares else ()
    if column.numerator is not None and column.denominator is not None:
        parts = tuple(
            _cell(table.cells[row.code, part]) for part in (column.numerator, column.denominator)
        )
    value = _cell(table.cells[row.code, column.code])
    return column_words(table, column), value, unit_words(column.unit, "").strip(), *parts
