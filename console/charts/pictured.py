"""The tables that have a picture: counts of the service, and indicators beside their targets."""

from collections.abc import Iterator, Sequence
from typing import Final

from console.files.report import Chart, ChartKind, Sheet
from console.indicator_tables import cell_of
from console.language import _, later
from console.record_words import REFER_STEPS
from console.times import WEEKDAYS
from domain.indicator import Shape, Slot, SlotKind
from domain.indicator_value import Meaning, understand
from services.indicators import Indicator, IndicatorTable
from services.pictures import LOADS, WAITS, Counts

MOST_AIMS: Final = 12
_CAME: Final = (later("受付"), later("対応"))
_TWO: Final = Chart(kind=ChartKind.COLUMNS, columns=(1, 2))
_ONE: Final = Chart(kind=ChartKind.COLUMNS, columns=(1,))
_LINE: Final = Chart(kind=ChartKind.LINES, columns=(1,))


def counted_sheets(counts: Counts) -> Iterator[tuple[Sheet, str]]:
    """Tables with a picture, each with the unit of its numbers."""
    came = tuple(_(words) for words in _CAME)
    yield (
        Sheet(
            title=_("時間ごとの受付と対応"),
            headings=(_("時"), *came),
            rows=tuple((_("%(n)s時", n=hour), *two) for hour, *two in counts.hours),
            chart=_TWO,
        ),
        _("件数"),
    )
    yield (
        Sheet(
            title=_("曜日ごとの受付と対応"),
            headings=(_("曜日"), *came),
            rows=tuple((_(WEEKDAYS[day]), *two) for day, *two in counts.weekdays),
            chart=_TWO,
        ),
        _("件数"),
    )
    yield _by_class(_("待っていただいた時間"), _("待ち時間"), _waits(), counts.waits), _("件数")
    yield _by_class(_("こみぐあいごとの夜"), _("受付の数"), _loads(), counts.evenings), _("夜")
    yield (
        Sheet(
            title=_("友だち追加（12か月）"),
            headings=(_("年月"), _("はじめての追加")),
            rows=tuple((f"{month:%Y/%m}", number) for month, number in counts.friends),
            chart=_LINE,
        ),
        _("人数"),
    )
    yield (
        Sheet(
            title=_("つなぎの段階"),
            headings=(_("段階"), _("件数")),
            rows=tuple((_(REFER_STEPS[step]), number) for step, number in counts.ladder),
            chart=_ONE,
        ),
        _("件数"),
    )


def indicator_sheets(tables: Sequence[IndicatorTable]) -> Iterator[tuple[Sheet, str]]:
    """Indicators of which something was reached, beside what was aimed at, year by year."""
    found = [
        (table, row)
        for table in tables
        if table.facts.shape is not Shape.PLAN
        for row in table.counted
        if _is_begun(table, row)
    ]
    for table, row in found[:MOST_AIMS]:
        yield _aim(table, row), row.facts.unit or _("数")


def _aim(table: IndicatorTable, row: Indicator) -> Sheet:
    rows = []
    for year in table.facts.years:
        aim, made = (
            row.printed(Slot(kind=kind, year=year)) for kind in (SlotKind.TARGET, SlotKind.ACTUAL)
        )
        rows.append((str(year), cell_of(aim), cell_of(made)))
    return Sheet(
        title=row.facts.name,
        headings=(_("年度"), _("目標"), _("実績")),
        rows=tuple(rows),
        chart=_TWO,
    )


def _is_begun(table: IndicatorTable, row: Indicator) -> bool:
    printed = (row.printed(Slot(kind=SlotKind.ACTUAL, year=year)) for year in table.facts.years)
    return any(understand(each or "").meaning is Meaning.NUMBER for each in printed)


def _by_class(title: str, heading: str, names: Sequence[str], numbers: Sequence[int]) -> Sheet:
    rows = tuple(zip(names, numbers, strict=True))
    return Sheet(title=title, headings=(heading, _("数")), rows=rows, chart=_ONE)


def _waits() -> list[str]:
    upto = [_("%(n)s分まで", n=end) for end in WAITS]
    return [*upto, _("%(n)s分より長い", n=WAITS[-1])]


def _loads() -> list[str]:
    upto = [_("%(n)s件まで", n=end) if end else _("0件") for end in LOADS]
    return [*upto, _("%(n)s件より多い", n=LOADS[-1])]
