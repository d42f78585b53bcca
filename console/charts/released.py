"""The released tables that have a picture: what everybody may see, with its marks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from console.export_report import sheet
from console.export_words import code_words, period_words
from console.files.report import Cell, Chart, ChartKind, Sheet
from console.language import _
from domain.statistics.periods import Length
from domain.statistics.table import Table
from services.released_tables import Released

_MONTHS: Final = 12
_TWO: Final = Chart(kind=ChartKind.COLUMNS, columns=(1, 2))
_ONE: Final = Chart(kind=ChartKind.COLUMNS, columns=(1,))
_BY_PEOPLE: Final = ("age", "theme", "area", "linked")


def released_sheets(released: Sequence[Released]) -> Iterator[tuple[Sheet, str]]:
    """Tables with a picture, each with the unit of its numbers; nothing that was not released."""
    months = [each for each in released if each.period.length is Length.MONTH][-_MONTHS:]
    if months:
        yield _by_month(months, _("月ごとの受付と対応"), ("in_hours", "answered_in_hours")), _("件")
        yield _by_month(months, _("友だち（月の終わり）"), ("friends",)), _("人")
    for key in _BY_PEOPLE:
        found = [(each.period, each.find(key)) for each in released]
        newest = [(period, table) for period, table in found if table is not None][-1:]
        for period, table in newest:
            made = sheet(table)
            yield (
                replace(
                    made,
                    title=f"{made.title}（{period_words(period)}）",
                    headings=(_("区分"), *made.headings[1:]),
                    chart=replace(_ONE, rows=_parts(table)),
                ),
                _("人"),
            )


def _by_month(months: Sequence[Released], title: str, codes: tuple[str, ...]) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for each in months:
        activity = each.find("activity")
        told = (_activity(activity, code) for code in codes)
        rows.append((f"{each.period.first:%Y/%m}", *told))
    return Sheet(
        title=title,
        headings=(_("月"), *(code_words("measure", code) for code in codes)),
        rows=tuple(rows),
        chart=_ONE if len(codes) == 1 else _TWO,
    )


def _activity(table: Table | None, code: str) -> Cell:
    """A number of the activity's only row, as the released table words it."""
    if table is None:
        return None
    [place] = [at for at, each in enumerate(table.columns) if each.code == code]
    return sheet(table).rows[place][1]


def _parts(table: Table) -> tuple[int, ...]:
    """The rows that are drawn: those that sum nothing."""
    return tuple(at for at, row in enumerate(table.rows) if not row.is_total)
