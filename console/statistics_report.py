"""The sheet A to N in words: for its page, and for a file that stays inside the house."""

from dataclasses import replace
from datetime import date
from typing import Final

from console import definition_words
from console.export_words import period_words
from console.files.report import Cell, Chart, ChartKind, Circle, Definition, Report, Sheet
from console.language import _, counted, later
from console.statistics_words import (
    TABLES,
    column_words,
    mark_words,
    note_words,
    row_words,
    unit_words,
)
from domain.statistics.sheet import Difference
from domain.statistics.sheet import Sheet as Figures
from domain.statistics.table import Mark, Measure, Table, Value
from services.sheet_issues import Issue, Issued

_TITLE: Final = later("LINE相談の月次表")
_NOT_OUT: Final = later("内部の数字です。小さな数がそのまま入っているため、外には出せません。")

_STILL_OPEN: Final = later("期間の途中か、締めの前の数字です。これから変わります。")
_CHANGED: Final = later("前の版との違い")

_DRAWN: Final = 3
"""More columns are too many for one picture."""

_WIDE: Final = 12
"""So many columns are too many to read, where nothing is in most of them."""


def report(issued: Issued, *, organisation: str, made_on: date) -> Report:
    """Every table of a sheet in words, with the definitions, marked 内部.

    A later issue says what it says otherwise than the one before.
    """
    figures, issue = issued.sheet, issued.issue
    is_anew = issue is not None and issue.number > 1
    return Report(
        title=_(_TITLE),
        period=period_words(figures.period),
        organisation=organisation,
        circle=Circle.INTERNAL,
        made_on=made_on,
        sheets=(
            *(worded(table) for table in figures.tables),
            *((_changed(figures, issued.differences),) if is_anew else ()),
        ),
        revision=issue.number if issue is not None else 1,
        notes=(_(_NOT_OUT), _(_STILL_OPEN) if issue is None else _known_until(issue.as_of)),
        changes=(_change_words(issue, len(issued.differences)),) if issue and is_anew else (),
        definitions=tuple(
            Definition(name=each.name, sentence=each.sentence, example=each.example)
            for each in definition_words.definitions()
        ),
    )


def _known_until(day: date) -> str:
    return _("%(day)sまでにわかったことで数えています。", day=f"{day:%Y/%m/%d}")


def _change_words(issue: Issue, number: int) -> str:
    said = counted("前の版から%(n)sか所が変わりました", number)
    return f"{issue.as_of:%Y/%m/%d} {said}"


def _changed(figures: Figures, found: tuple[Difference, ...]) -> Sheet:
    """What the issue before said, beside what this one says."""
    tables = {table.key: table for table in figures.tables}
    return Sheet(
        title=_(_CHANGED),
        headings=(_("変わったところ"), _("前の版"), _("この版")),
        rows=tuple(
            (
                _place(tables.get(each.table), each),
                _cell(Mark.NOT_MEASURED if each.before is None else each.before),
                _cell(Mark.NOT_MEASURED if each.after is None else each.after),
            )
            for each in found
        ),
        notes=() if found else (_("この団体の数字に、違いはありません。"),),
    )


def _place(table: Table | None, found: Difference) -> str:
    """The table, the row where there are several, and the column of a cell."""
    if table is None:
        return _(TABLES[found.table])
    rows = [row_words(table, each) for each in table.rows if each.code == found.row]
    columns = [column_words(table, each) for each in table.columns if each.code == found.column]
    return _("・").join((_(TABLES[found.table]), *rows[: len(table.rows) - 1], *columns))


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
        chart=_chart(table),
        more=_across(table),
    )


def _chart(table: Table) -> Chart | None:
    """Its totals by row; of a table without totals beside its rows, its few columns."""
    places = range(1, len(table.columns) + 1)
    totals = [place for place, each in zip(places, table.columns, strict=True) if each.is_total]
    columns = tuple(totals or places)
    if len(columns) > _DRAWN:
        return None
    return Chart(kind=ChartKind.COLUMNS, columns=columns, rows=_parts(table))


def _across(table: Table) -> tuple[Chart, ...]:
    """Its totals by column, where the columns are hours or the like."""
    columns = tuple(at for at, each in enumerate(table.columns, start=1) if not each.is_total)
    if len(columns) == len(table.columns) or not table.rows[-1].is_total:
        return ()
    last = len(table.rows) - 1
    return (Chart(kind=ChartKind.COLUMNS, columns=columns, rows=(last,), is_across=True),)


def _parts(table: Table) -> tuple[int, ...]:
    return tuple(at for at, row in enumerate(table.rows) if not row.is_total)


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
        chart=None,
        more=(),
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
