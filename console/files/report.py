"""A report in words, ready to be written as any kind of file. Numbers stay numbers.

What may stand in it has been decided before: nothing here protects, sums or rounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum, unique
from typing import Final

from console.language import later

NOT_MEASURED: Final = "—"
"""How None is written: nobody counted. Zero is a number, and is written 0."""


@unique
class Circle(StrEnum):
    """Who may read a report; printed on every page of it."""

    INTERNAL = "internal"  # 内部
    PUBLIC = "public"  # 公開


CIRCLES: Final = {Circle.INTERNAL: later("内部"), Circle.PUBLIC: later("公開")}
"""As files say it: always in Japanese, for they are read by offices outside the house."""

DEFINITIONS: Final = later("用語の定義")

Cell = int | Decimal | str | None
"""A number, words, or None for what nobody has measured."""


@unique
class ChartKind(StrEnum):
    """How the picture of a table is drawn."""

    COLUMNS = "columns"
    LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of some columns of its table, by index; the first column names the places.

    ``rows`` are the indices of the rows that are drawn, all where it is empty: no total among them.
    ``is_across``: the headings of ``columns`` are the places, and the rows what is drawn of them.
    ``title``: where it is not the table's.
    """

    kind: ChartKind
    columns: tuple[int, ...]
    rows: tuple[int, ...] = ()
    is_across: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: headings, rows as wide as these, and what is to be said below.

    ``percents`` are the columns whose numbers are hundredths. ``more`` are further pictures of
    the same numbers, in files that hold several.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    percents: frozenset[int] = frozenset()
    chart: Chart | None = None
    more: tuple[Chart, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows that are not as wide as the headings."""
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("A row is not as wide as its headings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a word of the report means, and how it is reckoned."""

    name: str
    sentence: str
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a file says. ``period`` in era and western years (``console.files.era``).

    ``revision`` counts from 1; ``changes`` says what another revision changed, with its day.
    """

    title: str
    period: str
    organisation: str
    circle: Circle
    made_on: date
    sheets: tuple[Sheet, ...]
    revision: int = 1
    definitions: tuple[Definition, ...] = ()
    notes: tuple[str, ...] = ()
    changes: tuple[str, ...] = field(default=())


def head_lines(report: Report) -> Iterator[tuple[str, str]]:
    """What stands above the tables: a label and what it says."""
    yield later("期間"), report.period
    yield later("団体"), report.organisation
    yield later("区分"), CIRCLES[report.circle]
    yield later("版"), revision_words(report)
    yield later("作成日"), f"{report.made_on:%Y/%m/%d}"
    for change in report.changes:
        yield later("変更"), change


def revision_words(report: Report) -> str:
    """Which revision it is: 第1版."""
    return later("第%(n)s版") % {"n": report.revision}


def number_words(cell: Cell, *, is_percent: bool = False) -> str:
    """A cell as it is read: 1,546; 90.1%; — for what nobody measured."""
    if cell is None:
        return NOT_MEASURED
    if isinstance(cell, str):
        return cell
    words = f"{cell:,}"
    return f"{words}%" if is_percent else words
