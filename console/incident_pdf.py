"""The sheet drawn as a PDF: one A4 page, or marked as going on; nothing is cut, nothing typed.

Always in Japanese: it is read by offices outside the house.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Final
from unicodedata import category

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.fonts import TTFFont

from console import sheet_font
from console.incident_words import SHEET, SIGNATURES
from console.sheet_words import conference_lines, course_line, fact_lines
from domain.clock import TOKYO
from services.incident_sheet import Sheet

SIZES: Final = (9.5, 8.75, 8.0)
"""Points: the largest with which it fits on one page, else the smallest, on several."""

_FACE: Final = "noto"
_UNKNOWN: Final = "〓"
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")
_MARGIN: Final = 14.0
_WIDTH: Final = 210 - 2 * _MARGIN
_FOOT: Final = 14.0
_LABEL: Final = 35.0
_LEADING: Final = 0.55
"""Millimetres of a line for each point of the letters."""


class _Paper(FPDF):
    """A4 with a heading on every further page, and a foot that says whether it goes on."""

    def __init__(self, *, size: float, total: int | None) -> None:
        super().__init__(format="A4")
        self.size, self.total = size, total
        self.set_margins(_MARGIN, 12, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_FOOT + 4)
        self.set_title(SHEET["title"])
        self.alias_nb_pages(None)  # type: ignore[arg-type] # off, as it is documented: {nb} in a memo is {nb}
        self.set_creator("")
        self.set_producer("")

    def header(self) -> None:
        """On further pages: which sheet this is."""
        if self.page_no() > 1:
            self.set_font(_FACE, size=10)
            self.cell(0, 6, SHEET["continued"], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.ln(1)
            self.set_font(_FACE, size=self.size)

    def footer(self) -> None:
        """The page of how many, and that it goes on."""
        self.set_y(-_FOOT)
        self.set_font(_FACE, size=8)
        total = self.total or 1
        goes_on = f"{SHEET['goes_on']}　" if self.page_no() < total else ""
        self.cell(0, 5, f"{goes_on}{self.page_no()} / {total}", align="R")


def draw(sheet: Sheet) -> bytes:
    """The file. Letters the font does not have are drawn as 〓, and the sheet says so."""
    font = sheet_font.of_letters({letter for text in _texts(sheet) for letter in printable(text)})
    paper = _drawn(sheet, font, size=SIZES[0])
    for size in SIZES[1:]:
        if paper.page_no() == 1:
            break
        paper = _drawn(sheet, font, size=size)
    return bytes(_drawn(sheet, font, size=paper.size, total=paper.page_no()).output())


def printable(text: str) -> str:
    """The text without what no printer shows; what the font lacks is 〓."""
    letters = "".join(_letter(char) for char in text.replace("\t", " "))
    return _EMPTY_LINES.sub("\n", letters).strip()


def _letter(char: str) -> str:
    if char == "\n":
        return char
    if category(char) in {"Cc", "Cf"}:
        return ""
    return char if sheet_font.has(char) else _UNKNOWN


def _texts(sheet: Sheet) -> Iterator[str]:
    """Everything that will be written, so that its letters are there."""
    yield from (*SHEET.values(), *SIGNATURES, f"0123456789/: （）　{_UNKNOWN}")
    for line in fact_lines(sheet):
        yield from line
    for each in sheet.lines:
        yield from course_line(each)
    for entry in sheet.conferences:
        for line in conference_lines(entry):
            yield from line


def _drawn(sheet: Sheet, font: bytes, *, size: float, total: int | None = None) -> _Paper:
    paper = _Paper(size=size, total=total)
    paper.fonts[_FACE] = TTFFont(paper, BytesIO(font), _FACE, "")  # type: ignore[arg-type] # it reads a file as well, and nothing of this is to lie on a disk
    paper.set_creation_date(sheet.made_at)
    paper.add_page()
    is_whole = [True]

    def said(text: str) -> str:
        shown = printable(text)
        is_whole[0] = is_whole[0] and _UNKNOWN not in shown
        return shown

    _head(paper, sheet)
    _facts(paper, sheet, said)
    _course(paper, sheet, said)
    _conferences(paper, sheet, said)
    _foot(paper, is_whole=is_whole[0])
    return paper


def _head(paper: _Paper, sheet: Sheet) -> None:
    paper.set_font(_FACE, size=8)
    paper.cell(_WIDTH / 2, 5, SHEET["care"])
    made = f"{SHEET['made']} {sheet.made_at.astimezone(TOKYO):%Y/%m/%d %H:%M}"
    paper.cell(0, 5, made, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.set_font(_FACE, size=16)
    paper.cell(0, 9, SHEET["title"], align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(1)
    paper.set_font(_FACE, size=paper.size)


def _facts(paper: _Paper, sheet: Sheet, said: Callable[[str], str]) -> None:
    """Two by two; whatever is long has a line of its own."""
    lines = list(fact_lines(sheet))
    for left, right in zip(lines[:-1:2], lines[1:-1:2], strict=True):
        _pair(paper, left, right, said)
    _row(paper, *lines[-1], said)


def _pair(
    paper: _Paper, left: tuple[str, str], right: tuple[str, str], said: Callable[[str], str]
) -> None:
    high, wide = paper.size * _LEADING, _WIDTH / 2 - _LABEL
    pair = [(label, said(text)) for label, text in (left, right)]
    if any(paper.get_string_width(text) > wide - 2 for _, text in pair):
        for label, text in (left, right):
            _row(paper, label, text, said)
        return
    for label, text in pair:
        paper.set_text_color(90)
        paper.cell(_LABEL, high, label)
        paper.set_text_color(0)
        paper.cell(wide, high, text)
    paper.ln(high)


def _course(paper: _Paper, sheet: Sheet, said: Callable[[str], str]) -> None:
    _heading(paper, SHEET["course"])
    for line in sheet.lines:
        at, what, who, told = course_line(line)
        _row(paper, at, f"{what}（{who}）　{told}", said)


def _conferences(paper: _Paper, sheet: Sheet, said: Callable[[str], str]) -> None:
    _heading(paper, SHEET["conferences"])
    if not sheet.conferences:
        _row(paper, "", SHEET["none"], said)
    for line in sheet.lines:
        if line.entry is None or line.entry not in sheet.conferences:
            continue
        at, what, who, _decision = course_line(line)
        paper.ln(1)
        _row(paper, at, f"{what}（{who}）", said)
        for label, text in conference_lines(line.entry):
            _row(paper, label, text, said)


def _heading(paper: _Paper, text: str) -> None:
    paper.ln(2)
    paper.set_font(_FACE, size=paper.size + 2)
    paper.cell(0, 6, text, border="B", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.set_font(_FACE, size=paper.size)
    paper.ln(0.8)


def _row(paper: _Paper, label: str, text: str, said: Callable[[str], str]) -> None:
    """A label and a text beside it, which may run over into further pages."""
    high = paper.size * _LEADING
    if paper.will_page_break(high):
        paper.add_page()
    paper.set_text_color(90)
    paper.cell(_LABEL, high, label)
    paper.set_text_color(0)
    for part in said(text).split("\n"):
        paper.set_x(_MARGIN + _LABEL)
        paper.multi_cell(
            _WIDTH - _LABEL,
            high,
            part or " ",
            align="L",
            wrapmode=WrapMode.CHAR,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
    paper.ln(0.6)


def _foot(paper: _Paper, *, is_whole: bool) -> None:
    """Who signs by hand; the boxes stay together on one page."""
    high = 18.0
    if paper.will_page_break(high + 8):
        paper.add_page()
    if not is_whole:
        paper.set_font(_FACE, size=8)
        paper.cell(0, 5, SHEET["unprintable"], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(3)
    wide = _WIDTH / len(SIGNATURES)
    top = paper.get_y()
    paper.set_font(_FACE, size=8)
    for place, label in enumerate(SIGNATURES):
        paper.rect(_MARGIN + place * wide, top, wide, high)
        paper.set_xy(_MARGIN + place * wide + 1, top + 0.5)
        paper.cell(wide - 2, 4, label)
        paper.set_xy(_MARGIN + place * wide + 1, top + high - 5)
        paper.cell(wide - 2, 4, SHEET["date"], align="R")
    paper.set_xy(_MARGIN, top + high)
