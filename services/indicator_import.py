"""Sheets of indicators that come in and go out as a whole, everything as it is printed."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from domain.indicator import ValueAct
from domain.indicator_file import LooseRow, LooseSheet
from services import indicator_keeping, indicators
from services.indicator_keeping import Hand
from services.indicators import IndicatorTable
from services.work import Work


def keep(work: Work, sheets: Sequence[LooseSheet], *, member_id: UUID | None) -> tuple[UUID, ...]:
    """Add sheets with their rows; gives the sheets' ids."""
    hand = Hand(member_id=member_id, act=ValueAct.IMPORTED)
    made: dict[tuple[int, int], UUID] = {}
    kept = []
    for number, sheet in enumerate(sheets, start=1):
        sheet_id = indicator_keeping.add_sheet(work, sheet.facts, member_id=member_id)
        kept.append(sheet_id)
        for place, row in enumerate(sheet.rows, start=1):
            facts = replace(row.facts, repeats=made.get(row.repeats) if row.repeats else None)
            made[number, place] = indicator_keeping.add(work, sheet_id, facts, row.cells, hand=hand)
    return tuple(kept)


def loose(tables: Sequence[IndicatorTable]) -> tuple[LooseSheet, ...]:
    """Sheets as ``keep`` takes them."""
    places = {
        row.id: (number, place)
        for number, table in enumerate(tables, start=1)
        for place, row in enumerate(table.indicators, start=1)
    }
    return tuple(
        LooseSheet(
            facts=table.facts,
            rows=tuple(_loose(table, row, places) for row in table.indicators),
        )
        for table in tables
    )


def everything(work: Work) -> tuple[LooseSheet, ...]:
    """Every sheet there is, for an export; what is reckoned is not in it."""
    return loose(indicators.list_tables(work))


def _loose(
    table: IndicatorTable, row: indicators.Indicator, places: dict[UUID, tuple[int, int]]
) -> LooseRow:
    repeats = places.get(row.facts.repeats) if row.facts.repeats else None
    in_order = [each.slot for each in table.facts.columns if each.slot in row.cells]
    return LooseRow(
        facts=replace(row.facts, repeats=None),
        cells={slot: row.cells[slot] for slot in in_order},
        repeats=repeats,
    )
