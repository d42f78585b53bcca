"""The released tables that have a picture: what everybody may see, with its marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from console.export_report import sheet
from console.export_words import code_words, period_words
from console.files.report import Cell, Chart, ChartKind, Sheet
from console.language import _
from domain.statistics.periods import Length, Period
from domain.statistics.table import Table
from services.released_tables import Released

_MONTHS: Final = 12
_TWO: Final = Chart(kind=ChartKind.COLUMNS, columns=(1, 2))
_ONE: Final = Chart(kind=ChartKind.COLUMNS, columns=(1,))
_LINE: Final = Chart(kind=ChartKind.LINES, columns=(1,))
_BY_PEOPLE: Final = ("age", "theme", "area", "linked")


def released_sheets(released: Sequence[Released]) -> Iterator[tuple[Sheet, str]]:
    """Tables with a picture, each with the unit of its numbers; nothing that was not released."""
    months = {each.period: each for each in released if each.period.length is Length.MONTH}
    if months:
        yield (
            _by_month(months, _("月ごとの受付と対応"), ("in_hours", "answered_in_hours")),
            _("件数"),
        )
        yield _by_month(months, _("友だち（月の終わり）"), ("friends",)), _("人数")
    for key in _BY_PEOPLE:
        found = [(each.period, each.find(key)) for each in released]
        newest = [(period, table) for period, table in found if table is not None][-1:]
        for period, table in newest:
            made = sheet(table)
            yield (
                replace(
                    made,
                    title=f"{made.title}　{period_words(period)}",
                    headings=(_("区分"), *made.headings[1:]),
                    chart=replace(_ONE, rows=_parts(table)),
                ),
                _("人数"),
            )


def _by_month(months: Mapping[Period, Released], title: str, codes: tuple[str, ...]) -> Sheet:
    """The last year up to the last month there is; a month between that was not released is —."""
    period = max(months, key=lambda each: each.first)
    first = min(each.first for each in months)
    rows: list[tuple[Cell, ...]] = []
    while period.first >= first and len(rows) < _MONTHS:
        activity = months[period].find("activity") if period in months else None
        told = (_activity(activity, code) for code in codes)
        rows.append((f"{period.first:%Y/%m}", *told))
        period = period.before()
    return Sheet(
        title=title,
        headings=(_("年月"), *(code_words("measure", code) for code in codes)),
        rows=tuple(reversed(rows)),
        notes=(_("「—」は、公開していない月です。"),) if None in [row[1] for row in rows] else (),
        chart=_LINE if len(codes) == 1 else _TWO,
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
