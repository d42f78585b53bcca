"""Released figures as a report in words, for files and for the page that shows them first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from console import definition_words
from console.export_words import (
    SEVERAL_NOTE,
    STAR,
    TABLES,
    code_words,
    measure_words,
    period_words,
    rule_words,
)
from console.files import csv_file, pdf_file, xlsx_file
from console.files.csv_file import Encoding
from console.files.report import (
    Cell,
    Chart,
    ChartKind,
    Circle,
    Definition,
    Report,
    Sheet,
    number_words,
)
from console.language import _
from domain.disclosure.catalogue import CATALOGUE, PERSONS, Releasable
from domain.disclosure.release import FileKind
from domain.statistics.periods import Period
from domain.statistics.table import Mark, Table, Value
from services.release_preparing import Gathered
from services.releases import File


def report(
    gathered: Gathered, tables: tuple[Table, ...], *, made_on: date, organisation: str
) -> Report:
    """The figures of a period in words."""
    return Report(
        title=_("LINE相談の数字"),
        period=period_words(gathered.period),
        organisation=organisation,
        circle=Circle.PUBLIC,
        made_on=made_on,
        revision=gathered.edition,
        sheets=tuple(sheet(table) for table in tables if table.columns),
        notes=rule_words(gathered.rule),
        changes=tuple(_changes(gathered.before, tables)),
        definitions=tuple(
            Definition(name=each.name, sentence=each.sentence, example=each.example)
            for each in definition_words.definitions()
        ),
    )


def sheet(table: Table) -> Sheet:
    """One table in words; a table of measures stands upright."""
    [releasable] = [each for each in CATALOGUE if each.key == table.key]
    if releasable.rows is None:
        return _measures(table)
    return Sheet(
        title=_(TABLES[table.key]),
        headings=("", *(_heading(releasable, each.code) for each in table.columns)),
        rows=tuple(
            (
                row.name or code_words(releasable.rows, row.code),
                *(_cell(table.cells[row.code, column.code]) for column in table.columns),
            )
            for row in table.rows
        ),
        notes=(_(SEVERAL_NOTE),) if table.is_multiple else (),
        chart=_chart(table),
    )


def _chart(table: Table) -> Chart | None:
    """A picture of a table with one column of people; a cross of two is read, not seen."""
    if len(table.columns) > 1:
        return None
    parts = tuple(at for at, row in enumerate(table.rows) if not row.is_total)
    return Chart(kind=ChartKind.COLUMNS, columns=(1,), rows=parts)


def files(made: Report, period: Period) -> tuple[File, ...]:
    """The report as every kind of file; the same report always gives the same bytes."""
    name = f"madobe-{period.code}-r{made.revision}"
    written = {
        FileKind.CSV: csv_file.write(made).content,
        FileKind.CP932: _old_csv(made),
        FileKind.XLSX: xlsx_file.write(made),
        FileKind.PDF: pdf_file.write(made),
    }
    return tuple(
        File(kind=kind, name=f"{name}.{kind.value}", content=content)
        for kind, content in written.items()
    )


def hidden(tables: Iterable[Table]) -> int:
    """How many cells are protected in all."""
    return sum(list(table.cells.values()).count(Mark.PROTECTED) for table in tables)


def _old_csv(made: Report) -> bytes:
    """In Shift_JIS; the letters it does not have are named in the file itself."""
    written = csv_file.write(made, encoding=Encoding.CP932, may_replace=True)
    if not written.missing:
        return written.content
    letters = "、".join(f"U+{ord(each.letter):04X}" for each in written.missing)
    note = _("〓は、この形のファイルでは書けない文字です（%(letters)s）。", letters=letters)
    named = replace(made, notes=(*made.notes, note))
    return csv_file.write(named, encoding=Encoding.CP932, may_replace=True).content


def _changes(before: tuple[Table, ...], after: tuple[Table, ...]) -> Iterator[str]:
    """What another edition says otherwise, cell by cell."""
    sheets = {table.key: sheet(table) for table in before}
    for table in after:
        old, new = sheets.get(table.key), sheet(table)
        if old is None or old.headings != new.headings:
            continue
        said = {row[0]: row for row in old.rows}
        for row in new.rows:
            for place, heading in enumerate(new.headings[1:], start=1):
                was = said.get(row[0], row)[place]
                if was != row[place]:
                    told = f"{number_words(was)} → {number_words(row[place])}"
                    yield f"{new.title} {row[0]} {heading} {told}"


def _measures(table: Table) -> Sheet:
    [row] = table.rows
    return Sheet(
        title=_(TABLES[table.key]),
        headings=(_("項目"), _("数")),
        rows=tuple(
            (measure_words(column.code), _cell(table.cells[row.code, column.code]))
            for column in table.columns
        ),
    )


def _heading(releasable: Releasable, code: str) -> str:
    is_total = releasable.columns is None or code == PERSONS
    return code_words("measure" if is_total else releasable.columns or "", code)


def _cell(value: Value) -> Cell:
    if value is Mark.PROTECTED:
        return STAR
    return None if isinstance(value, Mark) else value
