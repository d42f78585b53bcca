"""A report as XLSX: numbers are numbers, no text is a formula, and no one's name or hour in it.

The same report gives the same bytes.
"""

import io
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from xlsxwriter import Workbook  # type: ignore[import-untyped] # ships no types
from xlsxwriter.format import Format  # type: ignore[import-untyped] # the same
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped] # the same

from console.files.report import (
    CIRCLES,
    NOT_MEASURED,
    Cell,
    Chart,
    ChartKind,
    Report,
    Sheet,
    head_lines,
    revision_words,
)
from console.language import later
from domain import table_cells as cells

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NO_MOMENT: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands where programs write when and by whom: a file tells the hour of nobody's work."""

_LONGEST_NAME: Final = 31
_LONGEST_CELL: Final = 32_767
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']+")
_WIDEST: Final = 48
_NARROWEST: Final = 9
_FACE: Final = "Noto Sans CJK JP"
_A4: Final = 9
_HUNDRED: Final = Decimal(100)
_CHART_ROWS: Final = 17
"""So many rows of a page a chart covers."""

_NO_BAR: Final = later("（＊と—は、棒がありません）")


def write(report: Report) -> bytes:
    """The file: a sheet for each table, and one with the definitions."""
    made = io.BytesIO()
    book = Workbook(made, _OPTIONS)
    book.set_properties({"title": report.title, "created": _NO_MOMENT})
    pen = _Pen(book)
    names: set[str] = set()
    for place, sheet in enumerate(report.sheets, start=1):
        name = _name(sheet.title, place, names)
        _draw(pen, book.add_worksheet(name), report, sheet)
    _define(pen, book.add_worksheet(_name(later("定義"), len(report.sheets) + 1, names)), report)
    book.close()
    return made.getvalue()


