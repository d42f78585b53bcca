"""A report, or rows, as CSV: UTF-8 with a byte order mark and CRLF, or CP932 for old programs."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, unique
from typing import Final
from unicodedata import name

from console.files.report import DEFINITIONS, NOT_MEASURED, Cell, Report, head_lines
from domain import table_cells as cells
from domain.errors import RefusedError

_PLACEHOLDER: Final = "〓"
"""The printers' sign for a letter that is not there; CP932 has it."""

_MOST_NAMED: Final = 20

_TWINS: Final = str.maketrans(
    {"〜": "～", "−": "－", "—": "―", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢", "\u00a0": " "}
)
"""Signs whose codes differ between JIS and Windows: nothing is lost by these."""


@unique
class Encoding(StrEnum):
    """How letters become bytes."""

    UTF_8 = "utf-8"
    CP932 = "cp932"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A letter CP932 does not have: the line it first stands in, and how often it was replaced."""

    letter: str
    line: int
    count: int

    @property
    def words(self) -> str:
        """It as it is told: 😀 (U+1F600 GRINNING FACE), line 3, twice."""
        called = name(self.letter, "")
        code = f"U+{ord(self.letter):04X} {called}".strip()
        return f"{self.letter} ({code}) line {self.line} ×{self.count}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The bytes of a file, and the letters that are 〓 in it."""

    content: bytes
    missing: tuple[Missing, ...] = ()


class MissingLettersError(RefusedError):
    """CP932 lacks letters of the report; ``missing`` says which and where."""

    code = "missing_letters"

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        told = "; ".join(each.words for each in missing[:_MOST_NAMED])
        super().__init__(f"CP932 has no sign for: {told}")
        self.missing = missing


def write(
    report: Report, *, encoding: Encoding = Encoding.UTF_8, may_replace: bool = False
) -> Written:
    """The whole report: head, every table with its notes, the definitions.

    Raises:
        MissingLettersError: CP932 lacks a letter, and ``may_replace`` is not given.
    """
    return write_rows(_rows(report), encoding=encoding, may_replace=may_replace)


def write_rows(
    rows: Iterable[Iterable[Cell]],
    *,
    encoding: Encoding = Encoding.UTF_8,
    may_replace: bool = False,
) -> Written:
    """Rows alone, for a file that is read by a program.

    Raises:
        MissingLettersError: as of ``write``.
    """
    lines = [_line(row) for row in rows]
    if encoding is Encoding.UTF_8:
        return Written(content="".join(lines).encode("utf-8-sig"))
    lines = [line.translate(_TWINS) for line in lines]
    missing = _missing(lines)
    if missing and not may_replace:
        raise MissingLettersError(missing)
    replaced = "".join(lines).translate(
        {ord(each.letter): _PLACEHOLDER for each in missing},
    )
    return Written(content=replaced.encode("cp932"), missing=missing)


def read_rows(text: str, *, delimiter: str = ",") -> list[list[str]]:
    """The rows of a CSV, of ours or of another program, without its byte order mark.

    The apostrophes that ``cells.safe`` has set are undone.

    Raises:
        csv.Error: it is no CSV.
    """
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    return [[cells.read(cell) for cell in row] for row in lines]


def _rows(report: Report) -> Iterator[Iterable[Cell]]:
    yield (report.title,)
    yield from head_lines(report)
    for note in report.notes:
        yield (note,)
    for sheet in report.sheets:
        yield ()
        yield (sheet.title,)
        yield sheet.headings
        yield from sheet.rows
        for note in sheet.notes:
            yield (note,)
    if report.definitions:
        yield ()
        yield (DEFINITIONS,)
        for each in report.definitions:
            yield each.name, each.sentence, each.example


def _line(row: Iterable[Cell]) -> str:
    made = io.StringIO(newline="")
    csv.writer(made, quoting=csv.QUOTE_NONNUMERIC).writerow([_cell(cell) for cell in row])
    return made.getvalue()


def _cell(cell: Cell) -> str | int | Decimal:
    if cell is None:
        return NOT_MEASURED
    return cells.safe(cell) if isinstance(cell, str) else cell


def _missing(lines: list[str]) -> tuple[Missing, ...]:
    first: dict[str, int] = {}
    count: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        for letter in line:
            if not _is_known(letter):
                first.setdefault(letter, number)
                count[letter] = count.get(letter, 0) + 1
    return tuple(
        Missing(letter=letter, line=line, count=count[letter]) for letter, line in first.items()
    )


def _is_known(letter: str) -> bool:
    try:
        return bool(letter.encode("cp932"))
    except UnicodeEncodeError:
        return False
