"""A report as PDF: A4, Japanese letters that are embedded, every page numbered and marked."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final, Literal

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, WrapMode, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from console import sheet_font
from console.files.report import (
    CIRCLES,
    DEFINITIONS,
    Report,
    Sheet,
    head_lines,
    number_words,
    revision_words,
)
from console.incident_pdf import printable

_FACE: Final = "noto"
_MARGIN: Final = 14.0
_FOOT: Final = 14.0
_SIZE: Final = 9.0
_LEADING: Final = 5.2
_UPRIGHT: Final = 6
"""As many columns stand upright; more lie down."""

_BEGINNING: Final = 40.0
_LEAST_SHARE: Final = 7.0
_GREATEST_SHARE: Final = 40.0
_NUMBERS_SHARE: Final = 14.0
_SIGNS: Final = "0123456789/: （）　〓—%,."


class _Paper(FPDF):
    """A4, each page with the report's name, who may read it, and which page of how many it is."""

    def __init__(self, report: Report, *, total: int) -> None:
        super().__init__(format="A4")
        self.report, self.total = report, total
        self.set_margins(_MARGIN, 12, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_FOOT + 4)
        self.set_title(printable(report.title))
        self.set_lang("ja")
        self.alias_nb_pages(None)  # type: ignore[arg-type] # off, as it is documented
        self.set_creator("")
        self.set_producer("")
        # The day it was made is on its first page; the hour is nobody's business.
        self.set_creation_date(datetime.combine(report.made_on, time(), UTC))

    def footer(self) -> None:
        """Whose eyes it is for, which revision, and the page of how many."""
        self.set_y(-_FOOT)
        self.set_font(_FACE, size=8)
        report = self.report
        left = f"{CIRCLES[report.circle]}　{printable(report.title)}　{revision_words(report)}"
        self.cell(0, 5, left)
        self.set_x(_MARGIN)
        self.cell(0, 5, f"{self.page_no()} / {self.total or 1}", align="R")


def write(report: Report) -> bytes:
    """The file. Letters the font does not have are drawn as 〓."""
    letters = {letter for text in _texts(report) for letter in printable(text)}
    font = sheet_font.of_letters(letters | set(_SIGNS))
    pages = _drawn(report, font, total=0).page_no()
    return bytes(_drawn(report, font, total=pages).output())


def _drawn(report: Report, font: bytes, *, total: int) -> _Paper:
    paper = _Paper(report, total=total)
    face = TTFFont(paper, BytesIO(font), _FACE, "")  # type: ignore[arg-type] # it reads a file as well, and nothing of this is to lie on a disk
    face.ttfont.recalcTimestamp = False
    paper.fonts[_FACE] = face
    paper.set_font(_FACE, size=_SIZE)
    paper.set_line_width(0.1)
    paper.add_page(orientation=_way(report.sheets[0]) if report.sheets else "P")
    _head(paper, report)
    for sheet in report.sheets:
        _turn(paper, _way(sheet))
        _table(paper, sheet)
    _definitions(paper, report)
    return paper


def _way(sheet: Sheet) -> Literal["P", "L"]:
    return "L" if len(sheet.headings) > _UPRIGHT else "P"


def _turn(paper: _Paper, way: Literal["P", "L"]) -> None:
    """Another page where the paper lies otherwise, or a table would begin at its very end."""
    if paper.cur_orientation.value != way or paper.will_page_break(_BEGINNING):
        paper.add_page(orientation=way)


def _head(paper: _Paper, report: Report) -> None:
    paper.set_font(_FACE, size=15)
    paper.multi_cell(0, 8, printable(report.title), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.set_font(_FACE, size=_SIZE)
    for label, said in head_lines(report):
        _say(paper, f"{label}: {said}")
    for note in report.notes:
        _say(paper, note)
    paper.ln(2)


def _table(paper: _Paper, sheet: Sheet) -> None:
    paper.set_font(_FACE, size=12)
    paper.multi_cell(0, 7, printable(sheet.title), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.set_font(_FACE, size=_SIZE)
    rows = [tuple(map(printable, row)) for row in _words(sheet)]
    with paper.table(
        col_widths=_widths(sheet),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(fill_color=(238, 238, 238)),
        line_height=_LEADING,
        padding=0.8,
        text_align=_aligns(sheet),
        wrapmode=WrapMode.CHAR,
    ) as table:
        for row in ([printable(each) for each in sheet.headings], *rows):
            table.row(row)
    paper.ln(1)
    for note in sheet.notes:
        _say(paper, note)
    paper.ln(5)


def _definitions(paper: _Paper, report: Report) -> None:
    if not report.definitions:
        return
    paper.add_page(orientation="P")
    paper.set_font(_FACE, size=12)
    paper.cell(0, 7, DEFINITIONS, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.set_font(_FACE, size=_SIZE)
    for each in report.definitions:
        _say(paper, f"{each.name}　{each.sentence}")
        if each.example:
            paper.set_text_color(80)
            _say(paper, each.example)
            paper.set_text_color(0)
        paper.ln(1)


def _say(paper: _Paper, text: str) -> None:
    paper.multi_cell(
        0,
        _LEADING,
        printable(text) or " ",
        align="L",
        wrapmode=WrapMode.CHAR,
        new_x=XPos.LMARGIN,
        new_y=YPos.NEXT,
    )


def _words(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for row in sheet.rows:
        yield tuple(
            number_words(cell, is_percent=column in sheet.percents)
            for column, cell in enumerate(row)
        )


def _aligns(sheet: Sheet) -> tuple[str, ...]:
    """Words to the left; a column that has a number, or nothing but marks, to the right."""
    return tuple(
        "LEFT"
        if column == 0
        or not any(row[column] is None or not isinstance(row[column], str) for row in sheet.rows)
        else "RIGHT"
        for column in range(len(sheet.headings))
    )


def _widths(sheet: Sheet) -> tuple[float, ...]:
    """Shares of the page, by the longest text of each column, within reason."""
    rows = [sheet.headings, *_words(sheet)]
    most = [_GREATEST_SHARE if way == "LEFT" else _NUMBERS_SHARE for way in _aligns(sheet)]
    return tuple(
        max(_LEAST_SHARE, min(most[column], max(_wide(row[column]) for row in rows)))
        for column in range(len(sheet.headings))
    )


def _wide(text: str) -> float:
    return max(
        (sum(1.0 if char.isascii() else 2.0 for char in line) for line in text.split("\n")),
        default=0.0,
    )


def _texts(report: Report) -> Iterator[str]:
    """Everything that will be written, so that its letters are there."""
    yield from (report.title, *report.notes, DEFINITIONS, *CIRCLES.values())
    for line in head_lines(report):
        yield from line
    for sheet in report.sheets:
        yield from (sheet.title, *sheet.headings, *sheet.notes)
        for row in _words(sheet):
            yield from row
    for each in report.definitions:
        yield from (each.name, each.sentence, each.example)