class _Pen:
    """The few formats there are, and how a cell of any kind is written."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        base = {"font_name": _FACE, "valign": "top"}
        self.base = base
        self.title = book.add_format({**base, "bold": True, "font_size": 14})
        self.head = book.add_format({**base, "bold": True, "text_wrap": True, "bottom": 1})
        self.text = book.add_format({**base, "text_wrap": True})
        self.typed = book.add_format({**base, "text_wrap": True, "quote_prefix": True})
        self.dash = book.add_format({**base, "align": "right"})
        self._numbers: dict[str, Format] = {}

    def write(self, page: Worksheet, at: tuple[int, int], cell: Cell, *, is_percent: bool) -> None:
        if cell is None:
            page.write_string(*at, NOT_MEASURED, self.dash)
        elif isinstance(cell, str):
            self.say(page, at, cell)
        else:
            # A number beyond what a table reckons exactly is kept as it is read.
            value = Decimal(cell) / _HUNDRED if is_percent else Decimal(cell)
            page.write_number(*at, float(value), self._number(cell, is_percent=is_percent))

    def say(
        self, page: Worksheet, at: tuple[int, int], text: str, form: Format | None = None
    ) -> None:
        shown = cells.plain(text)[:_LONGEST_CELL]
        usual = self.typed if cells.is_risky(shown) else self.text
        page.write_string(*at, shown, form or usual)

    def _number(self, cell: int | Decimal, *, is_percent: bool) -> Format:
        exponent = cell.as_tuple().exponent if isinstance(cell, Decimal) else 0
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        code = ("0" if is_percent else "#,##0") + ("." + "0" * places if places else "")
        code += "%" if is_percent else ""
        if code not in self._numbers:
            self._numbers[code] = self.book.add_format({**self.base, "num_format": code})
        return self._numbers[code]


def _draw(pen: _Pen, page: Worksheet, report: Report, sheet: Sheet) -> None:
    _on_paper(page, report)
    pen.say(page, (0, 0), f"{report.title}　{sheet.title}", pen.title)
    pen.say(page, (1, 0), "　".join(f"{label}: {said}" for label, said in head_lines(report)))
    top = 3
    for column, heading in enumerate(sheet.headings):
        pen.say(page, (top, column), heading, pen.head)
        page.set_column(column, column, _width(sheet, column))
    page.freeze_panes(top + 1, 1)
    page.repeat_rows(top)
    for number, row in enumerate(sheet.rows, start=top + 1):
        for column, cell in enumerate(row):
            pen.write(page, (number, column), cell, is_percent=column in sheet.percents)
    below = top + len(sheet.rows) + 2
    for number, note in enumerate(sheet.notes, start=below):
        pen.say(page, (number, 0), note)
    below += len(sheet.notes) + 1
    for chart in (sheet.chart, *sheet.more):
        if chart is not None and _picture(pen, page, (sheet, chart), top=top, below=below):
            below += _CHART_ROWS


def _picture(
    pen: _Pen, page: Worksheet, drawn: tuple[Sheet, Chart], *, top: int, below: int
) -> bool:
    """A chart that refers to the table's own cells: it tells nothing the table does not.

    Gives whether there is one: of cells that do not follow on one another there is none, nor
    where none of them is a number.
    """
    sheet, told = drawn
    rows = told.rows or tuple(range(len(sheet.rows)))
    shown = [sheet.rows[row][column] for row in rows for column in told.columns]
    if not _follow(rows) or not _follow(told.columns) or not any(map(_is_number, shown)):
        return False
    chart = pen.book.add_chart({"type": "line" if told.kind is ChartKind.LINES else "column"})
    first, last = top + 1 + rows[0], top + 1 + rows[-1]
    name, columns = page.get_name(), (told.columns[0], told.columns[-1])
    if told.is_across:
        for row in range(first, last + 1):
            chart.add_series(
                {
                    "name": [name, row, columns[0] - 1],
                    "categories": [name, top, columns[0], top, columns[1]],
                    "values": [name, row, columns[0], row, columns[1]],
                    "values_data": _drawn(sheet, (row - top - 1,), told.columns),
                }
            )
    else:
        for column in told.columns:
            chart.add_series(
                {
                    "name": [name, top, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    "values_data": _drawn(sheet, rows, (column,)),
                }
            )
    title = told.title or sheet.title
    chart.set_title(
        {"name": _no_reference(title if all(map(_is_number, shown)) else f"{title}{_NO_BAR}")}
    )
    chart.show_na_as_empty_cell()
    said = later("%(title)s（上の表と同じ数）") % {"title": cells.plain(title)}
    page.insert_chart(below, 0, chart, {"description": said})
    return True


def _drawn(sheet: Sheet, rows: tuple[int, ...], columns: tuple[int, ...]) -> list[float | None]:
    """The numbers as a chart keeps them beside the addresses: a mark is no number, and not 0."""
    found = (sheet.rows[row][column] for row in rows for column in columns)
    return [float(each) if isinstance(each, int | Decimal) else None for each in found]


def _follow(places: tuple[int, ...]) -> bool:
    return bool(places) and places == tuple(range(places[0], places[-1] + 1))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal)


def _define(pen: _Pen, page: Worksheet, report: Report) -> None:
    _on_paper(page, report)
    for column, width in enumerate((24, 72, 48)):
        page.set_column(column, column, width)
    pen.say(page, (0, 0), report.title, pen.title)
    number = 1
    for label, said in head_lines(report):
        pen.say(page, (number, 0), label)
        pen.say(page, (number, 1), said)
        number += 1
    for note in report.notes:
        pen.say(page, (number, 1), note)
        number += 1
    for column, heading in enumerate((later("用語"), later("定義"), later("例"))):
        pen.say(page, (number + 1, column), heading, pen.head)
    page.freeze_panes(number + 2, 0)
    for row, each in enumerate(report.definitions, start=number + 2):
        for column, said in enumerate((each.name, each.sentence, each.example)):
            pen.say(page, (row, column), said)


def _on_paper(page: Worksheet, report: Report) -> None:
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{CIRCLES[report.circle]}　{revision_words(report)}&R&P / &N")


def _width(sheet: Sheet, column: int) -> int:
    texts = [sheet.headings[column], *(str(row[column] or "") for row in sheet.rows)]
    widest = max(sum(1 if char.isascii() else 2 for char in text) for text in texts)
    return max(_NARROWEST, min(_WIDEST, widest + 2))


def _no_reference(text: str) -> str:
    """Words above a chart: "x!A1" would be read as the address of cells, in another file too."""
    return cells.plain(text).replace("!", "！").lstrip("=")


def _name(title: str, place: int, taken: set[str]) -> str:
    """A name for a sheet: short, without the signs it may not have, no two the same."""
    name = (
        _NOT_IN_A_NAME.sub(" ", cells.plain(title)).strip()[:_LONGEST_NAME]
        or f"{later('表')}{place}"
    )
    if name.casefold() in taken or name.casefold() == "history":
        name = f"{place} {name}"[:_LONGEST_NAME]
    taken.add(name.casefold())
    return name
