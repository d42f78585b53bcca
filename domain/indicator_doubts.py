"""What looks odd in a sheet as it is printed: said, and never put right by the program."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, unique
from typing import Final

from domain.indicator import (
    CellText,
    Column,
    IndicatorFacts,
    Shape,
    SheetFacts,
    Slot,
    SlotKind,
    Status,
)
from domain.indicator_value import Meaning, understand


@unique
class Doubt(StrEnum):
    """What is odd."""

    SUM_DIFFERS = "sum_differs"  # the cumulative number is not the sum of the years
    ODD_UNIT = "odd_unit"  # cases counted in persons, a share without percent …
    UNREADABLE = "unreadable"  # no number, no dash, no arrow
    NO_REASON = "no_reason"  # a revised target says neither why nor when
    NOT_MARKED = "not_marked"  # 指標廃止 in print, and the indicator goes on
    NO_ORIGINAL = "no_original"  # 再掲, and nobody knows of what


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something odd, in which column (None: in the row)."""

    doubt: Doubt
    column: Column | None = None


Cells = Mapping[Slot, CellText]

_ASIDES: Final = re.compile(r"[（(【].*?[】)）]")
_CASES: Final = ("件数",)
_PEOPLE: Final = ("者数", "人数", "人員")
_PERCENT: Final = ("%", "ポイント")


def doubts(sheet: SheetFacts, facts: IndicatorFacts, cells: Cells) -> Iterator[Found]:
    """Everything odd in one row."""
    if _is_odd_unit(facts, cells):
        yield Found(doubt=Doubt.ODD_UNIT)
    if facts.is_repeated and facts.repeats is None:
        yield Found(doubt=Doubt.NO_ORIGINAL)
    for column in sheet.columns:
        cell = cells.get(column.slot)
        if cell is not None:
            for doubt in _of_cell(facts, cell):
                yield Found(doubt=doubt, column=column)
        if (
            column.slot.is_total
            and sheet.shape is not Shape.PLAN
            and _differs(sheet, cells, column)
        ):
            yield Found(doubt=Doubt.SUM_DIFFERS, column=column)


def _of_cell(facts: IndicatorFacts, cell: CellText) -> Iterator[Doubt]:
    meant = understand(cell.printed)
    if meant.meaning is Meaning.WORDS:
        yield Doubt.UNREADABLE
    if meant.is_revised and not (cell.reason or facts.note):
        yield Doubt.NO_REASON
    if meant.meaning is Meaning.ABOLISHED and facts.status is not Status.ABOLISHED:
        yield Doubt.NOT_MARKED


def _differs(sheet: SheetFacts, cells: Cells, column: Column) -> bool:
    """Whether a cumulative number is printed that the years do not sum to."""
    printed = cells.get(column.slot)
    said = understand(printed.printed).number if printed is not None else None
    return said is not None and total(sheet, cells, column.slot.kind) not in {None, said}


def total(sheet: SheetFacts, cells: Cells, kind: SlotKind) -> Decimal | None:
    """The sum of the years that were measured; None where none was."""
    found = [
        understand(cells[slot].printed).number
        for year in sheet.years
        if (slot := Slot(kind=kind, year=year)) in cells
    ]
    numbers = [each for each in found if each is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _is_odd_unit(facts: IndicatorFacts, cells: Cells) -> bool:
    """By the last words of the name: what it counts, beside what it is counted in."""
    printed = [understand(each.printed) for each in cells.values()]
    units = {facts.unit, *(each.unit for each in printed)} - {""}
    name = _ASIDES.sub("", facts.name)
    if any(name.endswith(word) for word in _CASES):
        return "人" in units
    if any(name.endswith(word) for word in _PEOPLE):
        return "件" in units
    return name.endswith("割合") and bool(units) and units.isdisjoint(_PERCENT)
